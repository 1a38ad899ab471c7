-- The warranty of a delivered visit is read where the next one is quoted: the same work or part within
-- it is a return repair, which the shop bears (2.4-itemise).
CREATE TABLE warranty_before AS SELECT * FROM warranty;
DROP TABLE warranty;
CREATE TABLE warranty (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL UNIQUE REFERENCES job (id),
  category TEXT NOT NULL,
  kilometres INTEGER NOT NULL,
  days INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  from_km INTEGER,                               -- NULL: not read at delivery; days alone count
  until_on TEXT NOT NULL,                        -- last day
  until_km INTEGER,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO warranty SELECT * FROM warranty_before;
DROP TABLE warranty_before;

-- Of a line: the delivered visit within whose warranty the same was mended. NULL: none, or quoted before
-- this version.
ALTER TABLE job_line ADD COLUMN warranted_by_job_id INTEGER REFERENCES job (id);
-- Why it is charged all the same: another fault, as a manager said. NULL: it is not.
ALTER TABLE job_line ADD COLUMN other_fault TEXT;
ALTER TABLE job_line ADD COLUMN other_fault_by INTEGER REFERENCES staff (id);
CREATE INDEX job_line_warranted ON job_line (warranted_by_job_id)
 WHERE warranted_by_job_id IS NOT NULL;
