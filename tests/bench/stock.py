#!/usr/bin/env python3
"""How fast the lists of the stock are on a big store, against the best query in the sqlite3 shell on
the same store. `--parts N` and `--ledger N` set its size (1 000 000 and 20 000 000 unless said);
`--keep FILE` makes it once and uses it again."""
import argparse
import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pair

NOW = "2026-11-23T08:00:00Z"
SECONDS = int(datetime.datetime.fromisoformat("2026-11-23T08:00:00+00:00").timestamp())
YEARS = 3 * 365 * 86400

# Two lots a part, ten movements a lot on average, over three years up to now: a receipt of 25, then
# issues. Of every tenth part nothing moves in the second half of the time; every third lot is
# emptied. The log is left out: it is not what is measured.
FILL = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;
DROP INDEX stock_movement_part; DROP INDEX stock_movement_lot; DROP INDEX stock_movement_job;
DROP INDEX stock_movement_at; DROP INDEX lot_expiry;
INSERT INTO part (id, number, number_key, brand, name, name_zh, category, bin, min_qty, max_qty)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {parts})
SELECT i, printf('P%07d', i), printf('P%07d', i), 'B' || (i % 40), 'Part ' || i, '配件' || i,
       'C' || (i % 25), 'A-' || (i % 500), CASE WHEN i % 4 = 0 THEN 12000 ELSE 0 END, 40000
FROM n;
CREATE TEMP TABLE made AS
WITH RECURSIVE n (j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM n WHERE j < {lots})
SELECT j, j * 7919 % {parts} + 1 AS part_id, 500 + j % 9000 AS cost FROM n;
INSERT INTO lot (id, part_id, outlet_id, code, received_at, expires_on, cost_amount, qty)
SELECT j, part_id, 1, 'L' || j, {start}, CASE WHEN j % 2 = 0
       THEN date('2026-11-23', '+' || (j % 1000 - 20) || ' days') END, cost, 0 FROM made;
INSERT INTO stock_movement (id, part_id, lot_id, outlet_id, kind, qty, cost_amount, value_amount,
                            job_id, document, at, recorded_at)
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {ledger} - 1),
moved AS (SELECT i, i / {lots} AS turn, i % {lots} + 1 AS j FROM n),
placed AS (SELECT i, turn, CASE WHEN turn > 4 AND (SELECT part_id FROM made WHERE made.rowid = moved.j)
                                              % 10 = 0 AND j < {lots}
                                THEN j + 1 ELSE j END AS lot_id FROM moved)
SELECT p.i + 1, m.part_id, m.j, 1, CASE WHEN p.turn = 0 THEN 'receipt' ELSE 'issue' END,
       CASE WHEN p.turn = 0 THEN 25000 ELSE -1000 END, m.cost,
       CASE WHEN p.turn = 0 THEN 25 ELSE -1 END * m.cost,
       CASE WHEN p.turn = 0 THEN NULL ELSE p.i % 500000 + 1 END,
       CASE WHEN p.turn = 0 THEN 'DN' || p.i ELSE 'J' || p.i % 500000 END,
       {start} + p.i * {years} / {ledger}, {start} + p.i * {years} / {ledger}
FROM placed p JOIN made m ON m.rowid = p.lot_id;
CREATE INDEX stock_movement_lot ON stock_movement (lot_id, at, qty);
UPDATE lot SET qty = (SELECT SUM(m.qty) FROM stock_movement m WHERE m.lot_id = lot.id);
INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, cost_amount, value_amount,
                            document, at, recorded_at)
