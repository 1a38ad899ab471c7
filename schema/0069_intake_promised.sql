-- Since when a confirmation that promises no time is a lapse (2.1-confirm: items, cost and time are
-- confirmed together).
INSERT INTO store_meta (name, value)
SELECT 'rule time-promised', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
CREATE INDEX consent_at ON consent (at);
