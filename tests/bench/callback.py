#!/usr/bin/env python3
"""Follow-up, complaints and the file on a large store: `callback due` against the best indexed query in
the sqlite3 shell; `callback plan`, `complaint due`, a car's history and a customer's file against the
same on a small store, the day being the same; the whole list of complaints and their figures."""
import argparse
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import pair

NOW = "2026-11-23T00:00:00Z"
# Five years of deliveries in their order; the last `day` of them are new since planning last ran.
# What was called for before is made and closed, but for the last calls that are due: they are open.
PEOPLE = """INSERT INTO customer (id, number, name, phone, marketing_contact, salt)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {vehicles})
SELECT i, printf('K%04d', i), '客户' || i, printf('139%08d', i), i % 2, printf('%032x', i) FROM n;
INSERT INTO vehicle (id, plate, make, model, odometer_km, salt)
SELECT id, printf('京Z%07d', id), '大众', '朗逸', 10000 + id % 90000, salt FROM customer;
INSERT INTO vehicle_owner (id, vehicle_id, customer_id, from_at)
SELECT id, id, id, 1600000000 FROM customer;
INSERT INTO vehicle_identifier (vehicle_id, kind, value, salt)
SELECT id, 'plate', plate, salt FROM vehicle;"""
VISITS = """INSERT INTO job (id, number, outlet_id, vehicle_id, customer_id, advisor_id, category, state,
                 odometer_km, concern, arrived_at, opened_at, recorded_at)
WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})
SELECT i, printf('J%07d', i), 1, 1 + (i * 7919) % {vehicles}, 1 + (i * 7919) % {vehicles},
       2 + i % 4, CASE i % 3 WHEN 0 THEN 'maintenance-1' ELSE 'minor' END, 'delivered',
       10000 + i / 100, '保养', {end} - ({deliveries} - i) * {step},
       {end} - ({deliveries} - i) * {step}, {end} - ({deliveries} - i) * {step} FROM n;
INSERT INTO delivery (id, job_id, odometer_km, at, recorded_at, outlet_id)
SELECT id, id, odometer_km, opened_at, recorded_at, outlet_id FROM job WHERE id >= {first};
INSERT INTO warranty (id, job_id, category, kilometres, days, from_at, until_on, outlet_id)
SELECT id, id, category, 5000, 90, opened_at, date(opened_at + 90 * 86400, 'unixepoch'), outlet_id
FROM job WHERE id >= {first};
INSERT INTO follow_up_plan (id, kind, rule, source, vehicle_id, job_id, due_on, state, at)
SELECT id, 'after-service', 'after-service', 'job:' || id, vehicle_id, id,
       date(opened_at + 3 * 86400, 'unixepoch'), 'made', opened_at
FROM job WHERE id BETWEEN {first} AND {deliveries} - {day};
INSERT INTO follow_up_plan (kind, rule, source, vehicle_id, job_id, due_on, state, at)
SELECT 'lost', 'lost', 'job:' || id, vehicle_id, id,
       date(opened_at + 180 * 86400, 'unixepoch'), 'waiting', opened_at
FROM job WHERE id BETWEEN {first} AND {deliveries} - {day} AND opened_at > {end} - 170 * 86400;
INSERT INTO follow_up (id, number, plan_id, outlet_id, job_id, vehicle_id, customer_id, kind, rule,
                       consent, called_for_on, due_on, assignee_id, channel, state, at)
SELECT p.id, printf('F%07d', p.id), p.id, 1, j.id, j.vehicle_id, j.customer_id, p.kind, p.rule,
       'service', p.due_on, p.due_on, 2 + p.id % 4, 'phone',
       CASE WHEN p.id > {due} - {open} AND p.id <= {due} THEN 'open' ELSE 'closed' END, p.at
FROM follow_up_plan p JOIN job j ON j.id = p.job_id WHERE p.kind = 'after-service'
   AND j.id >= {first};
INSERT INTO follow_up_attempt (follow_up_id, channel, outcome, score, raised, at, recorded_at,
                               outlet_id)
SELECT id, 'phone', 'reached', 9, 0, at, at, outlet_id FROM follow_up
 WHERE job_id >= {first} AND state = 'closed' AND id % 4 = 0;"""
