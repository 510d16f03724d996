-- Staff see their sessions and end them.

-- +goose Up

-- browser says of a member of staff's browser which family it is and on what it runs,
-- 'firefox/windows'; of a reporter's, nothing.
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '' CHECK (browser = '' OR person <> '');
