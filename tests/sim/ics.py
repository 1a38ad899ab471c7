#!/usr/bin/python3
"""The .ics of `callback export --for calendar`, read by libical and by a second reader: every call in
it, words as they stand in the store, no property that either objects to."""
import argparse
import ctypes
import datetime
import os
import pathlib
import sys
import tempfile

import icalendar

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

NAMES = ["客户甲", "甲;乙,丙\\丁", "分号;;客户", "某某汽车运输有限责任公司第三分公司调度室联系人",
         "=cmd()", "BEGIN:VEVENT"]
NOW = "2026-11-23T08:00:00Z"


def shop(binary, folder):
    env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": NOW,
           "SVCCTL_CONFIG": str(pathlib.Path(__file__).resolve().parents[2] / "examples/svcctl.toml"),
           "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}

    def svcctl(*words):
        done = patience.run([binary, *words], cwd=folder, env=env)
        if done.returncode:
            raise SystemExit(f"{words}: {done.stderr.decode()}")
        return done.stdout
    svcctl("db", "init", "--quiet")
    for n, name in enumerate(NAMES, 1):
        svcctl("customer", "add", "--name", name, "--phone", f"1390000000{n}", "--marketing", "yes",
               "--quiet")
        svcctl("vehicle", "add", "--plate", f"京A1234{n}", "--customer", f"K000{n}", "--quiet")
        svcctl("vehicle", "set", f"京A1234{n}", "--inspection-due", f"2026-12-2{n}", "--quiet")
    svcctl("callback", "plan", "--quiet")
    return svcctl("callback", "export", "--for", "calendar", "--purpose", "回访", "--on",
                  "2026-12-31")


def by_libical(data):
    """Problems that libical finds, and how many events."""
    ical = ctypes.CDLL("libical.so.3")
    ical.icalparser_parse_string.restype = ctypes.c_void_p
    ical.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    for name in ("icalrestriction_check", "icalcomponent_count_errors",
                 "icalcomponent_as_ical_string"):
        getattr(ical, name).argtypes = [ctypes.c_void_p]
    ical.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]
    root = ical.icalparser_parse_string(data)
    if not root:
        return ["libical cannot read it"], 0
    problems = []
    if ical.icalcomponent_count_errors(root):
        problems.append("libical finds errors")
    if ical.icalrestriction_check(root) != 1:
        problems.append("libical: a property is missing or stands too often")
    ical.icalcomponent_strip_errors.argtypes = [ctypes.c_void_p]
    written = ical.icalcomponent_as_ical_string(root)
    if b"X-LIC-ERROR" in written:
        problems.append(written.decode())
    ICAL_VEVENT = 4
    return problems, ical.icalcomponent_count_components(root, ICAL_VEVENT)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    with tempfile.TemporaryDirectory() as folder:
        data = shop(binary, folder)
    problems, count = by_libical(data)
    if count != len(NAMES):
        problems.append(f"libical finds {count} events of {len(NAMES)}")
    if any(len(line) > 75 for line in data.split(b"\r\n")) or b"\n" in data.replace(b"\r\n", b""):
        problems.append("a line is longer than 75 octets, or ends without CR LF")
    events = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    if len({str(e["UID"]) for e in events}) != len(NAMES):
        problems.append("the second reader finds other events")
    for n, event in enumerate(events):
        day = datetime.date(2026, 12, 21 + n) - datetime.timedelta(days=30)
        if event.decoded("DTSTART") != day:
            problems.append(f"{event['UID']} falls on {event.decoded('DTSTART')}, not {day}")
        name = NAMES[n]
        if name not in str(event["SUMMARY"]):
            problems.append(f"{event['SUMMARY']}: no {name}")
        problems += [f"{event['UID']}: no {key}" for key in ("DTSTAMP", "UID") if key not in event]
    # The reader must be able to fail: the same calendar without a required property.
    if not by_libical(data.replace(b"VERSION:2.0\r\n", b""))[0]:
        problems.append("libical takes a calendar without VERSION")
    for problem in problems:
        print(f"FAILED calendar: {problem}")
    print("0 passed, 1 failed" if problems else "1 passed, 0 failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
