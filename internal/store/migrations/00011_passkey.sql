-- +goose Up

-- A person's passkeys: what their browser's authenticator signs with, and the
-- person's own identity, wrapped for this passkey alone. used_at is the second of
-- the last challenge that it answered, so that none is answered twice.
CREATE TABLE passkey (
  org        TEXT   NOT NULL,
  credential BYTEA  NOT NULL CHECK (length(credential) BETWEEN 1 AND 1023),
  person     TEXT   NOT NULL,
  label      TEXT   NOT NULL,
  public_key BYTEA  NOT NULL,
  count      BIGINT NOT NULL,
  synced     BIGINT NOT NULL CHECK (synced IN (0, 1)),
  wrapped    BYTEA  NOT NULL,
  added_on   BIGINT NOT NULL,
  used_at    BIGINT NOT NULL,
  PRIMARY KEY (org, credential)
);
CREATE INDEX passkey_person ON passkey (org, person);
