#!/usr/bin/env python3
"""Sends data that nobody here wrote through the program: ../shared/data beside the project.

CSV files give their rows or rejects that are named, never less; identifiers give what their
sources say of them; strings that break text handling survive being a customer's name and concern.
Where the folder is absent, nothing is tested.
"""
import argparse
import csv
import io
import json
import pathlib
import re
import sys
import tempfile
import unicodedata
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = ROOT.parent / "shared" / "data"
failures = []


def check(truth, what):
    if not truth:
        failures.append(what)


class Probe:
    """The helper that shows what the library makes of files and words."""

    def __init__(self, binary):
        self.binary = binary

    def lines(self, *words, given=None):
        done = patience.run([self.binary, *words], input=given)
        check(done.returncode == 0, f"{words}: exit {done.returncode} {done.stderr[:200]!r}")
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def file(self, path):
        """Rows with their lines, rejects, and how it was read."""
        lines = self.lines("csv", str(path))
        last = lines.pop() if lines else {}
        return [x for x in lines if "row" in x], [x for x in lines if "cause" in x], last


def test_spectrum(probe):
    folder = DATA / "csv-spectrum"
    for path in sorted(folder.glob("csvs/*.csv")):
        if path.stem == "location_coordinates":
            continue  # its JSON is not what its CSV says
        rows, rejects, _ = probe.file(path)
        rows = [x["row"] for x in rows]
        # A new line within a field is one character, however the file writes it.
        wanted = json.loads((folder / "json" / (path.stem + ".json")).read_text("utf-8")
                            .replace("\\r\\n", "\\n"))
        got = [dict(zip(rows[0], row)) for row in rows[1:]]
        check(not rejects and got == wanted, f"{path.name}: {got} instead of {wanted}")


def other_reading(path, how):
    """The rows as Python's reader gives them, blank lines left out; whether quotes stand behind a blank,
    which are quotes all the same."""
    text = path.read_bytes().decode(how["encoding"]).removeprefix("\ufeff")
    blank = re.search("(?m)(?:^|" + re.escape(how["delimiter"]) + ') +"', text) is not None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=how["delimiter"],
                      skipinitialspace=blank)
    return [row for row in rows if row], blank


def stripped(rows):
    return [[value.strip() for value in row] for row in rows]


def test_wild_files(probe):
    for path in sorted(DATA.glob("csv-duckdb/**/*")):
        if not path.is_file() or path.suffix not in (".csv", ".tsv"):
            continue
        name = path.relative_to(DATA)
        rows, rejects, how = probe.file(path)
        # What is neither UTF-8 nor plausible Chinese is asked for by name.
        check("encoding" in how or how.get("error") in ("csv.delimiter", "csv.encoding"),
              f"{name}: {how}")
        bytes_ = path.read_bytes()
        ends = bytes_.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        places = [x["line"] for x in rows + rejects]
        check(len(set(places)) == len(places) and all(1 <= n <= ends for n in places),
              f"{name}: lines {sorted(places)[:9]} of {ends}")
        check(all(x["cause"] and x["fix"] and x["column"] for x in rejects),
              f"{name}: a reject without column, cause or fix: {rejects[:2]}")
        check(b"\0" not in bytes_ or how.get("encoding", "").startswith("utf-16") or
              any("NUL" in x["cause"] for x in rejects), f"{name}: a NUL was taken")
        if not rejects and "encoding" in how:
            wanted, blank = other_reading(path, how)
            got = [x["row"] for x in rows]
            if blank:
                wanted, got = stripped(wanted), stripped(got)
            check(got == wanted, f"{name}: {[r for r in got if r not in wanted][:2]} instead of "
                  f"{[r for r in wanted if r not in got][:2]}")


