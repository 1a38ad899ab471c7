-- Reminders that were withheld for want of consent are made once it comes, and no more when another
-- takes their place: both look them up by vehicle.
DROP INDEX follow_up_plan_vehicle;
CREATE INDEX follow_up_plan_vehicle ON follow_up_plan (vehicle_id)
  WHERE state IN ('waiting', 'withheld');
