-- Clause checks over a period read the cases of that period only.

CREATE INDEX job_opened ON job (opened_at);
CREATE INDEX task_started ON task (started_at) WHERE started_at IS NOT NULL;
-- What a file set the stock to is told by its batch, which stands for its document.
CREATE INDEX stock_movement_at ON stock_movement (at)
  WHERE (kind = 'issue' OR kind = 'return') OR kind = 'receipt' OR import_id IS NULL;
