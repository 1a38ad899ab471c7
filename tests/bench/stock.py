#!/usr/bin/env python3
"""How fast the lists of the stock are on a big store, against the best query in the sqlite3 shell on
the same store. `--parts N` and `--ledger N` set its size (1 000 000 and 20 000 000 unless said);
`--keep FILE` makes it once and uses it again."""
import argparse
import csv
import datetime
import itertools
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile

import pair

NOW = "2026-11-23T08:00:00Z"
SECONDS = int(datetime.datetime.fromisoformat("2026-11-23T08:00:00+00:00").timestamp())
YEARS = 3 * 365 * 86400

FILL = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;
INSERT INTO part (id, number, number_key, brand, name, name_zh, category, bin, min_qty, max_qty)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {parts})
SELECT i, printf('P%07d', i), printf('P%07d', i), 'B' || (i % 40), 'Part ' || i, '配件' || i,
       'C' || (i % 25), 'A-' || (i % 500), CASE WHEN i % 4 = 0 THEN 20000 ELSE 0 END, 40000
FROM n;
"""


def movements(parts, lots, ledger, qty):
    """Rows of the ledger: ten movements a lot, over three years up to now: a receipt of 25, then
    issues; a third of the lots is scrapped at last. Of every tenth part nothing moves in the second
    half of the time: the next lot moves instead. `qty` is left with what each lot holds."""
    turns = ledger // lots
    held, worth = [0] * (parts + 1), [0] * (parts + 1)
    number = 0
    for turn in range(turns):
        for drawn in range(1, lots + 1):
            j = drawn
            if turn > turns // 2 - 1 and j < lots and (j * 7919 % parts + 1) % 10 == 0:
                j += 1
            part, cost = j * 7919 % parts + 1, 500 + j % 9000
            moved = 25000 if turn == 0 else -1000
            kind = "receipt" if turn == 0 else "issue"
            if turn == turns - 1 and j % 3 == 0 and j == drawn:
                moved, kind = -qty[j], "scrap"
            if moved == 0 or qty[j] + moved < 0:
                continue
            qty[j] += moved
            if moved > 0:
                worth[part] += moved // 1000 * cost
            elif held[part] + moved == 0:
                worth[part] = 0
            else:
                worth[part] -= (2 * worth[part] * -moved + held[part]) // (2 * held[part])
            held[part] += moved
            at = SECONDS - YEARS + (turn * lots + drawn) * YEARS // ledger
            job = number % 500000 + 1 if kind == "issue" else None
            number += 1
            yield (number, part, j, kind, moved, cost, moved // 1000 * cost, held[part],
                   worth[part], job, f"J{job}" if job else f"DN{number}", at, at)


def lots_of(parts, lots, qty):
    today = datetime.date.fromisoformat("2026-11-23")
    days = [(today + datetime.timedelta(days=i - 20)).isoformat() for i in range(1000)]
    for j in range(1, lots + 1):
        yield (j, j * 7919 % parts + 1, f"L{j}", SECONDS - YEARS,
               days[j % 1000] if j % 2 == 0 else None, 500 + j % 9000, qty[j],
               int(qty[j] > 0))


def fill(store, parts, ledger):
    """Two lots a part. The log is left out: it is not what is measured."""
    lots = 2 * parts
    qty = [0] * (lots + 1)
    db = sqlite3.connect(store, isolation_level=None)
    indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' "
                         "AND tbl_name IN ('lot', 'stock_movement')").fetchall()
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    db.executescript(FILL.format(parts=parts))
    db.execute("BEGIN")
    db.executemany("INSERT INTO stock_movement (id, part_id, lot_id, outlet_id, kind, qty, "
                   "cost_amount, value_amount, average_qty, average_amount, job_id, document, at, "
                   "recorded_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   movements(parts, lots, ledger, qty))
    db.executemany("INSERT INTO lot (id, part_id, outlet_id, code, received_at, expires_on, "
                   "cost_amount, qty, in_stock) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)",
                   lots_of(parts, lots, qty))
    db.execute("COMMIT")
    for _, sql in indexes:
        db.execute(sql)
    db.close()


TODAY = "2026-11-23"
PLACE = "LEFT JOIN part_outlet w ON w.part_id = p.id AND w.outlet_id = 1"
HELD = """LEFT JOIN (SELECT part_id, SUM(qty) AS qty FROM part_reservation
                      WHERE outlet_id = 1 AND qty > 0 GROUP BY part_id) h ON h.part_id = p.id"""
LABEL = "p.number || '/' || p.brand AS part"
BIN = "COALESCE(w.bin, p.bin) AS bin"
WORTH = "CAST(ROUND({} * l.cost_amount / 1000.0) AS INTEGER)"
ORDER = "ORDER BY p.number_key, p.number, p.brand"
GROUPED = "GROUP BY p.number_key, p.number, p.brand"
USABLE = f"""COALESCE(SUM(CASE WHEN l.state = 'ok' AND COALESCE(l.expires_on, '9999') >= '{TODAY}'
             THEN l.qty ELSE 0 END), 0)"""


def decimal(value, name):
    """As the program writes quantities."""
    return f"printf('%.10g', ({value}) / 1000.0) AS {name}"


def money(value, name):
    return f"printf('%.2f', ({value}) / 100.0) AS {name}"


def day_end(day):
    """The first moment after the day in China, the zone of a store without configuration."""
    moment = datetime.datetime.fromisoformat(day + "T00:00:00+08:00") + datetime.timedelta(days=1)
    return int(moment.timestamp())


ON_HAND = f"""SELECT {LABEL}, p.name, {BIN}, {decimal("COALESCE(SUM(l.qty), 0)", "qty")},
                     {decimal(USABLE, "usable")}, {decimal("COALESCE(h.qty, 0)", "reserved")},
                     p.unit, {decimal("COALESCE(w.min_qty, p.min_qty)", "min_qty")},
                     {decimal("COALESCE(w.max_qty, p.max_qty)", "max_qty")},
                     {money("COALESCE(SUM(" + WORTH.format("l.qty") + "), 0)", "value")}"""


def idle(since):
    last = "(SELECT MAX(m.at) FROM stock_movement m WHERE m.part_id = p.id AND m.outlet_id = 1)"
    return f"""SELECT {LABEL}, p.name, {BIN}, {decimal("SUM(l.qty)", "qty")}, p.unit,
                      strftime('%Y-%m-%dT%H:%M:%SZ', {last}, 'unixepoch') AS last_at,
                      {money("SUM(" + WORTH.format("l.qty") + ")", "value")}
                 FROM part p {PLACE} CROSS JOIN lot l
                WHERE NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.part_id = p.id
                                     AND m.outlet_id = 1 AND m.at >= {since})
                  AND l.part_id = p.id AND l.outlet_id = 1 AND l.qty > 0 {GROUPED} {ORDER}"""


def held_at(day):
    return f"""(l.qty - COALESCE((SELECT SUM(m.qty) FROM stock_movement m
               WHERE m.lot_id = l.id AND m.at >= {day_end(day)}), 0))"""


def as_of(day):
    return f"""SELECT part, name, {decimal("SUM(held)", "qty")}, unit,
                      {money("SUM(" + WORTH.format("held").replace("l.", "") + ")", "value")}
                 FROM (SELECT {LABEL}, p.number_key, p.number, p.brand, p.name, p.unit,
                              l.cost_amount, {held_at(day)} AS held
                         FROM part p CROSS JOIN lot l WHERE l.part_id = p.id AND l.outlet_id = 1
                        {ORDER})
                GROUP BY number_key, number, brand HAVING SUM(held) <> 0
                ORDER BY number_key, number, brand"""


def value_of(held):
    return f"""SELECT '' AS category, COUNT(DISTINCT part_id) AS parts,
                      {money("SUM(" + WORTH.format("held").replace("l.", "") + ")", "value")},
                      '' AS average_value
                 FROM (SELECT l.part_id, l.cost_amount, {held} AS held FROM lot l
                        WHERE l.outlet_id = 1 {"AND l.qty > 0" if held == "l.qty" else ""})
                WHERE held <> 0"""


REORDER = f"""
WITH used AS (
  SELECT part_id, -SUM(qty) AS qty FROM stock_movement
   WHERE at >= {SECONDS - 90 * 86400} AND outlet_id = 1 AND (kind = 'issue' OR kind = 'return')
   GROUP BY +part_id),
