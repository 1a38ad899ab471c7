#!/usr/bin/env python3
"""Nobody signs for another (ADR 28). Every option of the program that takes a person of the staff
leaves a signature that waits when it is used, or stands in NO_SIGNATURE with the reason. And every source
of the library that looks up a person by a typed code names that person (`store::named`), or stands in
LOOKS_UP. What is no longer there is taken out of both."""
import argparse
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import patience  # noqa: E402

FILTER = "narrows a list"
ABOUT = "the verb is about that person, and does nothing in their name"
NO_SIGNATURE = {
    ("audit log", "--actor"): FILTER,
    ("callback due", "--assignee"): FILTER,
    ("callback export", "--assignee"): FILTER,
    ("complaint due", "--assignee"): FILTER,
    ("callback assign", "--to"): "whoever calls records the call under their own name",
    ("complaint open", "--against"): "whom the customer blames; nothing is done in their name",
    ("complaint open", "--first"): "the first handler signs the complaint off themselves (3.3-first)",
    ("complaint handover", "--to"): "whoever has it in hand acts under their own name",
    ("complaint investigate", "--against"): "whose work it is found to be; the investigator says so",
    ("complaint act", "--owner"): "who sees to a prevention says that it is done themselves",
    ("correct certificate", "STAFF"): ABOUT,
    ("complaint cost", "--technician"): "whose work it was; nothing is done in their name",
    **{(f"staff {verb}", "STAFF"): ABOUT for verb in
       ("add", "set", "show", "right", "rights", "certificate add", "certificate withdraw",
        "certificate list", "bind", "unbind", "bindings", "pin", "twin")},
}
# (verb, option): what is typed before, and what uses the option. The shop: M01 manages, T01 T02 are
# technicians, P01 P02 keepers, I01 inspects, C01 takes money, A01 receives. Job 001 is in work.
USES = {
    ("job task assign", "--technician"): "--as A01 job task 001 assign 2 --technician T02",
    ("job task start", "--technician"): "--as A01 job task 001 start 2 --technician T02",
    ("settle refund", "--second"): "--as C01 settle refund 002 --method cash --amount 600 "
                                   "--payment-ref x --second M01",
    ("void payment", "--second"): "--as C01 void payment R-MAIN-261123-001 --why x --second M01",
    ("void receipt", "--second"): "--as P01 void receipt G-MAIN-261123-002 --why x --second P02",
    ("job cancel", "--second"): "--as A01 job cancel 003 --why x --second M01",
    ("parts adjust", "--second"): "--as P01 parts adjust PAD:-2 --lot L1 --why x --second P02",
    ("parts scrap", "--second"): "--as P01 parts scrap PAD:2 --lot L1 --why x --second P02",
    ("parts give-back", "--second"): "--as P01 parts give-back HB PAD:2 --lot L1 --why x --second P02",
    ("parts import", "--second"): "--as P01 parts import set.csv --stock set --second P02",
    ("parts transfer receive", "--second"): "--as M01 --outlet EAST parts transfer receive 001 "
                                            "--part PAD:5 --why x --second P02",
    ("complaint investigate", "--by"): "--as A01 complaint investigate 001 --by I01",
}
OVERRIDE = "--as T01 job task 001 start 1 --override 2.2-inspect --why x --approved-by M01"
SHOP = """staff add M01 --name M --role manager
--as M01 staff add A01 --name A --role advisor
--as M01 staff add T01 --name T1 --role technician
--as M01 staff add T02 --name T2 --role technician
--as M01 staff add I01 --name I --role inspector
--as M01 staff add P01 --name P1 --role parts-keeper
--as M01 staff add P02 --name P2 --role parts-keeper
--as M01 staff add C01 --name C --role cashier
--as M01 outlet add EAST --name E --scope x
--as M01 parts supplier add HB --name HB
--as M01 parts supplier approve HB
--as P01 parts add PAD --name Pad --price 900
--as P01 --outlet MAIN parts receive --supplier HB --part PAD:9@600 --lot L1 --trace t
--as P01 --outlet MAIN parts transfer send --to EAST --part PAD:2
--as P01 --outlet MAIN parts receive --supplier HB --part PAD:2@600 --lot L2 --trace t
--as A01 --outlet MAIN intake open --plate 京A10001 --name 甲 --phone 13800138000 --odometer 1 --concern x
--as A01 --outlet MAIN intake quote 001 --labour BRAKE-FRONT --labour OIL
--as A01 --outlet MAIN intake confirm 001 --method phone --by-customer 甲
--as A01 --outlet MAIN intake open --plate 京A10002 --name 乙 --phone 13900139000 --odometer 1 --concern x
--as A01 --outlet MAIN intake quote 002 --labour ENGINE
--as A01 --outlet MAIN intake confirm 002 --method phone --by-customer 乙
--as A01 --outlet MAIN intake open --plate 京A10003 --name 丙 --phone 13700137000 --odometer 1 --concern x
--as C01 --outlet MAIN settle deposit 002 --method cash --amount 700
--as A01 --outlet MAIN complaint open --customer 13800138000 --channel phone --kind quality --text x"""
# Sources that look a person up by a typed code and name nobody, and why.
LOOKS_UP = {
    "lib/callback/call.cpp": "who is to call; whoever calls records it under their own name",
    "lib/complaint/due.cpp": FILTER,
    "lib/complaint/fault.cpp": "whose fault it is",
    "lib/complaint/mending.cpp": "who sees to a prevention; whose work it was",
    "lib/complaint/opening.cpp": "whom it is against; the first handler, who signs it off",
    "lib/correction/correction.cpp": "the value of a fact; follow.cpp names the technician",
    "lib/correction/facts.cpp": "whether the technician may be one; follow.cpp names them",
    "lib/correction/certificate.cpp": "whose certificate it is",
    "lib/job/task.cpp": "a hint says whose self-check it is",
}
LOOKUP = re.compile(r"\b(?:find_active_staff|find_staff|seek_staff|second_person|second_keeper)\(")
NAMES = re.compile(r"\bstore::named\(|\bnamed\(tx|\bsecond_keeper\(|\bsecond_person\(")
# What asks for another person, and what knows that two codes may be of one.
ANOTHER = re.compile(r"\bstore::require_another\(")
ONE_PERSON = re.compile(r"\b(?:acts_as|counts_as|codes_of_person|second_person|second_keeper)\(")


