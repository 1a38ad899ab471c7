#!/usr/bin/env python3
"""The house rules: who includes whom, every message in Chinese, every verb with help and a
transcript."""
import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SLICES = ["shop", "customer", "parts", "intake", "job", "settle", "callback", "complaint",
          "archive", "audit"]
CONFINED = {"SQLiteCpp/": "lib/store/", "sqlite3.h": "lib/store/", "toml++/": "cli/config",
            "CLI/": "cli/parser"}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def sources():
    return sorted(p for top in ("lib", "cli") for p in (ROOT / top).rglob("*")
                  if p.suffix in (".cpp", ".hpp"))


def layers():
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        here = name.split("/")[1] if name.startswith("lib/") else None
        for included in INCLUDE.findall(path.read_text(encoding="utf-8")):
            there = included.split("/")[0]
            for head, place in CONFINED.items():
                if included.startswith(head) and not name.startswith(place):
                    yield f"{name}: {included} belongs in {place}"
            if here and included.startswith("cli/"):
                yield f"{name}: the library includes the program"
            if here in SLICES and there in SLICES and SLICES.index(there) > SLICES.index(here):
                yield f"{name}: {here} stands left of {there}"
            if here in ("base", "store", "csv") and there in SLICES:
                yield f"{name}: {here} is ground under {there}"


def entries(text):
    """msgid → msgstr of a catalogue's text form."""
    pairs = re.findall(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', text, re.M)
    join = lambda block: "".join(re.findall(r'^"(.*)"$', block.strip(), re.M))
    return {join(a): join(b) for a, b in pairs}


def catalogue():
    made = subprocess.run(
        ["xgettext", "--language=C++", "--from-code=UTF-8", "--keyword=tr", "--keyword=N_",
         "--no-wrap", "--output=-", *map(str, sources())], capture_output=True, text=True, check=True)
    wanted = entries(made.stdout)
    files = sorted(map(str, (ROOT / "po").rglob("*.po")))
    have = {}
    for name in files:
        have.update(entries(subprocess.run(
            ["msgcat", "--no-wrap", "--force-po", name], capture_output=True, text=True,
            check=True).stdout))
    for msgid in wanted:
        if msgid and not have.get(msgid):
            yield f"no Chinese for: {msgid}"
        elif set(re.findall(r"\{\d\}", msgid)) != set(re.findall(r"\{\d\}", have[msgid])):
            yield f"places differ: {msgid} | {have[msgid]}"


def verbs(binary):
    text = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests/cli").rglob("*.txt"))
    for path in sorted((ROOT / "cli/commands").glob("*.cpp")):
        group = path.stem.split("_")[0]
        if group == "groups":
            continue
        for name in re.findall(r'\.name = "([a-z][a-z -]*)"', path.read_text(encoding="utf-8")):
            shown = subprocess.run([binary, group, *name.split(), "--help"], capture_output=True,
                                   text=True, env={"PATH": "/usr/bin:/bin"})
            if shown.returncode or not shown.stdout.strip():
                yield f"{group} {name}: --help gives exit {shown.returncode} {shown.stderr}"
            first, *rest = name.split()
            pattern = rf"svcctl {group} {first}\b" + "".join(rf".*\b{word}\b" for word in rest)
            if not re.search(pattern, text):
                yield f"{group} {name}: no transcript"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    passed = failed = 0
    for name, found in (("layers", layers()), ("catalogue", catalogue()), ("verbs", verbs(binary))):
        rows = list(found)
        passed, failed = passed + (not rows), failed + bool(rows)
        for row in rows:
            print(f"FAILED {name}: {row}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
