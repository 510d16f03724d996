-- The questionnaire that an organisation's administrators are writing.

-- +goose Up

-- file is what there is, before what there was before the last edit ('' if that
-- cannot be undone). Both are checked when they are adopted, and not before.
CREATE TABLE form_draft (
  org      TEXT   NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL CHECK (revision >= 1),
  person   TEXT   NOT NULL,
  saved_at BIGINT NOT NULL,
  file     BYTEA  NOT NULL CHECK (length(file) BETWEEN 1 AND 524288),
  before   BYTEA  NOT NULL CHECK (length(before) <= 524288)
);