class Program:
    def __init__(self, binary, folder):
        self.binary = binary
        self.env = {"PATH": f"{binary.parent}:/usr/bin:/bin", "SVCCTL_DB": "shop.db",
                    "SVCCTL_LANG": "en", "HOME": str(folder), "SVCCTL_NOW": "2026-11-23T08:00:00Z"}
        self.folder = folder

    def type(self, line):
        return patience.run([str(self.binary), *line.split()], cwd=self.folder, env=self.env, text=True)

    def must(self, line):
        done = self.type(line)
        if done.returncode:
            raise SystemExit(f"signatures: {line}: {done.stderr}")

    def help(self, *words):
        return self.type(" ".join([*words, "--help"])).stdout

    def verbs(self, group):
        _, _, section = self.help(group).partition("\nVerbs:\n")
        for line in section.split("\n\n")[0].splitlines():
            found = re.match(r"  (\S.*?)(?:  |$)", line)
            if found:
                yield re.sub(r"\b[A-Z]{2,}\b ?", "", found[1]).strip()


def people_options(program):
    """(verb, option) of every option that takes a person."""
    _, _, section = program.help().partition("\nGroups:\n")
    groups = re.findall(r"^  ([a-z]+)", section.split("\n\n")[0], re.M)
    for group in groups:
        for verb in program.verbs(group):
            own = program.help(group, *verb.split()).split("Options of every command")[0]
            for option in re.findall(r"^  (--[a-z-]+) STAFF\b", own, re.M):
                yield f"{group} {verb}", option
            if re.search(r"^  STAFF\b", own, re.M):
                yield f"{group} {verb}", "STAFF"


def signatures(program):
    """How many wait for anybody, as people see them."""
    listed = program.type("--as M01 --outlet ALL approve list --all --format csv --no-header")
    return len(listed.stdout.splitlines())


def use(program, base, line):
    """How many rows of signatures a command leaves, on a copy of the shop."""
    (program.folder / "shop.db").write_bytes(base)
    before = signatures(program)
    done = program.type(("" if "--outlet" in line else "--outlet MAIN ") + line)
    if done.returncode:
        return f"refused: {done.stderr.strip()}"
    return signatures(program) - before


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", required=True)
    binary = pathlib.Path(arguments.parse_args().binary).resolve()
    faults, passed = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "svcctl.toml").write_bytes((ROOT / "examples/svcctl.toml").read_bytes())
        (folder / "set.csv").write_text("part number,quantity,cost\nPAD,50,600\n", encoding="utf-8")
        program = Program(binary, folder)
        program.must("db init")
        for line in SHOP.splitlines():
            program.must(line)
        base = (folder / "shop.db").read_bytes()
        found = set(people_options(program))
        for key in sorted(found):
            if key in NO_SIGNATURE:
                passed += 1
            elif key not in USES:
                faults.append(f"{' '.join(key)} takes a person: who signs? Say in USES how it is used, "
                              "or in NO_SIGNATURE why nobody does")
            elif use(program, base, USES[key]) != 1:
                faults.append(f"{' '.join(key)}: {use(program, base, USES[key])} signatures")
            else:
                passed += 1
        for key in sorted((set(NO_SIGNATURE) | set(USES)) - found):
            faults.append(f"{' '.join(key)} stands in a list here and takes no person")
        if use(program, base, OVERRIDE) != 1:
            faults.append(f"--approved-by: {use(program, base, OVERRIDE)} signatures")
    for path in sorted((ROOT / "lib").rglob("*.cpp")):
        text = path.read_text(encoding="utf-8")
        if not ANOTHER.search(text) or path.name == "override.cpp":
            continue
        if ONE_PERSON.search(text):
            passed += 1
        else:
            faults.append(f"{path.relative_to(ROOT)} asks for another person, and takes two codes of one "
                          "person for two (store/one_person.hpp)")
    lookers = set()
    for path in sorted((ROOT / "lib").rglob("*.cpp")):
        place = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        if place.startswith("lib/shop/") or not LOOKUP.search(text):
            continue
        lookers.add(place)
        if NAMES.search(text) or place in LOOKS_UP:
            passed += 1
        else:
            faults.append(f"{place} looks up a person and names nobody")
    faults += [f"{place} stands in LOOKS_UP and looks up nobody" for place in set(LOOKS_UP) - lookers]
    for fault in faults:
        print(f"signatures: {fault}")
    print(f"{passed} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