wanted AS (
  SELECT part_id, SUM(qty - arrived_qty) AS qty FROM part_request
   WHERE state IN ('requested', 'ordered', 'partly') AND outlet_id = 1 GROUP BY part_id),
ordered AS (
  SELECT l.part_id AS part_id, SUM(MAX(l.qty - l.arrived_qty, 0)) AS qty
    FROM parts_order o JOIN parts_order_line l ON l.order_id = o.id
   WHERE o.state IN ('draft', 'placed') AND o.outlet_id = 1 GROUP BY l.part_id),
candidate AS (
  SELECT p.id AS id FROM part p {PLACE}
   WHERE COALESCE(w.min_qty, p.min_qty) > 0 AND p.retired = 0
  UNION SELECT part_id FROM used WHERE qty > 0 UNION SELECT part_id FROM wanted),
fact AS (
  SELECT p.*, COALESCE(w.min_qty, p.min_qty) AS least, COALESCE(w.max_qty, p.max_qty) AS most,
         COALESCE(p.supplier_id, (SELECT l.supplier_id FROM lot l WHERE l.part_id = p.id
                                     AND l.supplier_id IS NOT NULL
                                   ORDER BY l.id DESC LIMIT 1)) AS buy_at,
         COALESCE((SELECT SUM(l.qty) FROM lot l WHERE l.part_id = p.id AND l.outlet_id = 1
                      AND l.qty > 0 AND l.state = 'ok'
                      AND (l.expires_on IS NULL OR l.expires_on >= '{TODAY}')), 0) AS usable,
         COALESCE((SELECT SUM(h.qty) FROM part_reservation h WHERE h.part_id = p.id
                      AND h.outlet_id = 1 AND h.qty > 0), 0) AS held,
         COALESCE(o.qty, 0) AS ordered, COALESCE(q.qty, 0) AS wanted, COALESCE(u.qty, 0) AS used
    FROM candidate c JOIN part p ON p.id = c.id {PLACE}
    LEFT JOIN used u ON u.part_id = p.id LEFT JOIN wanted q ON q.part_id = p.id
    LEFT JOIN ordered o ON o.part_id = p.id
   WHERE p.retired = 0),
