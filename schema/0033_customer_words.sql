-- What a person said names the visit that it belongs to and who recorded it, so that every history
-- shows both, whichever table refers to the words. Both stay when the words are emptied.
ALTER TABLE person_words ADD COLUMN job_id INTEGER REFERENCES job (id);     -- NULL: of no visit
ALTER TABLE person_words ADD COLUMN staff_id INTEGER REFERENCES staff (id); -- who recorded them

CREATE TABLE words_told AS
SELECT words_id AS id, job_id, staff_id FROM consent WHERE words_id IS NOT NULL
UNION SELECT to_words_id, job_id, staff_id FROM delivery WHERE to_words_id IS NOT NULL
UNION SELECT words_id, job_id, staff_id FROM old_part WHERE words_id IS NOT NULL
UNION SELECT words_id, job_id, staff_id FROM own_part WHERE words_id IS NOT NULL
UNION SELECT words_id, job_id, staff_id FROM job_note
UNION SELECT s.words_id, c.job_id, s.staff_id
        FROM complaint_step s JOIN complaint c ON c.id = s.complaint_id
       WHERE s.words_id IS NOT NULL
UNION SELECT a.comment_id, f.job_id, a.staff_id
        FROM follow_up_attempt a JOIN follow_up f ON f.id = a.follow_up_id
       WHERE a.comment_id IS NOT NULL
UNION SELECT a.car_use_id, f.job_id, a.staff_id
        FROM follow_up_attempt a JOIN follow_up f ON f.id = a.follow_up_id
       WHERE a.car_use_id IS NOT NULL
UNION SELECT a.issue_id, f.job_id, a.staff_id
        FROM follow_up_attempt a JOIN follow_up f ON f.id = a.follow_up_id
       WHERE a.issue_id IS NOT NULL;
CREATE INDEX words_told_id ON words_told (id);
UPDATE person_words
   SET job_id = (SELECT MIN(t.job_id) FROM words_told t WHERE t.id = person_words.id),
       staff_id = (SELECT MIN(t.staff_id) FROM words_told t WHERE t.id = person_words.id)
 WHERE id IN (SELECT id FROM words_told);
DROP TABLE words_told;

CREATE INDEX person_words_job ON person_words (job_id) WHERE job_id IS NOT NULL;
