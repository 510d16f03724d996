-- A code can be that of a participant: a witness, or the person concerned.

-- +goose Up

ALTER TABLE mailbox ADD COLUMN participant TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN participant TEXT NOT NULL DEFAULT '';
