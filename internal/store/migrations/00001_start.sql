-- One text for both engines: TEXT, BIGINT, BYTEA and nothing else.
--
--   times      BIGINT, microseconds since 1970 UTC; "none" is 9223372036854775807,
--              so that what has no date sorts last
--   yes or no  BIGINT, 1 or 0
--   hashes     BYTEA of 32 bytes
--
-- Constraints repeat what the code promises: a program with a fault is stopped
-- here. PostgreSQL gets COLLATE "C" on every TEXT (postgres/engine.go says why).

-- +goose Up

CREATE TABLE log_head (
  org       TEXT   NOT NULL PRIMARY KEY,
  size      BIGINT NOT NULL CHECK (size >= 0),
  edge      BYTEA  NOT NULL CHECK (length(edge) % 32 = 0),
  published BIGINT NOT NULL CHECK (published >= 0 AND published <= size),
  note      BYTEA
);

CREATE TABLE checkpoint (
  org  TEXT   NOT NULL REFERENCES log_head (org),
  size BIGINT NOT NULL CHECK (size > 0),
  note BYTEA  NOT NULL,
  PRIMARY KEY (org, size)
);

-- hashes are those that leaf idx adds to the tree: its own, then those of the
-- subtrees that it completes, from the leaf up.
CREATE TABLE leaf (
  org    TEXT   NOT NULL,
  idx    BIGINT NOT NULL CHECK (idx >= 0),
  leaf   BYTEA  NOT NULL CHECK (length(leaf) = 32),
  hashes BYTEA  NOT NULL CHECK (length(hashes) >= 32 AND length(hashes) % 32 = 0),
  PRIMARY KEY (org, idx)
);

-- views is a set of bits: which tables hold rows of the stream.
CREATE TABLE stream (
  org    TEXT   NOT NULL,
  stream TEXT   NOT NULL,
  seq    BIGINT NOT NULL CHECK (seq >= 1),
  erased BIGINT NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
  views  BIGINT NOT NULL CHECK (views >= 0),
  PRIMARY KEY (org, stream)
);

CREATE TABLE event (
  org    TEXT   NOT NULL,
  stream TEXT   NOT NULL,
  seq    BIGINT NOT NULL CHECK (seq >= 1),
  leaf   BIGINT NOT NULL CHECK (leaf >= 0),
  salt   BYTEA  NOT NULL CHECK (length(salt) = 32),
  data   BYTEA  NOT NULL CHECK (length(data) BETWEEN 1 AND 65536),
  PRIMARY KEY (org, stream, seq),
  UNIQUE (org, leaf)
);

CREATE TABLE content (
  id     BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  org    TEXT  NOT NULL,
  stream TEXT  NOT NULL,
  bytes  BYTEA NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144)
);
CREATE INDEX content_stream ON content (org, stream);

CREATE TABLE work_item (
  org         TEXT   NOT NULL,
  stream      TEXT   NOT NULL,
  dossier     TEXT   NOT NULL,
  office      TEXT   NOT NULL,
  lang        TEXT   NOT NULL,
  stage       TEXT   NOT NULL,
  not_safe    BIGINT NOT NULL CHECK (not_safe IN (0, 1)),
  formal      BIGINT NOT NULL CHECK (formal IN (0, 1)),
  received_on BIGINT NOT NULL,
  reporter_on BIGINT NOT NULL,
  waiting     BIGINT NOT NULL CHECK (waiting IN (0, 1)),
  clock       TEXT   NOT NULL,
  due_at      BIGINT NOT NULL,
  late        BIGINT NOT NULL CHECK (late IN (0, 1)),
  escalated   BIGINT NOT NULL CHECK (escalated >= 0),
  PRIMARY KEY (org, stream)
);

CREATE TABLE due (
  org    TEXT   NOT NULL,
  stream TEXT   NOT NULL,
  at     BIGINT NOT NULL,
  PRIMARY KEY (org, stream)
);
CREATE INDEX due_at ON due (at, org, stream);

-- Of each person's rows in a stream one leads, unless the person is excluded.
-- It repeats what lists filter and sort by, written in the same transaction, so
-- that a page of the work list reads the page and no more.
CREATE TABLE holder (
  org         TEXT   NOT NULL,
  stream      TEXT   NOT NULL,
  person      TEXT   NOT NULL,
  compartment TEXT   NOT NULL,
  leads       BIGINT NOT NULL CHECK (leads IN (0, 1)),
  is_open     BIGINT NOT NULL CHECK (is_open IN (0, 1)),
  due_at      BIGINT NOT NULL,
  stage       TEXT   NOT NULL,
  office      TEXT   NOT NULL,
  late        BIGINT NOT NULL CHECK (late IN (0, 1)),
  waiting     BIGINT NOT NULL CHECK (waiting IN (0, 1)),
  PRIMARY KEY (org, stream, person, compartment)
);
-- Without this one SQLite, which has not counted, looks for one dossier of a person
-- in an index of all of them (testdata/plans-sqlite.txt).
CREATE UNIQUE INDEX holder_leads ON holder (org, person, stream) WHERE leads = 1;
CREATE INDEX holder_list ON holder (org, person, due_at, stream, office) WHERE leads = 1 AND is_open = 1;
CREATE INDEX holder_late ON holder (org, person, due_at, stream) WHERE leads = 1 AND is_open = 1 AND late = 1;
CREATE INDEX holder_waiting ON holder (org, person, due_at, stream) WHERE leads = 1 AND is_open = 1 AND waiting = 1;
CREATE INDEX holder_stage ON holder (org, person, stage, due_at, stream) WHERE leads = 1;

