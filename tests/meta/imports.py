#!/usr/bin/env python3
"""Every verb that takes a list in takes the same options, in one declaration; the template that it
prints goes in again unchanged, in both languages; a list of its rows is a batch that is taken back:
what it made is gone or out of use, what it changed is as before, and the same list goes in again.

A verb that knows columns of a file and has no case here fails."""
import argparse
import csv
import json
import pathlib
import re
import sqlite3
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

# Options of every import; what single verbs may have beside them stands in CASES.
SHARED = {"map", "save-map", "header-line", "sheet", "input-encoding", "delimiter", "dates",
          "on-error", "rejects", "remarks", "explain", "sample"}


class Case:
    """@param rows of a list that makes something  @param changed of one that then changes it
    @param tables whose rows must be again what they were  @param own options of this verb only
    @param more words behind the file"""

    def __init__(self, before, rows, changed=None, tables=(), own=(), more=()):
        self.before, self.rows, self.changed = before, rows, changed
        self.tables, self.own, self.more = tables, set(own), list(more)


CASES = {
    "parts import": Case(
        [], [{"number": "N-1", "name": "Bolt", "price": "3"}, {"number": "P1", "price": "7"}],
        tables=["part"], own=["mode", "stock", "max-move", "supplier", "second", "undo", "sure"]),
    "customer import": Case(
        [], [{"name": "客户丙", "phone": "13700137000"}], [{"name": "客户丙", "phone": "13700137000",
                                                       "address": "示例路8号"}],
        tables=["customer"], own=["undo", "batches", "new-customer"]),
    "vehicle import": Case(
        [], [{"plate": "京B23456", "make": "大众", "owner_name": "客户丁", "owner_phone": "13600136000"}],
        [{"plate": "京B23456", "make": "大众", "year": "2016"}], tables=["vehicle", "customer"],
        own=["undo", "batches", "new-customer", "sure"]),
    "vehicle import-history": Case(
        [], [{"plate": "京A12345", "date": "2024-05-06", "work": "换机油"}], tables=["past_visit"],
        own=["undo", "batches", "sure"]),
    "parts supplier import": Case(
        [], [{"code": "HB", "name": "华北汽配", "lead_days": "2"}],
        [{"code": "HB", "name": "华北配件", "lead_days": "5", "licence": "91110108MA01ABCD2E"}],
        tables=["supplier"]),
    "staff import": Case(
        [], [{"code": "T9", "name": "技师九", "roles": "technician"}],
        [{"code": "T9", "name": "技师九九", "roles": "inspector parts-keeper", "phone": "13500135000"}],
        tables=["staff"]),
    "outlet import": Case(
        [], [{"code": "EAST", "name": "东店", "scope": "机电维修"}],
        [{"code": "EAST", "name": "东店", "scope": "机电维修", "hours": "8-18"}], tables=["outlet"]),
    "parts place import": Case(
        [], [{"part": "P1", "outlet": "MAIN", "bin": "A-1", "min_qty": "2"}],
        [{"part": "P1", "outlet": "MAIN", "bin": "B-2", "max_qty": "9"}], tables=["part_outlet"]),
    "parts reference import": Case(
        [], [{"part": "P1", "number": "OE 123", "brand": "大众", "kind": "oem"}],
        [{"part": "P1", "number": "OE-123", "brand": "大众", "kind": "alternative"}],
        tables=["part_reference"]),
    "parts fit import": Case(
        [], [{"part": "P1", "make": "大众", "model": "帕萨特", "year_from": "2011"}], tables=["fitment"]),
    "parts supplier prices-import": Case(
        [["parts", "supplier", "add", "NF", "--name", "南方汽配"]],
        [{"number": "P1", "cost": "12.50"}],
        tables=["supplier_price_card"], own=["from", "max-move"]),
    "parts count import": Case(
        [["parts", "receive-for-count"]], [{"part": "P2", "counted": "3"}], tables=["stock_count_entry_card"],
        own=["recount"]),
    "callback results": Case(None, []),  # what a service reported is not taken back: transcripts
    "parts receive": Case(None, [], own=["supplier", "part", "quarantined", "refused", "why", "lot",
                                         "expires", "trace", "certificate", "origin", "document",
                                         "freight", "file"]),  # a receipt is a document of its own
}
ARGUMENTS = {"parts supplier prices-import": ["NF"], "parts count import": ["001"]}


class Program:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.run("db", "init", staff="")
        self.run("staff", "add", "M01", "--name", "店长", "--role", "manager", staff="")
        self.run("parts", "add", "P1", "--name", "Bolt", "--unit", "pc")
        self.run("customer", "add", "--name", "客户甲", "--phone", "13800138000")
        self.run("vehicle", "add", "--plate", "京A12345", "--customer", "13800138000")

    def run(self, *words, staff="M01", lang="en", check=True):
        env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_LANG": lang,
               "SVCCTL_NOW": "2026-11-23T08:00:00Z", "SVCCTL_STAFF": staff, "HOME": str(self.folder)}
        done = patience.run([self.binary, *words], cwd=self.folder, text=True, env=env)
        if check and done.returncode:
            raise RuntimeError(f"{words}: exit {done.returncode}: {done.stderr}")
        return done

    def help(self, *words):
        return patience.run([self.binary, *words, "--help"], text=True,
                            env={"PATH": "/usr/bin:/bin", "SVCCTL_LANG": "en"}, check=True).stdout

    def rows(self, tables):
        with sqlite3.connect(self.folder / "shop.db") as store:
            return {t: sorted(store.execute(f"SELECT * FROM {t}").fetchall(), key=str) for t in tables}

    def list(self, name, rows):
        path = self.folder / name
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([list(rows[0]), *[list(row.values()) for row in rows]])
        return name


