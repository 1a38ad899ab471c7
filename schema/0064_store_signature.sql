-- Who acts names somebody else: who approves it, stands behind it as the second person, investigates it
-- or does the work. Whoever is named signs by an act of their own, or has not signed. What older
-- versions named stands with the acts alone, and whether it was signed is not known.
CREATE TABLE signature (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),   -- who was named
  named_as TEXT NOT NULL,                            -- approver, second, investigator, technician
  clause TEXT NOT NULL,                              -- that asks for that person: "2.4-itemise"
  entity TEXT NOT NULL,                              -- as on the log: "job", "payment"
  key TEXT NOT NULL,                                 -- the number people know it by
  item TEXT NOT NULL,                                -- the task, or the code of what was refused; or empty
  job_number TEXT NOT NULL,                          -- empty: no job's
  outlet_id INTEGER REFERENCES outlet (id),          -- NULL: the company's
  at INTEGER NOT NULL,                               -- when the act happened
  recorded_at INTEGER NOT NULL,
  named_by INTEGER NOT NULL REFERENCES staff (id),
  signed_at INTEGER                                  -- when whoever was named signed; NULL: not signed
) STRICT;
CREATE INDEX signature_waits ON signature (staff_id) WHERE signed_at IS NULL;
CREATE INDEX signature_lacks ON signature (clause, at) WHERE signed_at IS NULL;
CREATE INDEX signature_job ON signature (job_number) WHERE job_number <> '';
CREATE INDEX signature_at ON signature (at) WHERE signed_at IS NOT NULL;
-- Who is put down for the work of a task is asked once, however often it is said.
CREATE UNIQUE INDEX signature_work ON signature (staff_id, key, item)
 WHERE signed_at IS NULL AND named_as = 'technician';

CREATE TRIGGER signature_no_update BEFORE UPDATE OF staff_id, named_as, clause, entity, key, item, job_number, outlet_id, at, recorded_at, named_by ON signature
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;
CREATE TRIGGER signature_signs_once BEFORE UPDATE OF signed_at ON signature
WHEN OLD.signed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;
