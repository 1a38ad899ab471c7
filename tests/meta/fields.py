#!/usr/bin/env python3
"""Every field that a verb can set can be taken in from a file and comes out again, in CSV and in JSON:
the options of an entity's `add` and `set` in the program's help are held against the titles that its
import knows, and against the columns of the lists and exports that show it.

What has no column stands below with the reason; an entry that is no longer needed fails too."""
import argparse
import csv
import json
import pathlib
import re
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402


class Entity:
    """@param sets verbs that set its fields @param takes its import, with what stands around the file
    @param row titles and values of a row that the import takes, so that it goes on to unknown titles
    @param shows its lists and exports @param named other words of an option, as titles and columns
    @param acts options that say how the verb goes on, and are no fields"""

    def __init__(self, name, sets, takes, row, shows, named=(), acts=()):
        self.name, self.sets, self.takes, self.row, self.shows = name, sets, takes, row, shows
        self.named, self.acts = dict(named), set(acts)

    def words(self, option):
        return {option.replace("-", "_"), *self.named.get(option, "").split()}


ENTITIES = [
    Entity("part", ["parts add", "parts set"], "parts import FILE", {"number": "P1", "name": "Bolt"},
           ["parts list", "parts export"], {"min": "min_qty", "max": "max_qty", "pack": "pack_qty",
                                            "shelf-life": "shelf_life_days"}),
    Entity("customer", ["customer add", "customer set"], "customer import FILE",
           {"name": "客户甲", "phone": "13800138000"}, ["customer list"],
           {"marketing": "marketing_contact"}, acts=["shared-phone", "new-customer"]),
    Entity("vehicle", ["vehicle add", "vehicle set"], "vehicle import FILE",
           {"plate": "京A12345", "make": "大众", "owner_name": "客户甲", "owner_phone": "13800138000"},
           ["vehicle list"], {"odometer": "odometer_km", "customer": "owner"},
           acts=["sure", "new-vehicle"]),
    Entity("supplier", ["parts supplier add", "parts supplier set"], "parts supplier import FILE",
           {"code": "S1", "name": "东方汽配"}, ["parts supplier list"], {"lead": "lead_days"}),
    Entity("staff", ["staff add", "staff set"], "staff import FILE",
           {"code": "T1", "name": "技师", "role": "technician"}, ["staff list"],
           {"at-outlet": "outlet", "role": "roles"}, acts=["left", "back", "sure"]),
    Entity("outlet", ["outlet add", "outlet set"], "outlet import FILE",
           {"code": "B", "name": "分店", "scope": "maintenance"}, ["outlet list"]),
    Entity("reference", ["parts reference add"], "parts reference import FILE",
           {"part": "P1", "number": "N1"}, ["parts reference list P1"]),
    Entity("fitment", ["parts fit add"], "parts fit import FILE", {"part": "P1", "make": "大众"},
           ["parts fit list P1"], {"from": "year_from", "to": "year_to", "vin": "vin_pattern"}),
]

# (entity, option): why it cannot be taken in from a file.
NOT_TAKEN = {
    ("customer", "credit-limit"): "a manager sets it, by name",
    ("customer", "service-contact"): "a refusal of calls is what a customer says, not an old list",
}

# (entity, option): why no list or export shows it.
NOT_SHOWN = {
}


class Program:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_LANG": "en",
                    "SVCCTL_NOW": "2026-11-23T08:00:00Z", "SVCCTL_STAFF": "M01",
                    "HOME": str(folder)}
        self.shared = set(self.options())
        self.run("db", "init", staff="")
        self.run("staff", "add", "M01", "--name", "店长", "--role", "manager", staff="")
        self.run("parts", "add", "P1", "--name", "Bolt", "--unit", "pc")

    def run(self, *words, staff="M01", check=True):
        done = patience.run([self.binary, *words], cwd=self.folder, text=True,
                            env={**self.env, "SVCCTL_STAFF": staff})
        if check and done.returncode:
            raise RuntimeError(f"{words}: exit {done.returncode}: {done.stderr}")
        return done

    def options(self, *words):
        """The names of the options in the help of a verb, or of the program."""
        done = patience.run([self.binary, *words, "--help"], text=True,
                            env={"PATH": "/usr/bin:/bin", "SVCCTL_LANG": "en"}, check=True)
        return re.findall(r"^  --([a-z][a-z-]*)", done.stdout, re.M)

    def take(self, entity, row, *more):
        with open(self.folder / "list.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([row, row.values()])
        words = ["list.csv" if word == "FILE" else word for word in entity.takes.split()]
        return self.run(*words, *more, check=False)

    def unknown(self, entity, titles):
        """Those of the titles that the import of the entity does not know."""
        missing = []
        for title in titles:  # one by one: of many, an import names the first
            if title in entity.row:
                continue
            done = self.take(entity, {**entity.row, title: ""}, "--dry-run")
            if done.returncode not in (0, 5):
                raise RuntimeError(f"{entity.takes} with {title}: exit {done.returncode}: {done.stderr}")
            if re.search(rf"(?<![\w-]){re.escape(title)}(?![\w-])", done.stderr):
                missing.append(title)
        return set(missing)

    def shown(self, entity):
        """Keys of CSV and JSON of the lists and exports of the entity, each as a set."""
        keys = {"csv": set(), "json": set()}
        for command in entity.shows:
            words = command.split()
            keys["csv"] |= set(self.run(*words, "--format", "csv").stdout.splitlines()[0].split(","))
            rows = json.loads(self.run(*words, "--format", "json").stdout)
            for row in rows:
                keys["json"] |= set(row)
        return keys


def failures(program):
    needed = {"taken": set(), "shown": set()}
    for entity in ENTITIES:
        options = {option for verb in entity.sets for option in program.options(*verb.split())}
        fields = sorted(options - program.shared - entity.acts)
        if len(fields) < 2:
            yield f"{entity.name}: no fields are found"
        titles = {word for field in fields for word in entity.words(field)}
        unknown = program.unknown(entity, [*titles, "not_a_title"])
        if "not_a_title" not in unknown:
            yield f"{entity.name}: an unknown title is not told of"
        taken = program.take(entity, entity.row)
        if taken.returncode:
            yield f"{entity.name}: its row is not taken in: {taken.stderr}"
        shown = program.shown(entity)
        for field in fields:
            if entity.words(field) <= unknown:
                needed["taken"].add((entity.name, field))
                if (entity.name, field) not in NOT_TAKEN:
                    yield f"{entity.name}: --{field} has no column in its import"
            lacking = [form for form, keys in shown.items() if not entity.words(field) & keys]
            if lacking:
                needed["shown"].add((entity.name, field))
                if (entity.name, field) not in NOT_SHOWN:
                    yield f"{entity.name}: --{field} is not in {' and '.join(lacking)}"
    for kind, reasons in (("taken", NOT_TAKEN), ("shown", NOT_SHOWN)):
        for entity, field in reasons.keys() - needed[kind]:
            yield f"{entity}: --{field} is {kind} now: strike it from the list"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    rows = []
    with tempfile.TemporaryDirectory(prefix="svcctl-fields-") as folder:
        try:
            rows += failures(Program(binary, pathlib.Path(folder)))
        except Exception:  # pylint: disable=broad-except
            rows.append(traceback.format_exc())
    for row in rows:
        print(f"FAILED fields: {row}")
    print(f"{0 if rows else 1} passed, {len(rows)} failed")
    return 1 if rows else 0


if __name__ == "__main__":
    sys.exit(main())
