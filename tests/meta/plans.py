#!/usr/bin/env python3
"""Lists that stop early read only what they show: a statement with ORDER BY and LIMIT takes its rows
from an index that has their order, where it would read and sort the whole table for ten rows. Looks at
what the example day and the lists with --limit run, by the plans that SQLite makes of them."""
import argparse
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

import statements

LIMITED = [("complaint", "list", "--all"), ("callback", "list", "--all"), ("callback", "due"),
           ("parts", "find", "机油"), ("parts", "find", "0")]
# The same narrowed to one of several outlets.
AT_OUTLET = [*LIMITED[:3], ("complaint", "list")]
STOPS = re.compile(r"\bORDER BY\b.*\bLIMIT :\w+\s*\)?\s*$", re.S)



def texts(binary, folder):
    """Every text that stops early, of the day and of the lists."""
    lines = statements.run_day(binary, folder)
    os.remove(f"{folder}/statements")
    env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "HOME": folder, "SVCCTL_STAFF": "M01",
           "SVCCTL_NOW": "2026-11-27T08:00:00Z", "SVCCTL_STATEMENTS": f"{folder}/statements"}
    more = [(*words, "--limit", "3") for words in LIMITED]
    more.append(("outlet", "add", "EAST", "--name", "EAST", "--scope", "小修"))
    more += [(*words, "--limit", "3", "--outlet", "MAIN") for words in AT_OUTLET]
    for words in more:
        subprocess.run([binary, *words], cwd=folder, env=env, check=True,
                       capture_output=True)
    with open(f"{folder}/statements", encoding="utf-8") as more:
        lines += [json.loads(line) for line in more]
    return {line["sql"] for line in lines if STOPS.search(line.get("sql", ""))}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    given = arguments.parse_args()
    binary = pathlib.Path(given.binary).resolve().parent / "observed" / "svcctl"
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "svcctl.toml").write_bytes(
            (statements.ROOT / "examples/svcctl.toml").read_bytes())
        found = texts(binary, folder)
        store = sqlite3.connect(f"{folder}/shop.db")
        for sql in sorted(found):
            plan = [row[1:4:2] for row in store.execute(f"EXPLAIN QUERY PLAN {sql}",
                                                    dict.fromkeys(re.findall(r":(\w+)", sql), 1))]
            if (0, "USE TEMP B-TREE FOR ORDER BY") in plan:  # 0: not within a subquery
                failed += 1
                print(f"FAILED: the whole table is read and sorted\n{sql}\n  " + "\n  ".join(step for _, step in plan))
            else:
                passed += 1
        store.close()
    if not passed + failed:
        failed = 1
        print("FAILED: no statement was found that stops early")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
