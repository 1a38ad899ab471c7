#!/usr/bin/env python3
"""Runs transcripts: what a garage types and what it reads.

A transcript is a text file of steps. Each step is one command line and what it must give:

    $ svcctl intake open --plate …      the command, run by sh in the file's own empty directory
    J261123-001                         standard output, line by line
    ! svcctl: error: …                  standard error
    ? 4                                 exit code, when it is not 0
    # words                             a comment, kept as it stands

The environment is scrubbed: no locale, no home, SVCCTL_DB=shop.db and a fixed SVCCTL_NOW.
Commands may set variables of their own (`SVCCTL_NOW=… svcctl …`). With --update the expected
results are rewritten from what happened; read them before they are kept.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import sys
import tempfile
import traceback

import patience

NOW = "2026-11-23T08:00:00Z"


def steps(text):
    """Splits a transcript into ('comment', line) and ('step', command, expected-lines)."""
    parts = []
    for line in text.splitlines():
        if line.startswith("$ "):
            parts.append(["step", line[2:], []])
        elif line.startswith("#") or not parts or (line == "" and parts[-1][0] == "comment"):
            parts.append(["comment", line])
        elif parts[-1][0] == "step":
            parts[-1][2].append(line)
        else:
            raise ValueError(f"result without a command: {line!r}")
    return parts


def trim(lines):
    """Blank lines between a result and the next command belong to the layout."""
    end = len(lines)
    while end and lines[end - 1] == "":
        end -= 1
    return lines[:end], lines[end:]


def run(command, folder, env):
    try:
        done = patience.run(["sh", "-c", command], cwd=folder, env=env)
    except patience.Hung as hung:
        return [f"! {hung}", "? 124"]
    out = done.stdout.decode("utf-8", "backslashreplace").splitlines()
    err = done.stderr.decode("utf-8", "backslashreplace").splitlines()
    while out and out[-1] == "":
        out.pop()
    lines = out + [("! " + line).rstrip() for line in err]
    if done.returncode:
        lines.append(f"? {done.returncode if done.returncode > 0 else 128 - done.returncode}")
    return lines


def blurred(lines, patterns):
    """The lines with what the patterns match made alike, and so the widths of columns."""
    if not patterns:
        return lines
    for pattern in patterns:
        lines = [re.sub(pattern, "#", line) for line in lines]
    return [re.sub(r" +", " ", re.sub(r"-{2,}", "--", line)).strip() for line in lines]


def played(path, binary, given):
    """The failures of one file; what breaks the reading of it is one too, and others go on."""
    try:
        return play(path, binary, given)
    except Exception:  # pylint: disable=broad-except
        return [("the transcript as a whole", [], traceback.format_exc().splitlines())]


def play(path, binary, given):
    text = path.read_text(encoding="utf-8")
    failures, written = [], []
    with tempfile.TemporaryDirectory(prefix="svcctl-") as base:
        folder = pathlib.Path(base, "garage")
        tools = pathlib.Path(base, "bin")
        folder.mkdir()
        tools.mkdir()
        (tools / "svcctl").symlink_to(binary)
        root = pathlib.Path(__file__).resolve().parent.parent
        env = {"PATH": f"{tools}:/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": NOW,
               "SVCCTL_EXAMPLES": str(root / "examples"), "SVCCTL_FIXTURES": str(path.parent),
               "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
        env.update(entry.split("=", 1) for entry in given.env)
        if given.record:
            env["LD_PRELOAD"] = str(given.record.resolve())
            env["STATEMENTS_TO"] = str(given.traces / f"{path.parent.name}-{path.stem}")
        for part in steps(text):
            if part[0] == "comment":
                written.append(part[1])
                continue
            _, command, rest = part
            expected, space = trim(rest)
            got = run(command, folder, env)
            written += ["$ " + command, *got, *space]
            if blurred(got, given.blur) != blurred(expected, given.blur):
                failures.append((command, expected, got))
    if given.update:
        path.write_text("\n".join(written) + "\n", encoding="utf-8")
        return []
    return failures


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("--env", action="append", default=[], metavar="NAME=VALUE",
                           help="one more variable for every command")
    arguments.add_argument("--blur", action="append", default=[], metavar="PATTERN",
                           help="what this matches may differ, and the width of columns with it")
    arguments.add_argument("--record", type=pathlib.Path, metavar="LIBRARY",
                           help="preload tests/engine's recorder of statements")
    arguments.add_argument("--traces", type=pathlib.Path, metavar="FOLDER",
                           help="where the recorder writes to, in a folder a transcript")
    arguments.add_argument("files", nargs="*")
    given = arguments.parse_args()
    binary = pathlib.Path(given.binary).resolve()
    here = pathlib.Path(__file__).resolve().parent
    files = [pathlib.Path(f) for f in given.files] or sorted((here / "cli").rglob("*.txt"))
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda path: played(path.resolve(), binary, given), files)
    for path, failures in zip(files, results):
        if not failures:
            passed += 1
            continue
        failed += 1
        print(f"FAILED {path}")
        for command, expected, got in failures[:3]:
            print(f"  $ {command}")
            for line in expected:
                if line not in got:
                    print(f"  - {line}")
            for line in got:
                if line not in expected:
                    print(f"  + {line}")
    print(f"transcripts: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
