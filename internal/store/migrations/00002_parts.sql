-- Parts of files: their bytes are in the blob store (internal/blob), and only
-- what must be known of them is here. A row is there before the bytes come and
-- goes after them.
--
--   state     0 coming, 1 kept, 2 named by an event, 3 doomed
--   reporter  1 if a reporter sent it
--   begun_on  a day; when a reporter did something is kept no finer

-- +goose Up

CREATE TABLE part (
  id       BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  org      TEXT   NOT NULL,
  stream   TEXT   NOT NULL,
  actor    TEXT   NOT NULL,
  reporter BIGINT NOT NULL CHECK (reporter IN (0, 1)),
  size     BIGINT NOT NULL CHECK (size > 0),
  begun_on BIGINT NOT NULL,
  state    BIGINT NOT NULL CHECK (state BETWEEN 0 AND 3)
);
CREATE INDEX part_actor ON part (org, actor);
CREATE INDEX part_stream ON part (org, stream);
CREATE INDEX part_unnamed ON part (org, reporter, size) WHERE state <> 2;
CREATE INDEX part_begun ON part (state, begun_on) WHERE state <> 2;
