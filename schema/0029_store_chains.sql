-- A chain of the log for the company (0) and one for each outlet (its row id). The chain that there
-- was goes on as the company's; the first event of the migration roots those of the outlets.
-- Digests are 32 bytes, and tables have numbers in the log.

-- The tables that the log covers. Hashes cover the names, never the numbers.
CREATE TABLE log_table (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO log_table (name)
SELECT name FROM (SELECT table_name AS name FROM event_row
                   UNION SELECT table_name FROM event_pack) told
 ORDER BY name;

DROP INDEX event_entity;
DROP TRIGGER event_no_update;
DROP TRIGGER event_no_delete;
ALTER TABLE event RENAME TO event_before;
CREATE TABLE event (
  chain INTEGER NOT NULL,                        -- 0: the company; else the outlet
  seq INTEGER NOT NULL CHECK (seq > 0),          -- 1, 2, 3 …: the order of business on the chain
  format INTEGER NOT NULL,                       -- how the hash is made; 0: up to version 17
  at INTEGER NOT NULL,                           -- when it happened, as told
  recorded_at INTEGER NOT NULL,                  -- when it was recorded, by the clock
  actor TEXT NOT NULL,                           -- staff code; empty in a store without staff
  command TEXT NOT NULL,                         -- "intake open"
  entity TEXT NOT NULL,                          -- "job"
  key TEXT NOT NULL,                             -- the number people know it by
  payload TEXT NOT NULL,                         -- facts, name and value length-prefixed
  hash BLOB NOT NULL,                            -- SHA-256 over the fields, the rows it wrote, and
                                                 -- the hash of the event before it
  PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO event (chain, seq, format, at, recorded_at, actor, command, entity, key, payload, hash)
SELECT 0, seq, 0, at, recorded_at, actor, command, entity, key, payload,
       COALESCE(unhex(hash), CAST('' AS BLOB))
  FROM event_before ORDER BY seq;

-- The rows that the transaction of an event wrote, with the SHA-256 of their content then.
DROP INDEX event_row_row;
DROP INDEX event_row_event;
DROP TRIGGER event_row_no_update;
DROP TRIGGER event_row_no_delete;
ALTER TABLE event_row RENAME TO event_row_before;
CREATE TABLE event_row (
  chain INTEGER NOT NULL,                        -- and seq: the event
  seq INTEGER NOT NULL,
  table_id INTEGER NOT NULL REFERENCES log_table (id),
  row_id INTEGER NOT NULL,
  version INTEGER NOT NULL,                      -- 1, 2, 3 … of the row on all chains: it takes the
                                                 -- place of the one before
  digest BLOB,                                   -- NULL: the row was deleted
  PRIMARY KEY (chain, seq, table_id, row_id)
) STRICT, WITHOUT ROWID;
INSERT INTO event_row (chain, seq, table_id, row_id, version, digest)
SELECT 0, r.event_seq, t.id, r.row_id,
       ROW_NUMBER() OVER (PARTITION BY r.table_name, r.row_id ORDER BY r.id),
       CASE WHEN r.digest IS NOT NULL THEN COALESCE(unhex(r.digest), CAST('' AS BLOB)) END
  FROM event_row_before r JOIN log_table t ON t.name = r.table_name
 ORDER BY r.event_seq, t.id, r.row_id;
CREATE UNIQUE INDEX event_row_row ON event_row (table_id, row_id, version);

-- The same for rows written in bulk, some thousands to a pack. The digests are the first 16 bytes
-- of each row's SHA-256, one after the other.
DROP INDEX event_pack_row;
DROP TRIGGER event_pack_no_update;
DROP TRIGGER event_pack_no_delete;
ALTER TABLE event_pack RENAME TO event_pack_before;
CREATE TABLE event_pack (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,                          -- the company's event recorded after the rows
  table_id INTEGER NOT NULL REFERENCES log_table (id),
  first_id INTEGER NOT NULL,
  row_count INTEGER NOT NULL CHECK (row_count > 0),
  ids BLOB,                                      -- distances between ids, seven bits a byte; NULL: all 1
  digests BLOB                                   -- NULL: the rows were deleted
) STRICT;
INSERT INTO event_pack (id, seq, table_id, first_id, row_count, ids, digests)
SELECT p.id, p.event_seq, t.id, p.first_id, p.row_count, p.ids, p.digests
  FROM event_pack_before p JOIN log_table t ON t.name = p.table_name ORDER BY p.id;
CREATE INDEX event_pack_row ON event_pack (table_id, first_id);

-- Where each chain ends. A transaction that writes to a chain reads its row, and an engine with
-- several writers locks it.
CREATE TABLE chain_head (
  chain INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,                          -- 0: no event yet
  hash BLOB NOT NULL,                            -- of its last event; of none: of the one it is rooted in
  root_seq INTEGER NOT NULL                      -- the company's event that it is rooted in; 0: none
) STRICT;
INSERT INTO chain_head (chain, seq, hash, root_seq)
SELECT 0, COALESCE(MAX(seq), 0), CAST('' AS BLOB), 0 FROM event;
UPDATE chain_head SET hash = (SELECT e.hash FROM event e WHERE e.chain = 0 AND e.seq = chain_head.seq)
 WHERE seq > 0;

-- The heads of all chains when the company's event `anchor_seq` was recorded: of anchors, and of
-- events that tell of rows in bulk. Its hash covers the root of the Merkle tree over them.
CREATE TABLE anchor_head (
  anchor_seq INTEGER NOT NULL,
  chain INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (anchor_seq, chain)
) STRICT, WITHOUT ROWID;

-- Refusals that a manager overrode; counted by `audit check` under their clause.
DROP INDEX rule_override_event;
DROP TRIGGER rule_override_no_update;
DROP TRIGGER rule_override_no_delete;
ALTER TABLE rule_override RENAME TO rule_override_before;
CREATE TABLE rule_override (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  clause TEXT NOT NULL,
  code TEXT NOT NULL,                            -- of the refusal: "parts.unfit"
  reason TEXT NOT NULL,
  approved_by TEXT NOT NULL                      -- staff code of a manager
) STRICT;
INSERT INTO rule_override (id, at, clause, code, reason, approved_by)
SELECT o.id, e.at, o.clause, o.code, o.reason, o.approved_by
  FROM rule_override_before o JOIN event e ON e.chain = 0 AND e.seq = o.event_seq ORDER BY o.id;
CREATE INDEX rule_override_clause ON rule_override (clause, at);

-- The override by which a part was issued that does not fit the vehicle (2.3-fit).
ALTER TABLE stock_movement ADD COLUMN override_id INTEGER REFERENCES rule_override (id);
DROP TRIGGER stock_movement_no_update;
UPDATE stock_movement
   SET override_id = (SELECT MIN(o.id)
                        FROM rule_override_before o
                        JOIN event_row_before r ON r.event_seq = o.event_seq
                       WHERE o.clause = '2.3-fit' AND r.table_name = 'stock_movement'
                         AND r.row_id = stock_movement.id)
 WHERE kind = 'issue'
   AND id IN (SELECT r.row_id
                FROM rule_override_before o JOIN event_row_before r ON r.event_seq = o.event_seq
               WHERE o.clause = '2.3-fit' AND r.table_name = 'stock_movement');
CREATE TRIGGER stock_movement_no_update BEFORE UPDATE ON stock_movement
BEGIN SELECT RAISE(ABORT, 'append-only: stock_movement'); END;

DROP TABLE rule_override_before;
DROP TABLE event_pack_before;
DROP TABLE event_row_before;
DROP TABLE event_before;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'append-only: event'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'append-only: event'); END;
CREATE TRIGGER event_row_no_update BEFORE UPDATE ON event_row
BEGIN SELECT RAISE(ABORT, 'append-only: event_row'); END;
CREATE TRIGGER event_row_no_delete BEFORE DELETE ON event_row
BEGIN SELECT RAISE(ABORT, 'append-only: event_row'); END;
CREATE TRIGGER event_pack_no_update BEFORE UPDATE ON event_pack
BEGIN SELECT RAISE(ABORT, 'append-only: event_pack'); END;
CREATE TRIGGER event_pack_no_delete BEFORE DELETE ON event_pack
BEGIN SELECT RAISE(ABORT, 'append-only: event_pack'); END;
CREATE TRIGGER anchor_head_no_update BEFORE UPDATE ON anchor_head
BEGIN SELECT RAISE(ABORT, 'append-only: anchor_head'); END;
CREATE TRIGGER anchor_head_no_delete BEFORE DELETE ON anchor_head
BEGIN SELECT RAISE(ABORT, 'append-only: anchor_head'); END;
CREATE TRIGGER rule_override_no_update BEFORE UPDATE ON rule_override
BEGIN SELECT RAISE(ABORT, 'append-only: rule_override'); END;
CREATE TRIGGER rule_override_no_delete BEFORE DELETE ON rule_override
BEGIN SELECT RAISE(ABORT, 'append-only: rule_override'); END;
