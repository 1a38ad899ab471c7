#!/usr/bin/env python3
"""The benchmarks still run: each on a small store, once. Nothing is timed; a bench that writes its store
by itself breaks when the schema moves, and is then found here instead of on the day it is needed."""
import argparse
import subprocess
import sys

import statements

SMALL = {
    "start": ["--jobs", "40", "--pairs", "1"],
    "issue": ["--jobs", "40", "--pairs", "1"],
    "import": ["--rows", "2000", "--pairs", "1", "--only", "abcdfg"],
    "find": ["--parts", "2000", "--pairs", "1"],
    "stock": ["--parts", "5000", "--ledger", "100000", "--pairs", "1"],
    "callback": ["--deliveries", "40000", "--vehicles", "20000", "--open", "50", "--pairs", "1"],
}
NO_BENCH = {"pair", "supplier_file"}  # what the others are made of


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    given = arguments.parse_args()
    folder = statements.ROOT / "tests/bench"
    passed = failed = 0
    for path in sorted(folder.glob("*.py")):
        if path.stem in NO_BENCH:
            continue
        if path.stem not in SMALL:
            failed += 1
            print(f"FAILED {path.name}: SMALL does not say how it runs on a small store")
            continue
        done = subprocess.run([path, "--binary", given.binary, *SMALL[path.stem]], text=True,
                              capture_output=True)
        if done.returncode == 0 and "ratio" in done.stdout:
            passed += 1
        else:
            failed += 1
            print(f"FAILED {path.name}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
