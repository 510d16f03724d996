-- Whose an advice to the top is: who gave it, and whom it is for.

-- +goose Up

CREATE TABLE counsel (
  org    TEXT NOT NULL,
  stream TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (org, stream, person)
);
CREATE INDEX counsel_person ON counsel (org, person, stream);
