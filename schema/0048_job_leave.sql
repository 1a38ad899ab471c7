-- Since when rules that come with this version judge: the last event before it. What was recorded
-- earlier was not judged by them.
INSERT INTO store_meta (name, value)
SELECT names.rule, CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT)
  FROM (SELECT 'rule old-parts-by-wish' AS rule UNION ALL SELECT 'rule named-by-another') names;

-- Acts that want a second person: a manager who is not who acts.
ALTER TABLE payment ADD COLUMN second_asked INTEGER NOT NULL DEFAULT 0 CHECK (second_asked IN (0, 1));
ALTER TABLE payment ADD COLUMN second_id INTEGER REFERENCES staff (id);
ALTER TABLE job_cancel ADD COLUMN second_asked INTEGER NOT NULL DEFAULT 0 CHECK (second_asked IN (0, 1));
ALTER TABLE job_cancel ADD COLUMN second_id INTEGER REFERENCES staff (id);

-- Whether the catalogue said, when it was waived, that the fitted part takes the place of another. NULL:
-- waived before this version.
ALTER TABLE old_part_waiver ADD COLUMN replaces INTEGER CHECK (replaces IN (0, 1));
CREATE INDEX old_part_waiver_at ON old_part_waiver (at);
CREATE INDEX old_part_outcome_at ON old_part (outcome_at);

-- How many notes of belongings were there when these were signed back: what is noted later is not
-- (1.3-integrity). NULL: told before this version, of all of them.
ALTER TABLE preparation ADD COLUMN valuables_noted INTEGER;

-- Work that began and was undone: the car is as it was, and nothing is there to be checked.
CREATE TABLE task_undone (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL UNIQUE REFERENCES task (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
CREATE TRIGGER task_undone_no_update BEFORE UPDATE ON task_undone
BEGIN SELECT RAISE(ABORT, 'append-only: task_undone'); END;
CREATE TRIGGER task_undone_no_delete BEFORE DELETE ON task_undone
BEGIN SELECT RAISE(ABORT, 'append-only: task_undone'); END;
