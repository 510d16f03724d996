-- What counts of a signal when patterns are looked for, and where that is still to be done.

-- +goose Up

CREATE TABLE incident (
  org        TEXT   NOT NULL,
  stream     TEXT   NOT NULL,
  signal     TEXT   NOT NULL,
  subject    TEXT   NOT NULL,
  team       BIGINT NOT NULL CHECK (team IN (0, 1)),
  told_on    BIGINT NOT NULL,
  severity   TEXT   NOT NULL,
  apart      BIGINT NOT NULL CHECK (apart IN (0, 1)),
  channel    TEXT   NOT NULL,
  talk_on    BIGINT NOT NULL,
  nothing_on BIGINT NOT NULL,
  measure_on BIGINT NOT NULL,
  exit       TEXT   NOT NULL,
  closed_on  BIGINT NOT NULL,
  weighing   BIGINT NOT NULL CHECK (weighing IN (0, 1)),
  weighed_in TEXT   NOT NULL,
  PRIMARY KEY (org, stream, signal, subject)
);
CREATE INDEX incident_subject ON incident (org, subject, team, told_on DESC, stream, signal);

CREATE TABLE unlooked (
  org    TEXT NOT NULL,
  stream TEXT NOT NULL,
  PRIMARY KEY (org, stream)
);
