#!/usr/bin/env python3
"""A check of `audit check` that comes with a version judges what is recorded since that version (ADR 30).
What every check asks stands in judged_from_the_start.txt, one digest a line, or names the step of the schema
that it came with: a new check, or one that asks something else, is in neither until its author says
which. `--update` writes the file anew, for a text that judges as the one before did. Every step that the
sources name is a file of the schema."""
import argparse
import hashlib
import json
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import patience  # noqa: E402

KNOWN = pathlib.Path(__file__).with_name("judged_from_the_start.txt")
STEP = re.compile(r"\b\d{4}_[a-z_]+\b")


def checks(binary):
    """The statements of the checks, as they are run."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"PATH": f"{binary.parent}:/usr/bin:/bin", "SVCCTL_DB": "shop.db", "HOME": folder,
               "SVCCTL_NOW": "2026-11-23T08:00:00Z"}
        patience.run([str(binary), "db", "init"], cwd=folder, env=env, check=True)
        env["SVCCTL_STATEMENTS"] = f"{folder}/statements"
        patience.run([str(binary), "audit", "check", "--list"], cwd=folder, env=env)
        with open(f"{folder}/statements", encoding="utf-8") as lines:
            said = [json.loads(line).get("sql", "") for line in lines]
    return list(dict.fromkeys(" ".join(sql.split()) for sql in said if "first_at" in sql))


def line_of(sql):
    """The digest of a check, and the tables that it reads, for people."""
    asked = sql[sql.index(") SELECT ") + 2:]
    tables = dict.fromkeys(re.findall(r"\b(?:FROM|JOIN) (\w+)", asked))
    return hashlib.sha256(asked.encode()).hexdigest()[:16] + " " + " ".join(tables)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="build/dev/svcctl")
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    found = checks(pathlib.Path(args.binary).resolve().parent / "observed" / "svcctl")
    if not found:
        sys.exit("beginnings: no check was seen")
    from_the_start = sorted(line_of(sql) for sql in found if "schema_step" not in sql)
    if args.update:
        KNOWN.write_text("\n".join(from_the_start) + "\n", encoding="utf-8")
    known = KNOWN.read_text(encoding="utf-8").splitlines()
    faults = []
    for line in sorted(set(from_the_start) - set(known)):
        faults.append(f"a check judges what was recorded before the program knew it: {line}\n"
                      "  give it the step that it came with (Rule::since, Check), or say by --update"
                      " that it judges as before")
    faults += [f"no check asks that any more: {line}" for line in sorted(set(known) - set(from_the_start))]
    steps = {path.stem for path in (ROOT / "schema").glob("*.sql")}
    for path in sorted((ROOT / "lib").rglob("*.[ch]pp")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.lstrip().startswith("//"):
                faults += [f"{path.relative_to(ROOT)}: {name} is no file of the schema"
                           for name in STEP.findall(line) if name not in steps]
    begun = len(found) - len(from_the_start)
    for fault in faults:
        print(f"beginnings: {fault}")
    print(f"beginnings: {begun} checks begin with a step of the schema, {len(from_the_start)} judge "
          "from the start")
    print(f"{len(found)} passed, {len(faults)} failed")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
