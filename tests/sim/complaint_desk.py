"""Complaints in a simulated year: what people at the desk type, and an oracle of every clock. It knows
working time as a plain list of stretches and looks through all of them each time."""
import bisect
import datetime

HOUR = 3600
OPEN = [((8, 30), (12, 0)), ((13, 0), (17, 30))]
# Days off that are weekdays, and weekend days that are worked: a calendar of the simulation's own.
INVESTIGATOR = "Q01"  # who has no hand in any job
SPECIAL = """first,last,works,name
2026-02-16,2026-02-20,no,a week off
2026-02-28,,yes,made up for
2026-05-01,,no,a day off
2026-10-01,2026-10-07,no,another week off
2026-10-10,,yes,made up for
"""
CONFIG = """
[calendar]
file = "{folder}/calendar.csv"
open = ["08:30-12:00", "13:00-17:30"]
[region_profile.sim]
legal_stop_days = 15
[complaint.clock.minor]
acknowledge_hours = 8
contact_days = 3
answer_days = 5
settle_days = 10
[complaint.clock.normal]
acknowledge_hours = 8
contact_days = 3
answer_days = 5
settle_days = 8
[complaint.clock.serious]
acknowledge_hours = 4
contact_days = 2
answer_days = 3
settle_days = 6
[complaint.clock.safety]
acknowledge_hours = 1
contact_days = 1
answer_days = 1
settle_days = 3
[[complaint.severity]]
at_least = "safety"
words = ["刹车失灵"]
[[complaint.escalate]]
at_least = "minor"
to = "manager"
[[complaint.escalate]]
at_least = "safety"
at_once = true
to = "manager"
"""
DAY_LENGTH = 8 * HOUR
WORKING = {  # severity -> working seconds of each clock
    "minor": (8 * HOUR, 3 * DAY_LENGTH, 5 * DAY_LENGTH, 10 * DAY_LENGTH),
    "normal": (8 * HOUR, 3 * DAY_LENGTH, 5 * DAY_LENGTH, 8 * DAY_LENGTH),
    "serious": (4 * HOUR, 2 * DAY_LENGTH, 3 * DAY_LENGTH, 6 * DAY_LENGTH),
    "safety": (1 * HOUR, 1 * DAY_LENGTH, 1 * DAY_LENGTH, 3 * DAY_LENGTH),
}
RANKS = list(WORKING)
KINDS = ("acknowledge", "contact", "answer", "settle")
STOPPED = ("answer", "settle")  # by a pause; the others run on
ADVISORS = ["A01", "A02", "A03"]
EAST = 8 * HOUR


def midnight(day):
    """The first second of the shop's day."""
    return int(datetime.datetime(day.year, day.month, day.day,
                                 tzinfo=datetime.timezone.utc).timestamp()) - EAST


def day_of(moment):
    return datetime.datetime.fromtimestamp(moment + EAST, datetime.timezone.utc).date()


def said(moment):
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime(
        "%Y-%m-%dT%H:%M:%SZ")


class WorkingTime:
    """Every stretch in which the shop, and every day on which an office, is open."""

    def __init__(self, first, days):
        special = {}
        for line in SPECIAL.splitlines()[1:]:
            begin, end, works, _ = line.split(",")
            day = datetime.date.fromisoformat(begin)
            while day <= datetime.date.fromisoformat(end or begin):
                special[day] = works == "yes"
                day += datetime.timedelta(days=1)
        self.days = [day for day in (first + datetime.timedelta(days=n) for n in range(days))
                     if special.get(day, day.weekday() < 5)]
        self.stretches = [(midnight(day) + a * HOUR + b * 60, midnight(day) + c * HOUR + d * 60)
                          for day in self.days for (a, b), (c, d) in OPEN]

    def running(self, start, pauses):
        """The stretches since a moment, without what lies in pauses."""
        for begin, end in self.stretches:
            if end <= start:
                continue
            pieces = [(max(begin, start), end)]
            for stop, go in pauses:
                pieces = [piece for a, b in pieces
                          for piece in ((a, min(b, stop)), (max(a, go or b), b) if go else (b, b))
                          if piece[0] < piece[1]]
            yield from pieces

    def after(self, start, seconds, pauses):
        for begin, end in self.running(start, pauses):
            if seconds <= end - begin:
                return begin + seconds
            seconds -= end - begin
        return None

    def between(self, start, until, pauses):
        return sum(min(end, until) - begin for begin, end in self.running(start, pauses)
                   if begin < until)

    def end_of_day_after(self, moment, count):
        place = bisect.bisect_right(self.days, day_of(moment)) + count - 1
        return midnight(self.days[place] + datetime.timedelta(days=1)) - 1


