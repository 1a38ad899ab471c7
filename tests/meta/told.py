#!/usr/bin/env python3
"""What happened can be told late (ADR 20). Every service that a verb calls with a write transaction judges
a told time, itself or by what it calls: it says what its act stands on. One that records as it happens
stands in AS_RECORDED with the reason, and a told time is refused there. Reads the sources alone."""
import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RULE = "in force from its recording: what was before was judged by what was known then"
FILE = "what a person does to the store, now"
MADE = "put on file, or put right, now: no act of the world"
# What only judges a rule by what is recorded: a service that calls it has not said what it stands on.
JUDGE = {"require", "require_another", "second_person"}
AS_RECORDED = {
    "add_certificate": RULE, "withdraw_certificate": RULE, "add_staff": RULE, "set_staff": RULE,
    "set_right": RULE, "bind": RULE, "unbind": RULE, "set_pin": RULE, "change_rules": RULE,
    "settle_clock": RULE, "put_first_in_force": RULE, "approve_supplier": RULE,
    "suspend_supplier": RULE, "set_waste_receiver": RULE, "set_price": RULE,
    "set_supplier_price": RULE, "accept_late": RULE, "accept_all_late": RULE, "correct_certificate": MADE, "set_place": RULE,
    "anchor": FILE, "make_first_outlet": FILE, "import_customers": FILE,
    "import_supplier_prices": FILE,
    "reindex_parts": FILE, "apply_retention": FILE, "look_whole": FILE, "export_messages": FILE,
    "calendar": FILE, "read_delivery": FILE, "print_paper": FILE,
    "add_customer": MADE, "set_customer": MADE, "add_contact": MADE, "end_contact": MADE,
    "add_vehicle": MADE, "set_vehicle": MADE, "unretire_vehicle": MADE, "merge_vehicles": MADE,
    "add_supplier": MADE, "set_supplier": MADE, "retire_part": MADE, "add_fitment": MADE,
    "add_reference": MADE, "drop_reference": MADE, "correct_names": MADE, "assign_all": MADE,
    "void_bill": "money is taken back on the day that it was taken, as it is recorded",
    "sign": "a signature counts from its giving: what was signed later, the month says",
}


def services():
    """name → bodies of the functions that take a write transaction."""
    found = {}
    for path in sorted((ROOT / "lib").rglob("*.cpp")):
        text = path.read_text(encoding="utf-8")
        for each in re.finditer(r"^[\w:<>,\s&*]*?\b(\w+)\((?:store::)?WriteTxn& tx[^;{]*\{\n(.*?)^\}",
                                text, re.S | re.M):
            found.setdefault(each[1], []).append(each[2])
    return found


def judges(name, bodies, seen=()):
    """Whether the service, or one that it hands its transaction to, says what it stands on."""
    if name in seen or name in JUDGE:
        return False
    return any("stands_on(" in body or
               any(called in bodies and judges(called, bodies, (*seen, name))
                   for called in re.findall(r"\b(\w+)\(tx\b", body))
               for body in bodies.get(name, []))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", help="not asked: the sources say it")
    arguments.parse_args()
    bodies = services()
    called = set()
    for path in (ROOT / "cli/commands").glob("*.cpp"):
        called |= {name for name in re.findall(r"\w+::(\w+)\(\s*tx\b",
                                               path.read_text(encoding="utf-8")) if name in bodies}
    wrong = [f"{name} refuses a told time: let it say what its act stands on, or say why not"
             for name in sorted(called) if not judges(name, bodies) and name not in AS_RECORDED]
    wrong += [f"{name} is in AS_RECORDED, and judges a told time or is gone"
              for name in sorted(AS_RECORDED)
              if name not in called or judges(name, bodies)]
    # The test must be able to fail.
    if judges("nothing", {"nothing": ["tx.record(x)"]}) or not judges(
            "outer", {"outer": ["inner(tx)"], "inner": ["tx.stands_on(y)"]}):
        wrong.append("the test finds nothing")
    if len(called) < 100:
        wrong.append(f"only {len(called)} services are found")
    for each in wrong:
        print(f"FAILED {each}")
    print(f"{len(called)} services that write, {len(AS_RECORDED)} as recorded")
    print(f"{0 if wrong else 1} passed, {1 if wrong else 0} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
