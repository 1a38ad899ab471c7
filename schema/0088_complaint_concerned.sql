-- Since when a complaint concerns whoever worked on the car or for the customer in the half year before,
-- whatever job it names and under whose name it is told (3.3-timely).
INSERT INTO store_meta (name, value)
SELECT 'rule concerned-by-car', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
-- Since when whoever served a customer does not call after their own work where a rule says so
-- (2.5-callback), and when days at work without any certificate are counted (1.2-technician).
INSERT INTO store_meta (name, value)
SELECT 'rule called-by-another', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
INSERT INTO store_meta (name, value)
SELECT 'rule any-certificate', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
