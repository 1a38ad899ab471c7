-- When the last event of each chain was recorded: what the next one's clock is judged by. 0: no event.
ALTER TABLE chain_head ADD COLUMN recorded_at INTEGER NOT NULL DEFAULT 0;
UPDATE chain_head
   SET recorded_at = COALESCE((SELECT e.recorded_at FROM event e
                                WHERE e.chain = chain_head.chain AND e.seq = chain_head.seq), 0);

-- What is known of the store lasts: above all whether it was made for practice ('practice').
CREATE TRIGGER store_meta_no_update BEFORE UPDATE ON store_meta
BEGIN SELECT RAISE(ABORT, 'append-only: store_meta'); END;
CREATE TRIGGER store_meta_no_delete BEFORE DELETE ON store_meta
BEGIN SELECT RAISE(ABORT, 'append-only: store_meta'); END;
