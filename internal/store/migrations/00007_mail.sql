-- Mail that could not be delivered, what mails say, and the addresses of
-- reporters who asked for mail.

-- +goose Up

-- quiet: somebody may know nothing of what the message is about, so it is not
-- counted where people look, only at the machine. reporter is whom it is for if
-- it is for nobody of staff (news.link, in hexadecimal). reason is why it failed
-- the last time, in our own words.
ALTER TABLE outbox ADD COLUMN quiet BIGINT NOT NULL DEFAULT 0 CHECK (quiet IN (0, 1));
ALTER TABLE outbox ADD COLUMN reporter TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- Each organisation has a queue of its own.
DROP INDEX outbox_ready;
CREATE INDEX outbox_ready ON outbox (org, ready_at, id) WHERE dead_at = 9223372036854775807;
CREATE INDEX outbox_failed ON outbox (org, not_before, id) WHERE attempts > 0;

-- What an organisation's mails say, as it was written: checked before it is kept.
CREATE TABLE mail_text (
  org  TEXT NOT NULL PRIMARY KEY,
  yaml TEXT NOT NULL
);

-- Who asked for mail. link stands for a signal and code for what confirms and
-- ends it, both keyed by the server's secret, which is not here; so is what
-- sealed is closed with. asked_on is a day.
CREATE TABLE news (
  org       TEXT   NOT NULL,
  link      TEXT   NOT NULL,
  code      BYTEA  NOT NULL CHECK (length(code) = 32),
  sealed    BYTEA  NOT NULL,
  confirmed BIGINT NOT NULL CHECK (confirmed IN (0, 1)),
  asked_on  BIGINT NOT NULL,
  PRIMARY KEY (org, link),
  UNIQUE (org, code)
);
CREATE INDEX news_asked ON news (asked_on) WHERE confirmed = 0;