BESIDES = """INSERT INTO callback_mark (source, chain, last_seen)
SELECT value, 1, {deliveries} - {day}
FROM json_each('["after-service","maintenance","warranty-end","lost","issue","visit"]');
INSERT INTO callback_mark (source, chain, last_seen)
SELECT value, value NOT IN ('inspection', 'insurance', 'consent'), 0
FROM json_each('["inspection","insurance","consent","declined-work:job",
                 "declined-work:consent","declined-work:plan"]');
INSERT INTO complaint (number, outlet_id, customer_id, job_id, channel, kind, severity, text, salt,
                       received_at, recorded_at, first_handler_id, handler_id, state, acknowledged_at,
                       cause_class, cause, correction, answer, answered_at, verdict, closed_at)
SELECT printf('C%07d', id / 10), 1, customer_id, id, 'phone', 'quality', 'normal', '又响了', '',
       opened_at + 86400, opened_at + 86400, advisor_id, advisor_id,
       CASE WHEN id > {deliveries} - 10 * {complaints} THEN 'open' ELSE 'closed' END,
       opened_at + 90000, 'workmanship', '未拧紧', '返修', '已处理', opened_at + 180000, 'satisfied',
       CASE WHEN id > {deliveries} - 10 * {complaints} THEN NULL ELSE opened_at + 260000 END
FROM job WHERE id % 10 = 0;
INSERT INTO complaint_clock (complaint_id, round, kind, started_at, allowed, due_at, met_at, used,
                             outlet_id)
SELECT c.id, 1, k.value, c.received_at, k.key * 28800 + 28800,
       c.received_at + k.key * 86400 + 86400, CASE c.state WHEN 'open' THEN NULL ELSE c.closed_at END,
       CASE c.state WHEN 'open' THEN NULL ELSE 7200 + c.id % 90000 END, c.outlet_id
FROM complaint c, json_each('["acknowledge","contact","answer","settle","legal"]') k
WHERE c.state = 'closed' OR k.key > 2;"""
# The columns of `callback due --format csv`, through the partial index on what is open.
DUE = """SELECT f.number, f.due_on, f.kind, j.number, v.plate, k.number, k.name, k.phone, f.channel,
       s.code, f.state,
       (SELECT COUNT(*) FROM follow_up_attempt a WHERE a.follow_up_id = f.id),
       f.called_for_on, f.announced_on, f.wrong_number <> '',
       EXISTS (SELECT 1 FROM follow_up_attempt a WHERE a.follow_up_id = f.id AND a.raised = 1),
       (SELECT w.text FROM follow_up_attempt a JOIN person_words w ON w.id = a.issue_id
         WHERE a.follow_up_id = f.id AND w.text IS NOT NULL ORDER BY a.id DESC LIMIT 1),
       f.complaint_number, b.number
  FROM follow_up f INDEXED BY follow_up_open JOIN vehicle v ON v.id = f.vehicle_id
  JOIN customer k ON k.id = f.customer_id LEFT JOIN job j ON j.id = f.job_id
  LEFT JOIN staff s ON s.id = f.assignee_id LEFT JOIN job b ON b.id = f.comeback_job_id
 WHERE f.state = 'open' AND f.due_on <= '2026-11-23'
   AND CASE f.consent WHEN 'marketing' THEN k.marketing_contact ELSE k.service_contact END = 1
 ORDER BY f.due_on, f.id"""
CLOCKS = """SELECT c.number, k.kind, k.due_at, k.due_at < 1795392000, c.severity,
       COALESCE(o.code, h.code, ''), COALESCE(f.code, '')
  FROM complaint_clock k INDEXED BY complaint_clock_due JOIN complaint c ON c.id = k.complaint_id
  LEFT JOIN staff h ON h.id = c.handler_id LEFT JOIN staff f ON f.id = c.first_handler_id
  LEFT JOIN staff o ON o.id = c.prevention_owner_id AND k.kind = 'prevention'
 WHERE k.met_at IS NULL AND k.due_at <= 1795478400 ORDER BY k.due_at, k.id"""
END = 1795341600  # the evening before NOW
DAY = 200
COMPLAINTS = 400  # still open