class Desk:
    """Opens complaints and takes them on step by step; each step goes to `type` with its moment."""

    def __init__(self, garage, rng, first, days):
        self.garage, self.rng, self.time = garage, rng, WorkingTime(first, days + 200)
        self.all, self.counter = [], {}
        self.steps = 0

    def clock(self, case, kind, start, due):
        case["clocks"][case["round"], kind] = {"start": start, "due": due, "met": None,
                                               "used": None}

    def start_clocks(self, case, moment):
        case["stop"] = moment + 15 * 24 * HOUR
        self.clock(case, "legal", moment, case["stop"])
        for kind in KINDS:
            self.clock(case, kind, moment, None)
        self.move_clocks(case, moment)
        if case["channel"] == "authority":
            self.clock(case, "authority", moment, self.time.end_of_day_after(moment, 7))

    def move_clocks(self, case, now):
        """What ran out stays so; what is shortened runs out now at the earliest."""
        pauses = [pause for pause in case["pauses"] if pause[0] < case["stop"]]
        for kind, allowed in zip(KINDS, WORKING[case["severity"]]):
            clock = case["clocks"][case["round"], kind]
            if clock["met"] is None and not (clock["due"] and clock["due"] < now):
                due = self.time.after(clock["start"], allowed, pauses if kind in STOPPED else [])
                clock["due"] = due and max(min(due, case["stop"]), now)

    def meet(self, case, moment, *kinds):
        for kind in kinds:
            clock = case["clocks"].get((case["round"], kind))
            if clock and clock["met"] is None:
                clock["met"] = moment
                pauses = case["pauses"] if kind in STOPPED else []
                clock["used"] = self.time.between(clock["start"], moment, pauses) \
                    if kind in KINDS else moment - clock["start"]

    def type(self, case, verb, words, moment):
        self.steps += 1
        self.garage.type(f"complaint {verb} {case['number'] if verb != 'open' else ''} {words} "
                         f"--at {said(moment)}")

    def open(self, day, moment):
        rng, garage = self.rng, self.garage
        job = rng.choice(garage.jobs) if garage.jobs and rng.random() < 0.6 else None
        customer = job["customer"] if job else rng.choice(garage.customers)
        self.counter[day] = self.counter.get(day, 0) + 1
        told, worst = rng.choice(RANKS[:3]), rng.random() < 0.1
        case = {"number": f"C{day:%y%m%d}-{self.counter[day]:03}", "job": job, "round": 1,
                "floor": "safety" if worst else "minor", "severity": "safety" if worst else told,
                "channel": "authority" if rng.random() < 0.15 else rng.choice(["phone", "visit"]),
                "clocks": {}, "pauses": [], "state": "open", "mediated": 0, "last": moment}
        self.all.append(case)
        self.type(case, "open", f"--customer {customer['number']} "
                  + (f"--job {job['number']} " if job else "")
                  + f"--channel {case['channel']} --kind quality --severity {told} "
                  f"--text {'刹车失灵' if worst else '又响了'}", moment)
        self.start_clocks(case, moment)

    def go_on(self, case, moment):
        """The next thing that happens to an open complaint."""
        rng, chance, state = self.rng, self.rng.random(), case["state"]
        case["last"] = moment
        paused = bool(case["pauses"]) and case["pauses"][-1][1] is None
        if paused:
            if chance < 0.5:
                case["pauses"][-1][1] = moment
                self.type(case, "resume", "", moment)
                return self.move_clocks(case, moment)
        elif chance < 0.06:
            case["pauses"].append([moment, None])
            self.type(case, "pause", "--why 客户出差", moment)
            return self.move_clocks(case, moment)
        if rng.random() < 0.05:
            severity = rng.choice(RANKS[RANKS.index(case["floor"]):])
            case["severity"] = severity
            self.type(case, "assess", f"--severity {severity} --why 看过以后", moment)
            return self.move_clocks(case, moment)
        if case["channel"] == "authority" and case["mediated"] < case["round"] \
                and rng.random() < 0.3:
            case["mediated"] = case["round"]
            begin = midnight(day_of(moment))
            self.type(case, "authority", f"--accepted-on {day_of(moment)}", moment)
            self.meet(case, moment, "authority")
            return self.clock(case, "mediation", begin, self.time.end_of_day_after(begin, 45))
        if state == "open":
            case["state"] = "acknowledged"
            self.type(case, "acknowledge", "", moment)
            return self.meet(case, moment, "acknowledge")
        if state == "acknowledged":
            if chance < 0.4:
                return self.type(case, "contact", "--not-reached --text 没人接", moment)
            case["state"] = "contacted"
            self.type(case, "contact", "--text 约好了", moment)
            return self.meet(case, moment, "acknowledge", "contact")
        if state == "contacted":
            case["state"] = "mended"
            self.type(case, "investigate", f"--by {INVESTIGATOR} "
                      "--cause-class workmanship --cause 未拧紧", moment)
            words = "--correction 已返修"
            if chance < 0.4:
                on = day_of(moment) + datetime.timedelta(days=rng.randrange(1, 40))
                words += f" --prevention 加检查 --owner A01 --by {on}"
                self.clock(case, "prevention", moment,
                           midnight(on + datetime.timedelta(days=1)) - 1)
            return self.type(case, "act", words, moment)
        if state == "mended":
            case["state"] = "answered"
            self.type(case, "answer", "--text 已处理", moment)
            return self.meet(case, moment, "acknowledge", "contact", "answer")
        if state == "answered":
            satisfied = chance < 0.75
            case["state"] = "judged" if satisfied or rng.random() < 0.5 else "mended"
            self.type(case, "verdict", "--satisfied" if satisfied else "--unsatisfied", moment)
            return self.meet(case, moment, "settle", "legal") if satisfied else None
        if not paused:  # judged
            case["state"] = "closed"
            self.type(case, "close", "", moment)
            self.meet(case, moment, *KINDS, "legal", "authority", "mediation")
        return None

    def prevented(self, case, moment):
        waiting = [key for key, clock in case["clocks"].items()
                   if key[1] == "prevention" and clock["met"] is None]
        if not waiting:
            return
        clock = case["clocks"][max(waiting)]
        clock["met"], clock["used"] = moment, moment - clock["start"]
        self.type(case, "act", "--done 已加", moment)

    def reopen(self, case, moment):
        case["round"] += 1
        case["state"] = "open"
        self.type(case, "reopen", "--why 又响了", moment)
        self.start_clocks(case, moment)

    def work(self, day, opened):
        """A day at the desk, weekends among them; everything in the order it happens."""
        rng, todo = self.rng, []
        for case in self.all:
            if case["state"] != "closed":
                todo += [(rng.randrange(9 * 60), "go_on", case)] * (rng.random() < 0.5)
            elif rng.random() < 0.002:
                todo.append((rng.randrange(9 * 60), "reopen", case))
            if rng.random() < 0.03:
                todo.append((rng.randrange(9 * 60), "prevented", case))
        todo += [(rng.randrange(9 * 60), "open", day) for _ in range(opened)]
        begin = midnight(day) + 8 * HOUR + 30 * 60
        for minute, what, subject in sorted(todo, key=lambda row: row[0]):
            moment = begin + minute * 60
            if what == "open":
                self.open(subject, moment)
            else:
                getattr(self, what)(subject, moment)

    def due(self, now, within):
        """Every clock that has run out, or will within so many days."""
        return sorted((case["number"], kind, said(clock["due"]),
                       "true" if clock["due"] < now else "false",
                       "M01" if clock["due"] < now or case["severity"] == "safety" else "")
                      for case in self.all for (_, kind), clock in case["clocks"].items()
                      if clock["met"] is None and clock["due"] is not None
                      and clock["due"] <= now + within * 24 * HOUR)

    def every_clock(self):
        return sorted((case["number"], turn, kind, clock["start"], clock["due"], clock["met"],
                       clock["used"])
                      for case in self.all for (turn, kind), clock in case["clocks"].items())

    def ran_out(self, now):
        return sum(clock["due"] is not None and clock["due"] < (clock["met"] or now)
                   for case in self.all for clock in case["clocks"].values())


def compare_due(garage, desk, now):
    """The list of cron against the oracle's, row by row."""
    words = ("complaint", "due", "--within", "1d", "--format", "csv", "--no-header", "--columns",
             "complaint,what,due_at,late,escalate_to")
    listed = sorted(tuple(line.split(",")) for line in garage.run(said(now), *words).stdout.split())
    expected = desk.due(now, 1)
    if listed != expected:
        raise SystemExit(f"{said(now)}: clocks differ: only listed {set(listed) - set(expected)}, "
                         f"only in the oracle {set(expected) - set(listed)}")
    return {(number, kind, due) for number, kind, due, late, _ in listed if late == "true"}


def compare_clocks(store, desk):
    """Every clock of every complaint as it is kept."""
    stored = sorted(store.execute(
        "SELECT c.number, k.round, k.kind, k.started_at, k.due_at, k.met_at, k.used "
        "FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id").fetchall(),
        key=lambda row: row[:3])
    wanted = desk.every_clock()
    wrong = [(a, b) for a, b in zip(stored, wanted) if a != b]
    if wrong or len(stored) != len(wanted):
        raise SystemExit(f"{len(stored)} clocks, {len(wanted)} in the oracle; first difference: "
                         f"{wrong[:1]}")
    return len(stored)
