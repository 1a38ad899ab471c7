#!/usr/bin/env python3
"""A year of a garage, judged month by month as the months end; again when the year is over; and again
after everything that a command can change was changed: approvals, certificates, credit limits, lots,
answers, roles, the catalogue, cars, customers, complaints, follow-ups, the configuration given to
`later`. The figures and the cases of every month stay the same. What is recorded late about a month is
said, and is all that may change it."""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

CONFIG = """
language = "en"
region = "none"
[shop]
zone = "UTC0"
[labour]
rate = "120.00"
[clock]
closure_days = 400
[[callback.rule]]
kind = "after-service"
after_days = 3
[calendar]
open = ["08:00-12:00", "13:00-17:00"]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
[[operation]]
code = "OIL"
name = "Oil"
hours = "0.5"
category = "maintenance-1"
maintenance = true
[[operation]]
code = "BRAKES"
name = "Brakes"
hours = "1"
category = "minor"
certificate = "brakes"
"""
MONTHS = [datetime.date(2025 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(12, 24)]
KEYS = ("clause", "applies", "kept", "overrides")


class Garage:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.now = datetime.datetime(2025, 11, 28, 8)
        pathlib.Path(folder, "svcctl.toml").write_text(CONFIG, encoding="utf-8")

    def at(self, day, hour=8, minute=0):
        """Sets the clock."""
        self.now = datetime.datetime(day.year, day.month, day.day, hour, minute)
        return self

    def run(self, who, *words, codes=(0,)):
        env = {"PATH": "/usr/bin:/bin", "HOME": self.folder, "SVCCTL_DB": "shop.db",
               "SVCCTL_NOW": self.now.strftime("%Y-%m-%dT%H:%M:%SZ")}
        given = [str(word) for word in words] + (["--as", who] if who else [])
        done = patience.run([str(self.binary), *given], cwd=self.folder, env=env)
        out, err = (text if isinstance(text, str) else text.decode()
                    for text in (done.stdout, done.stderr))
        if codes is not None and done.returncode not in codes:
            sys.exit(f"{self.now} {' '.join(given)}: exit {done.returncode}\n{out}{err}")
        self.now += datetime.timedelta(seconds=7)  # nothing happens in the second of another thing
        self.said = err
        return out

    def json(self, who, *words, codes=(0,)):
        return json.loads(self.run(who, *words, "--format", "json", codes=codes))

    def month(self, month):
        """The figures of a month, and its cases that were not kept."""
        period = month.strftime("%Y-%m")
        figures = self.json("M1", "audit", "check", "--period", period, codes=(0, 1))
        said = self.said
        cases = self.json("M1", "audit", "check", "--period", period, "--list", codes=(0, 1))
        # A car may be known by another plate since: what it is called is no figure.
        return ([tuple(row[key] for key in KEYS) for row in figures],
                sorted((row["clause"], row["number"], row["missing"], row["at"]) for row in cases),
                said)


def set_up(g):
    g.run(None, "db", "init")
    for code, role in (("M1", "manager"), ("M2", "manager"), ("A1", "advisor"), ("A2", "advisor"),
                       ("T1", "technician"), ("T2", "technician"), ("I1", "inspector"),
                       ("P1", "parts-keeper"), ("P2", "parts-keeper"), ("C1", "cashier")):
        g.run("M1" if code != "M1" else None, "staff", "add", code, "--name", f"name {code}",
              "--role", role)
    g.run("M1", "staff", "certificate", "add", "T1", "--kind", "brakes", "--number", "B-1",
          "--valid-to", "2026-06-30")
    g.run("P1", "parts", "add", "PAD", "--name", "pads", "--price", "100")
    g.run("P1", "parts", "add", "FILTER", "--name", "filter", "--price", "30",
          "--waste-code", "900-249-08")
    g.run("P1", "parts", "supplier", "add", "S1", "--name", "supplier 1", "--licence", "L1",
          "--qualification", "dealer", "--valid-to", "2027-12-31")
    g.run("M1", "parts", "supplier", "approve", "S1")
    g.run("M1", "parts", "waste", "receiver", "R1", "--name", "waste", "--licence", "W1",
          "--waste-code", "900-249-08", "--valid-from", "2025-01-01", "--valid-to", "2027-12-31")
    g.run("M1", "customer", "add", "--name", "company", "--phone", "13900000001", "--kind",
          "company", "--credit-limit", "5000")


def visit(g, day, number, operation, part, *, technician="T1", customer=None, credit=False,
          override=(), ask="", asked_only=False, walk_round=True, comeback=""):
    """A car from the gate to the road. @return the job's number"""
    g.at(day, 8)
    if comeback:
        job = g.json("A1", "job", "comeback", comeback, "--concern", "again", "--odometer",
                     10_000 + number * 100 + 50)["job"]
    else:
        who = (["--customer", customer] if customer
               else ["--name", f"customer {number}", "--phone", f"138{number:08d}"])
        job = g.json("A1", "intake", "open", "--plate", f"京A{number:05d}", "--make", "VW",
                     "--model", "Golf", *who, "--odometer", 10_000 + number * 100, "--concern",
                     "noise", "--old-parts", "dispose", "--arrived",
                     "07:40" if number % 3 == 0 else "07:58")["job"]
    if walk_round:
        g.run("A1", "intake", "check", job, "--fuel", 40)
    if ask:
        g.run("A1", "intake", "ask", job, "--question", ask,
              *([] if asked_only else ["--answer", "soon"]))
    if operation == "BRAKES":
        g.run(technician, "job", "diagnose", job, "--finding", "worn")
        g.run("A1", "job", "plan", job, "--option", "new", "--recommend", "new",
              *(["--explained"] if number % 2 else []))
    payer = ["--payer", "warranty"] if comeback else []
    g.run("A1", "intake", "quote", job, "--labour", operation, "--part", f"{part}:1", *payer)
    g.run("A1", "intake", "confirm", job, "--method", "phone", "--by-customer", "customer")
    g.run(technician, "job", "inspect", job, "--template", "CHECK-10", codes=None)
    g.run(technician, "job", "task", job, "start", 1, *override)
    g.run("P1", "parts", "issue", job, f"{part}:1")
    g.run(technician, "job", "task", job, "finish", 1)
    g.run(technician, "job", "check", job, 1, "--self", "--pass")
    other = "T2" if technician == "T1" else "T1"
    g.run(other, "job", "check", job, 1, "--cross", "--pass")
    old = g.json("P1", "parts", "old", "tag", job, part)["tag"]
    if part == "FILTER":
        g.run("P1", "parts", "old", "consign", old)
    else:
        g.run("P1", "parts", "old", "scrap", old)
    g.run("I1", "job", "final", job, "--pass")
    bill = g.json("C1", "settle", "bill", job)
    if number % 4 == 0:  # made anew: the first stays what it was
        bill = g.json("M1", "settle", "bill", job, "--discount", "all:5%", "--why", "regular",
                      "--again")
    if bill and float(bill.get("warranty_share", 0)) > 0:
        g.run("C1", "settle", "claim", job, "--payer", "warranty", "--on", "maker", "--number", job)
    g.at(day, 15)
    g.run("A1", "settle", "prepare", job, "--cleaned", "--explained", "all of it")
    due = g.json("C1", "settle", "show", job)["due"]
    if not credit and due and float(due) > 0:
        g.run("C1", "settle", "pay", job, "--method", "cash", "--amount", due)
    g.run("A1", "settle", "deliver", job, "--to", "customer", "--papers", "repair-record,warranty",
          "--score", 5, *([] if bill else []))
    return job


def month_of_work(g, index, first, before):
    """@return the job that may come back next month"""
    def on(day):
        return first.replace(day=day)
    number = index * 10
    g.at(on(2))
    g.run("P1", "parts", "receive", "--supplier", "S1", "--part", "PAD:6@40", "--lot",
          f"PAD-{index}", "--trace", "T", "--document", "D")
    g.run("P1", "parts", "receive", "--supplier", "S1", "--part", "FILTER:3@9", "--lot",
          f"FILTER-{index}", "--document", "D")
    # T1's certificate ends in June: what is done afterwards is overridden, and a lapse.
    expired = first >= datetime.date(2026, 7, 1)
    override = (["--override", "1.2-technician", "--why", "nobody else",
                 "--approved-by", "M1"] if expired else [])
    job = visit(g, on(4), number + 1, "BRAKES", "PAD", override=override, ask="how long")
    visit(g, on(6), number + 2, "OIL", "FILTER", technician="T2", ask="why", asked_only=index % 2)
    visit(g, on(8), number + 3, "OIL", "FILTER", customer="13900000001", credit=True,
          walk_round=index % 3 != 0)
    if before:
        visit(g, on(9), before[1], "BRAKES", "PAD", override=override, comeback=before[0])
    # Declined, and cancelled.
    g.at(on(10))
    for verb in (("intake", "decline"), ("job", "cancel")):
        number += 1
        opened = g.json("A1", "intake", "open", "--plate", f"京B{number:05d}", "--make", "VW",
                        "--model", "Golf", "--name", f"one {number}", "--phone",
                        f"137{number:08d}", "--odometer", 5000, "--concern", "noise")["job"]
        g.run("A1", "intake", "check", opened, "--fuel", 10)
        g.run("A1", "intake", "quote", opened, "--labour", "OIL")
        g.run("M1" if verb[0] == "job" else "A1", *verb, opened, "--why", "too dear")
    calls(g, on)
    copies(g, index, on)
    complaints(g, index, on, job)
    # A last car at the end of the month, whose follow-up is due in the next one.
    visit(g, on(27), index * 10 + 9, "OIL", "FILTER", technician="T2")
    return job, index * 10 + 1


def calls(g, on):
    """Follow-ups: reached in time, called late, and one that nobody calls."""
    g.at(on(11))
    g.run("M1", "callback", "plan")
    due = g.json("M1", "callback", "list", "--all")
    due = [row for row in due if row["state"] == "open"]
    for row, outcome in zip(due, (["reached", "--score", 10], ["no-answer"], ["refused"])):
        g.at(on(12), 9 + due.index(row))
        g.run("A2", "callback", "record", row["follow_up"], "--channel", "phone", "--outcome",
              *outcome)


def complaints(g, index, on, job):
    """One that is handled in time; every third month one that is late, and is closed next month."""
    if index % 3 == 2:
        return
    g.at(on(13))
    made = g.json("A1", "complaint", "open", "--job", job, "--channel", "phone", "--kind",
                  "quality", "--severity", "normal", "--text", "noise")["complaint"]
    g.at(on(24 if index % 3 else 13), 10)
    g.run("A1", "complaint", "acknowledge", made)
    g.run("M1", "complaint", "investigate", made, "--by", "M1", "--cause-class", "workmanship",
          "--cause", f"haste {index % 2}")
    g.run("M1", "complaint", "act", made, "--correction", "done again", "--prevention", "checked",
          "--owner", "M1", "--by", on(20 if index % 3 else 26).isoformat())
    g.run("M1", "complaint", "answer", made, "--text", "sorry")
    g.run("M1", "complaint", "verdict", made, "--satisfied")
    g.run("A1", "complaint", "sign-off", made)
    g.run("M1", "complaint", "close", made)
    if index % 2:
        g.at(on(25))
        g.run("M1", "complaint", "act", made, "--done", "it is")


def copies(g, index, on):
    g.at(on(12), 15)
    g.run("M1", "customer", "export", "K0001", "--purpose", "the customer asked", "--output",
          f"copy-{index}.json")


def changes(g, day):
    """Everything that a command can change and that a case of a month gone by was judged by. To add a
    verb is to add a line, which must do what it says."""
    g.at(day)
    jobs = [row["job"] for row in g.json("M1", "job", "list")]
    lots = ["PAD-0", "PAD-3", "FILTER-5"]
    over = jobs[-1]
    told = [
        # approvals, licences, papers
        ("M1", "parts", "supplier", "suspend", "S1", "--why", "fakes"),
        ("M1", "parts", "supplier", "approve", "S1", "--valid-to", "2028-12-31"),
        ("M1", "parts", "supplier", "set", "S1", "--valid-to", "2027-01-31"),
        ("M1", "parts", "waste", "receiver", "R1", "--valid-to", "2026-12-31"),
        # certificates
        ("M1", "staff", "certificate", "withdraw", "T1", "B-1", "--why", "revoked"),
        ("M1", "staff", "certificate", "add", "T1", "--kind", "brakes", "--number", "B-2",
         "--valid-from", "2020-01-01"),
        ("M1", "staff", "certificate", "add", "T2", "--kind", "brakes", "--number", "B-3"),
        # credit, consents, who the customer is
        ("M1", "customer", "set", "K0001", "--credit-limit", "0"),
        ("A1", "customer", "consent", "K0001", "--service", "no", "--method", "phone"),
        ("A1", "customer", "consent", "K0002", "--service", "no", "--method", "phone"),
        ("M1", "customer", "set", "K0003", "--phone", "13600000003"),
        ("M1", "customer", "merge", "K0004", "K0005"),
        ("M1", "customer", "forget", "K0006"),
        # lots and catalogue
        *(("P1", "parts", "quarantine", lot, "--suspect", "--why", "recall") for lot in lots),
        ("M1", "parts", "release", lots[0], "--why", "it is good"),
        ("P1", "parts", "set", "PAD", "--waste-code", "900-000-00"),
        ("P1", "parts", "set", "FILTER", "--waste-code", ""),
        # people
        ("M1", "staff", "set", "T2", "--role", "advisor"),
        ("M1", "staff", "right", "C1", "manage", "--grant"),
        # cars
        ("A1", "vehicle", "set", "京A00001", "--vin", "LSVAA49J132047371"),
        ("A1", "vehicle", "replate", "京A00002", "京C00002", "--why", "sold"),
        ("M1", "vehicle", "retire", "京A00011", "--why", "scrapped"),
        # visits gone by
        ("A1", "intake", "ask", jobs[-1], "--question", "why", "--answer", "because"),
        ("A1", "intake", "ask", jobs[-2], "--question", "why", "--answer", "because"),
        # follow-ups and complaints
        ("M1", "callback", "plan"),
        *(("A2", "callback", "record", row["follow_up"], "--channel", "phone", "--outcome",
           "reached", "--score", 2, "--issue", "noise")
          for row in g.json("M1", "callback", "list", "--all") if row["state"] == "open"),
        *(("M1", "complaint", "reopen", row["complaint"], "--why", "again")
          for row in g.json("M1", "complaint", "list", "--all")),
        *(("M1", "complaint", "investigate", row["complaint"], "--by", "M2", "--cause-class",
           "parts", "--cause", "another", "--against", "M1")
          for row in g.json("M1", "complaint", "list", "--all")),
        *(("M1", "complaint", "act", row["complaint"], "--prevention", "more", "--owner", "M1",
           "--by", "2027-03-01") for row in g.json("M1", "complaint", "list", "--all")),
        *(("M1", "complaint", "assess", row["complaint"], "--severity", "safety", "--why", "x")
          for row in g.json("M1", "complaint", "list", "--all")),
        *(("M1", "complaint", "pause", row["complaint"], "--why", "away")
          for row in g.json("M1", "complaint", "list", "--all")),
    ]
    for words in told:
        g.run(*words)
    # What nobody may do to a visit that is over: once one of these is let through, its figures move.
    for words in (("A1", "intake", "check", over, "--fuel", 10, "--belongings", "camera"),
                  ("A1", "intake", "quote", over, "--labour", "OIL"),
                  ("A1", "intake", "confirm", over, "--method", "phone", "--by-customer", "x"),
                  ("M1", "job", "plan", over, "--option", "x", "--recommend", "x"),
                  ("T1", "job", "task", over, "assign", 1, "--technician", "T2"),
                  ("T1", "job", "task", over, "start", 1), ("T1", "job", "task", over, "drop", 1),
                  ("T1", "job", "check", over, 1, "--self", "--fail"),
                  ("I1", "job", "final", over, "--fail", "--note", "x"),
                  ("A1", "job", "change", over, "--reason", "x", "--labour", "OIL"),
                  ("P1", "parts", "issue", over, "PAD:1"), ("C1", "settle", "bill", over),
                  ("A1", "settle", "prepare", over, "--cleaned"),
                  ("M1", "job", "cancel", over, "--why", "x")):
        g.run(*words, codes=(2, 4))
    g.run("M1", "staff", "set", "I1", "--left")
    return len(told)


def compare(name, was, now):
    failures = []
    for month, before in was.items():
        after = now[month]
        for what, one, other in (("figures", before[0], after[0]), ("cases", before[1], after[1])):
            for row in sorted(set(map(str, one)) ^ set(map(str, other))):
                side = "before" if row in map(str, one) else "after "
                failures.append(f"{name}, {month:%Y-%m}, {what}, {side}: {row}")
    return failures


def late(g, months):
    """What is told late about a month is said, and only then."""
    failures = []
    last = months[-1]
    g.at(last.replace(day=30), 21)
    job = g.json("A1", "intake", "open", "--plate", "京D00001", "--make", "VW", "--model", "Golf",
                 "--name", "night", "--phone", "13500000001", "--odometer", 5000, "--concern",
                 "noise")["job"]
    g.run("A1", "intake", "quote", job, "--labour", "OIL")
    g.at(datetime.date(last.year + last.month // 12, last.month % 12 + 1, 1), 7)
    before = g.month(last)
    if "after it" in before[2]:
        failures.append(f"nothing came late, and yet: {before[2]}")
    g.run("A1", "intake", "confirm", job, "--method", "phone", "--by-customer", "night", "--at",
          f"{last:%Y-%m}-30 22:00")
    after = g.month(last)
    if f"intake confirm {job}" not in after[2]:
        failures.append(f"a confirmation was told late, and the check says: {after[2]!r}")
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default="build/dev/svcctl")
    parser.add_argument("--keep", help="keep the store in this folder")
    args = parser.parse_args()
    binary = pathlib.Path(args.binary).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or scratch
        os.makedirs(folder, exist_ok=True)
        g = Garage(binary, folder)
        set_up(g)
        as_it_ended, before = {}, None
        for index, first in enumerate(MONTHS):
            before = month_of_work(g, index, first, before)
            following = first.replace(year=first.year + first.month // 12,
                                      month=first.month % 12 + 1)
            g.at(following, 0, 30)
            as_it_ended[first] = g.month(first)
        failures = late(g, MONTHS)
        end = datetime.date(2026, 12, 20)
        g.at(end)
        at_year_end = {first: g.month(first) for first in MONTHS}
        # The last month had a record told late, which may change it.
        failures += compare("at the end of the year", {m: f for m, f in as_it_ended.items()
                                                      if m != MONTHS[-1]}, at_year_end)
        count = changes(g, datetime.date(2026, 12, 21))
        g.at(datetime.date(2026, 12, 22))
        failures += compare("after the changes", at_year_end,
                            {first: g.month(first) for first in MONTHS})
        # The retention is over: everybody is forgotten.
        g.at(datetime.date(2034, 1, 10))
        g.run("M1", "customer", "retention", "--clock-is-right", "--clock-year", "2034")
        failures += compare("after all were forgotten", at_year_end,
                            {first: g.month(first) for first in MONTHS})
        judged = sum(row[1] for figures in at_year_end.values() for row in figures[0])
        lapses = sum(len(figures[1]) for figures in at_year_end.values())
        for line in failures:
            print(line)
        print(f"audit_year: {judged} cases and {lapses} lapses of {len(MONTHS)} months; "
              f"{count} changes; {len(failures)} differences")
        verified = g.run("M1", "audit", "verify", codes=(0, 1))
        if verified.strip().count("\n") > 2:
            print(verified)
            failures.append("audit verify found something")
        print(f"{judged} passed, {len(failures)} failed")
        sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
