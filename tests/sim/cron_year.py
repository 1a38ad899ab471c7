#!/usr/bin/env python3
"""A simulated year of cron over a garage at work: weeks missed, runs doubled, two at once, the clock
set back and forward. Every follow-up that the rules call for is made exactly once, none for customers
who did not agree, never more in a day than the cap; who never answers is given up once; no clock of a
complaint is missed. An oracle of its own, which forgets nothing and keeps no marks, agrees row by row.
SVCCTL_SIM_VISITS sets the number of visits."""
import argparse
import collections
import datetime
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

import complaint_desk

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

CONFIG = """
language = "en"
region = "sim"
[shop]
zone = "CST-8"
[labour]
rate = "120.00"
[callback]
retry_days = 2
channel_after = 2
give_up_after = 4
ahead_days = 7
daily_cap = {cap}
[[callback.rule]]
kind = "after-service"
after_days = 3
[[callback.rule]]
kind = "maintenance"
after_days = 150
kilometres = 5000
before_days = 7
categories = ["maintenance-1"]
[[callback.rule]]
kind = "warranty-end"
before_days = 5
categories = ["minor"]
[[callback.rule]]
kind = "declined-work"
after_days = 14
[[callback.rule]]
kind = "inspection"
before_days = 30
[[callback.rule]]
kind = "insurance"
before_days = 20
[[callback.rule]]
kind = "lost"
after_days = 90
[[callback.rule]]
kind = "issue"
after_days = 4
[[operation]]
code = "OIL"
hours = "0.5"
category = "maintenance-1"
maintenance = true
[[operation]]
code = "BELT"
hours = "1"
category = "minor"
maintenance = true
[[warranty]]
category = "minor"
kilometres = 9000
days = 60
[[warranty]]
category = "maintenance-1"
kilometres = 9000
days = 60
"""
SELLING = {"maintenance", "declined-work", "inspection", "insurance", "lost"}
ADVISORS = ["A01", "A02", "A03"]
GIVE_UP_AFTER = 4
START = datetime.date(2026, 1, 5)
DAYS = 365
AHEAD = 7


def stamp(day, clock):
    return f"{day.isoformat()}T{clock}Z"