def table(name):
    with open(DATA / "identifiers" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def identified(probe, kind, words):
    return probe.lines("identifiers", given="".join(f"{kind}\t{w}\n" for w in words).encode())


def test_vins(probe):
    rows = table("vin.tsv")
    for row, got in zip(rows, identified(probe, "vin", [r["vin"] for r in rows])):
        state = "ok" if not got["warning"] else "bad" if got["normal"] else "format"
        check(state == row["check_digit_computed"], f"VIN {row['vin']}: {state}, {row}")


def test_credit_codes(probe):
    rows = table("uscc.tsv")
    for row, got in zip(rows, identified(probe, "credit", [r["code"] for r in rows])):
        state = "ok" if not got["warning"] else "bad"
        check(state == row["gb32100_check"], f"credit code {row['code']}: {state}, {row}")


def test_phones(probe):
    """The sources speak of mobile numbers alone and take no separators: landlines are as good
    here, and what machines are called by (92…) is kept with a warning. They disagree on a 0
    before the number."""
    rows = table("mobile_cn.tsv")
    for row, got in zip(rows, identified(probe, "phone", [r["number"] for r in rows])):
        number = row["number"]
        good = bool(got["normal"]) and not got["warning"]
        wanted = row["expected"] == "valid"
        if "92138389438" in number:
            check(bool(got["normal"]), f"phone {number}: lost")
        elif number not in ("010-38238383", "0086-138-1121-1114", "013838389438"):
            check(good == wanted, f"phone {number}: {got}, {row}")


def test_plates(probe):
    """Sources disagree on plates of the forces, of embassies and of eight characters with a word
    at the end: those may warn, and must be kept as they were typed."""
    rows = table("plates.tsv")
    for row, got in zip(rows, identified(probe, "plate", [r["plate"] for r in rows])):
        said, plate = row["expected"], row["plate"]
        known = said.startswith("valid") or said == "special-7char"
        if plate.startswith("BL") or "领" in plate[-1:] and plate[1].isdigit():
            known = None  # armed police and consulates: by either shape
        check(bool(got["normal"]), f"plate {plate}: lost")
        if known:
            check(not got["warning"], f"plate {plate}: {got['warning']}")
        elif said == "invalid" and plate.upper() == plate:
            check(bool(got["warning"]), f"plate {plate}: taken without a word")


RUNS = re.compile("[ \u3000\ufeff]*[=+\\-@\t\r\n＝＋－＠]")
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def unguarded(text):
    return text[1:] if text[:1] == "'" and RUNS.match(text.lstrip("'")) else text


def hidden(word):
    """Whether a character in it acts or does not show: such words are refused."""
    return any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") or c == "\u034f" for c in word)


def quoted(word):
    return "'" + word.replace("'", "'\\''") + "'"


def test_strings(svcctl):
    text = (DATA / "text" / "blns.txt").read_bytes().decode("utf-8").split("\n")
    strings = [s for s in text if s and not s.startswith("#")]
    refused = [s for s in strings if hidden(s.strip())]
    strings = [s.strip() for s in strings if s.strip() and not hidden(s.strip())]
    with tempfile.TemporaryDirectory(prefix="svcctl-") as folder:
        env = {"SVCCTL_DB": "shop.db", "SVCCTL_NOW": "2026-11-23T08:00:00Z", "SVCCTL_LANG": "en"}

        def run(*words, given=None):
            done = patience.run([svcctl, *words], input=given, cwd=folder, env=env)
            check(done.returncode == 0, f"{words[:4]}: {done.returncode} {done.stderr[-600:]!r}")
            return done.stdout

        run("db", "init", "--quiet")
        for word in refused:
            done = patience.run([svcctl, "customer", "add", "--name", word], cwd=folder, env=env)
            check(done.returncode == 2 and b"not shown: U+" in done.stderr,
                  f"{word!r} as a name: {done.returncode} {done.stderr!r}")
        run("batch", "-", "--quiet", given="".join(
            f"intake open --plate 京A{10000 + i} --phone {13800000000 + i} --odometer 1000 "
            f"--name={quoted(word)} --concern={quoted(word)}\n"
            for i, word in enumerate(strings)).encode())
        reveal = ("customer", "list", "--sort", "number", "--reveal", "--purpose", "test")
        as_json = json.loads(run(*reveal, "--format", "json"))
        named = {row["phone"]: row["name"] for row in as_json}
        wanted = {str(13800000000 + i): word for i, word in enumerate(strings)}
        for phone, word in wanted.items():
            check(named.get(phone) == word, f"name {word!r} became {named.get(phone)!r}")
        as_csv = list(csv.DictReader(io.StringIO(run(*reveal, "--format", "csv").decode(),
                                                 newline="")))
        check({row["phone"]: unguarded(row["name"]) for row in as_csv} == named,
              "CSV gives other names than JSON")
        check(not [row["name"] for row in as_csv if RUNS.match(row["name"])],
              "a spreadsheet would run a name")
        lines = run(*reveal).decode().split("\n")
        check(len(lines) == len(strings) + 3, f"a table of {len(lines)} lines")
        check(not [x for x in lines if STEERS.search(x)], "a table that steers the terminal")
        for i in range(0, len(strings), 10):
            job = json.loads(run("job", "show", f"J261123-{i + 1:03d}", "--format", "json"))
            check(job["concern"] == strings[i], f"concern {strings[i]!r} became {job['concern']!r}")
        run("audit", "verify")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    svcctl = pathlib.Path(arguments.parse_args().binary).resolve()
    if not DATA.is_dir():
        print("shared data: absent, nothing tested: 0 passed, 0 failed")
        return 0
    probe = Probe(svcctl.parent / "probe")
    tests = [(test_spectrum, probe), (test_wild_files, probe), (test_vins, probe),
             (test_credit_codes, probe), (test_phones, probe), (test_plates, probe),
             (test_strings, svcctl)]
    failed = 0
    for test, subject in tests:
        before = len(failures)
        try:
            test(subject)
        except Exception:  # pylint: disable=broad-except
            failures.append(f"{test.__name__}: {traceback.format_exc()}")
        failed += len(failures) > before
    for failure in failures[:40]:
        print(failure)
    print(f"shared data: {len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
