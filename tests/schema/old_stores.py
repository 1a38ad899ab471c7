#!/usr/bin/env python3
"""Brings stores of older versions to the present one: they check, and say what they said before.

Each .sql file beside this one is the dump of a store, made by a released version of the program. The
.lapses file beside it holds what `audit check --list` of that version said of it, as it was and when all terms
were over: the present one finds no other lapse in what was recorded then (ADR 30)."""
import argparse
import datetime
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
# What a person reads of a store of version 17 must read the same after the migration.
WORDS_BEFORE = """
SELECT text FROM person_words WHERE text IS NOT NULL
UNION ALL SELECT comment FROM follow_up_words WHERE comment <> ''
UNION ALL SELECT car_use FROM follow_up_words WHERE car_use <> ''
UNION ALL SELECT issue FROM follow_up_words WHERE issue <> ''"""
WORDS_AFTER = "SELECT text FROM person_words WHERE text IS NOT NULL"
OF_CALLS = """
SELECT a.id, COALESCE({comment}, ''), COALESCE({car_use}, ''), COALESCE({issue}, '')
  FROM follow_up_attempt a {words} ORDER BY a.id"""
CALLS_BEFORE = OF_CALLS.format(comment="w.comment", car_use="w.car_use", issue="w.issue",
                               words="LEFT JOIN follow_up_words w ON w.id = a.words_id")
CALLS_AFTER = OF_CALLS.format(
    comment="c.text", car_use="u.text", issue="i.text",
    words="LEFT JOIN person_words c ON c.id = a.comment_id "
          "LEFT JOIN person_words u ON u.id = a.car_use_id "
          "LEFT JOIN person_words i ON i.id = a.issue_id")
LATEST_READINGS = """
SELECT v.id, (SELECT r.km FROM odometer_reading r WHERE r.vehicle_id = v.id
               ORDER BY r.at DESC, r.id DESC LIMIT 1) FROM vehicle v ORDER BY v.id"""
# Whose outlet is not that of what it belongs to.
STRAYS = """
SELECT COUNT(*) FROM (
  SELECT 1 FROM task t JOIN job j ON j.id = t.job_id WHERE t.outlet_id <> j.outlet_id
  UNION ALL SELECT 1 FROM bill_line l JOIN bill b ON b.id = l.bill_id JOIN job j ON j.id = b.job_id
             WHERE l.outlet_id <> j.outlet_id
  UNION ALL SELECT 1 FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
             WHERE l.outlet_id <> r.outlet_id)"""

# Visits whose papers do not name what was on file at the migration.
NAMELESS = """
SELECT COUNT(*) FROM job j JOIN customer c ON c.id = j.customer_id JOIN vehicle v ON v.id = j.vehicle_id
 WHERE NOT EXISTS (SELECT 1 FROM paper_names n WHERE n.job_id = j.id AND n.stage = 'migrated'
                      AND n.owner_name = c.name AND n.vin = v.vin AND n.shop_name IS NULL)"""


PLATES = {  # kept as → plate and state after
    "京A12345": ("京A12345", None), "未上牌": ("", "unplated"), "临时牌照": ("", "temporary"),
    "京B-23456": ("京B23456", None), "京C34567": ("京C34567", None),
    "京C-34567": ("京C-34567", None), "京D‧45678": ("京D45678", None),
    "京D-45678": ("京D-45678", None), "*9": ("", None)}


# Table of an older version → what holds its rows now.
RENAMED = {"customer_import_row": "import_batch_row", "part_import_mapping": "import_mapping"}


def rows(path, sql):
    with sqlite3.connect(path) as store:
        return store.execute(sql).fetchall()


