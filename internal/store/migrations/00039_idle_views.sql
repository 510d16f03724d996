-- What 00032 added to due was not in the streams' sets of tables that hold their rows, so
-- that the next event of such a dossier would have met the row that was not taken away.

-- +goose Up

-- 2 is the bit of due.
UPDATE stream SET views = views | 2
WHERE erased = 0 AND EXISTS (SELECT 1 FROM due d WHERE d.org = stream.org AND d.stream = stream.stream);
