-- Of the row that makes a payment void: how much was taken anew in its place. The rest went back, which
-- beyond a limit wants a second person as a refund does (2.4-itemise). NULL: no such row, or made void
-- before this version.
ALTER TABLE payment ADD COLUMN taken_anew_amount INTEGER CHECK (taken_anew_amount >= 0);
