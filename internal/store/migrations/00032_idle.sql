-- What holds at once is taken up by every dossier that is open, also by one in which
-- nothing will happen by itself: it is due never (the year 9000), so that it is found.

-- +goose Up

INSERT INTO due (org, stream, at, setting)
SELECT w.org, w.stream, 221845392000000000, 0 FROM work_item w
WHERE NOT EXISTS (SELECT 1 FROM due d WHERE d.org = w.org AND d.stream = w.stream)
  AND NOT EXISTS (SELECT 1 FROM closed c WHERE c.org = w.org AND c.stream = w.stream);
