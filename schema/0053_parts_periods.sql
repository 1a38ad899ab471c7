-- The approval of a supplier and the papers that it rests on are periods (2.3-source): approving
-- anew, suspending and new papers end a row and begin one, so that a receipt is judged by what held
-- when it came. An older store kept the last approval only: it counts from the first approval on the
-- log after which the supplier was never anything else.
CREATE TABLE supplier_approval (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  state TEXT NOT NULL,
  licence TEXT NOT NULL DEFAULT '',              -- business licence number
  qualification TEXT NOT NULL DEFAULT '',        -- dealership, certification … and its number
  valid_to_on TEXT,                              -- last day of the qualification; NULL: no end
  reason TEXT NOT NULL DEFAULT '',               -- why it was suspended
  from_at INTEGER,                               -- NULL: not known
  to_at INTEGER,                                 -- NULL: in force
  staff_id INTEGER REFERENCES staff (id)         -- who approved, suspended or changed it
) STRICT;
INSERT INTO supplier_approval (supplier_id, state, licence, qualification, valid_to_on, reason,
                               from_at, staff_id)
SELECT s.id, s.state, s.licence, s.qualification, s.valid_to_on, s.suspended_reason,
       CASE WHEN s.state = 'approved' THEN
         COALESCE((SELECT MIN(e.recorded_at) FROM event e
                    WHERE e.chain = 0 AND e.entity = 'supplier' AND e.key = s.code
                      AND e.payload LIKE '5:state8:approved%'
                      AND NOT EXISTS (SELECT 1 FROM event o
                                       WHERE o.chain = 0 AND o.entity = 'supplier'
                                         AND o.key = s.code AND o.seq > e.seq
                                         AND o.payload NOT LIKE '5:state8:approved%')),
                  s.approved_at)
       END, s.approved_by
  FROM supplier s ORDER BY s.id;
CREATE INDEX supplier_approval_supplier ON supplier_approval (supplier_id, id);
CREATE UNIQUE INDEX supplier_approval_now ON supplier_approval (supplier_id) WHERE to_at IS NULL;
CREATE TRIGGER supplier_approval_no_update BEFORE UPDATE OF supplier_id, state, licence, qualification, valid_to_on, reason, from_at, staff_id ON supplier_approval
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_approval'); END;
CREATE TRIGGER supplier_approval_ends_once BEFORE UPDATE OF to_at ON supplier_approval
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_approval'); END;
CREATE TRIGGER supplier_approval_no_delete BEFORE DELETE ON supplier_approval
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_approval'); END;
ALTER TABLE supplier DROP COLUMN licence;
ALTER TABLE supplier DROP COLUMN qualification;
ALTER TABLE supplier DROP COLUMN valid_to_on;
ALTER TABLE supplier DROP COLUMN state;
ALTER TABLE supplier DROP COLUMN approved_by;
ALTER TABLE supplier DROP COLUMN approved_at;
ALTER TABLE supplier DROP COLUMN suspended_reason;

-- The states of lots that were ever barred (2.3-store, 2.3-fit); a lot without a row has been usable
-- since it came. `lot.state` says what holds now, for the indexes.
CREATE TABLE lot_state (
  id INTEGER PRIMARY KEY,
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  from_at INTEGER,                               -- NULL: not known
  to_at INTEGER,                                 -- NULL: in force
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
-- Since when a lot is barred is told by the last event about it; without one, since it came.
INSERT INTO lot_state (lot_id, state, reason, from_at, outlet_id)
SELECT l.id, l.state, l.state_reason,
       COALESCE((SELECT MAX(e.recorded_at) FROM event e
                  WHERE e.chain IN (0, l.outlet_id) AND e.entity = 'lot' AND e.key = l.code
                    AND e.payload LIKE '%5:state' || LENGTH(l.state) || ':' || l.state || '%'),
                l.received_at), l.outlet_id
  FROM lot l WHERE l.state <> 'ok' ORDER BY l.id;
CREATE INDEX lot_state_lot ON lot_state (lot_id, id);
CREATE UNIQUE INDEX lot_state_now ON lot_state (lot_id) WHERE to_at IS NULL;
CREATE TRIGGER lot_state_no_update BEFORE UPDATE OF lot_id, state, reason, from_at, staff_id ON lot_state
BEGIN SELECT RAISE(ABORT, 'append-only: lot_state'); END;
CREATE TRIGGER lot_state_ends_once BEFORE UPDATE OF to_at ON lot_state
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: lot_state'); END;
CREATE TRIGGER lot_state_no_delete BEFORE DELETE ON lot_state
BEGIN SELECT RAISE(ABORT, 'append-only: lot_state'); END;

-- What the old part of an issued part becomes as waste, as the catalogue said when it was issued
-- (2.3-oldparts). NULL: issued before this version; the catalogue of then is not known.
ALTER TABLE stock_movement ADD COLUMN waste_code TEXT;
