-- In which dossiers those in line of the person concerned must be looked for anew.

-- +goose Up

-- chart is the fact of the chart by which they were looked for.
CREATE TABLE concerned (
  org    TEXT   NOT NULL,
  stream TEXT   NOT NULL,
  chart  BIGINT NOT NULL CHECK (chart >= 0),
  PRIMARY KEY (org, stream)
);
CREATE INDEX concerned_chart ON concerned (org, chart, stream);

-- One row for each organisation, as in setting.
CREATE TABLE chart (
  org    TEXT   NOT NULL PRIMARY KEY,
  stream TEXT   NOT NULL,
  seq    BIGINT NOT NULL CHECK (seq >= 1)
);
