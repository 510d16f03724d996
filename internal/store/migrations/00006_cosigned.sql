-- cosigned is 1 when enough witnesses had cosigned the checkpoint.

-- +goose Up

ALTER TABLE checkpoint ADD COLUMN cosigned BIGINT NOT NULL DEFAULT 0 CHECK (cosigned IN (0, 1));
CREATE INDEX checkpoint_cosigned ON checkpoint (org, size) WHERE cosigned = 1;
