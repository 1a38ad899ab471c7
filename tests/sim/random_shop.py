#!/usr/bin/env python3
"""Random days of a garage, with fixed seeds: people of every role type what comes to their minds, in any
order, for one another, told late or for the future, with clocks that jump, overriding what is refused,
correcting and voiding what they recorded, those of another outlet among them.
A model of its own, which knows only what was typed and what was accepted, holds that

- no car left with unchecked work, no work began before a consent, nobody cross-checked their own work,
  no lot fell below zero and no money was taken without a bill, unless an override names it;
- nothing happened in the future, or before the car was there, and no one acted at another's outlet;
- what was corrected is judged again: nobody becomes the one who did the work that they cross-checked,
  and a void payment leaves no car unpaid;
- nobody passed their own work that nobody else had cross-checked;
- `audit check` lists every override that was accepted, and no other, and that its approver did not sign;
  what else it holds against these clauses is a record that was told late;
- `late list` lists every record that was told more than the allowance later, and no other;
- the log is whole.

SVCCTL_STEPS sets how many steps each of the seeds takes."""
import argparse
import collections
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STEPS = int(os.environ.get("SVCCTL_STEPS", "700"))
SEEDS = (1, 2, 3)
SHOP = datetime.timezone(datetime.timedelta(hours=8))
ALLOWANCE = datetime.timedelta(hours=12)
PEOPLE = {"A01": "advisor", "A02": "advisor", "T01": "technician", "T02": "technician",
          "T03": "technician", "I01": "inspector", "P01": "parts-keeper", "C01": "cashier"}
EASTERN = {"TE": "technician", "AE": "advisor", "CE": "cashier"}  # of another outlet
OPERATIONS = ("OIL", "BRAKE-FRONT", "HV-ISOLATE", "ENGINE")
READS = {("settle", "show"), ("audit", "check"), ("audit", "verify"), ("late", "list"),
         ("parts", "stock")}
REFUSED = 4
OVERRIDDEN = re.compile(r"^svcctl: overridden by (\w+): ([\w.-]+): ", re.M)


class Fault(Exception):
    """Something the model says cannot be."""


class Task:
    def __init__(self):
        self.hands = set()      # whose clock ran, or to whom a correction gave it
        self.typed = set()      # (who typed a start, stop or end, whose work it is)
        self.worker = None      # whose clock ran last
        self.signed = set()     # who passed a self-check since the work began anew
        self.working = False
        self.begun = False
        self.checked = None     # the last check since the work last ended: True, False or None
        self.crossed_by = None  # who cross-checked it then
        self.dropped = False

    def in_hand(self, person):
        """Did it, or typed it for somebody who has not said since that it is theirs."""
        return person in self.hands or any(who == person and whose not in self.signed
                                           for who, whose in self.typed)

    def types(self, actor):
        if actor != self.worker:
            self.typed.add((actor, self.worker))


class Job:
    def __init__(self, number, opened):
        self.number, self.opened = number, opened
        self.tasks = collections.defaultdict(Task)
        self.lines = 0
        self.diagnosed = self.final = self.prepared = False
        self.consents = []      # when each happened
        self.billed = False
        self.receipts = []
        self.left = self.cancelled = False
        self.tries = 0          # acts on it; nobody comes back to a job that is stuck
        self.overridden = set()  # clauses


