-- Complaints are listed newest first: a list that shows ten finds them in that order.
DROP INDEX complaint_open;
CREATE INDEX complaint_open ON complaint (recorded_at) WHERE state <> 'closed';
CREATE INDEX complaint_recorded ON complaint (recorded_at);
