-- What a confidential adviser notes: a year in a row, sealed to the adviser alone.

-- +goose Up

-- There is no time in it, and every row is of one length, so that it does not say how many
-- conversations there were. mark is the SHA-256 of sealed, by which a save names the one
-- that it goes on from.
CREATE TABLE advice (
  org    TEXT   NOT NULL,
  person TEXT   NOT NULL,
  year   BIGINT NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  mark   BYTEA  NOT NULL CHECK (length(mark) = 32),
  sealed BYTEA  NOT NULL CHECK (length(sealed) = 259755),
  PRIMARY KEY (org, person, year)
);
