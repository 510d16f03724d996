-- Messages to webhooks.

-- +goose Up

-- hook is the name of the webhook that a message is for; then it is for no person.
ALTER TABLE outbox ADD COLUMN hook TEXT NOT NULL DEFAULT '';

-- Each organisation has a queue of mail, and one for each of its webhooks.
DROP INDEX outbox_ready;
CREATE INDEX outbox_ready ON outbox (org, hook, ready_at, id) WHERE dead_at = 9223372036854775807;
CREATE INDEX outbox_hook ON outbox (not_before) WHERE hook <> '';