SELECT part_id, id, 1, 'scrap', -qty, cost_amount, -cost_amount * qty / 1000, 'D', {half}, {half}
FROM lot WHERE id % 3 = 0 AND qty > 0;
UPDATE lot SET qty = 0 WHERE id % 3 = 0;
CREATE INDEX stock_movement_part ON stock_movement (part_id, outlet_id, at);
CREATE INDEX stock_movement_job ON stock_movement (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX stock_movement_at ON stock_movement (at);
CREATE INDEX lot_expiry ON lot (expires_on) WHERE expires_on IS NOT NULL AND qty > 0;
"""

PART = "p.number, p.brand, p.name, p.bin, p.unit, p.min_qty, p.max_qty"
SUMS = """SUM(l.qty), SUM(CASE WHEN l.state = 'ok' AND COALESCE(l.expires_on, '9999') >= '2026-11-23'
          THEN l.qty ELSE 0 END), SUM(l.qty * l.cost_amount / 1000)"""
ORDER = "ORDER BY p.number_key, p.number, p.brand"
GROUPED = "GROUP BY p.number_key, p.number, p.brand"


def day_end(day):
    """The first moment after the day in the shop's zone (UTC here)."""
    moment = datetime.datetime.fromisoformat(day + "T00:00:00+00:00") + datetime.timedelta(days=1)
    return int(moment.timestamp())


def as_of(day):
    held = f"""(l.qty - COALESCE((SELECT SUM(m.qty) FROM stock_movement m
               WHERE m.lot_id = l.id AND m.at >= {day_end(day)}), 0))"""
    return f"""SELECT p.number, p.brand, p.name, p.unit, SUM({held}) AS held,
               SUM({held} * l.cost_amount / 1000)
               FROM part p CROSS JOIN lot l WHERE l.part_id = p.id AND l.outlet_id = 1
               {GROUPED} HAVING held <> 0 {ORDER}"""


def value_as_of(day):
    return f"""SELECT COUNT(DISTINCT part_id), SUM(held * cost_amount / 1000) FROM
               (SELECT l.part_id, l.cost_amount, l.qty - COALESCE((SELECT SUM(m.qty)
                FROM stock_movement m WHERE m.lot_id = l.id AND m.at >= {day_end(day)}), 0) AS held
                FROM lot l WHERE l.outlet_id = 1) WHERE held <> 0"""


LISTS = [
    ("on hand", ["stock"],
     f"""SELECT {PART}, {SUMS} FROM part p CROSS JOIN lot l
         WHERE l.part_id = p.id AND l.outlet_id = 1 AND l.qty > 0 {GROUPED} {ORDER}"""),
    ("below the minimum", ["stock", "--below-min"],
     f"""SELECT {PART}, {SUMS.replace("SUM(CASE", "COALESCE(SUM(CASE", 1).replace(
         "END)", "END), 0) AS usable", 1)}
         FROM part p LEFT JOIN lot l ON l.part_id = p.id AND l.outlet_id = 1 AND l.qty > 0
         WHERE p.min_qty > 0 AND p.retired = 0 {GROUPED} HAVING usable < p.min_qty {ORDER}"""),
    ("expiring within 30 days", ["stock", "--expiring", "30d"],
     """SELECT l.code, p.number, p.brand, p.name, l.qty, p.unit, l.expires_on, l.state, s.code,
               l.cost_amount, l.trace, p.bin, l.state_reason, l.received_at
        FROM lot l CROSS JOIN part p LEFT JOIN supplier s ON s.id = l.supplier_id
        WHERE p.id = l.part_id AND l.expires_on <= '2026-12-23' AND l.qty > 0 AND l.outlet_id = 1
        ORDER BY l.expires_on, l.received_at, l.id"""),
    ("idle for 180 days", ["stock", "--idle", "180d"],
     f"""SELECT p.number, p.brand, p.name, p.bin, SUM(l.qty), p.unit,
                (SELECT MAX(m.at) FROM stock_movement m
                  WHERE m.part_id = p.id AND m.outlet_id = 1) AS last_at,
                SUM(l.qty * l.cost_amount / 1000)
         FROM part p CROSS JOIN lot l
         WHERE l.part_id = p.id AND l.outlet_id = 1 AND l.qty > 0
         {GROUPED} HAVING last_at < {day_end("2026-05-26")} {ORDER}"""),
    ("as of a week ago", ["stock", "--as-of", "2026-11-16"], as_of("2026-11-16")),
    ("as of two years ago", ["stock", "--as-of", "2024-11-23"], as_of("2024-11-23")),
    ("value today", ["value", "--by", "total"],
     """SELECT COUNT(DISTINCT part_id), SUM(qty * cost_amount / 1000) FROM lot
        WHERE outlet_id = 1 AND qty > 0"""),
    ("value as of a week ago", ["value", "--by", "total", "--as-of", "2026-11-16"],
     value_as_of("2026-11-16")),
    ("value as of two years ago", ["value", "--by", "total", "--as-of", "2024-11-23"],
     value_as_of("2024-11-23")),
]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True, help="the program as installed")
    arguments.add_argument("--parts", type=int, default=1_000_000)
    arguments.add_argument("--ledger", type=int, default=20_000_000)
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument("--keep", help="a store to use again, or to make")
    given = arguments.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(given.keep or pathlib.Path(folder, "shop.db")).resolve()
        env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": str(store), "SVCCTL_NOW": NOW,
               "SQLITE_TMPDIR": folder}
        if not store.exists():
            made = pathlib.Path(folder, "made.db")
            subprocess.run([binary, "db", "init", "--quiet", "--db", str(made)], cwd=folder, env=env,
                           check=True)
            subprocess.run(["sqlite3", str(made)], cwd=folder, env=env, check=True, text=True,
                           stdout=subprocess.DEVNULL, input=FILL.format(
                               parts=given.parts, lots=2 * given.parts, ledger=given.ledger,
                               start=SECONDS - YEARS, half=SECONDS - 400 * 86400, years=YEARS))
            shutil.move(made, store)
        for name, ours, query in LISTS:
            pair.compare(name, [binary, "parts", *ours, "--format", "csv"],
                         ["sqlite3", "-csv", "-header", str(store), query], folder, env,
                         pairs=given.pairs, limit=1.5)
        print(f"peak memory of the largest command: {pair.peak_memory():.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
