-- What becomes of a finding "bad": a line that mends it was put to the customer, or the customer declined
-- it (2.2-inspect). Another quote answers no finding.
CREATE TABLE finding_answer (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  result_id INTEGER NOT NULL REFERENCES inspection_result (id),
  line_id INTEGER REFERENCES job_line (id),      -- NULL: declined
  words_id INTEGER REFERENCES person_words (id), -- declined: what the customer said
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
CREATE INDEX finding_answer_job ON finding_answer (job_id);
CREATE INDEX finding_answer_result ON finding_answer (result_id);
CREATE TRIGGER finding_answer_no_update BEFORE UPDATE ON finding_answer
BEGIN SELECT RAISE(ABORT, 'append-only: finding_answer'); END;
CREATE TRIGGER finding_answer_no_delete BEFORE DELETE ON finding_answer
BEGIN SELECT RAISE(ABORT, 'append-only: finding_answer'); END;