def contents(path):
    """table → how many rows, but for the store's own tables."""
    names = [n for n, in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {n: rows(path, f'SELECT COUNT(*) FROM "{n}"')[0][0] for n in names
            if not n.startswith(("event", "chain", "anchor", "sqlite_", "store_meta", "logged"))}


def faults(dump, binary, folder):
    path = str(pathlib.Path(folder, dump.stem + ".db"))
    with sqlite3.connect(path) as store:
        store.executescript(dump.read_text(encoding="utf-8"))
    # An old store is a real one and takes the computer's clock.
    env = {"PATH": os.environ["PATH"], "SVCCTL_DB": path, "SVCCTL_LANG": "en", "HOME": folder}

    def run(*words):
        done = subprocess.run([binary, *words], env=env, capture_output=True, text=True)
        if done.returncode:
            yield f"svcctl {' '.join(words)}: exit {done.returncode}: {done.stdout}{done.stderr}"

    manager = rows(path, "SELECT code FROM staff s JOIN staff_role r ON r.staff_id = s.id "
                         "WHERE r.role = 'manager' AND s.active = 1 LIMIT 1")
    if manager:
        env["SVCCTL_STAFF"] = manager[0][0]
    before = contents(path)
    odometers = rows(path, "SELECT id, odometer_km FROM vehicle ORDER BY id")
    words, calls = sorted(rows(path, WORDS_BEFORE)), rows(path, CALLS_BEFORE)
    handed = sorted((job, kind) for job, kinds in rows(path, "SELECT job_id, papers FROM delivery")
                    for kind in kinds.split(",") if kind)
    last = rows(path, "SELECT recorded_at FROM event ORDER BY seq DESC LIMIT 1")[0][0]
    clock = (["--clock-was-wrong", "lived in advance"] if last > time.time() else
             ["--clock-is-right", "--clock-year", str(datetime.date.today().year)])
    failed = list(run("db", "migrate", *clock))
    if failed:
        yield from failed
        return
    yield from run("db", "check")
    if rows(path, "SELECT id, origin FROM rule_version") != [(1, "migration")]:
        yield "the rules of the configuration did not become the first version"
    # The days of the old stores were played with a clock that went back and forth.
    found = subprocess.run([binary, "audit", "verify", "--format", "csv", "--no-header", "--quiet"],
                           env=env, capture_output=True, text=True).stdout
    yield from (line for line in found.splitlines() if "the clock ran backwards" not in line)
    known = set(dump.with_suffix(".lapses").read_text(encoding="utf-8").splitlines())
    judged = subprocess.run([binary, "audit", "check", "--list", "--format", "csv", "--no-header",
                             "--columns", "clause,number"], env=env, capture_output=True, text=True)
    for line in sorted(set(judged.stdout.splitlines()) - known):
        yield f"a lapse that the released version did not know: {line}"
    if judged.returncode not in (0, 1):
        yield f"audit check: exit {judged.returncode}: {judged.stderr}"
    after = contents(path)
    batches = before.pop("part_import", 0) + before.pop("customer_import", 0)
    if after.get("import_batch") != batches:
        yield f"import_batch: {batches} batches before, {after.get('import_batch')} after"
    for table, count in before.items():
        table = RENAMED.get(table, table)
        if table in ("person_words", "follow_up_words", "document_counter", "callback_mark"):
            continue
        if after.get(table) != count:
            yield f"{table}: {count} rows before, {after.get(table)} after"
    if sorted(rows(path, WORDS_AFTER)) != words:
        yield "words of people were lost or changed"
    if rows(path, CALLS_AFTER) != calls:
        yield "a call has other words than before"
    if rows(path, "SELECT id, odometer_km FROM vehicle ORDER BY id") != odometers:
        yield "a vehicle has another odometer than before"
    if rows(path, LATEST_READINGS) != odometers:
        yield "the latest reading of a vehicle is not its odometer"
    if rows(path, STRAYS) != [(0,)]:
        yield "a row is of another outlet than what it belongs to"
    if rows(path, NAMELESS) != [(0,)]:
        yield "a visit has no names for its papers, or others than on file"
    if sorted(rows(path, "SELECT job_id, kind FROM paper_handed")) != handed:
        yield "a paper that was handed over is not on record, or one that was not"
    last = rows(path, "SELECT MAX(id) FROM customer")[0][0] or 0
    yield from run("customer", "add", "--name", "Anna", "--quiet")
    number = rows(path, "SELECT number FROM customer ORDER BY id DESC LIMIT 1")[0][0]
    if number != f"K{last + 1:04}":
        yield f"after {last} customers the next one is {number}"


def restore_faults(binary, folder):
    """An old store that takes the place of a present one: its log cannot tell of that, and the migration
    does."""
    path, old = str(pathlib.Path(folder, "shop.db")), str(pathlib.Path(folder, "old.db"))
    with sqlite3.connect(old) as store:
        store.executescript((HERE / "version-17-visits.sql").read_text(encoding="utf-8"))
    code = rows(old, "SELECT code FROM staff s JOIN staff_role r ON r.staff_id = s.id "
                     "WHERE r.role = 'manager' AND s.active = 1 LIMIT 1")[0][0]
    env = {"PATH": os.environ["PATH"], "SVCCTL_DB": path, "SVCCTL_LANG": "en", "HOME": folder}
    last = rows(old, "SELECT recorded_at FROM event ORDER BY seq DESC LIMIT 1")[0][0]
    clock = (["--clock-was-wrong", "lived in advance"] if last > time.time() else
             ["--clock-is-right", "--clock-year", str(datetime.date.today().year)])
    many = [["customer", "add", "--name", f"customer {number}", "--as", code] for number in range(3)]
    for words in (["db", "init"], ["staff", "add", code, "--name", "A", "--role", "manager"], *many,
                  ["db", "restore", old, "--no-other", "--as", code],
                  ["db", "migrate", "--as", code, *clock]):
        done = subprocess.run([binary, *words], env=env, capture_output=True, text=True)
        if done.returncode:
            yield f"svcctl {' '.join(words)}: exit {done.returncode}: {done.stdout}{done.stderr}"
            return
    done = subprocess.run([binary, "audit", "check", "--list", "--clause", "1.3-integrity", "--as", code],
                          env=env, capture_output=True, text=True)
    if "restored a backup and dropped" not in done.stdout:
        yield f"nothing tells of the restore: {done.stdout}{done.stderr}"


def identity_faults():
    """What becomes of plates that no vehicle could be known by."""
    store = sqlite3.connect(":memory:")
    store.create_function("unhex", 1, bytes.fromhex)
    files = sorted((HERE.parent.parent / "schema").glob("*.sql"))
    first = next(i for i, path in enumerate(files) if path.stem.endswith("_customer_vehicle"))
    for path in files[:first]:
        store.executescript(path.read_text(encoding="utf-8"))
    for number, plate in enumerate(PLATES, 1):
        store.execute("INSERT INTO vehicle (id, plate, plate_reversed, vin, salt) "
                      "VALUES (?, ?, ?, ?, 's')", (number, plate, plate[::-1], f"VIN{number}"))
    store.executescript("INSERT INTO outlet (id, code, name, scope) VALUES (1, 'MAIN', 'Main', 'cars');"
                        "INSERT INTO customer (id, number, name, salt) VALUES (1, 'K1', 'A', 's');"
                        "INSERT INTO job (number, outlet_id, vehicle_id, customer_id, state, "
                        "concern, arrived_at, opened_at, recorded_at) "
                        "VALUES ('J1', 1, 4, 1, 'open', 'c', 0, 0, 0)")
    for path in files[first:]:
        store.executescript(path.read_text(encoding="utf-8"))
    found = {number: (plate, state, back) for number, plate, state, back in store.execute(
        "SELECT id, plate, plate_state, plate_reversed FROM vehicle")}
    for number, (kept, (plate, state)) in enumerate(PLATES.items(), 1):
        if found[number] != (plate, state, plate[::-1]):
            yield f"the plate {kept} became {found[number]}"
    if store.execute("SELECT COUNT(*) FROM vehicle WHERE state = 'forgotten'").fetchone() != (1,):
        yield "a forgotten vehicle is one no more"
    if store.execute("SELECT i.value FROM job j JOIN vehicle_identifier i ON i.id = j.plate_id"
                     ).fetchall() != [("京B23456",)]:
        yield "a visit does not name its plate"
    if store.execute("SELECT COUNT(*) FROM vehicle_identifier WHERE kind = 'vin' AND value <> ''"
                     ).fetchone() != (len(PLATES),):
        yield "a VIN was lost"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    passed = failed = 0
    for dump in sorted(HERE.glob("*.sql")):
        with tempfile.TemporaryDirectory(prefix="svcctl-") as folder:
            found = list(faults(dump, binary, folder))
        passed, failed = passed + (not found), failed + bool(found)
        for fault in found:
            print(f"FAILED {dump.name}: {fault}")
    with tempfile.TemporaryDirectory(prefix="svcctl-") as folder:
        found = list(restore_faults(binary, folder))
    passed, failed = passed + (not found), failed + bool(found)
    for fault in found:
        print(f"FAILED restore: {fault}")
    found = list(identity_faults())
    passed, failed = passed + (not found), failed + bool(found)
    for fault in found:
        print(f"FAILED identity: {fault}")
    print(f"old stores: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
