-- One office of a person's list is found without reading the rest of it.

-- +goose Up

CREATE INDEX holder_office ON holder (org, person, office, due_at, stream) WHERE leads = 1 AND is_open = 1;
