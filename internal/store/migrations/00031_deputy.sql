-- Who stands in for whom.

-- +goose Up

-- stand_in: who acts for the leader, who is away. keyless: somebody who stands in for a
-- holder has no key yet.
ALTER TABLE work_item ADD COLUMN stand_in TEXT NOT NULL DEFAULT '';
ALTER TABLE work_item ADD COLUMN keyless BIGINT NOT NULL DEFAULT 0 CHECK (keyless IN (0, 1));

-- deputy: who stands in for the person, while they are away.
ALTER TABLE staff ADD COLUMN deputy TEXT NOT NULL DEFAULT '';
CREATE INDEX staff_deputy ON staff (org, deputy, person) WHERE deputy > '';
