-- Each answer to a question is a row, with who gave it and when (2.1-answer); the last one holds. Of an
-- older store it is not known who answered and when: the time of the question is taken.
CREATE TABLE intake_answer (
  id INTEGER PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES intake_question (id),
  answer TEXT NOT NULL,                          -- * once erased
  salt TEXT NOT NULL,                            -- keys the digest that the log keeps of the row
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),        -- NULL: not known
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO intake_answer (question_id, answer, salt, at, recorded_at, outlet_id)
SELECT id, answer, salt, at, recorded_at, outlet_id FROM intake_question
 WHERE answer IS NOT NULL AND answer <> '' ORDER BY id;
CREATE INDEX intake_answer_question ON intake_answer (question_id, id);
ALTER TABLE intake_question DROP COLUMN answer;

-- Cars that left undone are judged by the period that they left in.
CREATE INDEX job_decline_at ON job_decline (at);
-- Work on a change is judged by the consents to that change.
CREATE INDEX consent_change ON consent (change_id) WHERE change_id IS NOT NULL;
