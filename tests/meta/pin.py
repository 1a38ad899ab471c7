#!/usr/bin/env python3
"""No PIN stands in a command or in the environment, which others on the computer read (ADR 34), and the
terminal shows none. Goes over the options of every verb and over what the sources read of the
environment; then types PINs on a terminal of its own."""
import argparse
import os
import pathlib
import pty
import re
import select
import sys
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import patience  # noqa: E402

SECRET = re.compile(r"pin|password|secret|passphrase", re.I)
PATIENCE = 60  # seconds without any progress of the program


class Program:
    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = folder
        self.env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_LANG": "en",
                    "HOME": str(folder), "SVCCTL_NOW": "2026-11-23T08:00:00Z"}

    def type(self, *words):
        return patience.run([str(self.binary), *words], cwd=self.folder, env=self.env, text=True)

    def must(self, line):
        done = self.type(*line.split())
        if done.returncode:
            raise SystemExit(f"pin: {line}: {done.stderr}")

    def on_terminal(self, line, answers):
        """Types the answers, each once the program asks. @return exit status, all that was shown"""
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve(self.binary, [str(self.binary), *line.split()], self.env)
        shown, waiting, asked = "", list(answers), 0
        last = time.monotonic()
        while time.monotonic() - last < PATIENCE:
            if not select.select([terminal], [], [], 0.2)[0]:
                continue
            try:
                block = os.read(terminal, 4096).decode()
            except OSError:
                break
            if not block:
                break
            last = time.monotonic()
            shown += block
            if shown.count(": ") > asked and shown.endswith(": ") and waiting:
                asked = shown.count(": ")
                if termios.tcgetattr(terminal)[3] & termios.ECHO:
                    shown += "<the terminal echoes>"
                os.write(terminal, waiting.pop(0).encode())
        echoes = termios.tcgetattr(terminal)[3] & termios.ECHO
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), shown if echoes else shown + "<left mute>"


def options(program):
    """(verb, option, what follows it) of the whole program."""
    top = program.type("--help").stdout
    for option, value in re.findall(r"^  (--[a-z-]+)(?: ([A-Z]\S*))?", top, re.M):
        yield "every command", option, value
    _, _, section = top.partition("\nGroups:\n")
    for group in re.findall(r"^  ([a-z]+)", section.split("\n\n")[0], re.M):
        _, _, verbs = program.type(group, "--help").stdout.partition("\nVerbs:\n")
        for line in verbs.split("\n\n")[0].splitlines():
            found = re.match(r"  (\S.*?)(?:  |$)", line)
            if not found:
                continue
            verb = re.sub(r"\b[A-Z]{2,}\b ?", "", found[1]).strip()
            for option, value in re.findall(r"^  (--[a-z-]+|[A-Z]{2,})(?: ([A-Z]\S*))?",
                                            program.type(group, *verb.split(), "--help").stdout, re.M):
                yield f"{group} {verb}", option, value


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", required=True)
    binary = pathlib.Path(arguments.parse_args().binary).resolve()
    faults, passed = [], 0

    def check(kept, words):
        nonlocal passed
        passed += bool(kept)
        if not kept:
            faults.append(words)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = Program(binary, folder)
        (folder / "svcctl.toml").write_bytes((ROOT / "examples/svcctl.toml").read_bytes())
        secret = {each for each in options(program) if SECRET.search(each[1].replace("inspection", ""))}
        for verb, option, value in sorted(secret):
            check(value == "FILE", f"{verb} {option} takes a secret that is no file")
        check(len(secret) > 2, "no option with a secret was found: this test reads the help wrongly")
        for path in sorted([*(ROOT / "cli").rglob("*.cpp"), *(ROOT / "lib").rglob("*.cpp")]):
            for read in re.findall(r'(?:variable\([^)]*?|getenv\()"([A-Z_]+)"', path.read_text("utf-8")):
                check(not SECRET.search(read), f"{path.relative_to(ROOT)} reads {read} of the environment")

        program.must("db init")
        program.must("staff add M01 --name M --role manager")
        code, shown = program.on_terminal("staff pin M01 --as M01", ["4711\n", "4712\n"])
        check(code == 2 and "not the same" in shown, f"two PINs that differ: {code} {shown}")
        code, shown = program.on_terminal("staff pin M01 --as M01", ["47 主11\n", "47 主1\x7f11\n"])
        check(code == 0, f"a PIN typed twice: {code} {shown}")
        check("47" not in shown and "echoes" not in shown and "mute" not in shown,
              f"the terminal shows the PIN, or is left mute: {shown}")
        code, shown = program.on_terminal("staff pin M01 --as M01", ["wrong\n"])
        check(code == 4 and "1.3-integrity" in shown, f"a wrong PIN: {code} {shown}")
        code, shown = program.on_terminal("staff pin M01 --as M01", ["47 主11\n", "\x03"])
        check(code == -2 or code == 130, f"Ctrl-C: {code} {shown}")
        check("mute" not in shown, f"Ctrl-C leaves the terminal mute: {shown}")
        code, shown = program.on_terminal("staff pin M01 --as M01 --no-input", [])
        check(code == 4 and "--pin-file" in shown, f"--no-input: {code} {shown}")
        log = program.type("audit", "log", "--as", "M01", "--format", "csv", "--columns", "facts").stdout
        check(log.count("pin=wrong") == 1 and log.count("pin=own") == 1, f"the log: {log}")
    for fault in faults:
        print(f"pin: {fault}")
    print(f"{passed} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
