#!/usr/bin/env python3
"""How fast lists come in, against the sqlite3 shell and other importers of CSV on the same machine.

    tests/bench/import.py --binary build/release/svcctl [--rows 1000000] [--pairs 5]

Peers: `.import` of the sqlite3 shell at its defaults into a table with a key and an index; the same
work as a SQL script in the shell (staging, checks, upsert, lots and movements) on a store of the
same schema; sqlite-utils and csvsql where they are installed."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pair
import supplier_file

NOW = "2026-11-23T08:00:00Z"

IMPORT = """CREATE TABLE list (number TEXT, name TEXT, brand TEXT, kind TEXT, unit TEXT, cost TEXT,
  price TEXT, min TEXT, max TEXT, bin TEXT, fits TEXT, qty TEXT, lot TEXT, expires TEXT,
  PRIMARY KEY (number, brand));
CREATE INDEX list_name ON list (name);
.mode csv
.import --skip 1 {file} list
"""

# The same work: rows staged, checked as to type and range, parts added or changed where they
# differ, stock brought to what the file says by lots and movements.
SCRIPT = """PRAGMA journal_mode=TRUNCATE;
CREATE TEMP TABLE list (number TEXT, name TEXT, brand TEXT, kind TEXT, unit TEXT, cost TEXT,
  price TEXT, min TEXT, max TEXT, bin TEXT, fits TEXT, qty TEXT, lot TEXT, expires TEXT);
.mode csv
.import --schema temp --skip 1 {file} list
BEGIN IMMEDIATE;
CREATE TEMP TABLE reject AS SELECT rowid AS line, number FROM list
 WHERE number = '' OR name = '' OR cost GLOB '*[^0-9.]*' OR price GLOB '*[^0-9.]*'
    OR min GLOB '*[^0-9.]*' OR max GLOB '*[^0-9.]*' OR qty GLOB '*[^0-9.]*'
    OR expires NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
    OR kind NOT IN ('original', 'aftermarket', '副厂件', '同质件') OR max + 0 < min + 0;
INSERT INTO import_batch (kind, file, sha256, new_count, changed_count, unchanged_count,
                          rejected_count, at) VALUES ('parts', '{file}', '', 0, 0, 0, 0, 1);
INSERT INTO part_import (id, mode, stock) SELECT MAX(id), 'upsert', 'set' FROM import_batch;
INSERT INTO part (number, number_key, brand, name, kind, unit, cost_amount, price_amount, min_qty,
                  max_qty, bin, import_id)
SELECT number, replace(number, '-', ''), brand, name,
       CASE kind WHEN '副厂件' THEN 'aftermarket' WHEN '同质件' THEN 'equivalent' ELSE kind END,
       unit, CAST(round(cost * 100) AS INTEGER), CAST(round(price * 100) AS INTEGER), min * 1000,
       max * 1000, bin, (SELECT MAX(id) FROM part_import)
  FROM list WHERE rowid NOT IN (SELECT line FROM reject)
    ON CONFLICT (number_key, brand, COALESCE(twin, '')) DO UPDATE
   SET name = excluded.name, kind = excluded.kind, unit = excluded.unit,
       cost_amount = excluded.cost_amount, price_amount = excluded.price_amount,
       min_qty = excluded.min_qty, max_qty = excluded.max_qty, bin = excluded.bin
 WHERE (name, kind, unit, cost_amount, price_amount, min_qty, max_qty, bin) IS NOT
       (excluded.name, excluded.kind, excluded.unit, excluded.cost_amount, excluded.price_amount,
        excluded.min_qty, excluded.max_qty, excluded.bin);
INSERT INTO lot (part_id, outlet_id, code, received_at, expires_on, cost_amount, import_id)
SELECT p.id, 1, l.lot, 1, l.expires, p.cost_amount, (SELECT MAX(id) FROM part_import)
  FROM list l JOIN part p ON p.number_key = replace(l.number, '-', '') AND p.number = l.number
       AND p.brand = l.brand
 WHERE l.rowid NOT IN (SELECT line FROM reject)
    ON CONFLICT (part_id, outlet_id, code) DO NOTHING;
CREATE TEMP TABLE ledger AS SELECT COALESCE(MAX(id), 0) AS last FROM stock_movement;
INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, cost_amount, {value}reason,
                            document, import_id, at, recorded_at)
SELECT o.part_id, o.id, 1, 'adjust', l.qty * 1000 - o.qty, o.cost_amount, {zero}'import', '{file}',
       (SELECT MAX(id) FROM part_import), 1, 1
  FROM list l JOIN part p ON p.number_key = replace(l.number, '-', '') AND p.number = l.number
       AND p.brand = l.brand
       JOIN lot o ON o.part_id = p.id AND o.outlet_id = 1 AND o.code = l.lot
 WHERE l.qty * 1000 <> o.qty AND l.rowid NOT IN (SELECT line FROM reject);
CREATE TEMP TABLE moved (lot_id INTEGER PRIMARY KEY, qty INTEGER, turned INTEGER);
INSERT INTO moved SELECT m.lot_id, m.qty, o.in_stock <> (o.qty + m.qty > 0)
  FROM stock_movement m JOIN lot o ON o.id = m.lot_id WHERE m.id > (SELECT last FROM ledger);
UPDATE lot SET qty = lot.qty + m.qty, in_stock = lot.qty + m.qty > 0 FROM moved m
 WHERE m.lot_id = lot.id AND m.turned;
