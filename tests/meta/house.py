#!/usr/bin/env python3
"""The house rules: who includes whom and reads whose tables, what the library may not touch, what
the schema may not do, that the page on the architecture names every room, every message in Chinese, every verb with help, an example, a transcript and
its place in the reference."""
import argparse
import pathlib
import re
import shlex
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SLICES = ["shop", "customer", "parts", "intake", "job", "settle", "callback", "complaint",
          "archive", "audit", "correction"]
GROUND = ["base", "packed", "csv", "workbook", "store"]
# The rooms of lib/parts, by the same rule.
ROOMS = ["catalogue", "stock", "buying", "import", "count"]
# The rooms of cli, by the same rule; what stands in cli/ itself belongs to the room named here.
CLI_ROOMS = ["process", "files", "output", "parser", "config", "input", "commands", "run"]
CLI_FILES = {"command.hpp": "parser", "main.cpp": "run"}
CONFINED = {"sqlite3.h": "lib/store/sqlite/", "toml++/": "cli/config/",
            "CLI/": "cli/parser/parser.cpp", "zlib.h": "lib/packed/", "expat.h": "lib/workbook/"}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)")
# When examples are tried: those with an hour of the day mean one that has passed.
AFTERNOON = "2026-11-23T08:00:00Z"
# What the library leaves to the program: printing and the environment.
OUTSIDE = re.compile(r"\b(?:std::cout|std::cerr|std::clog|printf|fprintf|getenv|secure_getenv)\b")
LINES = 400
# Where files are opened, made and renamed, and nowhere else: what a command reads and writes goes
# through cli/files (which refuses what it stands on) or base/read_file.hpp (which never waits).
OPENS = re.compile(r"\bstd::(?:basic_)?[io]?(?:fstream|filebuf)\b|stdio_filebuf|\b(?:std::)?(?:fopen|"
                   r"freopen|tmpfile)\s*\(|(?<!\w)::(?:open|openat|creat)\s*\(|\bmkos?temps?\s*\(|"
                   r"\b(?:rename|renameat2?|linkat|symlink)\s*\(|\bsqlite3_open|"
                   r"\bfilesystem::(?:copy\w*|rename|resize_file)\b")
OPENERS = re.compile(r"cli/files/|cli/process/terminal\.cpp|lib/base/read_file\.|lib/store/file\.cpp|"
                     r"lib/store/sqlite/open\.cpp")
# What only lib/store names: all others know the log by store/log.hpp and store/row_history.hpp.
LOG = {"event", "event_row", "event_pack", "log_table", "chain_head", "anchor_head"}


def sources():
    return sorted(p for top in ("lib", "cli") for p in (ROOT / top).rglob("*")
                  if p.suffix in (".cpp", ".hpp"))


def owners():
    """table → the slice whose migration makes it: the first word of the file's name."""
    made = {}
    for path in sorted((ROOT / "schema").glob("*.sql")):
        slice_name = path.stem.split("_")[1]
        for table in re.findall(r"^CREATE TABLE (\w+)", path.read_text(encoding="utf-8"), re.M):
            made[table] = slice_name
    return made


def room(name):
    """The place of a room of lib/parts in their line; a file of no room stands after them all."""
    return ROOMS.index(name) if name in ROOMS else len(ROOMS)


def cli_room(name):
    """The room of cli/ROOM/FILE, or of a file in cli/ itself; None for a file of the library."""
    first, _, rest = name.partition("/")
    if first != "cli":
        return None
    room = rest.split("/")[0] if "/" in rest else CLI_FILES.get(rest)
    return CLI_ROOMS.index(room) if room in CLI_ROOMS else -1


def layers():
    tables = owners()
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        here = name.split("/")[1] if name.startswith("lib/") else None
        mine = cli_room(name)
        if mine == -1:
            yield f"{name}: stands in no room of cli"
        if text.count("\n") >= LINES:
            yield f"{name}: {LINES} lines or more"
        for included in INCLUDE.findall(text):
            there = included.split("/")[0]
            for head, place in CONFINED.items():
                if included.startswith(head) and not name.startswith(place):
                    yield f"{name}: {included} belongs in {place}"
            if here and included.startswith("cli/"):
                yield f"{name}: the library includes the program"
            if mine is not None and (cli_room(included) or 0) > mine:
                yield f"{name}: {included} stands in a later room of cli"
            if "/private/" in included and (there != here or (
                    name.endswith(".hpp") and "/private/" not in name)):
                yield f"{name}: {included} is private to the sources of {there}"
            if here == there == "parts" and room(included.split("/")[1]) > room(name.split("/")[2]):
                yield f"{name}: {included} stands in a later room of parts"
            if here in SLICES and there in SLICES and SLICES.index(there) > SLICES.index(here):
                yield f"{name}: {here} stands left of {there}"
            if here in GROUND and there in SLICES:
                yield f"{name}: {here} is ground under {there}"
        if not here:
            continue
        for word in OUTSIDE.findall(text):
            yield f"{name}: {word} is the program's"
        for table in TABLE.findall(text):
            there = tables.get(table)
            if there == "store" and table in LOG and here != "store":
                yield f"{name}: {table} is the log's; store/log.hpp and row_history.hpp read it"
            if here in SLICES and there in SLICES and SLICES.index(there) > SLICES.index(here):
                yield f"{name}: {here} reads {table} of {there}"


