-- How long what is kept may depend on how a dossier was closed.

-- +goose Up

-- exit: how it was closed; '' in a row from before this was kept.
ALTER TABLE closed ADD COLUMN exit TEXT NOT NULL DEFAULT '';
