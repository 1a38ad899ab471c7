-- What is taken off stock counts by person and day, as growth does (2.3-store): at the dearest cost on
-- file or the price of the list, whichever is more; below zero where it is taken off. NULL: recorded
-- before this version.
ALTER TABLE stock_document ADD COLUMN worth_amount INTEGER;
CREATE INDEX stock_document_staff ON stock_document (staff_id, recorded_at);
