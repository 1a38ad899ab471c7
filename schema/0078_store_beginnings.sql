-- From when on the rules of each version judge: what was recorded after the last event before the version
-- was applied here. A version that the store was made with, or that brought no rule of its own, may be
-- missing: its rules judge from the start.
CREATE TABLE schema_step (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,     -- of the file: "0048_job_leave"
  after_at INTEGER NOT NULL      -- recording of the last event before it
) STRICT;
CREATE TRIGGER schema_step_no_update BEFORE UPDATE ON schema_step
BEGIN SELECT RAISE(ABORT, 'append-only: schema_step'); END;
CREATE TRIGGER schema_step_no_delete BEFORE DELETE ON schema_step
BEGIN SELECT RAISE(ABORT, 'append-only: schema_step'); END;

-- What earlier versions noted rule by rule.
INSERT INTO schema_step (name, after_at)
SELECT step.name, CAST(m.value AS INTEGER)
  FROM (SELECT 'rule named-by-another' AS rule, '0048_job_leave' AS name
        UNION ALL SELECT 'rule shares-claimed', '0049_settle_claim'
        UNION ALL SELECT 'rule seen-by-another', '0063_job_inspector'
        UNION ALL SELECT 'rule fitted-by-work', '0065_parts_handed'
        UNION ALL SELECT 'rule time-promised', '0069_intake_promised'
        UNION ALL SELECT 'rule kind-stated', '0070_parts_kind') step
       JOIN store_meta m ON m.name = step.rule
 WHERE CAST(m.value AS INTEGER) >= 0;
-- Of others the day is known by the event that tells of their migration.
INSERT INTO schema_step (name, after_at)
SELECT e.key, MIN(e.recorded_at)
  FROM event e JOIN store_meta m ON m.name = 'migration ' || e.key
 WHERE e.entity = 'store' AND NOT EXISTS (SELECT 1 FROM schema_step s WHERE s.name = e.key)
 GROUP BY e.key;