def listed(text, heading):
    if f"\n{heading}\n" not in text:
        return []
    section = text.split(f"\n{heading}\n", 1)[1].split("\n\n")[0]
    return [line.strip().split("  ")[0] for line in section.splitlines() if re.match(r"  \S", line)]


def verbs(program):
    """Verbs that take a list in, with their help."""
    for group in listed(program.help(), "Groups:"):
        for verb in listed(program.help(group), "Verbs:"):
            words = [word for word in verb.split() if not word.isupper()]
            text = program.help(group, *words)
            if "\nColumns of the file:\n" in text:
                yield " ".join([group, *words]), text


def options(text):
    section = text.split("\nOptions:\n", 1)[1].split("\n\n")[0]
    return set(re.findall(r"^  --([a-z][a-z-]*)", section, re.M))


def samples(program, verb):
    """The template goes in as it is printed."""
    words = [*verb.split(), *ARGUMENTS.get(verb, [])]
    for lang in ("en", "zh"):
        text = program.run(*words, "--sample", lang=lang).stdout
        if not text.strip().splitlines()[-1].count(","):
            yield f"{verb}: its template in {lang} has no titles"
        (program.folder / "sample.csv").write_text(text, encoding="utf-8", newline="")
        if verb == "parts receive":
            done = program.run(*words, "--file", "sample.csv", "--explain", check=False)
        else:
            done = program.run(*words, "sample.csv", *(["--stock", "set"] if verb == "parts import" else []),
                               lang=lang, check=False)
        if done.returncode:
            yield f"{verb}: its template in {lang} does not go in: {done.stderr}"


def there_and_back(program, verb, case):
    words = [*verb.split(), *ARGUMENTS.get(verb, [])]

    def take(name, rows):
        done = program.run(*words, program.list(name, rows), "--format", "json")
        batches = json.loads(program.run("import", "list", "--format", "json").stdout)
        if not batches or batches[-1]["undone_at"] is not None:
            raise RuntimeError(f"{verb}: {name} left no batch: {done.stdout}{done.stderr}")
        return str(batches[-1]["batch"])

    empty = program.rows(case.tables)
    first = take("first.csv", case.rows)
    made = program.rows(case.tables)
    if made == empty:
        yield f"{verb}: its list made nothing"
    if not json.loads(program.run("import", "show", first, "--format", "json").stdout):
        yield f"{verb}: import show has no rows of batch {first}"
    if case.changed:
        second = take("second.csv", case.changed)
        if program.rows(case.tables) == made:
            yield f"{verb}: the second list changed nothing"
        done = program.run("import", "undo", first, check=False)
        if done.returncode != 2:
            yield f"{verb}: a batch that was changed since is taken back: exit {done.returncode}"
        program.run("import", "undo", second)
        if program.rows(case.tables) != made:
            yield f"{verb}: what the second list changed is not as before"
    program.run("import", "undo", first)
    done = program.run("import", "undo", first, check=False)
    if done.returncode != 2 or "taken back already" not in done.stderr:
        yield f"{verb}: batch {first} is not taken back: {done.stderr}"
    if verb not in ("staff import", "parts supplier import") and program.rows(case.tables) != empty:
        yield f"{verb}: what its list made is still there"
    if verb == "parts supplier import":
        return  # it stays, suspended, with what the list says: a manager approves it
    again = take("again.csv", case.rows)
    if verb == "staff import":
        people = json.loads(program.run("staff", "list", "--format", "json").stdout)
        if "T9" not in [person["code"] for person in people]:
            yield "staff import: the same list does not bring people back"
    program.run("import", "undo", again)


def failures(program):
    program.run("parts", "add", "P2", "--name", "Nut", "--unit", "pc")
    found = dict(verbs(program))
    for missing in CASES.keys() - found.keys():
        yield f"{missing}: takes no list in any more"
    for verb, text in found.items():
        if verb not in CASES:
            yield f"{verb}: has no case here"
            continue
        case = CASES[verb]
        if not SHARED <= options(text) <= SHARED | case.own:
            yield (f"{verb}: lacks {sorted(SHARED - options(text))}, has of its own "
                   f"{sorted(options(text) - SHARED - case.own)}")
        for words in case.before or ():
            if words == ["parts", "receive-for-count"]:
                stock = program.list("stock.csv", [{"number": "P2", "qty": "4", "cost": "1"}])
                program.run("parts", "import", stock, "--stock", "set")
                words = ["parts", "count", "open"]
            program.run(*words)
        yield from samples(program, verb)
        try:
            yield from there_and_back(program, verb, case) if case.rows else ()
        except RuntimeError as broken:
            yield f"{verb}: {broken}"
    yield from (f"after all that: {line}" for line in
                program.run("db", "check", check=False).stderr.splitlines() if "error" in line)
    done = program.run("audit", "verify", check=False)
    if done.returncode:
        yield f"audit verify: exit {done.returncode}: {done.stdout}{done.stderr}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    rows = []
    with tempfile.TemporaryDirectory(prefix="svcctl-imports-") as folder:
        try:
            rows += failures(Program(binary, pathlib.Path(folder)))
        except Exception:  # pylint: disable=broad-except
            rows.append(traceback.format_exc())
    for row in rows:
        print(f"FAILED imports: {row}")
    print(f"{0 if rows else 1} passed, {len(rows)} failed")
    return 1 if rows else 0


if __name__ == "__main__":
    sys.exit(main())
