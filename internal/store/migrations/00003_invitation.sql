-- +goose Up

-- What lets one person make a key and a way in. secret is the SHA-256 of the code;
-- a new invitation takes the place of the one before.
CREATE TABLE invitation (
  org     TEXT   NOT NULL,
  person  TEXT   NOT NULL,
  name    TEXT   NOT NULL,
  secret  BYTEA  NOT NULL CHECK (length(secret) = 32),
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (org, person),
  UNIQUE (org, name),
  UNIQUE (org, secret)
);

-- A person's sessions are ended together: when a passphrase changes, when somebody
-- leaves.
CREATE INDEX session_person ON session (org, person) WHERE person <> '';
