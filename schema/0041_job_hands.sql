-- Who typed that work began and stopped, and that it was finished: they do not cross-check it, any
-- more than whose clock it was (2.2-quality). Of work before this version only the clock is known.
ALTER TABLE task_clock ADD COLUMN started_by INTEGER REFERENCES staff (id);
ALTER TABLE task_clock ADD COLUMN stopped_by INTEGER REFERENCES staff (id);
ALTER TABLE task ADD COLUMN finished_by INTEGER REFERENCES staff (id);
