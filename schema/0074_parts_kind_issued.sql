-- The kind of the part as the catalogue said when it was issued, which is what its bill says
-- (2.3-source). NULL: not an issue, or recorded before this version.
ALTER TABLE stock_movement ADD COLUMN part_kind TEXT;