UPDATE lot SET qty = lot.qty + m.qty FROM moved m WHERE m.lot_id = lot.id AND NOT m.turned;
COMMIT;
"""


class Bench:
    def __init__(self, given, folder):
        self.binary = str(pathlib.Path(given.binary).resolve())
        self.pairs = given.pairs
        self.folder = folder
        self.env = {"PATH": "/usr/bin:/bin:/usr/local/bin", "SVCCTL_DB": "shop.db",
                    "SVCCTL_NOW": NOW, "LC_ALL": "C.UTF-8"}
        subprocess.run([self.binary, "db", "init", "--quiet"], cwd=folder, env=self.env, check=True)
        self.keep("empty")

    def path(self, name):
        return pathlib.Path(self.folder, name)

    def file(self, name, **how):
        with open(self.path(name), "wb") as out:
            supplier_file.write(out, **how)

    def ours(self, name):
        return [self.binary, "parts", "import", name, "--stock", "set", "--quiet"]

    def keep(self, name):
        shutil.copyfile(self.path("shop.db"), self.path(name + ".kept"))

    def back(self, name):
        shutil.copyfile(self.path(name + ".kept"), self.path("shop.db"))
        # Nobody's commit should have to wait for the copy.
        with open(self.path("shop.db"), "rb+") as copy:
            os.fsync(copy)
        for other in ("list.db", "utils.db", "csvsql.db"):
            self.path(other).unlink(missing_ok=True)

    def shell(self, script, database, name):
        columns = subprocess.run(["sqlite3", "shop.db", "PRAGMA table_info(stock_movement)"],
                                 cwd=self.folder, check=True, capture_output=True, text=True).stdout
        value, zero = ("value_amount, ", "0, ") if "value_amount" in columns else ("", "")
        self.path("script.sql").write_text(script.format(file=name, value=value, zero=zero),
                                           encoding="utf-8")
        return ["sqlite3", "-bail", database, ".read script.sql"]

    def compare(self, what, ours, theirs, limit, store="empty", pairs=None):
        return pair.compare(what, ours, theirs, self.folder, self.env, pairs or self.pairs, limit,
                            prepare=lambda: self.back(store))

    def run(self, *command):
        subprocess.run(command, cwd=self.folder, env=self.env, check=True,
                       stdout=subprocess.DEVNULL)


def memory(command, folder, env):
    """Peak memory of one command in MiB, as /usr/bin/time has it."""
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *command], cwd=folder, env=env, check=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(done.stderr.split()[-1]) / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument("--only", help="letters of the rows of the table to measure")
    given = arguments.parse_args()
    wanted = given.only or "abcdefg"
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(given, folder)
        rows = given.rows
        bench.file("big.csv", rows=rows)
        print(f"{rows} rows, {bench.path('big.csv').stat().st_size / 1e6:.0f} MB", flush=True)
        if "a" in wanted:
            bench.compare(f"a. {rows} new with stock / .import at defaults", bench.ours("big.csv"),
                          bench.shell(IMPORT, "list.db", "big.csv"), 0.65)
        if "b" in wanted:
            bench.compare("b. the same / SQL script", bench.ours("big.csv"),
                          bench.shell(SCRIPT, "shop.db", "big.csv"), 0.45)
        if "f" in wanted:
            bench.file("gb.csv", rows=rows, encoding="gb18030")
            bench.compare("f. GB18030 / UTF-8", bench.ours("gb.csv"), bench.ours("big.csv"), 1.1)
        if "g" in wanted:
            bench.back("empty")
            print(f"g. peak memory, {rows} new: "
                  f"{memory(bench.ours('big.csv'), folder, bench.env):.1f} MiB, aim 64", flush=True)
        if set("cd") & set(wanted):
            bench.back("empty")
            bench.run(*bench.ours("big.csv"))
            bench.keep("full")
        if "c" in wanted:
            bench.path("empty-run.sh").write_text(
                f"cp empty.kept first.db && SVCCTL_DB=first.db exec {bench.binary} parts import "
                "big.csv --stock set --quiet\n", encoding="utf-8")
            bench.path("full-run.sh").write_text(
                f"cp empty.kept first.db && SVCCTL_DB=shop.db exec {bench.binary} parts import "
                "big.csv --stock set --quiet\n", encoding="utf-8")
            bench.compare("c. unchanged / first import", ["sh", "full-run.sh"],
                          ["sh", "empty-run.sh"], 0.5, store="full")
        if "d" in wanted:
            part = rows // 10
            bench.file("half.csv", rows=part, first=rows - part // 2, seed=2)
            bench.compare(f"d. {part}, half known, into {rows} / SQL script",
                          bench.ours("half.csv"), bench.shell(SCRIPT, "shop.db", "half.csv"), 0.55,
                          store="full")
        if "e" in wanted:
            bench.file("tenth.csv", rows=rows // 10)
            for tool, command, limit in (
                    ("sqlite-utils", ["sqlite-utils", "insert", "utils.db", "list", "tenth.csv",
                                      "--csv", "--pk", "配件编码", "--pk", "品牌"], 0.09),
                    ("csvsql", ["csvsql", "--db", "sqlite:///csvsql.db", "--insert", "--tables",
                                "list", "tenth.csv"], 0.18)):
                if shutil.which(tool):
                    bench.compare(f"e. {rows // 10} new / {tool}", bench.ours("tenth.csv"), command,
                                  limit, pairs=3)
                else:
                    print(f"e. {tool} is not installed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