class Shop:
    def __init__(self, program, folder, seed):
        self.random = random.Random(seed)
        self.now = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=SHOP)
        shutil.copy(ROOT / "examples/svcctl.toml", folder)
        self.driven = subprocess.Popen(
            [program], cwd=folder, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={"SVCCTL_DB": "shop.db", "SVCCTL_LANG": "en", "PATH": "/usr/bin:/bin",
                 "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")})
        self.jobs = []
        self.cars = 0
        self.stock = collections.Counter()
        self.deliveries = []    # of a supplier: number, day, whether it is void
        self.overrides = collections.Counter()   # (clause, number)
        self.late = 0
        self.done = collections.Counter()        # what was accepted, by verb
        self.last = ""
        self.wrote = self.now                    # when a command last wrote
        for words in (["db", "init"], ["staff", "add", "M01", "--name", "M01", "--role", "manager"]):
            self.must("", *words)
        for code, role in PEOPLE.items():
            self.must("M01", "staff", "add", code, "--name", code, "--role", role, "--at-outlet", "MAIN")
        self.must("M01", "outlet", "add", "EAST", "--name", "东店", "--scope", "小修")
        for code, role in EASTERN.items():
            self.must("M01", "staff", "add", code, "--name", code, "--role", role, "--at-outlet", "EAST")
        self.must("M01", "staff", "certificate", "add", "T01", "--kind", "high-voltage", "--number",
                  "1", "--valid-from", "2026-01-01", "--valid-to", "2026-06-30")
        self.must("P01", "parts", "supplier", "add", "HB", "--name", "HB")
        self.must("M01", "parts", "supplier", "approve", "HB")
        self.must("P01", "parts", "add", "PAD", "--name", "pad", "--price", "300", "--cost", "200")

    def type(self, actor, *words):
        """Types a command; returns exit code, output and errors."""
        line = [*(["--as", actor] if actor else []), *words]
        self.last = f"{self.now:%Y-%m-%d %H:%M} {' '.join(line)}"
        now = self.now.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.driven.stdin.write(json.dumps({"now": now, "words": line}) + "\n")
        self.driven.stdin.flush()
        answer = self.driven.stdout.readline()
        if not answer:
            raise Fault("the program ended")
        said = json.loads(answer)
        if said["code"] == 0 and words[:2] not in READS:
            self.wrote = self.now
        if said["code"] not in (0, 1, 2, 3, 4, 5):
            raise Fault(f"exit {said['code']}: {said['err']}")
        return said

    def must(self, actor, *words):
        said = self.type(actor, *words, "--quiet")
        if said["code"]:
            raise Fault(f"exit {said['code']}: {said['err']}")
        return said

    def rows(self, *words):
        said = self.type("M01", *words, "--format", "json")
        if said["code"] not in (0, 1):
            raise Fault(f"exit {said['code']}: {said['err']}")
        return json.loads(said["out"])

    def attempt(self, actor, job, *words, at=None):
        """An act on a job; where it is refused it is now and then overridden. Returns whether it was
        accepted, and the clauses that were overridden."""
        words = [*words]
        if at:
            words += ["--at", f"{at:%Y-%m-%d %H:%M}"]
        said = self.type(actor, *words)
        named = set()
        if said["code"] == REFUSED and self.random.random() < 0.5:
            clause = re.search(r"error: ([\d.]+-\w+):", said["err"])
            if clause:
                said = self.type(actor, *words, "--override", clause[1], "--why", "random",
                                 "--approved-by", self.random.choice(("M01", "M01", "A01", actor)))
        if said["code"]:
            return False, named
        self.said = said
        if actor in EASTERN:
            raise Fault(f"{actor} of another outlet did {' '.join(words)}")
        for approver, clause in OVERRIDDEN.findall(said["err"]):
            if approver != "M01" or actor == "M01":
                raise Fault(f"{approver} approved an override of {actor}")
            named.add(clause)
            self.overrides[clause, job.number] += 1
        job.overridden |= named
        happened = at or self.now
        if happened > self.now:
            raise Fault("it happened in the future")
        if happened < job.opened:
            raise Fault("it happened before the car was there")
        if self.now - happened > ALLOWANCE:
            self.late += 1
        self.done[" ".join(words[:2])] += 1
        return True, named

    # What people do.

    def person(self, *usual):
        return self.random.choice(usual if self.random.random() < 0.85
                                  else [*PEOPLE, *EASTERN, "M01"])

    def told(self):
        """Now, or by what is typed: mostly now, now and then long ago, or in the future."""
        chance = self.random.random()
        if chance < 0.75:
            return None
        if chance < 0.78:
            return self.now + datetime.timedelta(minutes=self.random.randrange(1, 3000))
        reach = 120 if chance < 0.92 else 6000
        return self.now.replace(second=0) - datetime.timedelta(minutes=self.random.randrange(reach))

    def open(self):
        self.cars += 1
        said = self.type("A01", "intake", "open", "--outlet", "MAIN", "--plate", f"京A{self.cars:05}", "--name", "甲",
                         "--phone", f"138{self.cars:08}", "--odometer", "1000", "--concern", "响",
                         "--old-parts", "dispose", "--format", "json")
        if said["code"]:
            raise Fault(f"exit {said['code']}: {said['err']}")
        self.jobs.append(Job(json.loads(said["out"])["job"], self.now))

    def quote(self, job):
        wanted = self.random.sample(OPERATIONS, self.random.randrange(1, 3))
        words = [w for operation in wanted for w in ("--labour", operation)]
        if self.random.random() < 0.4:
            words += ["--part", "PAD:1"]
        if self.attempt(self.person("A01", "A02"), job, "intake", "quote", job.number,
                        "--promised", "+2h", *words)[0]:
            job.lines = len(wanted)

    def confirm(self, job):
        at = self.told()
        if self.attempt(self.person("A01", "A02"), job, "intake", "confirm", job.number, "--method",
                        "phone", "--by-customer", "甲", at=at)[0]:
            job.consents.append(at or self.now)

    def diagnose(self, job):
        if self.attempt(self.person("T01", "T02", "T03"), job, "job", "diagnose", job.number,
                        "--finding", "磨损", at=self.told())[0]:
            job.diagnosed = True

    def start(self, job, number=None):
        actor = self.person("T01", "T02", "T03")
        number = number or str(self.random.randrange(1, 4))
        other = self.random.choice(("T01", "T02")) if self.random.random() < 0.2 else actor
        at = self.told()
        done, named = self.attempt(actor, job, "job", "task", job.number, "start", number,
                                   *(["--technician", other] if other != actor else []),
                                   "--bay", self.random.choice(("B1", "B2", "B3")), at=at)
        if not done:
            return
        if not any(c <= (at or self.now) for c in job.consents) and not named:
            raise Fault("work began before any consent")
        task = job.tasks[number]
        task.begun = task.working = True
        task.checked = task.crossed_by = None
        task.worker = other
        task.hands.add(other)
        task.signed.clear()
        task.types(actor)

    def stop(self, job, number=None, verb=None):
        actor = self.person("T01", "T02", "T03")
        number = number or str(self.random.randrange(1, 4))
        verb = verb or self.random.choice(("finish", "finish", "finish", "pause", "drop"))
        words = ("--why", "不做了") if verb == "drop" else ()
        if not self.attempt(actor, job, "job", "task", job.number, verb, number, *words,
                            at=self.told())[0]:
            return
        task = job.tasks[number]
        task.working = False
        task.dropped = verb == "drop"
        if verb != "drop":
            task.types(actor)
            task.checked = None
        elif task.begun and task.checked is not True and "2.2-quality" not in job.overridden:
            raise Fault("begun work was dropped without a check")

    def check(self, job, number=None):
        actor = self.person("T01", "T02", "T03", "I01")
        number = number or str(self.random.randrange(1, 4))
        kind = self.random.choice(("--self", "--cross"))
        passed = self.random.random() < 0.9
        words = ("--pass",) if passed else ("--fail", "--note", "松")
        done, named = self.attempt(actor, job, "job", "check", job.number, number, kind, *words,
                                   at=self.told())
        if not done:
            return
        task = job.tasks[number]
        if not named and kind == "--cross" and task.in_hand(actor):
            raise Fault(f"{actor} cross-checked work they had a hand in")
        if not named and kind == "--self" and actor not in task.hands:
            raise Fault(f"{actor} self-checked the work of others")
        task.checked = passed
        if passed and kind == "--self":
            task.signed.add(actor)
        if kind == "--cross" and not named:
            task.crossed_by = actor

    def final(self, job):
        actor = self.person("I01")
        if self.attempt(actor, job, "job", "final", job.number, "--pass", at=self.told())[0]:
            job.final = True
            for number, task in job.tasks.items():
                if task.begun and not task.dropped and task.in_hand(actor) and not task.crossed_by:
                    raise Fault(f"{actor} passed task {number} of their own, which nobody else saw")

    def issue(self, job):
        done, _ = self.attempt(self.person("P01"), job, "parts", "issue", job.number, "PAD")
        if done:
            self.stock["PAD"] -= 1

    def receive(self, _):
        said = self.type("P01", "parts", "receive", "--supplier", "HB", "--part", "PAD:2@200", "--lot",
                         f"L{self.cars % 5}", "--trace", "t", "--document", "D", "--format", "json")
        if said["code"] == 0:
            self.stock["PAD"] += 2
            self.deliveries.append([json.loads(said["out"])[0]["receipt"], self.now.date(), False])

    def void_receipt(self, _):
        """A delivery that never came: once, the same day by who entered it, else by a manager."""
        if not self.deliveries:
            return
        delivery = self.random.choice(self.deliveries[-4:])
        actor = self.random.choice(("P01", "P01", "M01", "A01", "T01"))
        second = ["--second", "M01"] if actor == "P01" and self.random.random() < 0.7 else []
        said = self.type(actor, "void", "receipt", delivery[0], "--why", "录错", *second, "--quiet")
        if said["code"]:
            return
        if delivery[2]:
            raise Fault(f"{delivery[0]} was void already")
        if actor != "M01" and (actor != "P01" or delivery[1] != self.now.date()):
            raise Fault(f"{actor} voided {delivery[0]} of {delivery[1]}")
        delivery[2] = True
        self.stock["PAD"] -= 2
        self.done["void receipt"] += 1

    def adjust(self, _):
        by = self.random.choice((-3, -1, 1))
        said = self.type(self.person("P01"), "parts", "adjust", f"PAD:{by}", "--lot",
                         f"L{self.random.randrange(5)}", "--why", "盘点", "--quiet")
        if said["code"] == 0:
            self.stock["PAD"] += by

    def bill(self, job):
        if self.attempt(self.person("C01", "A01"), job, "settle", "bill", job.number)[0]:
            job.billed = True

    def pay(self, job):
        due = self.due(job)
        amount = due if due and self.random.random() < 0.8 else f"{self.random.randrange(1, 400)}.00"
        if self.attempt(self.person("C01"), job, "settle", "pay", job.number, "--method", "cash",
                        "--amount", amount, "--format", "json")[0]:
            if not job.billed:
                raise Fault("money was taken without a bill")
            job.receipts.append(json.loads(self.said["out"])["receipt"])

    def void(self, job):
        """A payment of the day, which was a mistake. A car that left stays paid for."""
        gone = self.random.choice([j for j in self.jobs if j.receipts] or [job])
        if not gone.receipts:
            return
        receipt = self.random.choice(gone.receipts)
        if self.attempt(self.person("C01"), gone, "void", "payment", receipt, "--why", "点错")[0]:
            gone.receipts.remove(receipt)
            if gone.left and self.due(gone) != "0.00":
                raise Fault("a car that left is unpaid since its payment is void")

    def correct(self, job):
        number = str(self.random.randrange(1, 4))
        other = self.random.choice(("T01", "T02", "T03"))
        actor = self.random.choice(("M01", "T01", "T02", "T03", "TE"))
        if not self.attempt(actor, job, "correct", "task", job.number, number, f"technician={other}",
                            "--why", "点错人")[0]:
            return
        task = job.tasks[number]
        task.hands.add(other)
        if task.crossed_by == other and task.checked:
            raise Fault(f"{other} cross-checked what is now their own work")

    def due(self, job):
        shown = self.type("M01", "settle", "show", job.number, "--format", "json")
        return json.loads(shown["out"])["due"] if shown["code"] == 0 else None

    def prepare(self, job):
        if self.attempt(self.person("A01"), job, "settle", "prepare", job.number, "--cleaned",
                        "--explained", "讲解")[0]:
            job.prepared = True

    def leave(self, job, way=None):
        way = way or self.random.choice(("deliver",) * 8 + ("decline", "cancel"))
        words = {"deliver": ("settle", "deliver", job.number, "--to", "甲", "--odometer", "1001",
                             "--papers", "repair-record,warranty,certificate", "--score", "5"),
                 "decline": ("intake", "decline", job.number, "--why", "不修了"),
                 "cancel": ("job", "cancel", job.number, "--why", "不修了")}[way]
        done, named = self.attempt(self.person("A01", "C01"), job, *words)
        if not done:
            return
        job.left, job.cancelled = True, way == "cancel"
        for number, task in job.tasks.items():
            if task.begun and task.checked is not True and not {"2.2-quality"} & job.overridden:
                raise Fault(f"the car left with task {number} unchecked")
        if way == "deliver" and not named & {"2.4-itemise"}:
            if not job.billed or self.due(job) != "0.00":
                raise Fault("the car left unpaid")

    def go_on(self, job):
        """A visit that was cancelled by mistake goes on, without its bill."""
        gone = self.random.choice([j for j in self.jobs if j.cancelled] or [job])
        if self.attempt(self.person("A01", "M01"), gone, "correct", "cancel", gone.number, "--why",
                        "点错单号")[0]:
            if not gone.cancelled:
                raise Fault("what was not cancelled goes on")
            gone.left = gone.cancelled = gone.billed = False

    def on(self, job):
        """What an honest day does next with a job."""
        if not job.lines:
            return self.quote(job)
        if not job.consents:
            return self.confirm(job)
        if not job.diagnosed and self.random.random() < 0.7:
            return self.diagnose(job)
        for number in map(str, range(1, job.lines + 1)):
            task = job.tasks[number]
            if not task.begun or task.checked is False:
                return self.start(job, number)
            if task.working:
                return self.stop(job, number, "finish")
            if task.checked is None:
                return self.check(job, number)
        for is_so, act in ((job.final, self.final), (job.billed, self.bill), (job.receipts, self.pay),
                           (job.prepared, self.prepare)):
            if not is_so:
                return act(job)
        return self.leave(job, "deliver")

    ACTS = {"open": 6, "quote": 8, "confirm": 8, "diagnose": 2, "start": 20, "stop": 20, "check": 22,
            "final": 8, "issue": 6, "receive": 3, "adjust": 2, "bill": 5, "pay": 8, "prepare": 2,
            "leave": 10, "correct": 5, "void": 2, "void_receipt": 6, "go_on": 3}

    def step(self):
        minutes = self.random.choice((0, 1, 1, 5, 20))
        if self.random.random() < 0.01:
            minutes = self.random.randrange(300, 3000)
        self.now += datetime.timedelta(minutes=minutes)
        if self.random.random() < 0.01:
            self.backwards()
        here = [job for job in self.jobs if not job.left and job.tries < 120]
        act = self.random.choices(list(self.ACTS), list(self.ACTS.values()))[0]
        if not here or (act == "open" and len(here) < 5):
            self.open()
        elif act != "open":
            job = self.random.choice(here)
            job.tries += 1
            if self.random.random() < 0.6:
                self.on(job)
            else:
                getattr(self, act)(job)

    def backwards(self):
        """A clock that was set back writes nothing."""
        now, self.now = self.now, self.wrote - datetime.timedelta(minutes=self.random.randrange(5, 9000))
        if self.type("M01", "staff", "set", "A02", "--name", f"A{now:%m%d%H%M}")["code"] == 0:
            raise Fault("a command wrote with a clock behind the log")
        self.now = now

    # What the program says of it all.

    def judge(self):
        seen = collections.Counter()
        approved = collections.Counter()
        for case in self.rows("audit", "check", "--list"):
            if "; overridden by " in case["missing"]:
                seen[case["clause"], case["number"]] += 1
            elif case["missing"].startswith("approver M01: named by "):
                approved[case["clause"], case["number"]] += 1
            elif case["clause"] in ("2.1-confirm", "2.2-consent", "2.2-quality", "2.2-inspect",
                                    "2.4-itemise") and "late" not in case["missing"]:
                job = next((j for j in self.jobs if j.number == case["number"]), None)
                if job and case["clause"] not in job.overridden:
                    raise Fault(f"the audit holds against nobody's override: {case}")
        if seen != self.overrides:
            raise Fault(f"overrides: the audit has {seen - self.overrides} more and lacks "
                        f"{self.overrides - seen}")
        if approved != self.overrides:
            raise Fault(f"approvers who did not sign: the audit has {approved - self.overrides} more "
                        f"and lacks {self.overrides - approved}")
        late = self.rows("late", "list")
        if len(late) != self.late:
            raise Fault(f"{self.late} records were told late, late list has {len(late)}")
        lots = self.rows("parts", "stock", "--part", "PAD", "--lots", "--outlet", "MAIN")
        quantities = [float(lot["qty"]) for lot in lots]
        if min(quantities, default=0) < 0 or sum(quantities) != self.stock["PAD"]:
            raise Fault(f"stock: {quantities}, the model says {self.stock['PAD']}")
        if self.type("M01", "audit", "verify")["code"]:
            raise Fault("the log is not whole")

    def close(self):
        self.driven.stdin.close()
        self.driven.wait()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    given = arguments.parse_args()
    program = pathlib.Path(given.binary).resolve().parent / "driven"
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    passed = failed = 0
    for seed in SEEDS:
        with tempfile.TemporaryDirectory(prefix="svcctl-", dir=memory) as folder:
            shop, number = None, 0
            try:
                shop = Shop(program, folder, seed)
                for number in range(1, STEPS + 1):
                    shop.step()
                    if number % 500 == 0 or number == STEPS:
                        shop.judge()
                passed += 1
                print(f"seed {seed}: {STEPS} steps, {len(shop.jobs)} jobs, "
                      f"{sum(shop.done.values())} acts, {sum(shop.overrides.values())} overridden, "
                      f"{shop.late} told late")
            except Fault as fault:
                failed += 1
                print(f"FAILED seed {seed}, step {number}: {fault}\n  {shop.last if shop else ''}")
            finally:
                if shop:
                    shop.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
