-- What somebody keeps before they decide whether to send a signal.

-- +goose Up

-- An entry is never changed. ends_on is the first day of a month, one for all entries
-- of a code.
CREATE TABLE diary (
  org     TEXT   NOT NULL,
  lookup  BYTEA  NOT NULL CHECK (length(lookup) = 32),
  number  BIGINT NOT NULL CHECK (number >= 1),
  mark    BYTEA  NOT NULL CHECK (length(mark) = 32),
  sealed  BYTEA  NOT NULL,
  kept_on BIGINT NOT NULL,
  ends_on BIGINT NOT NULL,
  PRIMARY KEY (org, lookup, number)
);
CREATE INDEX diary_ends ON diary (ends_on);