-- How many open items each person leads in. Counting them would take longer with
-- every dossier; the numbers are moved with the rows, under the same lock, and
-- the audit counts again.
CREATE TABLE tally (
  org     TEXT   NOT NULL,
  person  TEXT   NOT NULL,
  items   BIGINT NOT NULL,
  late    BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  PRIMARY KEY (org, person)
);

CREATE TABLE excluded (
  org    TEXT NOT NULL,
  stream TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (org, stream, person)
);

-- leads is 1 on one active row of a person, so that a join finds each once.
CREATE TABLE staff (
  org    TEXT   NOT NULL,
  stream TEXT   NOT NULL,
  person TEXT   NOT NULL,
  role   TEXT   NOT NULL,
  active BIGINT NOT NULL CHECK (active IN (0, 1)),
  leads  BIGINT NOT NULL CHECK (leads IN (0, 1) AND leads <= active),
  PRIMARY KEY (org, stream, role)
);
CREATE UNIQUE INDEX staff_leads ON staff (org, person) WHERE leads = 1;

CREATE TABLE triage (
  org    TEXT   NOT NULL,
  stream TEXT   NOT NULL,
  office TEXT   NOT NULL,
  person TEXT   NOT NULL,
  place  BIGINT NOT NULL,
  PRIMARY KEY (org, stream, person)
);

-- Who may see which dossier. Every list over work items goes through it.
CREATE VIEW may_see AS
SELECT h.org, h.person, h.stream, h.is_open, h.due_at, h.stage, h.office, h.late, h.waiting
FROM staff s
JOIN holder h ON h.org = s.org AND h.person = s.person
WHERE s.leads = 1 AND s.active = 1 AND h.leads = 1
  AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.org = h.org AND x.stream = h.stream AND x.person = h.person);

CREATE TABLE login (
  org     TEXT  NOT NULL,
  person  TEXT  NOT NULL,
  name    TEXT  NOT NULL,
  salt    BYTEA NOT NULL CHECK (length(salt) = 32),
  secret  BYTEA NOT NULL CHECK (length(secret) = 32),
  wrapped BYTEA NOT NULL,
  PRIMARY KEY (org, person),
  UNIQUE (org, name)
);

CREATE TABLE session (
  token      BYTEA  NOT NULL PRIMARY KEY CHECK (length(token) = 32),
  org        TEXT   NOT NULL,
  person     TEXT   NOT NULL,
  lookup     BYTEA,
  dossier    TEXT   NOT NULL,
  signal     TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  CHECK ((person = '') = (lookup IS NOT NULL))
);
CREATE INDEX session_seen ON session (seen_at);

CREATE TABLE mailbox (
  org     TEXT  NOT NULL,
  lookup  BYTEA NOT NULL CHECK (length(lookup) = 32),
  dossier TEXT  NOT NULL,
  signal  TEXT  NOT NULL,
  PRIMARY KEY (org, lookup)
);

CREATE TABLE draft (
  org      TEXT   NOT NULL,
  lookup   BYTEA  NOT NULL CHECK (length(lookup) = 32),
  sealed   BYTEA  NOT NULL,
  saved_on BIGINT NOT NULL,
  PRIMARY KEY (org, lookup)
);
CREATE INDEX draft_saved ON draft (saved_on);

-- ready_at is not_before, or the end of a lease, or when to try again.
CREATE TABLE outbox (
  id         TEXT   NOT NULL PRIMARY KEY,
  org        TEXT   NOT NULL,
  person     TEXT   NOT NULL,
  kind       TEXT   NOT NULL,
  not_before BIGINT NOT NULL,
  ready_at   BIGINT NOT NULL,
  attempts   BIGINT NOT NULL CHECK (attempts >= 0),
  dead_at    BIGINT NOT NULL
);
CREATE INDEX outbox_ready ON outbox (ready_at, id) WHERE dead_at = 9223372036854775807;

CREATE TABLE address (
  org    TEXT NOT NULL,
  person TEXT NOT NULL,
  mail   TEXT NOT NULL,
  lang   TEXT NOT NULL,
  PRIMARY KEY (org, person)
);
