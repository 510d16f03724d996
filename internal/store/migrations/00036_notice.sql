-- What people at the top were told of signals.

-- +goose Up

CREATE TABLE notice (
  org          TEXT   NOT NULL,
  stream       TEXT   NOT NULL,
  person       TEXT   NOT NULL,
  signal       TEXT   NOT NULL,
  function     TEXT   NOT NULL,
  given_at     BIGINT NOT NULL,
  confirmed_at BIGINT NOT NULL,
  is_confirmed BIGINT NOT NULL CHECK (is_confirmed IN (0, 1)),
  severity     TEXT   NOT NULL,
  office       TEXT   NOT NULL,
  formal       BIGINT NOT NULL CHECK (formal IN (0, 1)),
  stage        TEXT   NOT NULL,
  late         BIGINT NOT NULL CHECK (late IN (0, 1)),
  PRIMARY KEY (org, stream, person, signal)
);
CREATE INDEX notice_person ON notice (org, person, is_confirmed, given_at DESC, signal);

-- Who may know that there is something: whoever was told, works here and is not excluded
-- since.
CREATE VIEW may_know AS
SELECT n.org, n.person, n.stream, n.signal, n.function, n.given_at, n.confirmed_at, n.is_confirmed, n.severity, n.office, n.formal, n.stage, n.late
FROM staff s
JOIN notice n ON n.org = s.org AND n.person = s.person
WHERE s.leads = 1 AND s.active = 1
  AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.org = n.org AND x.stream = n.stream AND x.person = n.person);
