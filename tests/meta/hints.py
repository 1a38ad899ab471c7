#!/usr/bin/env python3
"""Every command that the sources print as a hint can be typed as it stands: its group and verb are there,
and the verb has its options. Words in capitals and values that the program fills in count as given.

Who is there is known to the store: an option that names a person has a word for which the program puts
a code (shop/hint.hpp), and no hint of a transcript has such a word left, but where nobody could be meant."""
import argparse
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEXT = r'"(?:[^"\\]|\\.)*"'
# What C++ puts between two pieces of one text: nothing, or a value added with +.
BETWEEN = r'\s*(?:\+\s*[^"+;,]*?(?:\([^"()]*\)[^"+;,]*?)?\+\s*)?'
COMMAND = re.compile(rf'(?<![\w.])"svcctl (?:[^"\\]|\\.)*"(?:{BETWEEN}{TEXT})*')
# A word that stands for any.
OPEN = ("…", "VALUE", "{0}")
# The verb that a group means where none is named.
OTHERWISE = {"approve": "sign"}
# Words that become somebody's code: those of shop/hint.cpp.
PEOPLE = ("MANAGER", "INSPECTOR", "KEEPER", "TECHNICIAN", "STAFF")
NAMES_A_PERSON = re.compile(r"--(?:as|second|approved-by|technician)[ =]([A-Z]{2,})\b")
PROGRAM_WORDS = {"batch", "completion", "--version", "--help"}


def commands():
    """(place, command): values between the pieces become the word VALUE."""
    for top in ("lib", "cli"):
        for path in sorted((ROOT / top).rglob("*.cpp")) + sorted((ROOT / top).rglob("*.hpp")):
            if path.name == "help.cpp":
                continue  # begins its own sentences with the program's name
            text = path.read_text(encoding="utf-8")
            for found in COMMAND.finditer(text):
                pieces = re.findall(TEXT, found.group())
                between = re.split(TEXT, found.group())[1:-1]
                command = pieces[0][1:-1]
                for gap, piece in zip(between, pieces[1:]):
                    command += ("VALUE" if "+" in gap else "") + piece[1:-1]
                line = text.count("\n", 0, found.start()) + 1
                for each in command.split(r"\n"):
                    yield f"{path.relative_to(ROOT)}:{line}", each


class Program:
    """What the program's own help says of its groups, verbs and options."""

    def __init__(self, binary):
        self.binary, self.known = binary, {}
        self.shared = self.options()
        self.groups = self.column("Groups:")

    def help(self, *words):
        if words not in self.known:
            done = patience.run([self.binary, *words, "--help"], text=True,
                                env={"PATH": "/usr/bin:/bin", "SVCCTL_LANG": "en"})
            self.known[words] = done.stdout if done.returncode == 0 else ""
        return self.known[words]

    def column(self, heading, *words):
        _, _, section = self.help(*words).partition(f"\n{heading}\n")
        return [line.strip().split("  ")[0] for line in section.split("\n\n")[0].splitlines()
                if re.match(r"  \S", line)]

    def options(self, *words):
        return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", self.help(*words)))

    def wrong(self, command):
        """What is wrong with a command, or nothing."""
        if re.search(r"[()]|  |; ", command):
            return "prose beside the command"
        words = re.sub(r"--(?:db|config|as|outlet|wait|lang) \S+", "", command).rstrip(".").split()[1:]
        named = [word for word in words if word.startswith("--")]
        plain = [word for word in words if not word.startswith("--")]
        if not plain or plain[0] in OPEN or plain[0] in PROGRAM_WORDS:
            return ""
        if plain[0] not in self.groups:
            return f"no group {plain[0]}"
        if len(plain) == 1 or plain[1] in OPEN:
            return ""
        verbs = [v for v in self.column("Verbs:", plain[0])
                 if v.split()[0] in (plain[1], OTHERWISE.get(plain[0]))]
        if not verbs:
            return f"no verb {plain[1]} of {plain[0]}"
        allowed = self.shared.union(*(self.options(plain[0], *v.split()) for v in verbs))
        missing = [word for word in named if word.split("=")[0] not in allowed]
        return f"no option {missing[0]}" if missing else ""


def options_alone():
    """(place, text): hints that are an option that names a person."""
    for path in sorted((ROOT / "lib").rglob("*.cpp")):
        for found in re.finditer(r'"(--(?:as|second|approved-by) [^"]*)"',
                                 path.read_text(encoding="utf-8")):
            yield path.relative_to(ROOT), found[1]


# Hints that ask for a manager in a shop that has no other.
NOBODY_THERE = {
    ("complaint/mistaken.txt", "svcctl correct complaint C261123-003 --why WORDS --as MANAGER"),
    ("staff/twins.txt", "svcctl staff twin M01 M02 --different --why WORDS --as MANAGER"),
}


def unknown_people(found):
    """Persons in hints that the program cannot name, and words that it left."""
    for place, command in [*found, *options_alone()]:
        for word in NAMES_A_PERSON.findall(command):
            if word not in PEOPLE and str(place).startswith("lib/"):
                yield f"{place}: {word} stands for nobody that shop/hint.cpp knows: {command}"
    for path in sorted((ROOT / "tests/cli").rglob("*.txt")):
        name = path.relative_to(ROOT / "tests/cli").as_posix()
        for line in path.read_text(encoding="utf-8").splitlines():
            # Options as such are told before a store is opened.
            if not line.startswith("! hint: ") or line.startswith("! hint: --override"):
                continue
            if (name, line[8:]) in NOBODY_THERE:
                continue
            for word in NAMES_A_PERSON.findall(line):
                # In a shop of many, STAFF may be any of them.
                if word in PEOPLE[:-1]:
                    yield f"{name}: nobody is named: {line[2:]}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    binary = str(pathlib.Path(arguments.parse_args().binary).resolve())
    program = Program(binary)
    found = list(commands())
    wrong = [(place, command, why) for place, command in found if (why := program.wrong(command))]
    for place, command, why in wrong:
        print(f"FAILED {place}: {why}: {command}")
    for why in unknown_people(found):
        wrong.append(why)
        print(f"FAILED {why}")
    # The test must be able to fail.
    for command in ("svcctl jobs list", "svcctl job lists", "svcctl job list --no", "svcctl job list (x)"):
        if not program.wrong(command):
            wrong.append(command)
            print(f"FAILED {command} passes")
    print(f"{len(found)} commands in hints and examples")
    few = len(found) < 400
    if few:
        print("FAILED fewer commands are found than there are")
    print(f"{0 if wrong or few else 1} passed, {1 if wrong or few else 0} failed")
    return 1 if wrong or few else 0


if __name__ == "__main__":
    sys.exit(main())
