#!/usr/bin/env python3
"""An outlet is a scope (docs/adr/0026-outlet-scope.md): no act, list, sum or check of one outlet takes
in another.

The example days are lived at MAIN, one of three outlets. Before each of their commands a manager of EAST
without the right to work across outlets tries the same, at MAIN and at their own outlet: it never becomes
MAIN's. Then every verb of the program that reads is run for MAIN, for EAST and for NORTH, where nobody
worked. A verb that takes a document is in TAKES, one that shows nothing of these days in SILENT."""
import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOW = "2026-12-21T08:00:00Z"
WHOLE = "about the whole company"
AWAY = re.compile(r"works at (?:outlet )?EAST|this is done for outlet|not of EAST|" + WHOLE)
# What stays open at MAIN after the days, so that every list has something to show.
MORE = """intake book --plate 京C10001 --for "2026-12-22 10:00" --concern 保养
intake open --plate 京C10002 --name 客户丙 --phone 13700137999 --odometer 1000 --concern 异响
intake quote J-MAIN-261128-001 --package OIL-SERVICE
job note J-MAIN-261128-001 --text 昨天来过电话
intake confirm J-MAIN-261128-001 --method signature --by-customer 客户丙
parts request J-MAIN-261128-001 OIL-0001:1
parts reserve J-MAIN-261128-001 OIL-0001:1
parts own take J-MAIN-261128-001 --text 火花塞 --qty 4 --condition 全新 --told
parts place OIL-0001 --bin B-1
parts order new HB --part OIL-0008:2@330
parts give-back HB OIL-0008:1 --why 尺寸不符
parts transfer send --to WEST --part OIL-0001:1
parts waste in 900-214-08 18.5 --container 废油桶1 --source 换油
parts count open --bin B-1
late"""
# What a verb that reads is asked, beside its name.
TAKES = {"settle day": ["2026-11-21"], "complaint list": ["--all"],
         "parts ledger": ["OIL-0001"], "parts waste ledger": [], "audit check": ["--list"]}
# Verbs that read one document, whose number says the outlet.
SHOWS = ["job show J-MAIN-261121-001", "intake show J-MAIN-261121-001",
         "settle show J-MAIN-261121-001", "complaint show 001",
         "parts order show P-MAIN-261128-001", "parts count show S-MAIN-261128-001"]
# Verbs that show the same at every outlet of these days, and why.
SILENT = {"parts serials": "no piece of these days bears a number of its own",
          "parts old cores": "no old part of these days is charged for",
          "callback plan": "all is planned", "void list": "no payment of these days is void"}
# Verbs that need more than this test gives, or that write.
LEFT = {"customer add", "customer import", "customer merge", "vehicle import",
        "vehicle import-history", "intake open", "job task JOB list", "parts import",
        "parts receive", "parts recall", "parts count open", "callback assign", "late accept",
        "outlet import", "staff import", "parts place import", "parts reference import",
        "parts supplier import", "parts fit import", "callback results"}
# Every chain is checked unless `--outlet` names one; a log shows the company's events everywhere.
CHAINS = {"audit verify", "audit log"}
# Reads the catalogue too, which the days change.
CATALOGUE = {"parts reorder"}
# Written before each command of the days: what somebody of EAST gets who tries the same.
TRY = """#!/usr/bin/env python3
import json, os, subprocess, sys
real, argv = os.environ["REAL"], sys.argv[1:]
def tried(words, **more):
    env = {**os.environ, "SVCCTL_STAFF": "E01", **more}
    env = {k: v for k, v in env.items() if v is not None}
    done = subprocess.run([real, *words, "--dry-run"], env=env, capture_output=True, text=True)
    return [done.returncode, done.stdout + done.stderr]
if argv[:1] != ["batch"]:
    clean = {**os.environ}
    clean.pop("SVCCTL_OUTLET", None)
    os.environ.pop("SVCCTL_OUTLET", None)
    there, home = tried([*argv, "--outlet", "MAIN"]), tried(argv)
    with open(os.environ["TRIED"], "a", encoding="utf-8") as out:
        out.write(json.dumps([argv, there, home], ensure_ascii=False) + "\\n")
os.environ["SVCCTL_OUTLET"] = "MAIN"
os.execv(real, [real, *argv])
"""


