#!/usr/bin/env python3
"""A disk that fails to sync at the end, a restore killed at each change of a name, a first command
after a kill that only reads: what is said is so, and the store opens."""
import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ENV = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": "2026-11-23T08:00:00Z",
       "SVCCTL_LANG": "en",
       # The search for leaks at the end of a process does not work under strace.
       "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
UNSURE = 10
failures = []


def check(truth, what):
    if not truth:
        failures.append(what)


class Garage:
    def __init__(self, binary):
        self.binary = binary
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="svcctl-"))
        self.run("db", "init", "--quiet")

    def run(self, *words, inject=None):
        """Runs the program; `inject` is what strace does to it."""
        prefix = ["strace", "-qq", "-o", "/dev/null", "-e", f"inject={inject}"] if inject else []
        return patience.run([*prefix, self.binary, *words], cwd=self.folder, env=ENV, text=True)

    def customers(self):
        done = self.run("customer", "list", "--format", "csv", "--no-header")
        check(done.returncode == 0, f"the list: {done.stderr}")
        return done.stdout.count("\n")


def test_last_sync(garage):
    """Each sync of a write fails in turn: refused and absent, or perhaps recorded, never a lie."""
    seen = set()
    for n in range(1, 40):
        before = garage.customers()
        words = ("customer", "add", "--name", f"客户{n}", "--ref", f"k{n}", "--quiet")
        done = garage.run(*words, inject=f"fsync,fdatasync:error=EIO:when={n}")
        after = garage.customers()
        seen.add(done.returncode)
        if done.returncode == 0:
            check(after == before + 1, f"sync {n}: said to be recorded, and is not")
            break
        if done.returncode == UNSURE:
            check("perhaps recorded" in done.stderr and f"--ref k{n}" in done.stderr,
                  f"sync {n}: {done.stderr}")
        else:
            check(after == before, f"sync {n}: exit {done.returncode}, yet it is recorded")
        check(garage.run(*words).returncode == 0, f"sync {n}: the same key again")
        check(garage.customers() == before + 1, f"sync {n}: recorded twice or never")
    check(seen == {0, UNSURE}, f"ends of a write whose syncs fail: {seen}")
    check(garage.run("db", "check").returncode == 0, "the store after failed syncs")


def test_restore_killed(garage):
    """Wherever a restore is killed, the next command, which only reads, finds a whole store."""
    check(garage.run("db", "backup", "copy.db", "--quiet").returncode == 0, "a backup")
    before = garage.customers()
    kills = 0
    for call in ("renameat2", "rename", "unlink", "fsync,fdatasync", "ftruncate", "pwrite64"):
        for n in range(1, 4000):
            done = garage.run("db", "restore", "copy.db", inject=f"{call}:signal=KILL:when={n}")
            if done.returncode == 0:
                break
            kills += 1
            check(garage.customers() == before, f"{call} {n}: other rows")
            check(garage.run("db", "info").returncode == 0, f"{call} {n}: does not open")
            if call == "pwrite64" and n > 20:
                break
    check(kills > 10, f"killed {kills} times only")
    check(garage.run("db", "check").returncode == 0, "the store after killed restores")


def test_first_reads(garage):
    """A write that was killed within its commit is undone by whoever comes next."""
    before = garage.customers()
    for n in range(1, 60):
        done = garage.run("customer", "add", "--name", "客户甲", "--quiet",
                          inject=f"pwrite64:signal=KILL:when={n}")
        check(garage.customers() == before + (done.returncode == 0), f"write {n}: half a customer")
        if done.returncode == 0:
            break
    check(garage.run("audit", "verify").returncode == 0, "the log after killed writes")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = pathlib.Path(arguments.parse_args().binary).resolve()
    tests = (test_last_sync, test_restore_killed, test_first_reads)
    failed = 0
    for test in tests:
        before = len(failures)
        garage = Garage(binary)
        try:
            test(garage)
        except Exception:  # pylint: disable=broad-except
            failures.append(f"{test.__name__}: {traceback.format_exc()}")
        finally:
            shutil.rmtree(garage.folder)
        failed += len(failures) > before
    for failure in failures:
        print(failure)
    print(f"disk: {len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
