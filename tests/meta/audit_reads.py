#!/usr/bin/env python3
"""What the checks of `audit check` read can change no figure of a period gone by (ADR 27). Every
column that a check reads and that a statement of the library updates, and every table that it reads
and that rows are deleted from, stands in MAY with the reason. A column that is no longer read or
updated is taken out of there. And every check finds its cases by an index: a table that it reads from
end to end stands in WHOLE. Prints what is missing and what is too much; `--all` the whole list."""
import argparse
import json
import os
import pathlib
import re
import sqlite3
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import patience  # noqa: E402

DONE = "nothing changes it once the car has left, and the case counts then"
ONCE = "set once, and read with its time"
PRESENT = "only so at present: counts where the period holds today"
MASK = "customer forget puts * for words, and leaves what is empty: no check asks for more"
MOVED = "a merge says that two rows were one: the same rows are found by the one that is kept"
UNUSED = "an import is taken back with rows that nothing refers to"
NAME = "names the case in a list; no figure depends on it"
MAY = {
    ("bill", "voided_at"): ONCE,
    ("complaint", "cause_class"): "never empty again once it is told; read for that alone",
    ("complaint", "customer_id"): MOVED,
    ("complaint", "text"): MASK,
    ("complaint_clock", "due_at"): "moved only while it is to come (complaint/clocks.cpp)",
    ("complaint_clock", "met_at"): "set once, by when it counts; a clock that was met is not moved",
    ("customer", ""): UNUSED,
    ("customer", "kept_until_on"): PRESENT,
    ("customer", "state"): PRESENT,
    ("follow_up", "comeback_job_id"): "open issues count at present; a link, by the job's own time",
    ("follow_up", "complaint_id"): "open issues count at present; the audit reads endings as frozen",
    ("follow_up", "complaint_number"): NAME,
    ("follow_up", "ended_at"): ONCE,
    ("follow_up", "ended_settled"): "set once, with ended_at",
    ("follow_up", "ended_state"): "set once, with ended_at",
    ("follow_up", "issue_settled"): "asked by the refusal; the audit reads ended_settled",
    ("follow_up", "state"): PRESENT,
    ("import_batch", "undone_at"): "a sheet of a count is taken back only while the count is open",
    ("intake_check", "belongings"): MASK,
    ("intake_question", "question"): NAME,
    ("job", "category"): DONE,
    ("job", "concern"): MASK,
    ("job", "customer_id"): MOVED,
    ("job", "vehicle_id"): NAME,
    ("job", "warranty_verdict"): "told when the comeback is opened; the case counts when it leaves",
    ("lot", "in_stock"): PRESENT,
    ("lot", "qty"): PRESENT,
    ("lot", "state"): PRESENT,
    ("job_line", "category"): "a manager tells it before the work begins, while the visit goes on",
    ("job_line", "state"): DONE,
    ("old_part", "waste_code"): "set once more where it is consigned, with outcome_at",
    ("preparation", "valuables_noted"): DONE,
    ("task_clock", "staff_id"): "put right by a correction only, which the log and the papers tell",
    ("old_part", "outcome"): "set once, with outcome_at",
    ("old_part", "outcome_at"): ONCE,
    ("outlet", "address"): PRESENT,
    ("outlet", "hours"): PRESENT,
    ("outlet", "phone"): PRESENT,
    ("outlet", "scope"): PRESENT,
    ("own_part", "settled_at"): ONCE,
    ("own_part", "state"): "set once, with settled_at",
    ("part", "waste_code"): "frozen with the issue; read for what older versions issued",
    ("preparation", "cleaned"): DONE,
    ("preparation", "cleaning_declined"): DONE,
    ("preparation", "explained"): DONE,
    ("preparation", "valuables_returned"): DONE,
    ("stock_count", "closed_at"): "a count is closed once",
    ("stock_count", "state"): "a count is closed once",
    ("task", "finished_by"): DONE,
    ("task", "round"): DONE,
    ("task", "started_at"): "set once",
    ("task", "state"): DONE,
    ("task", "technician_id"): DONE,
    ("task_clock", "stopped_by"): DONE,
    ("vehicle", ""): UNUSED,
    ("vehicle", "plate"): NAME,
}

# What a check reads from end to end: what is only so at present, and what has few rows.
WHOLE = {"outlet", "lot", "part_import", "import_batch", "follow_up_attempt", "stock_count",
         "stock_count_entry", "stock_count_entry_card", "stock_count_variance", "waste_entry"}

STRING = re.compile(r'R"\((.*?)\)"|"((?:[^"\\\n]|\\.)*)"', re.S)
UPDATE = re.compile(r"\bUPDATE\s+(\w+)\s+SET\s+(.*?)(?:\bWHERE\b|\bRETURNING\b|$)", re.S)
UPSERT = re.compile(r"\bINSERT\s+INTO\s+(\w+)\b.*?\bDO\s+UPDATE\s+SET\s+(.*?)(?:\bWHERE\b|$)", re.S)
DELETE = re.compile(r"\bDELETE\s+FROM\s+(\w+)")


