#!/bin/sh
# visit.sh JOB PLATE KM: a car comes for its oil service and is delivered.
sed "s/JOB/$1/;s/PLATE/$2/;s/KM/$3/g" "$(dirname "$0")/visit.batch" |
  svcctl batch --atomic --quiet --as M01 -
