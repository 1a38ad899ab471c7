-- Since when the audit asks whether somebody who did not do the work saw it (2.2-quality): the last
-- event before this version. What was passed earlier was not judged by that.
INSERT INTO store_meta (name, value)
SELECT 'rule seen-by-another', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
