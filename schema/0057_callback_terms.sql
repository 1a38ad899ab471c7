-- How a follow-up first ended, and whether what it had brought up was settled then (2.5-callback,
-- 2.5-resolve): taken up again, it is handled anew. Of an older store its last attempt is taken for
-- the time.
ALTER TABLE follow_up ADD COLUMN ended_at INTEGER;      -- NULL: not yet
ALTER TABLE follow_up ADD COLUMN ended_state TEXT;
ALTER TABLE follow_up ADD COLUMN ended_settled INTEGER CHECK (ended_settled IN (0, 1)); -- NULL: nothing
-- The customer whom it was made for: answers about being called stay with that number.
ALTER TABLE follow_up ADD COLUMN made_for INTEGER;
UPDATE follow_up SET made_for = customer_id;
UPDATE follow_up
   SET ended_state = state,
       ended_at = COALESCE((SELECT MAX(a.at) FROM follow_up_attempt a
                             WHERE a.follow_up_id = follow_up.id), at),
       ended_settled =
         CASE WHEN complaint_id IS NOT NULL THEN issue_settled
              WHEN comeback_job_id IS NOT NULL
                THEN CASE WHEN EXISTS (SELECT 1 FROM delivery d
                                        WHERE d.job_id = follow_up.comeback_job_id
                                          AND NOT EXISTS (SELECT 1 FROM follow_up_attempt a
                                                           WHERE a.follow_up_id = follow_up.id
                                                             AND a.raised = 1 AND a.at > d.at))
                          THEN 1 ELSE 0 END
              WHEN EXISTS (SELECT 1 FROM follow_up_attempt a
                            WHERE a.follow_up_id = follow_up.id AND a.raised = 1) THEN 0 END
 WHERE state NOT IN ('open', 'reached');
CREATE INDEX follow_up_ended ON follow_up (ended_at) WHERE ended_settled IS NOT NULL;
-- Duties with a term are judged in the period that the term ends in.
CREATE INDEX follow_up_called_for ON follow_up (called_for_on);
