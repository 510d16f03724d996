-- On which days an organisation's office is closed can change while dossiers are open:
-- what is due says by which setting it was reckoned, and the stream of protocols which
-- one is the newest. Rows that were there before were reckoned by none.

-- +goose Up

ALTER TABLE due ADD COLUMN setting BIGINT NOT NULL DEFAULT 0 CHECK (setting >= 0);
CREATE INDEX due_setting ON due (org, setting, stream);

-- One row for each organisation, so that what is behind is found in the order of
-- due_setting.
CREATE TABLE setting (
  org    TEXT   NOT NULL PRIMARY KEY,
  stream TEXT   NOT NULL,
  seq    BIGINT NOT NULL CHECK (seq >= 1)
);
