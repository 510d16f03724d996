-- Dossiers whose reporter wants to talk and has no answer yet. No released version
-- records such a wish, so no row that was there before has one.

-- +goose Up

ALTER TABLE work_item ADD COLUMN talk BIGINT NOT NULL DEFAULT 0 CHECK (talk IN (0, 1));
ALTER TABLE holder ADD COLUMN talk BIGINT NOT NULL DEFAULT 0 CHECK (talk IN (0, 1));
ALTER TABLE tally ADD COLUMN talk BIGINT NOT NULL DEFAULT 0;
CREATE INDEX holder_talk ON holder (org, person, due_at, stream) WHERE leads = 1 AND is_open = 1 AND talk = 1;

DROP VIEW may_see;
CREATE VIEW may_see AS
SELECT h.org, h.person, h.stream, h.is_open, h.due_at, h.stage, h.office, h.late, h.waiting, h.short, h.talk
FROM staff s
JOIN holder h ON h.org = s.org AND h.person = s.person
WHERE s.leads = 1 AND s.active = 1 AND h.leads = 1
  AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.org = h.org AND x.stream = h.stream AND x.person = h.person);
