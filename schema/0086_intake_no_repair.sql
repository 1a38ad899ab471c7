-- Of work in free words, whether a manager told that it is no repair: a wash, a polish. It needs no
-- diagnosis then (2.2-inspect).
ALTER TABLE job_category ADD COLUMN no_repair INTEGER NOT NULL DEFAULT 0
  CHECK (no_repair IN (0, 1));
