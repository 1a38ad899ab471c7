-- When a bill was made void: until then it was the bill (2.4-itemise). Of an older store it is not
-- known, and the bill counts as void from the start.
ALTER TABLE bill ADD COLUMN voided_at INTEGER;
UPDATE bill SET voided_at = at WHERE state = 'void';
CREATE INDEX bill_at ON bill (at);
CREATE INDEX bill_job ON bill (job_id);

-- What a delivery was judged by that may change afterwards: what was on file of car and customer
-- (2.5-archive), and what the customer owed and might owe (2.4-itemise). Of deliveries before this
-- version it is what is on file at the migration.
ALTER TABLE delivery ADD COLUMN vin_on_file INTEGER CHECK (vin_on_file IN (0, 1));
ALTER TABLE delivery ADD COLUMN owner_on_file INTEGER CHECK (owner_on_file IN (0, 1));
ALTER TABLE delivery ADD COLUMN phone_on_file INTEGER CHECK (phone_on_file IN (0, 1));
ALTER TABLE delivery ADD COLUMN due_amount INTEGER;   -- of this job's bill, unpaid when the car left
ALTER TABLE delivery ADD COLUMN owed_amount INTEGER;  -- of other jobs of the customer; NULL: not known
ALTER TABLE delivery ADD COLUMN credit_limit_amount INTEGER;  -- that the customer might owe in all
-- Whose it was: answers about being called stay with that number.
ALTER TABLE delivery ADD COLUMN for_customer INTEGER;
ALTER TABLE delivery ADD COLUMN calls_wanted INTEGER CHECK (calls_wanted IN (0, 1)); -- then, about service
UPDATE delivery
   SET for_customer = (SELECT j.customer_id FROM job j WHERE j.id = delivery.job_id),
       calls_wanted = (SELECT k.service_contact FROM job j JOIN customer k ON k.id = j.customer_id
                        WHERE j.id = delivery.job_id),
       vin_on_file = (SELECT CASE WHEN v.vin <> '' OR v.state = 'forgotten' THEN 1 ELSE 0 END
                        FROM job j JOIN vehicle v ON v.id = j.vehicle_id
                       WHERE j.id = delivery.job_id),
       owner_on_file = (SELECT CASE WHEN EXISTS (SELECT 1 FROM vehicle_owner o
                                                  WHERE o.vehicle_id = j.vehicle_id)
                                    THEN 1 ELSE 0 END
                          FROM job j WHERE j.id = delivery.job_id),
       phone_on_file = (SELECT CASE WHEN k.phone <> '' OR k.state = 'anonymised' THEN 1 ELSE 0 END
                          FROM job j JOIN customer k ON k.id = j.customer_id
                         WHERE j.id = delivery.job_id),
       due_amount = COALESCE((SELECT b.customer_amount FROM bill b
                               WHERE b.job_id = delivery.job_id AND b.state = 'issued'), 0)
                    - COALESCE((SELECT SUM(y.amount) FROM payment y
                                 WHERE y.job_id = delivery.job_id AND y.at <= delivery.at), 0),
       credit_limit_amount = COALESCE((SELECT MAX(c.amount) FROM credit_limit c
                                         JOIN job j ON j.customer_id = c.customer_id
                                        WHERE j.id = delivery.job_id), 0);
