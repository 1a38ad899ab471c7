-- The rules of the shop: roles, limits, operations, terms. Each version says all of them; the last
-- one is in force. A store of an older version takes its first from the configuration file of the
-- day of its migration: what held before is not known.
CREATE TABLE rule_version (
  id INTEGER PRIMARY KEY,               -- the version's number, from 1
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  origin TEXT NOT NULL,                 -- init, migration, apply, set
  text TEXT NOT NULL,                   -- all rules, equal for equal rules
  digest BLOB NOT NULL                  -- SHA-256 of the text
) STRICT;
CREATE TRIGGER rule_version_no_update BEFORE UPDATE ON rule_version
BEGIN SELECT RAISE(ABORT, 'append-only: rule_version'); END;
CREATE TRIGGER rule_version_no_delete BEFORE DELETE ON rule_version
BEGIN SELECT RAISE(ABORT, 'append-only: rule_version'); END;

-- The version that an event was judged by; its hash covers it from format 2 on. NULL: not known.
ALTER TABLE event ADD COLUMN rules INTEGER;
