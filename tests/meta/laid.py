#!/usr/bin/env python3
"""What script/verb lays, in a copy of the tree: a verb in each group. The rules of the house that read
sources hold (layers, Chinese), and what is laid compiles, as do the groups that call it."""
import argparse
import importlib.util
import os
import pathlib
import re
import shutil
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Groups of which everything laid is compiled: one whose verbs stand in a list, one with rooms.
COMPILED = ["complaint", "parts"]


def copy_of_the_tree(folder):
    for name in ("lib", "cli", "po", "script", "schema", "docs", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("tests/meta", "tests/cli"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("tests/patience.py", "CONTRIBUTING.md", "README.md"):
        shutil.copy(ROOT / name, folder / name)


def groups():
    """The groups that have a file of their own."""
    text = (ROOT / "cli/commands/groups.hpp").read_text(encoding="utf-8")
    return re.findall(r"^std::vector<Verb> ([a-z]+)_verbs\(\);", text, re.M)


def lay(folder, group):
    """Faults of the script itself, and the files it says that it laid."""
    done = patience.run([sys.executable, folder / "script/verb", group, f"probe-{group}"], text=True)
    laid = [folder / line for line in done.stdout.splitlines() if re.fullmatch(r"\S+\.\w+", line)]
    faults = [] if done.returncode == 0 else [f"script/verb {group}: {done.stdout}{done.stderr}"]
    if not faults and len(laid) != 4:
        faults.append(f"script/verb {group}: lays {len(laid)} files, not 4")
    faults += [f"{path}: not laid" for path in laid if not path.exists()]
    faults += [f"{path}: a place of the template is left: {place}"
               for path in laid if path.exists()
               for place in re.findall(r"\$\{?[a-zA-Z]\w*", path.read_text(encoding="utf-8"))
               if path.suffix != ".txt"]
    return faults, laid


def compiles(folder, source):
    done = patience.run([os.environ.get("CXX", "g++"), "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra",
                         "-Wpedantic", "-Werror", f"-I{folder}", f"-I{folder / 'lib'}", source], text=True)
    if done.returncode:
        yield f"{source.relative_to(folder)}: {done.stderr[:2000]}"


def house_of(folder):
    spec = importlib.util.spec_from_file_location("laid_house", folder / "tests/meta/house.py")
    house = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(house)
    return house


def checks(folder):
    faults, sources = [], []
    for group in groups():
        found, laid = lay(folder, group)
        faults += found
        if group in COMPILED:
            sources += [path for path in laid if path.suffix == ".cpp"]
            sources.append(folder / f"cli/commands/{group}.cpp")
    yield "laid", faults
    house = house_of(folder)
    yield "layers", list(house.layers())
    yield "chinese", list(house.catalogue())
    yield "compiles", [fault for source in sources for fault in compiles(folder, source)]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", help="not needed: as for the other tests")
    arguments.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="svcctl-") as base:
        folder = pathlib.Path(base)
        copy_of_the_tree(folder)
        try:
            for name, faults in checks(folder):
                passed, failed = passed + (not faults), failed + bool(faults)
                for fault in faults:
                    print(f"FAILED {name}: {fault}")
        except Exception:  # pylint: disable=broad-except
            failed += 1
            traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