def shop(binary, folder, deliveries, vehicles, env, opened):
    """A store of that many deliveries, filled by the sqlite3 shell: its log says nothing of them."""
    def svcctl(*words, staff="M01"):
        subprocess.run([binary, *words], cwd=folder, env={**env, "SVCCTL_STAFF": staff}, check=True,
                       stdout=subprocess.DEVNULL)
    svcctl("db", "init", "--quiet", staff="")
    svcctl("staff", "add", "M01", "--name", "店长", "--quiet", staff="")
    for code in ("A01", "A02", "A03", "A04"):
        svcctl("staff", "add", code, "--name", code, "--role", "advisor", "--quiet")
    step = 5 * 365 * 86400 // deliveries
    with sqlite3.connect(pathlib.Path(folder, env["SVCCTL_DB"])) as store:
        indexes = store.execute("SELECT name, sql FROM sqlite_master "
                                "WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    # Indexes are made when most rows are there: that is many times faster. The last seventh comes into
    # them one by one, or each page would be full and break at its first row, as no grown store's does.
    drop = "".join(f"DROP INDEX {name};" for name, _ in indexes)
    make = "".join(f"{sql};" for _, sql in indexes)
    figures = {"deliveries": deliveries, "vehicles": vehicles, "end": END, "step": step, "day": DAY,
               "due": deliveries - 4 * 86400 // step, "open": opened, "complaints": COMPLAINTS}
    grown = deliveries * 6 // 7
    subprocess.run(["sqlite3", env["SVCCTL_DB"]], cwd=folder, check=True, text=True, input=(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000000;"
        "PRAGMA threads=4; PRAGMA temp_store=MEMORY; BEGIN;" + drop + PEOPLE.format(**figures)
        + VISITS.format(first=1, last=grown, **figures) + make
        + VISITS.format(first=grown + 1, last=deliveries, **figures) + BESIDES.format(**figures)
        + "COMMIT;"))
    # The shell changed the schema: every command compares it until one of ours has noted that it is right.
    svcctl("staff", "add", "A05", "--name", "A05", "--role", "advisor", "--quiet")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--deliveries", type=int, default=5_000_000)
    arguments.add_argument("--vehicles", type=int, default=2_000_000)
    arguments.add_argument("--open", type=int, default=4384)
    arguments.add_argument("--folder", help="keep the stores there")
    arguments.add_argument("--pairs", type=int, default=41)
    given = arguments.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    root = pathlib.Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or made
        env = {"PATH": "/usr/bin:/bin", "SVCCTL_NOW": NOW, "SVCCTL_STAFF": "M01",
               "SVCCTL_CONFIG": str(root / "examples/svcctl.toml")}
        for name, deliveries, vehicles in (("small.db", given.deliveries // 100, given.vehicles // 100),
                                           ("large.db", given.deliveries, given.vehicles)):
            if not pathlib.Path(folder, name).exists():
                shop(binary, folder, deliveries, vehicles, {**env, "SVCCTL_DB": name}, given.open)
        env["SVCCTL_DB"] = "large.db"
        pair.compare("callback due", [binary, "callback", "due", "--format", "csv"],
                     ["sqlite3", "-csv", "-readonly", "large.db", DUE], folder, env, pairs=given.pairs, limit=1.0)
        pair.compare("complaint due", [binary, "complaint", "due", "--format", "csv"],
                     ["sqlite3", "-csv", "-readonly", "large.db", CLOCKS], folder, env, pairs=given.pairs, limit=1.0)

        def growth(name, *words, limit=None):
            pair.compare(f"{name}, large against small", [binary, *words, "--db", "large.db"],
                         [binary, *words, "--db", "small.db"], folder, env, pairs=given.pairs,
                         limit=limit)
        growth(f"callback plan, a day of {DAY} deliveries", "callback", "plan", "--dry-run", "--quiet",
               limit=1.5)
        growth("complaint due", "complaint", "due", "--format", "csv", limit=1.5)
        growth("vehicle history", "vehicle", "history", "京Z0000123")
        growth("customer show", "customer", "show", f"K{given.vehicles // 200:04}")
        growth("complaint list --all --limit 50", "complaint", "list", "--all", "--limit", "50")
        for words in (("list", "--all", "--format", "csv"), ("stats",), ("stats", "--by", "cause")):
            took = min(pair.once([binary, "complaint", *words], folder, env) for _ in range(3))
            print(f"complaint {' '.join(words)}, large: {took:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
