-- Staff come in by their organisation's own provider of identities.

-- +goose Up

-- subject is a MAC, under a secret that is not here, of which account it is.
CREATE TABLE provider_link (
  org       TEXT   NOT NULL,
  person    TEXT   NOT NULL,
  subject   BYTEA  NOT NULL CHECK (length(subject) = 32),
  linked_on BIGINT NOT NULL,
  PRIMARY KEY (org, person),
  UNIQUE (org, subject)
);

-- proven_at is when the provider last said who it is; bare says that nothing else did.
ALTER TABLE session ADD COLUMN proven_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN bare BIGINT NOT NULL DEFAULT 0 CHECK (bare IN (0, 1));
