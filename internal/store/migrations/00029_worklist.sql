-- What the work list can be narrowed to, and whose turn it is.

-- +goose Up

-- demand: a reporter waits for the answer of somebody who does not lead. leader: who
-- leads, '' if nobody does. by_law: the law sets the term that is due first. actor: the
-- role whose step that is, '' if there is none.
ALTER TABLE work_item ADD COLUMN demand BIGINT NOT NULL DEFAULT 0 CHECK (demand IN (0, 1));
ALTER TABLE work_item ADD COLUMN leader TEXT NOT NULL DEFAULT '';
ALTER TABLE work_item ADD COLUMN by_law BIGINT NOT NULL DEFAULT 0 CHECK (by_law IN (0, 1));
ALTER TABLE work_item ADD COLUMN actor TEXT NOT NULL DEFAULT '';

-- mine: the holder is who leads.
ALTER TABLE holder ADD COLUMN demand BIGINT NOT NULL DEFAULT 0 CHECK (demand IN (0, 1));
ALTER TABLE holder ADD COLUMN formal BIGINT NOT NULL DEFAULT 0 CHECK (formal IN (0, 1));
ALTER TABLE holder ADD COLUMN mine BIGINT NOT NULL DEFAULT 0 CHECK (mine IN (0, 1));
ALTER TABLE holder ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE tally ADD COLUMN demand BIGINT NOT NULL DEFAULT 0;
UPDATE holder SET formal = 1 WHERE (org, stream) IN (SELECT org, stream FROM work_item WHERE formal = 1);
UPDATE holder SET clock = (SELECT w.clock FROM work_item w WHERE w.org = holder.org AND w.stream = holder.stream)
WHERE (org, stream) IN (SELECT org, stream FROM work_item);
CREATE INDEX holder_demand ON holder (org, person, due_at, stream) WHERE leads = 1 AND is_open = 1 AND demand = 1;
CREATE INDEX holder_formal ON holder (org, person, due_at, stream) WHERE leads = 1 AND is_open = 1 AND formal = 1;
CREATE INDEX holder_mine ON holder (org, person, due_at, stream) WHERE leads = 1 AND is_open = 1 AND mine = 1;
CREATE INDEX holder_clock ON holder (org, person, clock, due_at, stream) WHERE leads = 1 AND is_open = 1;

DROP VIEW may_see;
CREATE VIEW may_see AS
SELECT h.org, h.person, h.stream, h.is_open, h.due_at, h.stage, h.office, h.late, h.waiting, h.short, h.talk,
  h.demand, h.formal, h.mine, h.clock
FROM staff s
JOIN holder h ON h.org = s.org AND h.person = s.person
WHERE s.leads = 1 AND s.active = 1 AND h.leads = 1
  AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.org = h.org AND x.stream = h.stream AND x.person = h.person);