class Shop:
    """A store of three outlets in a folder of its own."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.env = {"PATH": f"{folder}/bin:{binary.parent}:/usr/bin:/bin", "HOME": folder,
                    "SVCCTL_DB": "shop.db", "SVCCTL_LANG": "en", "REAL": str(binary),
                    "TRIED": f"{folder}/tried", "SVCCTL_NOW": "2026-11-21T00:00:00Z"}
        (pathlib.Path(folder) / "svcctl.toml").write_bytes(
            (ROOT / "examples/svcctl.toml").read_bytes())
        self.do("db", "init")
        self.do("parts", "import", ROOT / "examples/supplier-huabei.csv")
        for code in ("EAST", "NORTH", "WEST"):
            self.do("outlet", "add", code, "--name", code, "--scope", "小修")
        self.do("staff", "add", "M01", "--name", "店长", "--role", "manager")
        self.do("staff", "add", "E01", "--name", "分店店长", "--role", "manager", "--at-outlet",
                "EAST", "--as", "M01")
        self.do("staff", "right", "E01", "across-outlets", "--take", "--as", "M01")

    def run(self, *words, **more):
        return patience.run([self.binary, *map(str, words)], cwd=self.folder, text=True,
                            env={**self.env, **more})

    def do(self, *words):
        done = self.run(*words)
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stderr}")

    def live(self):
        """The example days at MAIN."""
        path = pathlib.Path(self.folder)
        (path / "bin").mkdir()
        wrapper = path / "bin/svcctl"
        wrapper.write_text(TRY, encoding="utf-8")
        wrapper.chmod(0o755)
        day = (ROOT / "examples/day.sh").read_text(encoding="utf-8")
        day = re.sub(r"^say svcctl staff add M01 .*\n", "", day, flags=re.M)
        day = re.sub(r"\b([A-Z])(2611\d\d-)", r"\1-MAIN-\2", day)
        script = path / "day.sh"
        script.write_text(day, encoding="utf-8")
        done = subprocess.run(["sh", script], cwd=path, env=self.env, capture_output=True,
                              text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stdout[-2000:] + done.stderr)
        for line in MORE.splitlines():
            words, more = shlex.split(line), {}
            if words == ["late"]:
                words = ["job", "note", "J-MAIN-261128-001", "--text", "补记", "--at", "2026-11-28 09:05"]
                more = {"SVCCTL_NOW": "2026-11-30T02:00:00Z"}
            done = self.run(*words, "--as", "M01", "--outlet", "MAIN",
                            **{"SVCCTL_NOW": "2026-11-28T01:00:00Z", **more})
            if done.returncode:
                raise RuntimeError(f"{line}: {done.stderr}")
        return [json.loads(line)
                for line in (path / "tried").read_text(encoding="utf-8").splitlines()]


def acts(tried):
    """No command of the days, tried by E01, is done at MAIN."""
    away = 0
    for argv, there, home in tried:
        words = " ".join(argv)
        if there[0] in (0, 1):
            yield f"E01 at MAIN: {words}"
        away += bool(AWAY.search(there[1]))
        if home[0] in (0, 1) and "-MAIN-" in home[1] and not AWAY.search(there[1]):
            yield f"E01 of EAST: {words}: {home[1].strip()}"
    if away < len(tried) / 2:
        yield f"only {away} of {len(tried)} commands were refused as another outlet's"


def listed(text, heading):
    section = text.split(f"\n{heading}\n", 1)[1].split("\n\n")[0]
    return [line.strip().split("  ")[0] for line in section.splitlines() if re.match(r"  \S", line)]


def verbs(shop):
    """(words, usage) of every verb."""
    for group in listed(shop.run("--help").stdout, "Groups:"):
        for name in listed(shop.run(group, "--help").stdout, "Verbs:"):
            text = shop.run(group, *name.split(), "--help").stdout
            usage = text.split("Usage:\n", 1)[1].splitlines()[0].strip()
            yield f"{group} {name}", usage


def reads(shop, twin):
    """Every verb that can be run is narrowed to the outlet, or refuses to be."""
    narrowed, whole = 0, 0
    for verb, usage in verbs(shop):
        asked = TAKES.get(verb)
        if verb in LEFT or verb.split()[0] in ("config", "db"):
            continue
        if asked is None and re.search(r" [A-Z]{2,}| --(?!…)", usage.removeprefix(f"svcctl {verb}")):
            continue
        words = [*verb.split(), *(asked or []), "--dry-run", "--format", "json"]

        def shown(*more, at=shop):
            done = at.run(*words, *more, SVCCTL_NOW=NOW)
            text = re.sub(r'"log_(events|head)":("[0-9a-f]*"|\d+)', "", done.stdout)
            return done.returncode, re.sub(r'_by": "\w+"', "", text), done.stderr
        main, east, north = (shown("--as", "M01", "--outlet", o) for o in ("MAIN", "EAST", "NORTH"))
        own, over = shown("--as", "E01"), shown("--as", "E01", "--outlet", "MAIN")
        if WHOLE in main[2]:
            whole += 1
            if not all(WHOLE in each[2] for each in (east, north, over)):
                yield f"{verb}: is the whole company's at one outlet, and not at another"
            continue
        if main[0] not in (0, 1):
            yield f"{verb}: {main[2].strip()}"
            continue
        narrowed += 1
        if "works at outlet EAST" not in over[2]:
            yield f"{verb}: E01 reads MAIN"
        if verb in CHAINS:
            if re.search('"chain":"(?!EAST|")', east[1] + own[1]):
                yield f"{verb}: EAST reads the chain of another outlet"
            continue
        if own != east:
            yield f"{verb}: E01 reads something else than --outlet EAST: {own} {east}"
        if not re.search("several outlets|say who|has no right", shown()[2]):
            yield f"{verb}: a stranger reads without saying where: {shown()}"
        for name, each in (("EAST", east), ("NORTH", north)):
            if "-MAIN-" in each[1]:
                yield f"{verb}: {name} reads of MAIN: {each[1][:300]}"
        same = main[1].replace("MAIN", "") == east[1].replace("EAST", "")
        if same and verb not in SILENT:
            yield f"{verb}: shows the same at MAIN and at EAST: {main[1][:200]}"
        if not same and verb in SILENT:
            yield f"{verb}: is in SILENT, and shows something"
        fresh = shown("--as", "M01", "--outlet", "EAST", at=twin)
        if fresh[:2] != east[:2] and verb not in CATALOGUE:
            yield f"{verb}: EAST, where nobody worked, reads {east[1][:300]}, not {fresh[1][:300]}"
    for line in SHOWS:
        words = line.split()
        for more, expected in (("M01 --outlet EAST", 2), ("M01 --outlet MAIN", 0), ("E01", 0)):
            done = shop.run(*words, "--as", *more.split(), SVCCTL_NOW=NOW)
            if done.returncode != expected:
                yield f"{line} --as {more}: exit {done.returncode} {done.stderr.strip()}"
    print(f"{narrowed} verbs are narrowed, {whole} are the company's")
    if narrowed < 20:
        yield f"only {narrowed} verbs are narrowed"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", required=True)
    binary = pathlib.Path(arguments.parse_args().binary).resolve()
    failed = 0
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        shop, twin = Shop(binary, folder), Shop(binary, other)
        tried = shop.live()
        for found in (acts(tried), reads(shop, twin)):
            rows = list(found)
            failed += bool(rows)
            for row in rows:
                print(f"FAILED {row}")
    print(f"{2 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
