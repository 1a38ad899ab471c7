-- The store's own books: what was done (the event log), by which rows it shows, the counters of
-- document numbers, and the answers given to idempotency keys.

-- Facts about the store itself: name → value.
CREATE TABLE store_meta (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

-- One row for each thing that was done, chained by hashes: `hash` covers every field of the row
-- and `previous_hash`. The first event's previous hash is empty.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),       -- 1, 2, 3 …: the order of business
  at INTEGER NOT NULL,                           -- when it happened, as told
  recorded_at INTEGER NOT NULL,                  -- when it was recorded, by the clock
  actor TEXT NOT NULL,                           -- staff code; empty in a store without staff
  command TEXT NOT NULL,                         -- "intake open"
  entity TEXT NOT NULL,                          -- "job"
  key TEXT NOT NULL,                             -- the number people know it by
  payload TEXT NOT NULL,                         -- facts, name and value length-prefixed
  rows_hash TEXT NOT NULL,                       -- SHA-256 over the event's event_row rows
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX event_entity ON event (entity, key);

-- The rows that the transaction of an event wrote, with the SHA-256 of their content then.
CREATE TABLE event_row (
  id INTEGER PRIMARY KEY,
  event_seq INTEGER NOT NULL REFERENCES event (seq),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  digest TEXT                                    -- NULL: the row was deleted
) STRICT;
CREATE INDEX event_row_row ON event_row (table_name, row_id, id);
CREATE INDEX event_row_event ON event_row (event_seq);

-- The same for rows written in bulk, some thousands to a pack. The digests are the first 16 bytes
-- of each row's SHA-256, one after the other.
CREATE TABLE event_pack (
  id INTEGER PRIMARY KEY,
  event_seq INTEGER NOT NULL,                    -- the event recorded after the rows
  table_name TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  row_count INTEGER NOT NULL CHECK (row_count > 0),
  ids BLOB,                                      -- distances between ids, seven bits a byte; NULL: all 1
  digests BLOB                                   -- NULL: the rows were deleted
) STRICT;
CREATE INDEX event_pack_row ON event_pack (table_name, first_id);

-- The last number given, by scope ("J", or "J-EAST-" with several outlets) and day of recording. Without gaps:
-- a number is taken in the transaction of the document that bears it.
CREATE TABLE document_counter (
  id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  day_on TEXT NOT NULL,
  last INTEGER NOT NULL CHECK (last > 0),
  UNIQUE (scope, day_on)
) STRICT;

-- What `--ref KEY` was first given for, and the result printed then.
CREATE TABLE request_ref (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  request_digest TEXT NOT NULL,                  -- SHA-256 of the command and its values
  result TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

-- Refusals that a manager overrode; counted by `audit check` under their clause.
CREATE TABLE rule_override (
  id INTEGER PRIMARY KEY,
  event_seq INTEGER NOT NULL,                    -- the event of the act it was for
  clause TEXT NOT NULL,
  code TEXT NOT NULL,                            -- of the refusal: "parts.unfit"
  reason TEXT NOT NULL,
  approved_by TEXT NOT NULL                      -- staff code of a manager
) STRICT;
CREATE INDEX rule_override_event ON rule_override (event_seq);

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
CREATE TRIGGER rule_override_no_update BEFORE UPDATE ON rule_override
BEGIN SELECT RAISE(ABORT, 'append-only: rule_override'); END;
CREATE TRIGGER rule_override_no_delete BEFORE DELETE ON rule_override
BEGIN SELECT RAISE(ABORT, 'append-only: rule_override'); END;
