-- What a line comes to by the shop's list when it was quoted: what it is quoted below that is a discount
-- (2.4-itemise). NULL: the shop has no price for it, or it was quoted before this version.
ALTER TABLE job_line ADD COLUMN list_amount INTEGER;
-- Who quoted it below the list and may give discounts: the bill asks nobody again.
ALTER TABLE job_line ADD COLUMN below_list_by INTEGER REFERENCES staff (id);
