-- Who carries what, as the figures of a year count it.

-- +goose Up

CREATE TABLE measure (
  org         TEXT   NOT NULL,
  stream      TEXT   NOT NULL,
  number      BIGINT NOT NULL CHECK (number > 0),
  bearer      TEXT   NOT NULL,
  weight      TEXT   NOT NULL,
  breach      BIGINT NOT NULL CHECK (breach IN (0, 1)),
  own         BIGINT NOT NULL CHECK (own IN (0, 1)),
  recorded_on BIGINT NOT NULL,
  ended_on    BIGINT NOT NULL,
  start_on    BIGINT NOT NULL,
  until_on    BIGINT NOT NULL,
  planned_on  BIGINT NOT NULL,
  PRIMARY KEY (org, stream, number, bearer)
);
CREATE INDEX measure_recorded ON measure (org, recorded_on);