class Garage:
    """The garage at work: what it types into the program, and what it remembers for the oracle."""

    def __init__(self, binary, folder, visits, seed):
        self.binary, self.folder, self.rng = binary, folder, random.Random(seed)
        self.visits = visits
        self.customers, self.cars, self.jobs = [], [], []
        self.counter = collections.Counter()
        self.lines = []
        self.said_yes = []  # who let themselves be called, since planning last ran
        self.staff = ""

    def env(self, now):
        return {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": now,
                "SVCCTL_CONFIG": "svcctl.toml", "SVCCTL_STAFF": self.staff,
                "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}

    def run(self, now, *words, stdin=None, check=True):
        done = patience.run([self.binary, *words], cwd=self.folder, env=self.env(now), text=True,
                            input=stdin)
        if check and done.returncode:
            raise SystemExit(f"{now} {words}: exit {done.returncode}: {done.stderr}")
        return done

    def both(self, now, *words):
        running = [subprocess.Popen([self.binary, *words], cwd=self.folder, env=self.env(now),
                                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                   for _ in range(2)]
        for one in running:
            _, err = patience.finish(one, what=f"{now} {words} twice at once")
            if one.returncode:
                raise SystemExit(f"{now} {words} twice at once: {err.decode()}")

    def type(self, line):
        self.lines.append(line)

    def flush(self, now):
        if self.lines:
            self.run(now, "batch", "--atomic", "--quiet", "-", stdin="\n".join(self.lines) + "\n")
            self.lines = []

    def new_customer(self):
        number = f"K{len(self.customers) + 1:04}"
        customer = {"number": number, "service": True, "marketing": self.rng.random() < 0.6}
        self.customers.append(customer)
        self.type(f"customer add --name 客户{len(self.customers)} --phone 139{len(self.customers):08} "
                  f"--marketing {'yes' if customer['marketing'] else 'no'}")
        return customer

    def new_car(self, day):
        owner = self.new_customer() if not self.customers or self.rng.random() < 0.8 \
            else self.rng.choice(self.customers)
        n = len(self.cars) + 1
        car = {"id": n, "plate": f"京{'ABCEF'[n % 5]}{n:05}", "owner": owner, "first": day,
               "km": self.rng.randrange(1000, 90000), "daily": self.rng.choice([0, 5, 20, 40, 80]),
               "dates": {}, "deliveries": [], "readings": [], "last_job": 0}
        self.cars.append(car)
        self.type(f"vehicle add --plate {car['plate']} --customer {owner['number']}")
        if self.rng.random() < 0.5:
            self.tell_date(car, day)
        return car

    def tell_date(self, car, day):
        kind = self.rng.choice(["inspection", "insurance"])
        on = day + datetime.timedelta(days=self.rng.randrange(10, 200))
        car["dates"].setdefault(kind, []).append(on)
        self.type(f"vehicle set {car['plate']} --{kind}-due {on.isoformat()}")

    def next_job(self, day, car, advisor, km, comeback=None):
        self.counter[day] += 1
        job = {"id": len(self.jobs) + 1, "number": f"J{day:%y%m%d}-{self.counter[day]:03}",
               "car": car, "customer": car["owner"], "advisor": advisor, "comeback": comeback,
               "declined": None, "delivered": None, "category": None, "km": km}
        self.jobs.append(job)
        car["last_job"] = job["id"]
        car["readings"].append((day, km))
        return job

    def visit(self, day):
        rng = self.rng
        fresh = not self.cars or rng.random() < 0.35
        car = self.new_car(day) if fresh else rng.choice(self.cars)
        km = car["km"] + car["daily"] * (day - car["first"]).days
        advisor = rng.choice(ADVISORS)
        back = [j for j in car["deliveries"][-1:]
                if j["customer"] is car["owner"] and (day - j["delivered"]).days < 50]
        if back and rng.random() < 0.15:
            job = self.next_job(day, car, advisor, km, comeback=back[0])
            self.type(f"job comeback {back[0]['number']} --concern 又响了 --odometer {km} "
                      f"--as {advisor}")
        else:
            job = self.next_job(day, car, advisor, km)
            self.type(f"intake open --plate {car['plate']} --odometer {km} --concern 保养 "
                      f"--customer {car['owner']['number']} --old-parts dispose --as {advisor}")
        number = job["number"]
        operation = rng.choice(["OIL", "OIL", "BELT"])
        amount = {"OIL": "60", "BELT": "120"}[operation]
        self.type(f"intake quote {number} --labour {operation}")
        if not job["comeback"] and rng.random() < 0.1:
            job["declined"] = day
            job["category"] = "maintenance-1" if operation == "OIL" else "minor"
            self.type(f"intake decline {number} --why 再考虑")
            return
        for line in (f"intake confirm {number} --method phone --by-customer 客户",
                     f"job task {number} start 1", f"job task {number} finish 1",
                     f"job check {number} 1 --self --pass", f"job final {number} --pass --as I02",
                     f"settle bill {number}",
                     "" if job["comeback"] else
                     f"settle pay {number} --method cash --amount {amount}",
                     f"settle prepare {number} --cleaned",
                     f"settle deliver {number} --to 客户 --odometer {km} "
                     "--papers repair-record,warranty --score 5"):
            self.type(line)
        job["category"] = "maintenance-1" if operation == "OIL" else "minor"
        job["delivered"] = day
        car["deliveries"].append(job)
        car["readings"].append((day, km))

    def change_of_mind(self):
        customer = self.rng.choice(self.customers)
        which = self.rng.choice(["service", "marketing", "marketing"])
        customer[which] = not customer[which]
        if customer[which]:
            self.said_yes.append(customer)
        option = {"service": "service-contact", "marketing": "marketing"}[which]
        self.type(f"customer set {customer['number']} --{option} "
                  f"{'yes' if customer[which] else 'no'}")

    def transfer(self):
        car = self.rng.choice(self.cars)
        to = self.rng.choice(self.customers)
        if to is car["owner"]:
            return
        car["owner"] = to
        self.type(f"vehicle transfer {car['plate']} --to {to['number']} --why 过户")


def day_of_km(readings, km):
    """On paper: the daily distance of the year before the last reading."""
    ordered = sorted(readings)
    last_day, last_km = ordered[-1]
    if km <= last_km:
        return last_day
    first_day, first_km = last_day, last_km
    for day, value in reversed(ordered[:-1]):
        if value > first_km or (last_day - day).days > 365:
            break
        first_day, first_km = day, value
    days, driven = (last_day - first_day).days, last_km - first_km
    if days < 7 or driven <= 0:
        return None
    ahead = -(-(km - last_km) * days // driven)
    return last_day + datetime.timedelta(days=ahead) if ahead <= 3650 else None


class Oracle:
    """What the rules call for, worked out anew from the whole history at every run."""

    def __init__(self, garage, cap, warranties):
        self.garage, self.cap, self.warranties = garage, cap, warranties
        self.decided = {}                      # (kind, source) -> made | withheld | superseded
        self.made = []                         # follow-ups in order
        self.by_day = collections.Counter()
        self.seen_deliveries = collections.Counter()
        self.maintenance_due = {}              # base job id -> day
        self.woken_due = {}                    # (kind, source) -> day, of what waits again

    def due(self, job, kind, days):
        return (kind, f"job:{job['id']}", job["delivered"] + datetime.timedelta(days=days), job)

    def called_for(self):
        """Every (kind, source, due, job or None, car) that holds now, decided or not."""
        day = datetime.timedelta(days=1)
        for job in self.garage.jobs:
            car = job["car"]
            if job["declined"]:
                stale = car["last_job"] > job["id"]
                yield ("declined-work", f"job:{job['id']}", job["declined"] + 14 * day, job, car,
                       stale)
            if not job["delivered"]:
                continue
            if job["comeback"]:
                yield ("issue", f"job:{job['id']}", job["delivered"] + 4 * day, job, car, False)
            else:
                yield ("after-service", f"job:{job['id']}", job["delivered"] + 3 * day, job, car,
                       False)
            if job["category"] == "minor":
                until = self.warranties[job["number"]]
                yield ("warranty-end", f"job:{job['id']}", until - 5 * day, job, car, False)
            came = self.last_visit(job)
            yield ("lost", f"job:{job['id']}", job["delivered"] + 90 * day, job, car, came)
        for car in self.garage.cars:
            bases = [j for j in car["deliveries"] if j["category"] == "maintenance-1"]
            for base in bases:
                yield ("maintenance", f"job:{base['id']}", self.maintenance_due.get(base["id"]),
                       base, car, base is not bases[-1])
            for kind, ahead in (("inspection", 30), ("insurance", 20)):
                told = car["dates"].get(kind, [])
                for on in dict.fromkeys(told):
                    yield (kind, f"vehicle:{car['id']}:{on.isoformat()}", on - ahead * day, None,
                           car, on != told[-1])

    def last_visit(self, job):
        latest = self.latest_visit[job["customer"]["number"]]
        return latest > job["id"]

    def prepare(self):
        self.latest_visit = {}
        for job in self.garage.jobs:
            self.latest_visit[job["customer"]["number"]] = job["id"]
        for car in self.garage.cars:
            if len(car["deliveries"]) == self.seen_deliveries[car["id"]]:
                continue
            self.seen_deliveries[car["id"]] = len(car["deliveries"])
            bases = [j for j in car["deliveries"] if j["category"] == "maintenance-1"]
            if bases:
                base = bases[-1]
                by_days = base["delivered"] + datetime.timedelta(days=150)
                by_km = day_of_km(car["readings"], base["km"] + 5000)
                on = min(by_days, by_km) if by_km else by_days
                due = on - datetime.timedelta(days=7)
                key = ("maintenance", f"job:{base['id']}")
                before = self.woken_due.pop(key, self.maintenance_due.get(base["id"]))
                if self.decided.get(key) == "withheld" and before != due:
                    del self.decided[key]  # a newer day takes the place of one withheld
                self.maintenance_due[base["id"]] = due

    def run(self, today):
        self.prepare()
        everything = list(self.called_for())
        self.supersede_open(everything)
        self.wake(everything, today)
        everything = [row[:2] + (self.woken_due.get(row[:2], row[2]),) + row[3:]
                      for row in everything]
        self.lapse(everything, today)
        until = today + datetime.timedelta(days=AHEAD)
        ripe = sorted((row for row in everything
                       if row[:2] not in self.decided and row[2] and row[2] <= until),
                      key=lambda row: (row[2], row[4]["id"], row[0], len(row[1]), row[1]))
        for kind, source, due, job, car, stale in ripe:
            # Moving ones that no longer hold give way before anything is made.
            if stale and kind in ("maintenance", "inspection", "insurance"):
                continue
            if self.by_day[today] >= self.cap:
                break
            if stale:
                self.decided[kind, source] = "superseded"
                continue
            customer = car["owner"] if kind in ("maintenance", "warranty-end", "inspection",
                                                "insurance") else job["customer"]
            if not self.agrees(customer, kind):
                self.decided[kind, source] = "withheld"
                continue
            self.by_day[today] += 1
            self.decided[kind, source] = "made"
            self.made.append({"number": f"F{today:%y%m%d}-{self.by_day[today]:03}", "kind": kind,
                              "job": job, "car": car, "customer": customer, "called": due,
                              "due": due, "state": "open", "source": source, "channel": "phone",
                              "tries": 0, "announced": self.announced(kind, source, job)})

    def announced(self, kind, source, job):
        """The day that the words speak of, if they do."""
        if kind == "warranty-end":
            return self.warranties[job["number"]]
        if kind == "maintenance":
            return self.maintenance_due[job["id"]] + datetime.timedelta(days=7)
        if kind in ("inspection", "insurance"):
            return datetime.date.fromisoformat(source.rsplit(":", 1)[1])
        return None

    def wake(self, everything, today):
        """Who said yes to being called again: what was withheld waits, unless its day has passed."""
        for customer in self.garage.said_yes:
            for kind, source, due, job, car, _ in everything:
                if self.decided.get((kind, source)) != "withheld":
                    continue
                if car["owner"] is not customer and not any(
                        visit["customer"] is customer and visit["car"] is car
                        for visit in self.garage.jobs):
                    continue
                due = self.woken_due.get((kind, source), due)
                day = self.announced(kind, source, job)
                if (day >= today if day else due >= today - datetime.timedelta(days=30)):
                    del self.decided[kind, source]
                    self.woken_due[kind, source] = max(due, today)
        self.garage.said_yes = []

    def lapse(self, everything, today):
        """What speaks of a day that has passed is said no more."""
        for kind, source, due, job, _, stale in everything:
            day = due and self.announced(kind, source, job)
            if (kind, source) not in self.decided and day and due < today and day < today \
                    and not stale:
                self.decided[kind, source] = "lapsed"
        for row in self.made:
            if row["state"] == "open" and row["announced"] and row["announced"] < today:
                agrees = self.agrees(row["customer"], row["kind"])
                row["state"] = "lapsed" if agrees else "superseded"

    def supersede_open(self, everything):
        stale = {(kind, source) for kind, source, _, _, _, gone in everything if gone}
        for row in self.made:
            if row["state"] == "open" and (row["kind"], row["source"]) in stale:
                row["state"] = "superseded"

    @staticmethod
    def agrees(customer, kind):
        return customer["marketing" if kind in SELLING else "service"]

    def list(self, day):
        return sorted((row["due"], row["number"]) for row in self.made
                      if row["state"] == "open" and row["due"] <= day
                      and (not row["announced"] or row["announced"] >= day)
                      and self.agrees(row["customer"], row["kind"]))


def call(garage, oracle, day, now):
    """Somebody works on the morning list: reached, nobody there, no more of it."""
    done = garage.run(now, "callback", "due", "--format", "csv", "--columns", "due_on,follow_up",
                      "--no-header")
    listed = [tuple(line.split(",")) for line in done.stdout.split()]
    expected = [(due.isoformat(), number) for due, number in oracle.list(day)]
    if sorted(listed) != expected:
        raise SystemExit(f"{day}: the list differs: only there {set(listed) - set(expected)}, "
                         f"only in the oracle {set(expected) - set(listed)}")
    rows = {row["number"]: row for row in oracle.made}
    for _, number in listed[:garage.rng.randrange(0, len(listed) + 1)]:
        row, chance = rows[number], garage.rng.random()
        if not oracle.agrees(row["customer"], row["kind"]):
            continue  # refused by the same customer a moment ago: the list is older than that
        if chance < 0.55:
            row["state"] = "closed"
            garage.type(f"callback record {number} --channel phone --outcome reached --score 9 --as F01")
        elif chance < 0.93:
            row["tries"] += 1
            if row["tries"] == GIVE_UP_AFTER:
                row["state"] = "unreachable"
            else:
                row["due"] = max(row["due"], day) + datetime.timedelta(days=2)
            garage.type(f"callback record {number} --channel phone --outcome no-answer --as F01")
        else:
            row["state"] = "refused"
            row["customer"]["marketing"] = False
            if row["kind"] not in SELLING:
                row["customer"]["service"] = False
            garage.type(f"callback record {number} --channel phone --outcome refused --as F01")
    garage.flush(now)


def compare(folder, oracle):
    """Row by row: number, reason, job, plate, customer, days, state."""
    with sqlite3.connect(pathlib.Path(folder, "shop.db")) as store:
        stored = store.execute("""
            SELECT f.number, f.kind, COALESCE(j.number, ''), v.plate, k.number, f.called_for_on,
                   f.due_on, f.state, p.source, COALESCE(s.code, '')
              FROM follow_up f JOIN follow_up_plan p ON p.id = f.plan_id
              JOIN vehicle v ON v.id = f.vehicle_id JOIN customer k ON k.id = f.customer_id
              LEFT JOIN job j ON j.id = f.job_id LEFT JOIN staff s ON s.id = f.assignee_id
             ORDER BY f.id""").fetchall()
    wanted = [(r["number"], r["kind"], r["job"]["number"] if r["job"] else "", r["car"]["plate"],
               r["customer"]["number"], r["called"].isoformat(), r["due"].isoformat(), r["state"],
               r["source"]) for r in oracle.made]
    advisor = {r["number"]: r["job"]["advisor"] if r["job"] else "" for r in oracle.made}
    wrong = [(a, b) for a, b in zip([row[:9] for row in stored], wanted) if a != b]
    if wrong or len(stored) != len(wanted):
        raise SystemExit(f"{len(stored)} follow-ups, {len(wanted)} in the oracle; first difference: "
                         f"{wrong[:1] or (stored + wanted)[-1:]}")
    served = [row[0] for row in stored if row[9] and row[9] == advisor[row[0]]]
    if served:
        raise SystemExit(f"given to the serving advisor: {served[:5]}")
    return len(stored)


def warranties(folder):
    with sqlite3.connect(pathlib.Path(folder, "shop.db")) as store:
        return {number: datetime.date.fromisoformat(until) for number, until in store.execute(
            "SELECT j.number, w.until_on FROM warranty w JOIN job j ON j.id = w.job_id")}


def year(binary, folder, visits, seed):
    garage = Garage(binary, folder, visits, seed)
    cap = max(4, visits // 150)
    pathlib.Path(folder, "svcctl.toml").write_text(
        CONFIG.format(cap=cap) + complaint_desk.CONFIG.format(folder=folder), encoding="utf-8")
    pathlib.Path(folder, "calendar.csv").write_text(complaint_desk.SPECIAL, encoding="utf-8")
    first = stamp(START, "00:30:00")
    garage.run(first, "db", "init", "--quiet")
    garage.run(first, "staff", "add", "M01", "--name", "店长", "--role", "manager", "--role",
               "inspector")
    garage.staff = "M01"
    for code in ADVISORS:
        garage.type(f"staff add {code} --name {code} --role advisor")
    garage.type(f"staff add {complaint_desk.INVESTIGATOR} --name 检验员 --role inspector")
    garage.type("staff add I02 --name 检验员乙 --role inspector")  # sees what the manager did
    garage.type("staff add F01 --name 回访员 --role technician")  # calls, and served nobody
    garage.type("staff right F01 follow-up --grant")
    garage.type("staff right F01 receive --grant")  # who wants no more calls tells them
    garage.flush(first)
    oracle = Oracle(garage, cap, {})
    desk = complaint_desk.Desk(garage, random.Random(seed + 1), START, DAYS)
    run_out = set()
    rng = garage.rng
    missed = set()
    for _ in range(3):  # weeks without cron
        begin = rng.randrange(20, DAYS - 40)
        missed.update(range(begin, begin + rng.randrange(8, 22)))
    per_day = [0] * DAYS
    for _ in range(visits):
        per_day[rng.randrange(DAYS)] += 1
    tally = collections.Counter()
    for n in range(DAYS):
        day = START + datetime.timedelta(days=n)
        for _ in range(per_day[n]):
            garage.visit(day)
        for _ in range(max(1, visits // 1500)):
            if garage.customers and rng.random() < 0.5:
                garage.change_of_mind()
            if garage.cars and rng.random() < 0.3:
                garage.transfer()
            if garage.cars and rng.random() < 0.5:
                garage.tell_date(rng.choice(garage.cars), day)
        garage.flush(stamp(day, "02:00:00"))
        if garage.customers:
            share = max(visits / 25, 40) / DAYS
            desk.work(day, int(share) + (desk.rng.random() < share % 1))
            garage.flush(stamp(day, "09:30:00"))
        if rng.random() < 0.3:
            call(garage, oracle, day, stamp(day, "09:40:00"))
        if n in missed:
            tally["missed"] += 1
            continue
        if rng.random() < 0.06:  # the clock was set back: refused until it is right again
            behind = stamp(day - datetime.timedelta(days=rng.choice([2, 3])), "22:30:00")
            done = garage.run(behind, "callback", "plan", "--quiet", check=False)
            if done.returncode != 4:
                raise SystemExit(f"{behind}: a clock set back was believed: {done.stderr}")
            tally["clock steps"] += 1
        now = stamp(day, "22:30:00")  # 06:30 of the next day here
        run_out |= complaint_desk.compare_due(
            garage, desk, int(datetime.datetime.fromisoformat(now[:-1] + "+00:00").timestamp()))
        oracle.warranties = warranties(folder)
        oracle.run(day + datetime.timedelta(days=1))
        how = rng.random()
        if how < 0.1:
            tally["two at once"] += 1
            garage.both(now, "callback", "plan", "--quiet")
        else:
            garage.run(now, "callback", "plan", "--quiet")
            if how < 0.25:
                tally["doubled"] += 1
                garage.run(now, "callback", "plan", "--quiet")
        if n % 30 == 0:
            compare(folder, oracle)
    made = compare(folder, oracle)
    end = complaint_desk.midnight(START + datetime.timedelta(days=DAYS + 1))
    run_out |= complaint_desk.compare_due(garage, desk, end)
    with sqlite3.connect(pathlib.Path(folder, "shop.db")) as store:
        clocks = complaint_desk.compare_clocks(store, desk)
    for check in (("db", "check"), ("audit", "verify")):
        garage.run(stamp(START + datetime.timedelta(days=DAYS + 30), "00:00:00"), *check)
    fates = collections.Counter(oracle.decided.values())
    kinds = collections.Counter(row["kind"] for row in oracle.made)
    states = collections.Counter(row["state"] for row in oracle.made)
    busiest = max(oracle.by_day.values())
    if busiest > cap or set(kinds) != {"after-service", "maintenance", "warranty-end",
                                       "declined-work", "inspection", "insurance", "lost",
                                       "issue"}:
        raise SystemExit(f"the year shows too little: at most {busiest} of {cap} a day, {kinds}")
    print(f"{len(desk.all)} complaints in {desk.steps} steps, {clocks} clocks as the oracle says, "
          f"{desk.ran_out(end)} ran out, {len(run_out)} of them told of before they were met")
    print(f"{visits} visits, {made} follow-ups as the oracle says, {fates['withheld']} withheld, "
          f"{fates['superseded']} overtaken; {dict(kinds)}; {dict(states)}; {dict(tally)}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--seed", type=int, default=20260105)
    given = arguments.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    visits = int(os.environ.get("SVCCTL_SIM_VISITS", "200"))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="svcctl-year-") as folder:
        try:
            year(binary, folder, visits, given.seed)
        except (SystemExit, patience.Hung) as failure:
            print(f"FAILED a year of cron: {failure}")
            print("0 passed, 1 failed")
            return 1
    print(f"{time.monotonic() - began:.0f} s")
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
