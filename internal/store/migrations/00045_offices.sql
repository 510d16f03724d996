-- What the work list says of whom a dossier is about, and of a name that is required.

-- +goose Up

-- pick_again: which of two people was picked is not clear any more. other_office: by the
-- chart they hold another office than the dossier goes on by. ask_name: the reporter's
-- time is over, and the custodians can be asked for the name.
ALTER TABLE work_item ADD COLUMN pick_again BIGINT NOT NULL DEFAULT 0 CHECK (pick_again IN (0, 1));
ALTER TABLE work_item ADD COLUMN other_office BIGINT NOT NULL DEFAULT 0 CHECK (other_office IN (0, 1));
ALTER TABLE work_item ADD COLUMN ask_name BIGINT NOT NULL DEFAULT 0 CHECK (ask_name IN (0, 1));
