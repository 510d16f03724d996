-- Closed dossiers, for the term after which they are destroyed, and what is left
-- of a mailbox whose dossier was.

-- +goose Up

-- held: something forbids that it is destroyed. proposed: somebody proposed it.
CREATE TABLE closed (
  org       TEXT   NOT NULL,
  stream    TEXT   NOT NULL,
  closed_at BIGINT NOT NULL,
  held      BIGINT NOT NULL CHECK (held IN (0, 1)),
  proposed  BIGINT NOT NULL CHECK (proposed IN (0, 1)),
  PRIMARY KEY (org, stream)
);
CREATE INDEX closed_when ON closed (org, closed_at, stream) WHERE held = 0;

-- Whoever has the code reads until ends_on that the dossier was destroyed on
-- gone_on; both are days. Which dossier it was is not kept.
CREATE TABLE gone (
  org     TEXT   NOT NULL,
  lookup  BYTEA  NOT NULL CHECK (length(lookup) = 32),
  gone_on BIGINT NOT NULL,
  ends_on BIGINT NOT NULL,
  PRIMARY KEY (org, lookup)
);
CREATE INDEX gone_ends ON gone (ends_on);
