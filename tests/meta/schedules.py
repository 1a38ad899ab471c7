#!/usr/bin/env python3
"""The schedules that a garage installs as they are: every line of examples/crontab and every unit of
examples/systemd is well formed, and its command runs as it stands."""
import argparse
import os
import pathlib
import re
import shutil
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Stands for the program of that name: keeps its words, one a line, and the mail.
MAIL = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done >"$HOME/mail.words"
cat >"$HOME/mail.text"
"""
FIELDS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]


def garage(binary, home):
    """A home with a store and its configuration, where svcctl looks for them."""
    store = pathlib.Path(home, ".local/share/svcctl")
    store.mkdir(parents=True)
    tools = pathlib.Path(home, "bin")
    tools.mkdir()
    (tools / "svcctl").symlink_to(binary)
    (tools / "nightly-import.sh").symlink_to(ROOT / "examples/nightly-import.sh")
    lists = pathlib.Path(home, "svcctl-lists")
    lists.mkdir()
    shutil.copy(ROOT / "examples/supplier-huabei.csv", lists / "HB-list.csv")
    shutil.copy(ROOT / "examples/supplier-nanbei-faulty.csv", lists / "NB-list.csv")
    (tools / "mail").write_text(MAIL, encoding="utf-8")
    (tools / "mail").chmod(0o755)
    shutil.copy(ROOT / "examples/svcctl.toml", store)
    env = {"HOME": home, "LOGNAME": "owner", "PATH": f"{tools}:/usr/bin:/bin",
           "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
    for words in (["db", "init", "--quiet"],
                  ["staff", "add", "M01", "--name", "店长", "--role", "manager", "--quiet"]):
        patience.run(["svcctl", *words], cwd=home, env=env, check=True)
    return env


def run(command, home, env):
    done = patience.run(command, cwd=home, env=env, text=True, shell=isinstance(command, str))
    if done.returncode or done.stderr:
        return f"{command}: exit {done.returncode}: {done.stderr.strip()}"
    return ""


def well_timed(times):
    for text, (least, most) in zip(times, FIELDS):
        for part in text.split(","):
            match = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/(\d+))?", part)
            if not match:
                return False
            if any(n and not least <= int(n) <= most for n in match.groups()[:2]):
                return False
    return len(times) == 5


def crontab(home, env):
    env = dict(env)
    for line in (ROOT / "examples/crontab").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        setting = re.fullmatch(r'(\w+)=("?)(.*)\2', line)
        if setting:
            if setting.group(1) == "MAILTO" and not setting.group(3):
                yield "crontab: what its commands print is mailed to nobody"
            if setting.group(1) != "PATH":
                env[setting.group(1)] = setting.group(3)
            continue
        words = line.split(None, 5)
        if len(words) != 6 or not well_timed(words[:5]):
            yield f"crontab: not well formed: {line}"
            continue
        yield run(words[5].replace("\\%", "%"), home, env)
    if not pathlib.Path(home, "svcctl-lists/done/HB-list.csv").exists():
        yield "crontab: the price list in the folder was not taken in"
    words = pathlib.Path(home, "mail.words")
    mail = words.read_text(encoding="utf-8").splitlines() if words.exists() else []
    if mail != ["-s", "price lists: rejects", "owner"]:
        yield f"crontab: the words of the nightly mail are {mail}"
    text = pathlib.Path(home, "mail.text")
    if not text.exists() or "NB-list.csv" not in text.read_text(encoding="utf-8"):
        yield "crontab: the nightly mail does not tell of the faulty list"


def unit(path):
    """Sections of a unit file: name → list of (key, value)."""
    sections, current = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[\w+\]", line):
            current = sections.setdefault(line[1:-1], [])
        elif line.strip() and not line.startswith("#"):
            key, _, value = line.partition("=")
            current.append((key, value))
    return sections


def systemd(home, env):
    folder = ROOT / "examples/systemd"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for path in sorted(folder.glob("*.timer")):
        timer = dict(unit(path)["Timer"])
        if not re.fullmatch(r"\*-\*-(\*|\d\d) \d\d:\d\d:\d\d", timer["OnCalendar"]):
            yield f"{path.name}: {timer['OnCalendar']}"
        if timer.get("Persistent") != "true":
            yield f"{path.name}: a missed day is not made up for"
        if not path.with_suffix(".service").exists() or path.name not in readme:
            yield f"{path.name}: no service, or not in the README"
    for path in sorted(folder.glob("*.service")):
        service = unit(path)["Service"]
        local = dict(env)
        for key, value in service:
            value = value.replace("%h", home).replace("%%", "%")
            if key == "Environment":
                local.update([value.split("=", 1)])
            elif key == "ExecStart":
                yield run(value, home, local)
    analyze = shutil.which("systemd-analyze")
    if analyze:
        done = patience.run([analyze, "--user", "verify", *map(str, folder.glob("*.timer"))],
                            text=True, env={**os.environ, "XDG_RUNTIME_DIR": home})
        for line in done.stderr.splitlines():
            if "svcctl-" in line and "not executable" not in line:
                yield line


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = pathlib.Path(arguments.parse_args().binary).resolve()
    passed = failed = 0
    for name, check in (("crontab", crontab), ("systemd", systemd)):
        with tempfile.TemporaryDirectory(prefix="svcctl-home-") as home:
            rows = []
            try:
                rows += filter(None, check(home, garage(binary, home)))
            except Exception:  # pylint: disable=broad-except
                rows.append(traceback.format_exc())
        passed, failed = passed + (not rows), failed + bool(rows)
        for row in rows:
            print(f"FAILED schedules: {row}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