def assigned(text):
    """The columns that a SET assigns."""
    depth, piece, pieces = 0, "", []
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            pieces.append(piece)
            piece = ""
        else:
            piece += character
    return {found[1] for each in pieces + [piece] if (found := re.match(r"\s*(\w+)\s*=", each))}


def statements(path):
    """The literals of a source; those that stand side by side are one."""
    text = re.sub(r"^\s*(?://|#include).*$", "", path.read_text(encoding="utf-8"), flags=re.M)
    text = re.sub(r'"\s*\n\s*"', "", text)
    return [raw or plain for raw, plain in STRING.findall(text)]


def changed():
    """(table, column) that the library updates; (table, '') where it deletes rows."""
    found = {}
    for path in sorted((ROOT / "lib").rglob("*.cpp")):
        where = path.relative_to(ROOT).as_posix()
        for sql in statements(path):
            for table, columns in UPDATE.findall(sql) + UPSERT.findall(sql):
                for column in assigned(columns):
                    found.setdefault((table, column), where)
            for table in DELETE.findall(sql):
                found.setdefault((table, ""), where)
        if path.name == "text_columns.cpp":  # customer forget empties these
            for table, column, holds in re.findall(r'\{"(\w+)", "(\w+)", Holds::(\w+)',
                                                   path.read_text(encoding="utf-8")):
                if holds in ("words", "identity"):
                    found.setdefault((table, column), where)
    return found


def read(binary):
    """(table, column) that the statements of `audit check` read, and tables that only end."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"PATH": f"{binary.parent}:/usr/bin:/bin", "SVCCTL_DB": "shop.db", "HOME": folder,
               "SVCCTL_NOW": "2026-11-23T08:00:00Z"}
        patience.run([str(binary), "db", "init"], cwd=folder, env=env, check=True)
        env["SVCCTL_STATEMENTS"] = f"{folder}/statements"
        patience.run([str(binary), "audit", "check", "--list"], cwd=folder, env=env)
        with open(f"{folder}/statements", encoding="utf-8") as lines:
            said = {json.loads(line).get("sql", "") for line in lines}
        store = sqlite3.connect(f"{folder}/shop.db")
        ends = {name.removesuffix("_ends_once") for (name,) in store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'") if name.endswith("_ends_once")}
        found = set()

        def see(action, table, column, *_):
            if action == sqlite3.SQLITE_READ:
                found.add((table, column))
            return sqlite3.SQLITE_OK
        store.set_authorizer(see)
        checks = [sql for sql in said if "first_at" in sql]
        if not checks:
            raise SystemExit("audit_reads: no check was seen")
        # What a judge asks beside the statement of its check.
        others = [sql for path in ("lib/shop/certificate.cpp",) for sql in statements(ROOT / path)
                  if sql.lstrip().startswith("SELECT 1 AS value FROM certificate c")]
        for sql in checks + others:
            store.execute("EXPLAIN " + sql, {name: None for name in re.findall(r":(\w+)", sql)})
        store.set_authorizer(None)
        scanned = {table for sql in checks for table in whole(store, sql)}
        store.close()
        return found, ends, len(checks), scanned


def whole(store, sql):
    """The tables that a statement reads from end to end."""
    called = {alias or table: table for table, alias in re.findall(
        r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?!WHERE|ON|JOIN|LEFT|CROSS|UNION|GROUP|ORDER)(\w+))?", sql)}
    given = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    for *_, step in store.execute("EXPLAIN QUERY PLAN " + sql, given):
        found = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$", step)
        if not found or found[1] not in called:
            continue
        part = store.execute("SELECT 1 FROM sqlite_master WHERE name = ? AND sql LIKE '% WHERE %'",
                             (found[2],)).fetchone()
        if not part:  # an index of few rows
            yield called[found[1]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default="build/dev/svcctl")
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    observed = pathlib.Path(args.binary).resolve().parent / "observed" / "svcctl"
    found, ends, checks, scanned = read(observed)
    updates = changed()
    tables = {table for table, _ in found}
    risky = {key: where for key, where in updates.items()
             if key in found or (key[1] == "" and key[0] in tables)}
    risky = {key: where for key, where in risky.items()
             if not (key[0] in ends and key[1] == "to_at")}
    if args.all:
        for (table, column), where in sorted(risky.items()):
            print(f"{table}.{column or '(rows deleted)'}  {where}  {MAY.get((table, column), '')}")
    missing = sorted(set(risky) - set(MAY))
    idle = sorted(set(MAY) - set(risky))
    for table, column in missing:
        print(f"audit_reads: a check reads {table}.{column or '(rows)'}, which {risky[table, column]}"
              " changes: keep periods, freeze it with the act, or say in MAY why no past figure moves")
    for table, column in idle:
        print(f"audit_reads: {table}.{column} stands in MAY, and is not read or not changed")
    for table in sorted(scanned - WHOLE):
        print(f"audit_reads: a check reads all of {table}: give it an index, or say so in WHOLE")
    print(f"audit_reads: {checks} checks read {len(found)} columns of {len(tables)} tables; "
          f"{len(risky)} may change, each with its reason")
    faults = len(missing) + len(idle) + len(scanned - WHOLE)
    print(f"{checks} passed, {faults} failed")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
