#!/usr/bin/env python3
"""Runs the program where a machine gives it little: no environment, no input, no output, no folder;
a full device, a reader that leaves, a signal in an import."""
import argparse
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

CLOSE_ALL = "exec 0<&- 1>&- 2>&-; "
failures = []


def check(truth, what):
    if not truth:
        failures.append(what)


class Garage:
    def __init__(self, svcctl):
        self.svcctl = svcctl
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="svcctl-"))
        self.store = self.folder / "shop.db"

    def shell(self, line, **env):
        """A shell line in which $S is the program and the store is named; no other environment."""
        env = {"PATH": "/usr/bin:/bin", "S": str(self.svcctl), "SVCCTL_DB": str(self.store),
               "SVCCTL_LANG": "en", **env}
        env = {key: value for key, value in env.items() if value}
        done = patience.run(["bash", "-c", line], cwd=self.folder, env=env)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def customers(self):
        return self.shell("$S customer list --format csv --no-header")[1].count("\n")


def test_no_home(garage):
    for verb in ("db info", "db init", "customer list"):
        code, out, err = garage.shell(f"env -i SVCCTL_LANG=en $S {verb}")
        check(code == 2 and not out and "where the store is" in err, f"{verb}: {code} {err!r}")
    code, out, _ = garage.shell("env -i $S --help")
    check(code == 0 and "svcctl" in out, "no help without a home")


def test_closed_descriptors(garage):
    code, _, err = garage.shell("$S parts list <&- >&-")
    check(code == 8 and "standard output" in err, f"closed output: {code} {err!r}")
    before = garage.customers()
    code, _, err = garage.shell("$S customer add --name 客户甲 --phone 13800138000 <&- >&-")
    check(code == 8 and "the change is recorded" in err, f"a write that tells none: {err!r}")
    code, _, _ = garage.shell(CLOSE_ALL + "exec $S customer add --name 客户乙 --phone 13800138001")
    check(code == 8, f"all closed: {code}")
    check(garage.customers() == before + 2, "an unheard write was lost")
    code, _, _ = garage.shell("$S db check && $S audit verify")
    check(code == 0, "words went into the store")
    check(garage.shell("$S batch - <&-")[0] == 0, "an empty batch")
    check(garage.shell("$S parts import - <&-")[0] == 5, "an import of nothing")


def test_full_device(garage):
    for words in ("--help", "--version", "db info", "parts list", "parts list --format json"):
        code, _, err = garage.shell(f"$S {words} >/dev/full")
        check(code == 8 and "No space left" in err, f"{words} into a full device: {code} {err!r}")
    before = garage.customers()
    code, _, err = garage.shell("$S customer add --name 客户丙 --phone 13800138002 >/dev/full")
    check(code == 8 and "the change is recorded" in err, f"a write: {code} {err!r}")
    check(garage.customers() == before + 1, "what was said to be recorded is not")
    code, _, _ = garage.shell("$S customer list --output /dev/full")
    check(code == 8, f"--output into a full device: {code}")


def test_reader_leaves(garage):
    code, out, err = garage.shell("set -o pipefail; $S parts list | head -n 1")
    check(code == 141 and out.count("\n") == 1 and not err, f"| head: {code} {out!r} {err!r}")


def test_deleted_folder(garage):
    code, out, err = garage.shell("mkdir gone; cd gone; rmdir ../gone; $S customer list")
    check(code == 0 and out and not err, f"in a deleted folder: {code} {err!r}")
    code, _, err = garage.shell("mkdir gone; cd gone; rmdir ../gone; $S --db x.db db init")
    check(code == 7 and "x.db" in err, f"a store in a deleted folder: {code} {err!r}")


def written(journal, after):
    """An import is in its transaction: what an interrupted one left behind does not count."""
    now = journal.stat()
    return now.st_size > 0 and now.st_mtime_ns != after


def mind_signals():
    """A test that runs in the background or under nohup is started with signals ignored, and the
    program keeps to that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def test_signals(garage):
    """The list is several chunks long: when the first reaches the disk the others are still to come."""
    journal = pathlib.Path(f"{garage.store}-journal")
    count = garage.shell("$S parts list --format csv | wc -l")[1]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        after = journal.stat().st_mtime_ns
        started = subprocess.Popen([garage.svcctl, "parts", "import", "many.csv"],
                                   cwd=garage.folder, stderr=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, preexec_fn=mind_signals,
                                   env={"SVCCTL_DB": "shop.db", "SVCCTL_LANG": "en"})
        while started.poll() is None and not written(journal, after):
            time.sleep(0.001)
        started.send_signal(number)
        _, err = patience.finish(started, what=f"an import after signal {number}")
        check(started.returncode == -number, f"signal {number}: {started.returncode}")
        check(b"interrupted; " in err and b"nothing" in err, f"signal {number}: {err!r}")
        check(garage.shell("$S parts list --format csv | wc -l")[1] == count,
              f"signal {number} left half an import")
    check(garage.shell("$S db check && $S audit verify")[0] == 0, "the store after signals")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    garage = Garage(pathlib.Path(arguments.parse_args().binary).resolve())
    tests = (test_no_home, test_closed_descriptors, test_full_device, test_reader_leaves,
             test_deleted_folder, test_signals)
    failed = 0
    try:
        garage.shell("$S db init --quiet")
        for name, prefix, rows in (("some.csv", "P", 3000), ("many.csv", "Q", 300_000)):
            with open(garage.folder / name, "w", encoding="utf-8") as file:
                file.write("number,name,kind,unit\n")
                for i in range(rows):
                    file.write(f"{prefix}-{i},滤芯{i},original,pc\n")
        check(garage.shell("$S parts import some.csv --quiet")[0] == 0, "the parts to list")
        for test in tests:
            before = len(failures)
            try:
                test(garage)
            except Exception:  # pylint: disable=broad-except
                failures.append(f"{test.__name__}: {traceback.format_exc()}")
            failed += len(failures) > before
    finally:
        shutil.rmtree(garage.folder)
    for failure in failures:
        print(failure)
    print(f"edges: {len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
