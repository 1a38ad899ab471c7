#!/usr/bin/env python3
"""Holds that the services run on two engines: PostgreSQL takes the program's schema and statements.

1. The schema, translated, gives the same catalogue after every migration.
2. The transcripts, the example days among them, run with their statements recorded, and with rows
   that no ORDER BY settles in the other order than usual. They must still pass.
3. Every recorded text is prepared on PostgreSQL, and everything is replayed there: each statement
   must give the rows, the count of changed rows or the refusal that it gave on SQLite.
"""
import argparse
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import catalogue
import cluster
import translate
import translate_test

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def check_schema(server, database):
    """Applies the migrations to both engines; returns how many passed, and complaints."""
    translator = translate.Translator()
    lite = sqlite3.connect(":memory:")
    lite.create_function("unhex", 1, bytes.fromhex)  # as the program has it; of SQLite since 3.41
    server.sql(f"CREATE DATABASE {database}")
    server.sql(translate.PRELUDE, database)
    passed, complaints = 0, []
    for path in sorted((ROOT / "schema").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        lite.executescript(text)
        try:
            server.sql(translator.translate(text), database)
        except (RuntimeError, ValueError) as error:
            return passed, complaints + [f"{path.name}: {error}"]
        found = catalogue.differences(catalogue.of_sqlite(lite),
                                      catalogue.of_postgres(server, database))
        complaints += [f"{path.name}: {sentence}" for sentence in found]
        passed += not found
    return passed, complaints


def record(binary, recorder, traces, files):
    """Runs the transcripts; returns what the runner said and whether all passed."""
    done = subprocess.run([ROOT / "tests/run_transcripts.py", "--binary", binary, "--record",
                           recorder, "--traces", traces, "--env", "STATEMENTS_REVERSED=1", *files],
                          text=True, capture_output=True)
    return done.stdout + done.stderr, done.returncode == 0


def replay(program, server, traces, files):
    """Replays the recording; returns what was said of it, how much passed and how much failed."""
    version = len(list((ROOT / "schema").glob("*.sql")))
    done = subprocess.run([program, server.folder, server.user, "schema", str(version),
                           HERE / "own_statements.txt", traces, *(["some"] if files else [])],
                          text=True, stdout=subprocess.PIPE)
    counts = re.search(r"(\d+) passed, (\d+) failed\n\Z", done.stdout)
    if not counts or done.returncode not in (0, 1):
        return f"{done.stdout}replay: ended with {done.returncode}", 0, 1
    return done.stdout, int(counts[1]), int(counts[2])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True, type=pathlib.Path)
    arguments.add_argument("files", nargs="*", help="transcripts; else all")
    given = arguments.parse_args()
    build = given.binary.resolve().parent
    units = unittest.TextTestRunner(verbosity=0).run(
        unittest.defaultTestLoader.loadTestsFromModule(translate_test))
    passed = units.testsRun - len(units.failures) - len(units.errors)
    failed = len(units.failures) + len(units.errors)
    try:
        if not (build / "replay_statements").exists():
            raise cluster.Missing("libpq-dev was missing when the tests were built: script/setup "
                                  "installs it; then build again")
        with cluster.Cluster() as server, tempfile.TemporaryDirectory(prefix="svcctl-") as traces:
            same, complaints = check_schema(server, "schema")
            for sentence in complaints:
                print(f"schema: {sentence}")
            print(f"schema: {same} migrations give the same catalogue")
            passed += same
            failed += bool(complaints)
            said, recorded = record(given.binary, build / "libstatement_recorder.so", traces,
                                    given.files)
            print(said.strip())
            failed += not recorded
            passed += recorded
            said, kept, broken = replay(build / "replay_statements", server, traces, given.files)
            print(said.strip())
            passed += kept
            failed += broken
    except cluster.Missing as error:
        print(error)
        failed += 1
    print(f"engine: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