def architecture():
    """docs/architecture.md names every folder of lib and cli, but for the private ones."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    for top in ("lib", "cli"):
        for folder in sorted(p for p in (ROOT / top).rglob("*") if p.is_dir()):
            name = folder.relative_to(ROOT).as_posix()
            parent = f"`{folder.parent.relative_to(ROOT).as_posix()}`"
            row = next((line for line in text.splitlines() if line.startswith(f"| {parent}")), "")
            if folder.name != "private" and f"`{name}`" not in text and f"`{folder.name}`" not in row:
                yield f"docs/architecture.md does not name {name}"
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        if not (ROOT / "docs" / link).exists():
            yield f"docs/architecture.md: there is no {link}"


def schema():
    """The log is told of the rows that a statement returns: nothing else may change rows; what was
    read is forgotten by the tables that its text names: a view is known by its name."""
    for path in sorted((ROOT / "schema").glob("*.sql")):
        text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
        for action in re.findall(r"\bON (?:DELETE|UPDATE)\s+(?:CASCADE|SET\s+\w+)", text, re.I):
            yield f"{path.name}: {action} changes rows that the log is not told of"
        for trigger in re.findall(r"\bCREATE TRIGGER\b.*?\bEND\b\s*;", text, re.S | re.I):
            body = re.split(r"\bBEGIN\b", trigger, maxsplit=1, flags=re.I)[-1]
            if re.search(r"\b(?:INSERT|UPDATE|DELETE|REPLACE)\b", body, re.I):
                yield f"{path.name}: a trigger that writes: {' '.join(trigger.split())[:60]}"
        for view in re.findall(r"\bCREATE VIEW (\w+)", text, re.I):
            if not view.endswith("_card"):  # by which store/known_rows knows a view
                yield f"{path.name}: the name of view {view} does not end in _card"


def files():
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        if OPENERS.match(name):
            continue
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for opened in OPENS.findall(text):
            yield f"{name}: {opened.strip()} belongs in cli/files or base/read_file.hpp"


def rules():
    """A rule that the audit counts is one that a service refuses by, and a test breaks it."""
    code = {path: path.read_text(encoding="utf-8") for path in sources()}
    broken = (ROOT / "tests/unit/rule_test.cpp").read_text(encoding="utf-8")
    for path, text in code.items():
        for name in re.findall(r"constexpr store::Rule (\w+)\{", text):
            users = [p for p, t in code.items() if p != path and re.search(rf"rule::{name}\b", t)]
            audited = [p for p in users if "lib/audit" in str(p)]
            if len(users) == len(audited):
                yield f"{path.name}: no service refuses by rule {name}"
            if audited and not re.search(rf"rule::{name}\b", broken):
                yield f"tests/unit/rule_test.cpp: rule {name} is not broken there"


def papers():
    """A layout names the owner, the car and the shop as they were kept (ADR 23), never as they are."""
    tables = owners()
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        lays_out = re.search(r"\(const (?:intake::)?PaperSource& of\)", text)
        if path.suffix == ".hpp" or not (lays_out or re.match(r"lib/settle/\w*paper", name)):
            continue
        for included in INCLUDE.findall(text):
            if included.startswith("customer/"):
                yield f"{name}: lays a paper out and includes {included}"
        for table in TABLE.findall(text):
            if tables.get(table) == "customer":
                yield f"{name}: lays a paper out and reads {table}"
        for live in re.findall(r"settings\(\)\.shop\b|letterhead_of\(", text):
            yield f"{name}: lays a paper out and reads {live}"


def times():
    """Only WriteTxn::stands_on makes a Stamp, and only a stamp says when a thing happened."""
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("lib/") or name.startswith("lib/store/"):
            continue
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for around in re.findall(
                r"context\(\)\.at\b|"
                r'\{"(?:at|happened_at)",(?!\s*(?:N_\(|tx_?\.(?:now|happened)\(\)))[^}]*\}', text):
            yield f"{name}: {around} goes round tx.stamp() (ADR 20)"


def scopes():
    """Only lib/store reads what `--outlet` says; services ask the transaction where it acts."""
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("lib/") or name.startswith("lib/store/"):
            continue
        if name == "lib/shop/acting.cpp":  # resolves it, with who acts
            continue
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        if re.search(r"context\(\)\.outlet\b", text):
            yield f"{name}: context().outlet goes round tx.scope() (ADR 26)"


# Views of what happened whose rows are never told late, and why.
IN_TIME = {"lapse_view": "of the audit, which tells lateness apart", "erasure_view": "done now",
           "batch_view": "an import", "batch_undone_view": "an import", "parts_batch_view": "an import",
           "correction_view": "put right now", "signature_view": "an act late by itself says so", "voided_view": "on the day of the payment itself",
           "serial_view": "where a piece is now", "supplier_move_view": "prices that were paid",
           "bill_rows": "what is owed", "held_view": "what is held now"}


def late():
    """What happened is shown with who recorded it late (ADR 20), in every list."""
    seen = set()
    for path in sorted((ROOT / "cli/commands").glob("*.cpp")):
        for view in re.finditer(r"View<[\w:]+>& (\w+)\([^)]*\) \{\n(.*?)\n\}",
                                path.read_text(encoding="utf-8"), re.S):
            name, columns = view.groups()
            if not re.search(r'\{"(?:at|when|happened_at)"', columns):
                continue
            seen.add(name)
            if ('"late_by"' in columns) == (name in IN_TIME):
                yield f"{path.name}: {name} shows when, and not who recorded it late"
    yield from (f"no view {name} shows when" for name in sorted(set(IN_TIME) - seen))


def catalogue():
    done = patience.run([ROOT / "script/messages"], text=True)
    if done.stderr.strip():
        yield done.stderr.strip()
    for msgid in re.findall(r'^msgid (.*(?:\n".*)*)', done.stdout, re.M):
        yield f"no Chinese for: {msgid}"
    chinese = {}
    for path in sorted((ROOT / "po").rglob("*.po")):
        text = path.read_text(encoding="utf-8")
        for entry in re.split(r"\n\s*\n", text):
            msgid, _, msgstr = entry.partition("msgstr")
            if "msgid" not in msgid or 'msgid ""\n' in msgid and '"\n"' not in msgid:
                continue
            # Which of two is shown would depend on the order of files. A word with two senses says
            # which: "issue||stock" (base/text.hpp).
            known = "".join(re.findall(r'"(.*)"', msgid))
            if chinese.setdefault(known, path.name) != path.name:
                yield f"{path.name}: there is Chinese in {chinese[known]} already: {known}"
            if set(re.findall(r"\{\d\}", msgid)) != set(re.findall(r"\{\d\}", msgstr)):
                yield f"{path.name}: places differ: {msgid.strip()}"


def glossary():
    """One Chinese word for one thing, as po/glossary says."""
    twins = []
    for line in (ROOT / "po/glossary").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            term, chinese, forbidden, *unless = line.split("\t")
            means_else = "".join(unless).removeprefix("unless").split()
            twins += [(term, chinese, twin, means_else) for twin in forbidden.split()]
    for path in sorted((ROOT / "po").rglob("*.po")):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r'^msgstr (".*"(?:\n".*")*)', text, re.M):
            shown_text = "".join(re.findall(r'"(.*)"', found[1]))
            for term, chinese, twin, means_else in twins:
                rest = shown_text
                for phrase in means_else:
                    rest = rest.replace(phrase, "")
                if twin in rest:
                    yield f"{path.name}: {twin} for {term}, which is {chinese}: {shown_text}"


# Messages that give a code as it is typed, and why.
TYPED_CODES = {"lib/customer/identity.cpp": "what stands after --kind"}


def arguments_of(text):
    """What stands before the parenthesis that closes those of a call."""
    depth = 1
    for end, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth == 0:
            return text[:end]
    return text


def labels():
    """A message gives the label of a code, not the code: `tr("job {0} is {1}", number, state)`."""
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("lib/") and name not in TYPED_CODES:
            text = path.read_text(encoding="utf-8")
            for call in re.finditer(r"\btr\(", text):
                if "to_code(" in arguments_of(re.sub(r'"(?:[^"\\]|\\.)*"', '""', text[call.end():])):
                    yield f"{name}:{text.count(chr(10), 0, call.start()) + 1}: a message gives a code"


def shown(binary, *words):
    return patience.run([binary, *words], text=True,
                        env={"PATH": "/usr/bin:/bin", "SVCCTL_LANG": "en"})


def listed(text, heading):
    section = text.split(f"\n{heading}\n", 1)[1].split("\n\n")[0]
    return [line.strip().split("  ")[0] for line in section.splitlines()
            if re.match(r"  \S", line)]


def examples(text):
    if "\nExamples:\n" not in text:
        return []
    section = text.split("\nExamples:\n", 1)[1].split("\n\n")[0]
    return [line.strip() for line in section.splitlines() if re.match(r"  \S", line)]


def wrong_usage(binary, folder, example):
    """Values are checked before a store is opened: an example that is misused ends with 2."""
    words = shlex.split(example.split("|")[0].split(">")[0])
    if words[0] != "svcctl":
        return f"does not begin with svcctl: {example}"
    for made in pathlib.Path(folder).glob("missing.db*"):
        made.unlink()
    done = patience.run([binary, *words[1:]], text=True, cwd=folder,
                        env={"PATH": "/usr/bin:/bin", "SVCCTL_DB": "missing.db",
                             "SVCCTL_NOW": AFTERNOON, "SVCCTL_LANG": "en", "HOME": folder})
    return f"{example}: {done.stderr.strip()}" if done.returncode == 2 else ""


def verbs(binary):
    text = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests/cli").rglob("*.txt"))
    typed = "\n".join(line[2:] for line in text.splitlines() if line.startswith("$ "))
    with tempfile.TemporaryDirectory() as folder:
        for group in listed(shown(binary, "--help").stdout, "Groups:"):
            done = shown(binary, group, "--help")
            if done.returncode or "\nVerbs:\n" not in done.stdout:
                yield f"{group}: --help gives exit {done.returncode} {done.stderr}"
                continue
            names = listed(done.stdout, "Verbs:")
            if not names:
                yield f"{group}: no verbs"
            for name in names:
                done = shown(binary, group, *name.split(), "--help")
                if done.returncode or not done.stdout.splitlines()[:1]:
                    yield f"{group} {name}: --help gives exit {done.returncode} {done.stderr}"
                    continue
                given = examples(done.stdout)
                if not given:
                    yield f"{group} {name}: no example"
                for wrong in filter(None, (wrong_usage(binary, folder, e) for e in given)):
                    yield f"{group} {name}: example: {wrong}"
                first, *rest = name.split()
                pattern = rf"svcctl (?:--\S+ )*{group} {first}\b" + "".join(
                    rf"[^|;]*\b{word}\b" for word in rest if not word.isupper())
                if not re.search(pattern, typed):
                    yield f"{group} {name}: no transcript"


def settings():
    """Every setting of the table stands in the commented example, if only in a comment."""
    table = (ROOT / "cli/config/setting.cpp").read_text(encoding="utf-8")
    keys = re.findall(r'(?:plain<[^>]*>\(\s*|\.key = )"([a-z_.]+)"', table)
    there, section = set(), ""
    for line in (ROOT / "examples/svcctl.toml").read_text(encoding="utf-8").splitlines():
        line = line.removeprefix("#").strip()
        if found := re.match(r"\[\[?([a-z_.]+)(?:\.[A-Z-]+)?\]", line):
            section = found.group(1) + "."
            there.add(found.group(1))
        elif found := re.match(r"([a-z_]+) = ", line):
            there.add(section + found.group(1))
    if not keys:
        yield "no settings found in cli/config/setting.cpp"
    for key in keys:
        if key not in there:
            yield f"{key} does not stand in examples/svcctl.toml"


def reference(binary):
    done = patience.run([sys.executable, ROOT / "script/reference", "--check", "--binary",
                         binary], text=True)
    for line in (done.stdout + done.stderr).splitlines():
        yield f"run script/reference: {line}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    passed = failed = 0
    for name, found in (("layers", layers()), ("schema", schema()), ("rules", rules()),
                        ("architecture", architecture()), ("files", files()), ("times", times()),
                        ("papers", papers()), ("scopes", scopes()),
                        ("catalogue", catalogue()), ("glossary", glossary()), ("labels", labels()), ("verbs", verbs(binary)),
                        ("settings", settings()), ("late", late()),
                        ("reference", reference(binary))):
        rows = []
        try:
            rows += found
        except Exception:  # pylint: disable=broad-except
            rows.append(traceback.format_exc())
        passed, failed = passed + (not rows), failed + bool(rows)
        for row in rows:
            print(f"FAILED {name}: {row}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
