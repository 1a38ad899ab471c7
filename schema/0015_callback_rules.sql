-- Text messages of follow-ups (clause 2.5-callback).

-- The send ledger: what was handed to a message platform, once for each follow-up. The text itself
-- names people and is not kept.
CREATE TABLE follow_up_message (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- M261123-001, the platform's reference
  follow_up_id INTEGER NOT NULL UNIQUE REFERENCES follow_up (id),
  text_digest TEXT NOT NULL,                     -- salted SHA-256
  characters INTEGER NOT NULL CHECK (characters > 0), -- UTF-16 units
  segments INTEGER NOT NULL CHECK (segments > 0),
  purpose TEXT NOT NULL CHECK (purpose <> ''),   -- 1.3-privacy: of handing the phone number out
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE TRIGGER follow_up_message_no_update BEFORE UPDATE ON follow_up_message
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message'); END;
CREATE TRIGGER follow_up_message_no_delete BEFORE DELETE ON follow_up_message
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message'); END;

-- What the platform reported; a report read again adds nothing.
CREATE TABLE follow_up_message_result (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES follow_up_message (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('delivered', 'failed', 'wrong-number', 'unsubscribed')),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  UNIQUE (message_id, outcome)
) STRICT;
CREATE TRIGGER follow_up_message_result_no_update BEFORE UPDATE ON follow_up_message_result
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message_result'); END;
CREATE TRIGGER follow_up_message_result_no_delete BEFORE DELETE ON follow_up_message_result
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message_result'); END;
