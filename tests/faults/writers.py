#!/usr/bin/env python3
"""Sixty-four people open jobs at once: every one is acknowledged, numbers are unique and without gaps,
the log stays whole. Prints the longest wait."""
import argparse
import os
import pathlib
import re
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

PROCESSES = 64
WAIT = "3600"  # how long the queue is depends on the machine; that it ends is what is tested


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    each = 2 if "asan" in binary else 16  # a sanitized program is slow to start
    passed = failed = 0

    def check(name, good, detail=""):
        nonlocal passed, failed
        passed, failed = passed + bool(good), failed + (not good)
        if not good:
            print(f"FAILED {name}: {detail}")

    with tempfile.TemporaryDirectory() as folder:
        env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db",
               "SVCCTL_NOW": "2026-11-23T08:00:00Z",
               "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}

        def svcctl(*words):
            return patience.run([binary, *words], cwd=folder, env=env, text=True)

        made = svcctl("db", "init", "--quiet")
        check("db init", made.returncode == 0, made.stderr)

        def worker(who):
            numbers, errors, longest = [], [], 0.0
            for i in range(each):
                started = time.monotonic()
                done = svcctl("--wait", WAIT, "intake", "open", "--plate", f"京A{who:02}{i:03}", "--name",
                              f"客户{who}-{i}", "--phone", f"138{who:04}{i:04}", "--odometer", "1000",
                              "--concern", "换机油", "--format", "json")
                longest = max(longest, time.monotonic() - started)
                if done.returncode == 0:
                    numbers += re.findall(r"J261123-\d+", done.stdout)[:1]
                else:
                    errors.append(done.stderr.strip())
            return numbers, errors, longest

        def unless_hung(who):
            try:
                return worker(who)
            except patience.Hung as hung:
                return [], [str(hung)], 0.0

        with ThreadPoolExecutor(PROCESSES) as pool:
            results = list(pool.map(unless_hung, range(PROCESSES)))
        numbers = [n for r in results for n in r[0]]
        errors = [e for r in results for e in r[1]]
        check("no failure", not errors, errors[:3])
        check("numbers unique and without gaps",
              sorted(int(n.split("-")[1]) for n in numbers) == list(range(1, PROCESSES * each + 1)),
              f"{len(numbers)} numbers, {len(set(numbers))} different")
        verified = svcctl("audit", "verify")
        check("log verified", verified.returncode == 0, verified.stdout + verified.stderr)
        print(f"longest wait for one command: {max(r[2] for r in results):.2f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
