-- The plate that the car bore at the visit, by the row that says so: a plate that goes to another car
-- later changes no job, no bill and no list of before; what was typed wrong is mended in them too.
-- Visits kept before name the plate that the vehicle has now: which one it had then is not known.
ALTER TABLE job ADD COLUMN plate_id INTEGER REFERENCES vehicle_identifier (id);
UPDATE job SET plate_id = (SELECT i.id FROM vehicle_identifier i
                            WHERE i.vehicle_id = job.vehicle_id AND i.kind = 'plate');
