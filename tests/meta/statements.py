#!/usr/bin/env python3
"""How many statements each command of the example days makes. On a store behind a network every one
is a round trip, so that a command makes at most GOAL, or what MORE says of it and why.
Prints the table; `--all` shows also the text of every statement of the commands named after it."""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
GOAL = 16
# What makes more than GOAL today, as counted. A rule reads its own rows, so that a command which
# many rules bind reads many times; a document with lines writes them one by one. To lower a
# figure, read what several rules ask in one statement, or write lines with one. Every transaction
# reads the rules of the shop; a paper that is agreed to or handed over is laid out then (ADR 23): a
# delivery with three papers reads all that they show. A person put on the staff is compared with those who
# are there. What asks for another person reads the codes of one person. What is quoted is compared with
# what earlier visits of the car warrant, and with the findings that wait for an answer.
MORE = {
    "callback plan": 148, "settle deliver": 55, "intake confirm": 29, "intake open": 26,
    "intake quote": 30, "job comeback": 24, "parts issue": 26, "parts receive": 22,
    "settle print": 23, "job consent": 22, "job change": 23, "complaint open": 18,
    "complaint act": 19, "staff add": 18, "parts scrap": 21, "intake decline": 18, "complaint handover": 18,
    "job task": 18, "job final": 18, "job check": 17, "settle bill": 17, "complaint answer": 17,
    "complaint verdict": 17, "complaint investigate": 19,
}
DEEP = [["parts", "supplier"], ["parts", "old"], ["staff", "certificate"]]
LOG = re.compile(r"\b(?:event|event_row|event_pack|chain_head|rule_override)\b")
WRITE = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|WITH\b.*\b(?:INSERT|UPDATE|DELETE))", re.S)
TRANSACTION = re.compile(r"\s*(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)")
# PRAGMAs and the count of schema changes are SQLite's own, no trip elsewhere; the mark and the first
# event are read where SVCCTL_NOW is set.
SETTING = re.compile(r"\s*PRAGMA|SELECT value FROM store_meta WHERE name = '(?:practice'|schema )|"
                     r".*pragma_schema_version|"
                     r"SELECT payload AS value FROM event WHERE chain = 0 AND seq = 1$")
KINDS = ("reads", "writes", "log", "transaction")


def kind(sql):
    if TRANSACTION.match(sql):
        return "transaction"
    if LOG.search(sql) and "FROM staff s" not in sql:  # who acts is read with the heads
        return "log"
    return "writes" if WRITE.match(sql) else "reads"


def run_day(binary, folder):
    env = {"PATH": f"{binary.parent}:/usr/bin:/bin", "SVCCTL_DB": "shop.db", "HOME": folder,
           "SVCCTL_NOW": "2026-11-21T00:00:00Z", "SVCCTL_STATEMENTS": f"{folder}/statements"}
    for words in (["svcctl", "db", "init"],
                  ["svcctl", "parts", "import", ROOT / "examples/supplier-huabei.csv"]):
        subprocess.run(words, cwd=folder, env=env, check=True, capture_output=True)
    os.remove(f"{folder}/statements")
    subprocess.run([ROOT / "examples/day.sh"], cwd=folder, env=env, check=True,
                   capture_output=True)
    with open(f"{folder}/statements", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def commands(lines):
    """(verb, statements) of each command."""
    found = []
    for line in lines:
        if "command" in line:
            words = line["command"]
            deep = 3 if words[:2] in DEEP else 2
            found.append((" ".join(words[:deep]), []))
        elif "sql" in line and not SETTING.match(line["sql"]):
            found[-1][1].append(line["sql"])
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--all", nargs="*", default=[])
    given = arguments.parse_args()
    binary = pathlib.Path(given.binary).resolve().parent / "observed" / "svcctl"
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "svcctl.toml").write_bytes(
            (ROOT / "examples/svcctl.toml").read_bytes())
        made = commands(run_day(binary, folder))
    most = {}
    for verb, statements in made:
        if len(statements) >= len(most.get(verb, [])):
            most[verb] = statements
    for verb in given.all:
        for sql in most.get(verb, []):
            print(kind(sql).ljust(12), " ".join(sql.split()))
    print(f"{'command':28}{'all':>6}" + "".join(k.rjust(13) for k in KINDS))
    failed = 0
    for verb, statements in sorted(most.items(), key=lambda one: -len(one[1])):
        counts = [sum(kind(sql) == k for sql in statements) for k in KINDS]
        print(f"{verb:28}{len(statements):6}" + "".join(str(n).rjust(13) for n in counts))
        allowed = MORE.get(verb, GOAL)
        if len(statements) > allowed:
            failed += 1
            print(f"FAILED {verb}: {len(statements)} statements, {allowed} are allowed")
    print(f"{len(most) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