need AS (
  SELECT f.*, COALESCE(s.code, '') AS supplier,
         usable - held + ordered - wanted AS available,
         MAX(least, (MAX(used, 0) * COALESCE(s.lead_days, 3) + 89) / 90) AS point,
         (MAX(used, 0) * (COALESCE(s.lead_days, 3) + 30) + 89) / 90 AS covering
    FROM fact f LEFT JOIN supplier s ON s.id = f.buy_at)
SELECT {LABEL}, name, supplier, {decimal("usable", "usable")}, {decimal("held", "held")},
       {decimal("ordered", "ordered")}, {decimal("wanted", "wanted")}, {decimal("used", "used")},
       {decimal("point", "point")}, {decimal("MAX(most, point, covering)", "target")},
       {decimal("(MAX(most, point, covering) - available + pack_qty - 1) / pack_qty * pack_qty",
                "qty")}, unit,
       {money("COALESCE((SELECT i.cost_amount FROM supplier_price i WHERE i.supplier_id = p.buy_at"
              " AND i.part_id = p.id AND i.from_on <= '" + TODAY + "'"
              " ORDER BY i.from_on DESC LIMIT 1), p.cost_amount, 0)", "cost")}
  FROM need p WHERE available < point ORDER BY number, brand"""


LISTS = [
    ("on hand", ["stock"],
     f"""{ON_HAND} FROM part p {PLACE} {HELD} CROSS JOIN lot l
         WHERE l.part_id = p.id AND l.outlet_id = 1 AND l.qty > 0 {GROUPED} {ORDER}"""),
    ("below the minimum", ["stock", "--below-min"],
     f"""{ON_HAND} FROM part p {PLACE} {HELD}
           LEFT JOIN lot l ON l.part_id = p.id AND l.outlet_id = 1 AND l.qty > 0
         WHERE COALESCE(w.min_qty, p.min_qty) > 0 AND p.retired = 0 {GROUPED}
        HAVING {USABLE} - COALESCE(h.qty, 0) < COALESCE(w.min_qty, p.min_qty) {ORDER}"""),
    ("to be bought", ["reorder"], REORDER),
    ("expiring within 30 days", ["stock", "--expiring", "30d"],
     f"""SELECT l.code AS lot, {LABEL}, p.name, {decimal("l.qty", "qty")}, p.unit, l.expires_on,
                l.state, COALESCE(s.code, '') AS supplier, {money("l.cost_amount", "cost")},
                l.trace, {BIN}, l.state_reason AS reason,
                strftime('%Y-%m-%dT%H:%M:%SZ', l.received_at, 'unixepoch') AS received_at
           FROM lot l CROSS JOIN part p {PLACE} LEFT JOIN supplier s ON s.id = l.supplier_id
          WHERE p.id = l.part_id AND l.expires_on <= '2026-12-23' AND l.in_stock = 1
            AND l.outlet_id = 1
          ORDER BY l.expires_on, l.received_at, l.id"""),
    ("idle for 180 days", ["stock", "--idle", "180d"], idle(day_end("2026-05-26"))),
    ("dead", ["stock", "--dead"], idle(day_end("2025-11-22"))),
    ("as of a week ago", ["stock", "--as-of", "2026-11-16"], as_of("2026-11-16")),
    ("as of two years ago", ["stock", "--as-of", "2024-11-23"], as_of("2024-11-23")),
    ("value today", ["value", "--by", "total"], value_of("l.qty")),
    ("value as of a week ago", ["value", "--by", "total", "--as-of", "2026-11-16"],
     value_of(held_at("2026-11-16"))),
    ("value as of two years ago", ["value", "--by", "total", "--as-of", "2024-11-23"],
     value_of(held_at("2024-11-23"))),
]
# What SQL alone cannot tell: only timed.
AVERAGES = [("value today, also at moving average", ["value", "--by", "total", "--average"]),
            ("the same as of two years ago",
             ["value", "--by", "total", "--average", "--as-of", "2024-11-23"])]


def same_rows(name, ours, theirs, folder, env):
    """Both sides deliver the same rows: the same bytes, but for quotes and line ends."""
    with (subprocess.Popen(ours, cwd=folder, env=env, text=True, stdout=subprocess.PIPE) as mine,
          subprocess.Popen(theirs, cwd=folder, env=env, text=True,
                           stdout=subprocess.PIPE) as peer):
        rows = 0
        for one, other in itertools.zip_longest(csv.reader(mine.stdout), csv.reader(peer.stdout)):
            if one != other:
                raise SystemExit(f"{name}, row {rows}: {one} is not {other}")
            rows += 1
    print(f"{name}: {rows - 1} rows, the same on both sides")


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
               "SQLITE_TMPDIR": folder, "SVCCTL_STAFF": "M01"}
        if not store.exists():
            made = store.with_suffix(".new")
            subprocess.run([binary, "db", "init", "--quiet", "--db", str(made)], cwd=folder, env=env,
                           check=True)
            fill(made, given.parts, given.ledger)
            # The shell changed the schema: it is compared until a commit of ours notes that it is right.
            subprocess.run([binary, "staff", "add", "M01", "--name", "店长", "--quiet", "--db",
                            str(made)], cwd=folder, env={**env, "SVCCTL_STAFF": ""}, check=True)
            made.rename(store)
        for name, ours, query in LISTS:
            command = [binary, "parts", *ours, "--format", "csv"]
            shell = ["sqlite3", "-csv", "-header", str(store), query]
            same_rows(name, command, shell, folder, env)
            pair.compare(name, command, shell, folder, env, pairs=given.pairs, limit=1.5)
        for name, ours in AVERAGES:
            took = [pair.once([binary, "parts", *ours, "--format", "csv"], folder, env)
                    for _ in range(given.pairs)]
            print(f"{name}: {statistics.median(took):.2f} s")
        print(f"peak memory of the largest command: {pair.peak_memory():.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
