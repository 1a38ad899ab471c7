-- Papers that went with a car were words of its delivery; they are rows now (0043_intake_paper.sql).
INSERT INTO paper_handed (kind, job_id, outlet_id, to_words_id, at, recorded_at, staff_id)
SELECT k.kind, d.job_id, d.outlet_id, d.to_words_id, COALESCE(d.happened_at, d.at), d.recorded_at,
       d.staff_id
  FROM delivery d
  JOIN (SELECT 'repair-record' AS kind UNION ALL SELECT 'warranty' UNION ALL SELECT 'certificate') k
    ON ',' || d.papers || ',' LIKE '%,' || k.kind || ',%'
 ORDER BY d.id, k.kind;
ALTER TABLE delivery DROP COLUMN papers;

-- A bill names its parts as they were named then: another brand or kind of the part changes no bill.
-- Of older bills what is on file now.
ALTER TABLE bill_line ADD COLUMN part_number TEXT;
ALTER TABLE bill_line ADD COLUMN part_brand TEXT;
ALTER TABLE bill_line ADD COLUMN part_kind TEXT;
DROP TRIGGER bill_line_no_update;
UPDATE bill_line
   SET part_number = (SELECT p.number FROM job_line n JOIN part p ON p.id = n.part_id
                       WHERE n.id = bill_line.line_id),
       part_brand = (SELECT p.brand FROM job_line n JOIN part p ON p.id = n.part_id
                      WHERE n.id = bill_line.line_id),
       part_kind = (SELECT p.kind FROM job_line n JOIN part p ON p.id = n.part_id
                     WHERE n.id = bill_line.line_id)
 WHERE line_id IN (SELECT id FROM job_line WHERE part_id IS NOT NULL);
CREATE TRIGGER bill_line_no_update BEFORE UPDATE ON bill_line
BEGIN SELECT RAISE(ABORT, 'append-only: bill_line'); END;
