-- Papers are what was handed over (2.4-papers): whom, which car and which shop they name is kept with
-- the visit; what was laid out is kept as it was; each print and each handing over is a row.

-- Owner, car and shop as they were at a stage of the visit. A stage that changed nothing has no row of
-- its own: a paper names what the last row up to its stage says. Emptied with the customer.
CREATE TABLE paper_names (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  stage TEXT NOT NULL,                           -- migrated: on file when papers began to be kept
  owner_name TEXT NOT NULL,
  owner_phone TEXT NOT NULL,                     -- as it was told
  owner_address TEXT NOT NULL,
  brought_by TEXT NOT NULL,
  plate TEXT NOT NULL,
  plate_state TEXT,
  make TEXT NOT NULL,
  model TEXT NOT NULL,
  year INTEGER,
  vin TEXT NOT NULL,
  engine TEXT NOT NULL,
  vehicle_kind TEXT NOT NULL,
  shop_name TEXT,                                -- NULL, as what follows: not known (migrated)
  shop_address TEXT,
  shop_phone TEXT,
  shop_complaint_phone TEXT,
  shop_credit_code TEXT,
  currency TEXT,
  tax_rate INTEGER,                              -- thousandths of a per cent
  salt TEXT NOT NULL,                            -- keys the digest that the log keeps of the row
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX paper_names_job ON paper_names (job_id);

-- A paper as it was laid out. It is laid out again, as a further version, only after more was recorded
-- of what it is of; whatever else changes, it stays as it is.
CREATE TABLE paper (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,                          -- of the job, bill or complaint that it is of
  language TEXT NOT NULL,
  version INTEGER NOT NULL,                      -- 1, 2 … of that paper in that language
  stands_on TEXT NOT NULL,                       -- how far what it is of had come
  job_id INTEGER REFERENCES job (id),            -- NULL: of a complaint about no visit
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  words_id INTEGER NOT NULL REFERENCES person_words (id), -- its text
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  UNIQUE (number, kind, language, version)
) STRICT;
CREATE INDEX paper_job ON paper (job_id) WHERE job_id IS NOT NULL;

-- Who printed it when; all but the first are reprints, and say so.
CREATE TABLE paper_print (
  id INTEGER PRIMARY KEY,
  paper_id INTEGER NOT NULL REFERENCES paper (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  copy INTEGER NOT NULL,                         -- 0: the first; 1, 2 …: reprints
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX paper_print_paper ON paper_print (paper_id);

-- A paper was given to somebody.
CREATE TABLE paper_handed (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  paper_id INTEGER REFERENCES paper (id),        -- NULL: before papers were kept
  job_id INTEGER REFERENCES job (id),            -- NULL: of a complaint about no visit
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  to_words_id INTEGER REFERENCES person_words (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX paper_handed_job ON paper_handed (job_id) WHERE job_id IS NOT NULL;

-- Papers of visits of before name what is on file now, and say so. What shop they named is not known.
INSERT INTO paper_names (job_id, outlet_id, stage, owner_name, owner_phone, owner_address, brought_by,
                         plate, plate_state, make, model, year, vin, engine, vehicle_kind, salt, at,
                         recorded_at)
SELECT j.id, j.outlet_id, 'migrated', c.name,
       CASE WHEN c.phone_typed <> '' THEN c.phone_typed ELSE c.phone END, c.address,
       COALESCE((SELECT w.text FROM person_words w
                  WHERE w.job_id = j.id AND w.kind = 'brought-by'), ''),
       COALESCE(p.value, ''), p.state, v.make, v.model, v.year, v.vin, v.engine, v.kind, c.salt,
       COALESCE((SELECT MAX(e.recorded_at) FROM event e), j.recorded_at),
       COALESCE((SELECT MAX(e.recorded_at) FROM event e), j.recorded_at)
  FROM job j
  JOIN customer c ON c.id = j.customer_id
  JOIN vehicle v ON v.id = j.vehicle_id
  LEFT JOIN vehicle_identifier p ON p.id = j.plate_id
 ORDER BY j.id;

CREATE TRIGGER paper_names_no_update BEFORE UPDATE ON paper_names WHEN NEW.salt <> ''
BEGIN SELECT RAISE(ABORT, 'append-only: paper_names'); END;
CREATE TRIGGER paper_names_no_delete BEFORE DELETE ON paper_names
BEGIN SELECT RAISE(ABORT, 'append-only: paper_names'); END;
CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'append-only: paper'); END;
CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'append-only: paper'); END;
CREATE TRIGGER paper_print_no_update BEFORE UPDATE ON paper_print
BEGIN SELECT RAISE(ABORT, 'append-only: paper_print'); END;
CREATE TRIGGER paper_print_no_delete BEFORE DELETE ON paper_print
BEGIN SELECT RAISE(ABORT, 'append-only: paper_print'); END;
CREATE TRIGGER paper_handed_no_update BEFORE UPDATE ON paper_handed
BEGIN SELECT RAISE(ABORT, 'append-only: paper_handed'); END;
CREATE TRIGGER paper_handed_no_delete BEFORE DELETE ON paper_handed
BEGIN SELECT RAISE(ABORT, 'append-only: paper_handed'); END;
