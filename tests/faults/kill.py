#!/usr/bin/env python3
"""kill -9 at every write to disk or terminal of a command: what was acknowledged is there, what
was cut off before its commit is wholly absent, the store checks clean and the log is whole.

The calls of one undisturbed run are traced first; then the command is run once for each of them
and killed as it enters that call. SVCCTL_FAULTS=N tries every Nth call only."""
import argparse
import os
import pathlib
import re
import shutil
import sqlite3
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

CALLS = "pwrite64,write,writev,fdatasync,fsync,ftruncate,unlink,unlinkat,rename"
STEP = max(1, int(os.environ.get("SVCCTL_FAULTS", "1")))
ENV = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": "2026-11-23T08:00:00Z"}
ROWS = 1000
# What leads up to the command that is killed.
BEFORE = (
    ("db", "init", "--quiet"),
    ("intake", "open", "--plate", "京A12345", "--name", "客户一", "--phone", "13800138000",
     "--odometer", "1000", "--concern", "换机油"),
    ("intake", "quote", "001", "--labour", "检测:1@100"),
    ("intake", "confirm", "001", "--method", "signature", "--by-customer", "客户一"),
    ("job", "category", "001", "minor", "--line", "1", "--why", "检测"),
    ("job", "diagnose", "001", "--finding", "正常"),
    ("job", "task", "001", "start", "1"),
    ("job", "task", "001", "finish", "1"),
    ("job", "check", "001", "1", "--self", "--pass"),
    ("settle", "bill", "001"),
)
SCENARIOS = (
    ("settle pay", "SELECT COUNT(*) FROM payment", 1,
     ("settle", "pay", "001", "--method", "cash", "--amount", "100")),
    ("parts import", "SELECT COUNT(*) FROM part", ROWS, ("parts", "import", "list.csv")),
)


def svcctl(binary, folder, *words, prefix=()):
    return patience.run([*prefix, binary, *words], cwd=folder, env=ENV, text=True)


def traced(binary, folder, words):
    """The calls of a whole run, in order: (name, how many of that name so far, line)."""
    log = folder / "trace"
    done = svcctl(binary, folder, *words, prefix=(
        "strace", "-f", "-qq", "-y", "-o", str(log), "-e", f"trace={CALLS}"))
    if done.returncode:
        raise SystemExit(f"FAILED {' '.join(words[:2])}: {done.stderr}\n0 passed, 1 failed")
    seen, calls = {}, []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := re.match(r"\d+\s+(\w+)\(", line):
            name = found.group(1)
            seen[name] = seen.get(name, 0) + 1
            calls.append((name, seen[name], line))
    return calls


def commit_of(calls):
    """The call that empties the journal: it is what commits."""
    return max(i for i, (name, _, line) in enumerate(calls)
               if name in ("unlink", "unlinkat", "ftruncate") and "-journal" in line)


def attempt(*given):
    try:
        return killed_at(*given)
    except patience.Hung as hung:
        return str(hung)


def killed_at(binary, home, base, words, sql, most, calls, commit, at):
    name, which, _ = calls[at]
    with tempfile.TemporaryDirectory(dir=base) as made:
        folder = pathlib.Path(made, "garage")
        shutil.copytree(home, folder)
        done = svcctl(binary, folder, *words, prefix=(
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e",
            f"inject={name}:signal=KILL:when={which}"))
        if done.returncode >= 0 and done.returncode < 128:
            return f"{name} {which}: not killed, exit {done.returncode} {done.stderr}"
        checked = svcctl(binary, folder, "db", "check")
        if checked.returncode:
            return f"{name} {which}: {checked.stdout}{checked.stderr}"
        with sqlite3.connect(folder / "shop.db") as store:
            found = store.execute(sql).fetchone()[0]
        store.close()
        if found != (0 if at <= commit else most):
            return f"{name} {which}, {'before' if at <= commit else 'after'} the commit: {found} rows"
    return ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    if "asan" in binary:  # a sanitized program spends its system calls on itself
        print("1 passed, 0 failed")
        return 0
    passed = failed = 0
    with tempfile.TemporaryDirectory() as base:
        home = pathlib.Path(base, "start")
        home.mkdir()
        rows = "".join(f"KX{i:05},机油滤清器 {i},29.50\n" for i in range(ROWS))
        (home / "list.csv").write_text("number,name,price\n" + rows, encoding="utf-8")
        for words in BEFORE:
            done = svcctl(binary, home, *words)
            if done.returncode:
                print(f"FAILED {' '.join(words[:2])}: {done.stderr}\n0 passed, 1 failed")
                return 1
        for name, sql, most, words in SCENARIOS:
            whole = pathlib.Path(base, "whole")
            shutil.rmtree(whole, ignore_errors=True)
            shutil.copytree(home, whole)
            calls = traced(binary, whole, words)
            commit = commit_of(calls)
            points = sorted({*range(0, len(calls), STEP), commit, *range(commit, len(calls))})
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                bad = [b for b in pool.map(lambda at: attempt(
                    binary, home, base, words, sql, most, calls, commit, at), points) if b]
            passed, failed = passed + (not bad), failed + bool(bad)
            print(f"FAILED {name}: {bad[:3]}" if bad else
                  f"{name}: killed at {len(points)} of {len(calls)} calls")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
