-- What the odometer of a vehicle showed, reading by reading (2.1-listen). The odometer is the latest
-- by time that stands; `vehicle.odometer_km` repeats it. A reading that was wrong stays, and the one
-- that names it takes its place.
CREATE TABLE odometer_reading (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  at INTEGER NOT NULL,                           -- when it was read; of a past visit its day at noon
  km INTEGER CHECK (km >= 0),                    -- NULL: what it corrects was no reading at all
  source TEXT NOT NULL,
  document TEXT NOT NULL DEFAULT '',             -- the visit at which it was read
  corrects_id INTEGER UNIQUE REFERENCES odometer_reading (id),
  sure INTEGER NOT NULL DEFAULT 0 CHECK (sure IN (0, 1)), -- was questioned and insisted on
  recorded_at INTEGER,                           -- NULL: recorded before this table was
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO odometer_reading (vehicle_id, at, km, source, document)
SELECT u.vehicle_id, u.at, u.km, u.source, u.document
  FROM (SELECT j.vehicle_id, j.opened_at AS at, j.odometer_km AS km, 'intake' AS source,
               j.number AS document
          FROM job j WHERE j.odometer_km IS NOT NULL
        UNION ALL
        SELECT j.vehicle_id, d.at, d.odometer_km, 'delivery', j.number
          FROM delivery d JOIN job j ON j.id = d.job_id WHERE d.odometer_km IS NOT NULL
        UNION ALL
        -- The number of a day since 1970, from its year, month and day.
        SELECT p.vehicle_id,
               (365 * p.y + p.y / 4 - p.y / 100 + p.y / 400 + (153 * p.m + 2) / 5 + p.d - 719469)
                 * 86400 + 14400,
               p.odometer_km, 'past-visit', p.document
          FROM (SELECT vehicle_id, odometer_km, document,
                       CAST(SUBSTR(visited_on, 1, 4) AS INTEGER)
                         - CASE WHEN SUBSTR(visited_on, 6, 2) <= '02' THEN 1 ELSE 0 END AS y,
                       CAST(SUBSTR(visited_on, 6, 2) AS INTEGER)
                         + CASE WHEN SUBSTR(visited_on, 6, 2) <= '02' THEN 9 ELSE -3 END AS m,
                       CAST(SUBSTR(visited_on, 9, 2) AS INTEGER) AS d
                  FROM past_visit WHERE odometer_km IS NOT NULL) p) u
 ORDER BY u.at, u.document, u.source DESC;
CREATE INDEX odometer_reading_vehicle ON odometer_reading (vehicle_id, at, id);
-- What the file says beside that was told of the vehicle itself: when is not known, but after them.
INSERT INTO odometer_reading (vehicle_id, at, km, source)
SELECT v.id,
       COALESCE((SELECT MAX(r.at) FROM odometer_reading r WHERE r.vehicle_id = v.id),
                (SELECT MIN(o.from_at) FROM vehicle_owner o WHERE o.vehicle_id = v.id), 0),
       v.odometer_km, 'file'
  FROM vehicle v
 WHERE v.odometer_km IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM odometer_reading r
                    WHERE r.vehicle_id = v.id AND r.km = v.odometer_km
                      AND NOT EXISTS (SELECT 1 FROM odometer_reading l
                                       WHERE l.vehicle_id = v.id
                                         AND (l.at > r.at OR (l.at = r.at AND l.id > r.id))))
 ORDER BY v.id;
CREATE TRIGGER odometer_reading_no_update BEFORE UPDATE ON odometer_reading
BEGIN SELECT RAISE(ABORT, 'append-only: odometer_reading'); END;
CREATE TRIGGER odometer_reading_no_delete BEFORE DELETE ON odometer_reading
BEGIN SELECT RAISE(ABORT, 'append-only: odometer_reading'); END;
