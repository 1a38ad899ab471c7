-- Ids of rows ascend along each chain of the log: among the rows of the company, and among those of
-- one outlet. They say nothing of the order between outlets, so planning keeps how far it has read
-- of each. Before, ids ascended over the whole store: what was read of one outlet was read of all.
CREATE TABLE callback_mark_before AS SELECT * FROM callback_mark;
DROP TABLE callback_mark;
CREATE TABLE callback_mark (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,                          -- "lost", "declined-work:consent"
  chain INTEGER NOT NULL,                        -- 0: rows of the company; else of the outlet
  last_seen INTEGER NOT NULL,                    -- id of the last row read
  UNIQUE (source, chain)
) STRICT;
INSERT INTO callback_mark (source, chain, last_seen)
SELECT b.source, 0, b.last_seen FROM callback_mark_before b
 WHERE b.source IN ('inspection', 'insurance')
UNION ALL
SELECT b.source, o.id, b.last_seen FROM callback_mark_before b CROSS JOIN outlet o
 WHERE b.source NOT IN ('inspection', 'insurance');
DROP TABLE callback_mark_before;

-- Lists of follow-ups are in the order in which they were made.
DROP INDEX follow_up_unfinished;
CREATE INDEX follow_up_unfinished ON follow_up (at) WHERE state IN ('open', 'reached');
CREATE INDEX follow_up_at ON follow_up (at);
