-- Two dossiers in which the same reporter tells of the same incident count once.

-- +goose Up

ALTER TABLE incident ADD COLUMN same TEXT NOT NULL DEFAULT '';
