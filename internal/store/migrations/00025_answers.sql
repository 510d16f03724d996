-- Drafts of answers to follow-up questions, beside that of the account.

-- +goose Up

-- sending counts the questions that a signal's reporter was sent, from 1; 0 is the
-- account itself.
CREATE TABLE draft_kept (
  org      TEXT   NOT NULL,
  lookup   BYTEA  NOT NULL CHECK (length(lookup) = 32),
  sending  BIGINT NOT NULL CHECK (sending >= 0),
  sealed   BYTEA  NOT NULL,
  saved_on BIGINT NOT NULL,
  PRIMARY KEY (org, lookup, sending)
);
INSERT INTO draft_kept (org, lookup, sending, sealed, saved_on) SELECT org, lookup, 0, sealed, saved_on FROM draft;
DROP TABLE draft;
ALTER TABLE draft_kept RENAME TO draft;
CREATE INDEX draft_saved ON draft (saved_on);
