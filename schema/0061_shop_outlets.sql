-- Lists are narrowed to the outlet that a person works at: indexes for those of one outlet, in the
-- order in which they are shown.
DROP INDEX complaint_outlet;
CREATE INDEX complaint_outlet ON complaint (outlet_id, recorded_at) WHERE state <> 'closed';
CREATE INDEX complaint_outlet_recorded ON complaint (outlet_id, recorded_at);
CREATE INDEX complaint_clock_outlet ON complaint_clock (outlet_id, due_at) WHERE met_at IS NULL;
CREATE INDEX follow_up_outlet_at ON follow_up (outlet_id, at);
CREATE INDEX part_request_outlet ON part_request (outlet_id, id);
CREATE INDEX parts_order_outlet ON parts_order (outlet_id, id);
CREATE INDEX stock_count_outlet ON stock_count (outlet_id, opened_at);
CREATE INDEX stock_transfer_from ON stock_transfer (from_outlet_id, sent_at);
CREATE INDEX stock_transfer_to ON stock_transfer (to_outlet_id, sent_at);
CREATE INDEX old_part_outlet ON old_part (outlet_id, id);
CREATE INDEX own_part_outlet ON own_part (outlet_id, id);
