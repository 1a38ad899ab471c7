#!/usr/bin/env python3
"""Runs a command without a limit of wall time, and still finds out that it hangs.

A limit of so many seconds says nothing on a busy machine: a command that gets a tenth of a processor
is slow, not hung. What is looked at is work, of the command and of every process below it:

    idle    no process ran, waited for a processor or waited for the disk for IDLE seconds
    endless the processes alive used more than BUSY seconds of processor time

Either raises Hung, which names the command and what its processes were doing; they are killed.

    patience.run(["svcctl", "db", "check"], cwd=folder, env=env)    like subprocess.run, output captured
    tests/patience.py COMMAND…                                      the same from a shell: exit 124 if it hung

SVCCTL_IDLE and SVCCTL_BUSY set other seconds."""
import os
import pathlib
import signal
import subprocess
import sys
import threading

IDLE = float(os.environ.get("SVCCTL_IDLE", "120"))
BUSY = float(os.environ.get("SVCCTL_BUSY", "3600"))
LOOK = min(2.0, IDLE / 4)  # seconds between two looks
TICKS = os.sysconf("SC_CLK_TCK")


class Hung(Exception):
    """A command that makes no progress, or does not end."""


class Process:
    """One process as /proc shows it."""

    def __init__(self, pid):
        folder = pathlib.Path("/proc", str(pid))
        head, _, rest = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
        fields = rest.split()
        self.pid, self.name = int(pid), head.partition("(")[2]
        self.state, self.parent = fields[0], int(fields[1])
        self.seconds = (int(fields[11]) + int(fields[12])) / TICKS  # user and system
        self.switches = self.slept(folder)

    @staticmethod
    def slept(folder):
        """How often a thread of the process gave up its processor: it counts what ticks do not show."""
        return tuple(int(line.split()[1]) for status in sorted(folder.glob("task/*/status"))
                     for line in status.read_text(errors="replace").splitlines()
                     if "ctxt_switches" in line)

    def at_work(self):
        return self.state in "RD"  # running or waiting for a processor; waiting for the disk

    def __str__(self):
        return f"{self.name} ({self.pid}) in state {self.state} after {self.seconds:.1f} s of processor"


def below(root):
    """A process and all of its descendants that are alive."""
    everything = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            process = Process(folder.name)
        except (OSError, IndexError, ValueError):  # it ended while it was read
            continue
        everything[process.pid] = process
    family, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        if pid in everything:
            family.append(everything[pid])
        waiting += [p.pid for p in everything.values() if p.parent == pid]
    return family


class Watch:
    """Looks at a command again and again; `verdict` says why it is hung, or nothing."""

    def __init__(self, root):
        self.root, self.idle, self.last = root, 0.0, None

    def verdict(self, since_last):
        family = below(self.root)
        now = [(p.pid, p.seconds, p.switches) for p in family]
        moved = now != self.last or any(p.at_work() for p in family)
        self.idle = 0.0 if moved else self.idle + since_last
        self.last = now
        doing = "; ".join(str(p) for p in family)
        if self.idle >= IDLE:
            return f"idle for {self.idle:.0f} s: {doing}"
        if sum(p.seconds for p in family) > BUSY:
            return f"more than {BUSY:.0f} s of processor time: {doing}"
        return ""


def kill(root):
    for process in below(root):
        try:
            os.kill(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def feed(running, given):
    """Writes the input in a thread of its own: communicate() forgets the rest of it at a timeout."""
    pipe, running.stdin = running.stdin, None

    def write():
        try:
            with pipe:
                pipe.write(given)
        except BrokenPipeError:
            pass  # the command did not want it all

    threading.Thread(target=write, daemon=True).start()


def finish(running, what="the command"):
    """Waits for a Popen to end → (stdout, stderr). Raises Hung; `what` names the command in it."""
    watch = Watch(running.pid)
    while True:
        try:
            return running.communicate(timeout=LOOK)
        except subprocess.TimeoutExpired:
            if why := watch.verdict(LOOK):
                kill(running.pid)
                running.communicate()
                raise Hung(f"{what} hung, {why}") from None


def named(command):
    return command if isinstance(command, str) else " ".join(str(word) for word in command)


def run(command, *, input=None, check=False, **how):  # pylint: disable=redefined-builtin
    """subprocess.run with captured output and nothing to read, without a limit of time."""
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
             "stdin": subprocess.DEVNULL if input is None else subprocess.PIPE, **how}
    with subprocess.Popen(command, **given) as running:
        if input is not None:
            feed(running, input)
        out, err = finish(running, named(command))
    done = subprocess.CompletedProcess(command, running.returncode, out, err)
    if check:
        done.check_returncode()
    return done


def main():
    words = sys.argv[1:]
    if not words:
        raise SystemExit(__doc__)
    try:
        done = run(words, stdout=None, stderr=None)
    except Hung as hung:
        print(f"FAILED {hung}", flush=True)
        return 124
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


if __name__ == "__main__":
    sys.exit(main())
