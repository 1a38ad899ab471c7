-- What was recorded at another time than it happened: `audit check` of a period says what came later.
CREATE INDEX event_told ON event (at) WHERE at <> recorded_at;
