-- What somebody of staff has written in a dossier and not sent.

-- +goose Up

-- form says what it is for: words to the reporter of signal, or, where signal is '',
-- something internal of which only the writer's key gives the name. mark is the
-- SHA-256 of sealed, by which a save names the one that it goes on from.
CREATE TABLE staff_draft (
  org     TEXT   NOT NULL,
  person  TEXT   NOT NULL,
  stream  TEXT   NOT NULL,
  form    TEXT   NOT NULL,
  signal  TEXT   NOT NULL,
  mark    BYTEA  NOT NULL CHECK (length(mark) = 32),
  kept_at BIGINT NOT NULL,
  sealed  BYTEA  NOT NULL CHECK (length(sealed) BETWEEN 1 AND 262144),
  PRIMARY KEY (org, person, stream, form)
);
CREATE INDEX staff_draft_stream ON staff_draft (org, stream, signal);
CREATE INDEX staff_draft_kept ON staff_draft (kept_at);
