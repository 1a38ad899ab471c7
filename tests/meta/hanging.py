#!/usr/bin/env python3
"""The tests of the tests: a command that hangs is found, a slow one is left alone, and script/test
counts a test program that dies, hangs or says nothing as one failure."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PATIENCE = ROOT / "tests/patience.py"


def patient(line, **seconds):
    """What the shell line gives under tests/patience.py with so little patience."""
    return subprocess.run([PATIENCE, "sh", "-c", line], capture_output=True, text=True, check=False,
                          env={**os.environ, **{f"SVCCTL_{k.upper()}": v for k, v in seconds.items()}})


def hanging_commands():
    for line, seconds, why in (("echo before; sleep 1000 | cat", {"idle": "2"}, "idle for 2 s"),
                               ("while :; do :; done", {"busy": "1"}, "more than 1 s of processor")):
        done = patient(line, **seconds)
        if done.returncode != 124 or "FAILED sh -c" not in done.stdout or why not in done.stdout:
            yield f"{line}: exit {done.returncode}, {done.stdout!r}"
    # What a command reads arrives whole, however long it takes: it reads nothing for the first looks.
    given = "x" * 1_000_000
    got = patience.run(["sh", "-c", f"sleep {2 * patience.LOOK + 1}; wc -c"], input=given, text=True)
    if got.stdout.strip() != str(len(given)):
        yield f"slowly read input: {got.stdout!r} of {len(given)}"
    # It sleeps longer than the patience lasts, but it does something in between.
    done = patient("for i in 1 2 3 4 5 6 7; do sleep 0.5; done; exit 3", idle="2")
    if done.returncode != 3:
        yield f"a slow command: exit {done.returncode}, {done.stdout!r}"


def counting():
    """(log, exit code) of a test program → what script/test counts."""
    script = (ROOT / "script/test").read_text(encoding="utf-8")
    count = re.search(r"^count\(\) \{.*?^\}$", script, re.M | re.S).group()
    cases = (("3 passed, 0 failed\n", "0", "3 0"),
             ("3 passed, 2 failed\n", "1", "3 2"),
             ("[doctest] test cases: 9 | 7 passed | 2 failed | 0 skipped\n"
              "[doctest] assertions: 50 | 40 passed | 10 failed |\n", "1", "7 2"),
             ("", "0", "0 1"), ("Traceback\n", "1", "0 1"), ("longest wait: 4 passed\n", "0", "0 1"),
             ("3 passed, 0 failed\nSegmentation fault\n", "139", "3 1"),
             ("FAILED svcctl hung\n", "124", "0 1"), ("3 passed, 0 failed\n", None, "3 1"),
             (None, None, "0 1"))
    for log, code, wanted in cases:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "log")
            if log is not None:
                path.write_text(log, encoding="utf-8")
            if code is not None:
                path.with_name("log.exit").write_text(code + "\n", encoding="utf-8")
            got = subprocess.run(["bash", "-uc", f"passed=0 failed=0\n{count}\n"
                                  f"count one '{path}' >/dev/null; echo $passed $failed"],
                                 capture_output=True, text=True, check=False)
            if got.stdout.strip() != wanted or got.stderr:
                yield f"{log!r}, exit {code}: {got.stdout.strip()!r} {got.stderr}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary")
    arguments.parse_args()
    passed = failed = 0
    for name, found in (("hanging commands", hanging_commands()), ("counting", counting())):
        rows = list(found)
        passed, failed = passed + (not rows), failed + bool(rows)
        for row in rows:
            print(f"FAILED {name}: {row}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
