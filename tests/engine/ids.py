#!/usr/bin/env python3
"""Runs all transcripts in stores whose ids are neither dense nor an order of time.

With `libsparse_ids.so` preloaded, ids ascend among the rows of one outlet and among those of the
company, with gaps, and the rows of an outlet added later have smaller ids than those of the outlets
before it: the least that an engine with a writer for each outlet promises. Rows in bulk, outlets,
vehicles, contacts, batches of imports and copies of personal data keep the ids that SQLite gives."""
import argparse
import pathlib
import subprocess
import sys

# Where an id is shown, which no other command takes: the number of a movement in `parts ledger`, the
# name of a forgotten car, the row of a finding of `db check`; and hashes, which cover ids.
SHOWN = [r"^\s*\d+(?=\s{2,}\d{4}-\d\d-\d\d )", r"\*\d+", r"(?<=staff_role )\d+", r"(?<=part )\d+(?=  )", r"(?<=customer )\d+(?=  )",
         r"\b[0-9a-f]{64}\b"]

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True, type=pathlib.Path)
    arguments.add_argument("files", nargs="*")
    given = arguments.parse_args()
    library = given.binary.resolve().parent / "libsparse_ids.so"
    if not library.exists():
        print(f"there is no {library}\n0 passed, 1 failed")
        return 1
    return subprocess.run([ROOT / "tests/run_transcripts.py", "--binary", given.binary, "--env",
                           f"LD_PRELOAD={library}",
                           *(f"--blur={pattern}" for pattern in SHOWN), *given.files],
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
