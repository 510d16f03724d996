-- Dossiers that fewer than two people hold, and what is asked of people in a
-- recovery. Rows that were there before have two holders or more: a signal could
-- not be sent to fewer, and nothing took a holder away.

-- +goose Up

ALTER TABLE work_item ADD COLUMN short BIGINT NOT NULL DEFAULT 0 CHECK (short IN (0, 1));
ALTER TABLE holder ADD COLUMN short BIGINT NOT NULL DEFAULT 0 CHECK (short IN (0, 1));
ALTER TABLE tally ADD COLUMN short BIGINT NOT NULL DEFAULT 0;
CREATE INDEX holder_short ON holder (org, person, due_at, stream) WHERE leads = 1 AND is_open = 1 AND short = 1;
CREATE INDEX staff_gone ON staff (org, person) WHERE active = 0;

DROP VIEW may_see;
CREATE VIEW may_see AS
SELECT h.org, h.person, h.stream, h.is_open, h.due_at, h.stage, h.office, h.late, h.waiting, h.short
FROM staff s
JOIN holder h ON h.org = s.org AND h.person = s.person
WHERE s.leads = 1 AND s.active = 1 AND h.leads = 1
  AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.org = h.org AND x.stream = h.stream AND x.person = h.person);

CREATE TABLE short_handed (
  org     TEXT   NOT NULL,
  stream  TEXT   NOT NULL,
  holders BIGINT NOT NULL CHECK (holders IN (0, 1)),
  PRIMARY KEY (org, stream)
);

CREATE TABLE asked (
  org    TEXT NOT NULL,
  stream TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (org, stream, person)
);
CREATE INDEX asked_person ON asked (org, person, stream);
