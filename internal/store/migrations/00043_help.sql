-- Who waits to be called, because they do not know what to do.

-- +goose Up

CREATE TABLE help (
  org    TEXT   NOT NULL,
  stream TEXT   NOT NULL,
  person TEXT   NOT NULL,
  due_at BIGINT NOT NULL,
  PRIMARY KEY (org, stream)
);
CREATE INDEX help_due ON help (org, due_at, person);

-- How they are called, apart from it and forgotten with it.
CREATE TABLE reach (
  org    TEXT NOT NULL,
  person TEXT NOT NULL,
  name   TEXT NOT NULL,
  phone  TEXT NOT NULL,
  PRIMARY KEY (org, person)
);
