#!/usr/bin/env python3
"""Lists polluted in every way that lists of the wild are (after the kinds of the Pollock benchmark:
preambles, headers, delimiters, quotes, ends of lines, encodings, rows too short and too long): the program never
crashes, no row comes in shifted or garbled, and none is lost without a word.

A clean list is the truth. A pollution of it is imported with bad rows left out. Whatever the store
then holds must be rows of the truth, value by value, or the line of what is not must have been told;
what is missing must have been rejected, or the file refused. Of a kind marked `whole` every row must
come in.

KNOWN lists what does not hold. --list shows every pollution and what came of it."""
import argparse
import collections
import contextlib
import fnmatch
import os
import pathlib
import random
import re
import shutil
import sqlite3
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import patience  # noqa: E402
import xlsx  # noqa: E402

# What fails, by patterns of its name, and why.
KNOWN = {
    "parts-encoding-euc_jp": "kanji without any kana beside them lie where common hanzi do",
}

NOW = "2026-11-23T08:00:00Z"


class List:
    """A clean list, how it is taken in and which statement reads it from the store again."""

    def __init__(self, name, titles, rows, take, show, title_row):
        self.name, self.titles, self.rows, self.take, self.show = name, titles, rows, take, show
        self.title_row = title_row


def parts():
    rng = random.Random(18)
    names = ["机油滤清器", "Oil filter, long", "刹车片 前", 'Belt 6PK1270 "S"', "火花塞", "雨刮片 24寸", "空气滤清器",
             "冷却液 4L", "Wiper left", "蓄电池 60Ah", "球头；下", "O-ring 12x2"]
    rows = []
    for i, name in enumerate(names):
        low = rng.randint(1, 4)
        rows.append([f"PZ-{1000 + 7 * i}", name, rng.choice(["甲牌", "Nord", "乙牌"]), "pc",
                     f"{rng.randint(1000, 9999) / 100:.2f}", f"{rng.randint(10000, 19999) / 100:.2f}",
                     str(low), str(low + rng.randint(1, 9)), f"A-{i + 1}"])
    titles = ["part number", "name", "brand", "unit", "cost", "price", "min", "max", "bin"]
    return List("parts", titles, rows, ["parts", "import"],
                """SELECT number, name, brand, unit, printf('%.2f', cost_amount / 100.0),
                          printf('%.2f', price_amount / 100.0), CAST(min_qty / 1000 AS TEXT),
                          CAST(max_qty / 1000 AS TEXT), bin FROM part ORDER BY id""",
                "华东汽配 2026 年 11 月报价单")


def customers():
    rows = [[f"客户{c}", f"138001380{i:02}", f"示例路 {i + 1} 号, 2 室" if i % 3 == 0 else f"示例路{i}号"]
            for i, c in enumerate("甲乙丙丁戊己庚辛壬癸")]
    return List("customers", ["姓名", "手机号", "地址"], rows, ["customer", "import"],
                "SELECT name, phone, address FROM customer ORDER BY id", "客户登记表 2026")


def quoted(value, delimiter=",", quote='"', escape='"', always=False):
    if always or delimiter in value or quote in value or "\n" in value:
        return quote + value.replace(quote, escape + quote) + quote
    return value


def lines_of(rows, **how):
    delimiter = how.get("delimiter", ",")
    return [delimiter.join(quoted(value, **how) for value in row) for row in rows]


def text(lines, end="\r\n"):
    return end.join(lines) + end


class Pollution:
    """@param whole every row must come in @param present how many rows of the clean list can be told
    apart in it @param lines that are polluted @param lacks its last column has no title
    @param encoding which has no sign for some characters: they became question marks"""

    def __init__(self, content, whole=False, present=None, lines=(), lacks=False, encoding=None):
        self.content = content if isinstance(content, bytes) else content.encode()
        self.whole, self.present, self.lines, self.lacks = whole, present, lines, lacks
        self.encoding = encoding


class Pollutions:
    """Every pollution of a list, by name."""

    def __init__(self, clean):
        self.clean, self.all = clean, {}
        self.table = [clean.titles] + clean.rows
        self.lines = lines_of(self.table)
        self.width = len(clean.titles)
        self.files()
        self.encodings()
        self.delimiters()
        self.quotes()
        self.headers()
        self.shapes()
        self.rows()
        self.cells()
        self.workbooks()

    def add(self, name, content, whole=False, **more):
        assert name not in self.all, name
        self.all[name] = Pollution(content, whole, **more)

    def files(self):
        lines = self.lines
        self.add("clean", text(lines), True)
        self.add("file-empty", "", present=0)
        self.add("file-blank", "\r\n\r\n  \r\n", present=0)
        self.add("file-header-only", text(lines[:1]), present=0)
        self.add("file-one-row", text(lines[:2]), present=1)
        for name, end in (("lf", "\n"), ("cr", "\r"), ("crlf", "\r\n")):
            self.add(f"newline-{name}", text(lines, end), True)
            self.add(f"newline-{name}-none-at-end", end.join(lines), True)
            self.add(f"newline-{name}-many-at-end", text(lines, end) + 3 * end, True)
        self.add("newline-mixed", "".join(line + ("\n", "\r\n", "\r")[i % 3]
                                          for i, line in enumerate(lines)), True)
        self.add("newline-doubled", text(lines, "\r\n\r\n"), True)
        self.add("newline-crcrlf", text(lines, "\r\r\n"), True)
        for name, end in (("nul", "\0"), ("vertical-tab", "\v"), ("record-separator", "\x1e")):
            self.add(f"newline-{name}", text(lines, end), present=0)
        self.add("file-nul-at-end", text(lines) + 20 * "\0")
        self.add("file-ctrl-z", text(lines) + "\x1a")
        self.add("file-twice", text(lines) + text(lines))
        self.add("file-cut", text(lines)[:-9], lines=[len(lines)])

    def encodings(self):
        whole = text(self.lines)
        for encoding in ("utf-8-sig", "gb18030", "gbk", "utf-16"):
            self.add(f"encoding-{encoding}", whole.encode(encoding), True)
        for encoding in ("utf-16-le", "utf-16-be"):
            self.add(f"encoding-{encoding}-without-mark", whole.encode(encoding))
        for encoding in ("big5", "shift_jis", "euc_kr", "euc_jp", "utf-32"):
            self.add(f"encoding-{encoding}", whole.encode(encoding, "replace"), encoding=encoding)
        mixed = [line.encode("gb18030" if i == 4 else "utf-8") for i, line in enumerate(self.lines)]
        self.add("encoding-one-line-gb18030", b"\r\n".join(mixed))
        mixed = [line.encode("utf-8" if i == 4 else "gb18030") for i, line in enumerate(self.lines)]
        self.add("encoding-one-line-utf-8", b"\r\n".join(mixed))
        self.add("encoding-twice", whole.encode().decode("latin-1").encode())
        self.add("encoding-latin-1", whole.replace("甲", "é").encode("latin-1", "replace"),
                 encoding="latin-1")
        self.add("encoding-mark-twice", b"\xef\xbb\xbf" + whole.encode("utf-8-sig"))

    def delimiters(self):
        for name, delimiter in (("semicolon", ";"), ("tab", "\t"), ("bar", "|")):
            self.add(f"delimiter-{name}", text(lines_of(self.table, delimiter=delimiter)), True)
            self.add(f"delimiter-{name}-announced",
                     f"sep={delimiter}\r\n" + text(lines_of(self.table, delimiter=delimiter)), True)
            self.add(f"delimiter-{name}-announced-in-quotes",
                     f'"sep={delimiter}"\r\n' + text(lines_of(self.table, delimiter=delimiter)))
        for name, delimiter in (("blank", " "), ("caret", "^"), ("tilde", "~"), ("colon", ":"),
                                ("two-bars", "||"), ("comma-blank", ", "), ("full-width", "，"),
                                ("unit-separator", "\x1f")):
            self.add(f"delimiter-{name}", text(lines_of(self.table, delimiter=delimiter)))
        for row in (1, 3, len(self.table) - 1):
            for name, delimiter in (("semicolon", ";"), ("tab", "\t"), ("blank", " ")):
                lines = self.lines[:]
                lines[row] = lines_of(self.table, delimiter=delimiter)[row]
                self.add(f"row-delimiter-{name}-{row}", text(lines), lines=[row + 1])

    def quotes(self):
        self.add("quotes-everywhere", text(lines_of(self.table, always=True)), True)
        for name, quote in (("single", "'"), ("curly", "”"), ("back", "`")):
            self.add(f"quotes-{name}", text(lines_of(self.table, quote=quote, escape=quote)))
            self.add(f"quotes-{name}-everywhere",
                     text(lines_of(self.table, quote=quote, escape=quote, always=True)))
        self.add("quotes-backslash", text(lines_of(self.table, escape="\\")))
        self.add("quotes-none", text([",".join(row) for row in self.table]))
        self.add("quotes-after-blank", text([line.replace(',"', ', "') for line in self.lines]))
        self.add("quotes-before-blank", text([line.replace('",', '" ,') for line in self.lines]))

    def headers(self):
        lines, clean = self.lines, self.clean
        self.add("header-none", text(lines[1:]))
        self.add("header-twice", text(lines[:1] + lines))
        self.add("header-repeated", text([line for i, row in enumerate(lines[1:])
                                          for line in ([lines[0], row] if i % 4 == 0 else [row])]))
        self.add("header-upper", text([lines[0].upper()] + lines[1:]), True)
        self.add("header-starred", text([",".join(t + "*" for t in clean.titles)] + lines[1:]), True)
        self.add("header-colon", text([",".join(t + "：" for t in clean.titles)] + lines[1:]), True)
        self.add("header-blanks", text([",".join(f" {t}  " for t in clean.titles)] + lines[1:]), True)
        self.add("header-with-newline",
                 text([",".join(f'"{t}\n"' for t in clean.titles)] + lines[1:]), True)
        self.add("header-one-blank", text([",".join([*clean.titles[:-1], ""])] + lines[1:]), lacks=True)
        self.add("header-short", text([",".join(clean.titles[:-1])] + lines[1:]), lacks=True)
        self.add("header-long", text([lines[0] + ",备注"] + lines[1:]))
        self.add("header-doubled", text([lines[0] + "," + clean.titles[1]] +
                                        [f"{line},x" for line in lines[1:]]))
        two = [",".join(f"{t}1" for t in clean.titles), ",".join(f"{t}2" for t in clean.titles)]
        self.add("header-two-lines", text(two + lines[1:]))
        upper = [clean.titles[0], "价格"] + [""] * (self.width - 2)
        self.add("header-spanning", text([",".join(upper), ",".join(["", *clean.titles[1:]])] + lines[1:]))
        fill = "," * (self.width - 1)
        for count in (1, 2, 5, 12):
            for name, tail in (("", ""), ("-filled", fill)):
                above = [clean.title_row + tail] + [f"第 {i} 行说明{tail}" for i in range(1, count)]
                self.add(f"preamble-{count}{name}", text(above + lines), True)
        self.add("preamble-blank", text(["", fill, ""] + lines), True)
        self.add("preamble-quoted", text([f'"{clean.title_row}\n(含税)"' + fill] + lines), True)
        self.add("footnote", text(lines + ["", "以上价格含税，有效期 30 天" + fill]),
                 lines=[len(lines) + 2])
        self.add("footnote-bare", text(lines + ["* 以上价格含税"]), lines=[len(lines) + 1])
        for i, note in enumerate(("以上共 12 条", "注：以上价格含税", "备注:含税", "制表人：甲", "※ 含税",
                                  "合计：12 条", "共12条", "共 12 条", "总计（大写）：壹佰元整")):
            self.add(f"footnote-{i}", text(lines + [note + fill]), True)
            self.add(f"footnote-{i}-bare", text(lines + [note]), True)
        total = ["合计"] + [""] * (self.width - 2) + ["999"]
        self.add("totals", text(lines + [",".join(total)]))
        self.add("totals-in-second", text(lines + [",".join(["", "总计"] + total[2:])]))
        self.add("totals-in-between", text(lines[:5] + [",".join(["小计"] + total[1:])] + lines[5:]))

    def shapes(self):
        lines, fill = self.lines, "," * (self.width - 1)
        self.add("shape-comma-at-end", text([line + "," for line in lines]), True)
        self.add("shape-commas-at-end", text([line + ",,,," for line in lines]), True)
        self.add("shape-commas-at-end-of-some",
                 text([line + ",,"[:i % 3] for i, line in enumerate(lines)]))
        self.add("shape-comma-at-front", text(["," + line for line in lines]), True)
        self.add("shape-numbered", text(["序号," + lines[0]] +
                                        [f"{i}," + line for i, line in enumerate(lines[1:], 1)]), True)
        self.add("shape-numbered-untitled",
                 text([lines[0]] + [f"{i}," + line for i, line in enumerate(lines[1:], 1)]))
        self.add("shape-empty-rows", text([line for row in lines for line in (row, fill)]), True)
        self.add("shape-rows-of-blanks", text([line for row in lines for line in (row, "  ")]), True)
        self.add("shape-two-tables-below",
                 text(lines + ["", "电话,传真", "010-00000000,010-00000001"]),
                 lines=range(len(lines) + 2, len(lines) + 4))
        self.add("shape-two-tables-beside",
                 text([line + ",," + ("电话,传真" if i == 0 else f"{i},{i}")
                       for i, line in enumerate(lines)]))
        self.add("shape-blanks-around", text([",".join(f"  {quoted(v)}  " if v == quoted(v) else
                                                       quoted(f" {v} ") for v in row)
                                              for row in self.table]), True)
        self.add("shape-no-break-spaces",
                 text([",".join(quoted(f"\u00a0{v}\u3000") for v in row) for row in self.table]), True)
        self.add("shape-tabs-around",
                 text([",".join(quoted(f"\t{v}") for v in row) for row in self.table]))

    def rows(self):
        """One row with a delimiter less, a delimiter more, a quote more; one cut; one run on."""
        for row in (1, 2, len(self.table) - 1):
            cells = [quoted(value) for value in self.table[row]]
            for at in range(self.width):
                if at < self.width - 1:
                    less = ",".join(cells[:at]) + "," * (at > 0) + cells[at] + ",".join(cells[at + 1:])
                    self.row(f"row-delimiter-less-{row}-{at}", row, less)
                self.row(f"row-delimiter-more-{row}-{at}", row,
                         ",".join(cells[:at]) + "," * (at > 0) + "," + ",".join(cells[at:]))
                self.row(f"row-quote-before-{row}-{at}", row,
                         ",".join(cells[:at] + ['"' + cells[at]] + cells[at + 1:]))
                self.row(f"row-quote-behind-{row}-{at}", row,
                         ",".join(cells[:at] + [cells[at] + '"'] + cells[at + 1:]))
                self.row(f"row-cut-{row}-{at}", row, ",".join(cells[:at + 1]))
                if at > 0:
                    self.row(f"row-broken-{row}-{at}", row,
                             ",".join(cells[:at]) + "\r\n" + ",".join(cells[at:]))
            if row < len(self.table) - 1:
                lines = self.lines[:]
                lines[row:row + 2] = [lines[row] + lines[row + 1]]
                self.add(f"row-run-on-{row}", text(lines), present=len(self.table) - 2)
                lines = self.lines[:]
                lines[row:row + 2] = [lines[row] + "," + lines[row + 1]]
                self.add(f"row-run-on-delimited-{row}", text(lines), present=len(self.table) - 2)

    def cells(self):
        """Values as another program or another country writes them."""
        if self.clean.name != "parts":
            return

        def with_cell(row, column, value, delimiter=","):
            table = [list(each) for each in self.table]
            table[row][column] = value
            return text(lines_of(table, delimiter=delimiter))

        for i, ruin in enumerate(("12月1日", "2024年12月1日", "1-Dec", "Dec-24", "2024/12/1", "2024-12-01", "TRUE",
                                  "1.23457E+11", "#N/A", "########")):
            self.add(f"cell-ruined-number-{i}", with_cell(3, 0, ruin))
        price = self.table[0].index("price")
        # Whatever is taken is the truth: none of these prices is.
        for i, row in enumerate((1, len(self.table) - 1)):
            for j, value in enumerate(("1.085,00", "12,50", "$12.50", "约12", "1.005", "12元/个", "面议")):
                self.add(f"cell-price-{i}-{j}", with_cell(row, price, value, ";"))
        comma = [self.table[0]] + [[v.replace(".", ",") if re.fullmatch(r"\d+\.\d\d", v) else v for v in row]
                                   for row in self.table[1:]]
        self.add("cells-decimal-comma", text(lines_of(comma, delimiter=";")))
        torn = [list(row) for row in comma]
        torn[1][price] = "1.200"
        self.add("cells-torn-point", text(lines_of(torn, delimiter=";")))
        torn[1][price] = "1,200"
        self.add("cells-torn-comma", text(lines_of(torn, delimiter=";")))
        for encoding, words in (("euc_kr", ["오일 필터", "브레이크 패드", "점화 플러그", "에어컨 냉매", "와이퍼 고무", "엔진 오일"]),
                                ("euc_jp", ["オイルフィルター", "ブレーキパッド 前", "点火プラグ", "冷却水 四リットル"])):
            foreign = [self.table[0]] + [[row[0], words[i % len(words)], "Nord", *row[3:]]
                                         for i, row in enumerate(self.table[1:])]
            self.add(f"cells-{encoding}", text(lines_of(foreign)).encode(encoding))

    def workbooks(self):
        """The list as sheets, typed as spreadsheets type it and as people arrange it."""
        table, clean = self.table, self.clean
        typed = [table[0]] + [[xlsx.Cell(v, "0.00" if "." in v else "0") if
                               re.fullmatch(r"[1-9]\d{0,8}(\.\d+)?", v) else v for v in row]
                              for row in table[1:]]

        def put(name, rows, whole=True, shared=True, beside=(), more=None, **how):
            self.add(f"workbook-{name}", xlsx.workbook([xlsx.Sheet("S", rows, **how), *beside], shared),
                     whole, **(more or {}))

        put("texts", table)
        put("inline", table, shared=False)
        put("typed", typed)
        put("general", [table[0]] + [[xlsx.Cell(v.number) if isinstance(v, xlsx.Cell) else v
                                      for v in row] for row in typed[1:]])
        put("money", [table[0]] + [[xlsx.Cell(v.number, '"¥"#,##0.00') if
                                    isinstance(v, xlsx.Cell) and v.code == "0.00" else v
                                    for v in row] for row in typed[1:]])
        put("title", [[clean.title_row], []] + typed, merged=[f"A1:{xlsx.letters(self.width)}1"])
        put("title-of-two-rows", [[clean.title_row], [], *typed],
            merged=[f"A1:{xlsx.letters(self.width)}2"])
        put("blank-rows", [row for each in typed for row in (each, [])])
        put("blank-column", [["", *row] for row in typed])
        put("numbered", [["序号", *typed[0]]] + [[xlsx.Cell(str(i)), *row]
                                               for i, row in enumerate(typed[1:], 1)])
        put("hidden-rows", typed, hidden_rows=[3, 4])
        put("other-sheets", typed, beside=[xlsx.Sheet("说明", [["以上价格含税"]])])
        put("totals", typed + [["合计", *[""] * (self.width - 2), xlsx.Cell("9", "0", "SUM(A1:A9)")]],
            whole=False, more={"lines": [len(typed) + 1]})
        put("merged-down", [*typed[:4], [typed[4][0], "", *typed[4][2:]], *typed[5:]], whole=False,
            merged=["B4:B5"])
        put("formula-not-calculated", [*typed[:4], [typed[4][0], xlsx.Cell("", "0", "B1"),
                                                    *typed[4][2:]], *typed[5:]], whole=False)
        put("shifted-right", [*typed[:4], ["", *typed[4]], *typed[5:]], whole=False)
        put("shifted-left", [*typed[:4], typed[4][1:], *typed[5:]], whole=False)
        put("error", [*typed[:4], [typed[4][0], "#N/A", *typed[4][2:]], *typed[5:]], whole=False)
        put("header-none", typed[1:], whole=False)
        good = xlsx.workbook([xlsx.Sheet("S", typed)])
        self.add("workbook-cut", good[:-100])
        self.add("workbook-garbled", good[:900] + bytes(200) + good[1100:])

    def row(self, name, at, line):
        self.add(name, text(self.lines[:at] + [line] + self.lines[at + 1:]), lines=[at + 1, at + 2])


class Program:
    """The program on a store of its own for each list that it takes in."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "SVCCTL_DB": "shop.db", "SVCCTL_NOW": NOW,
                    "SVCCTL_LANG": "en", "SVCCTL_STAFF": "M01",
                    "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
        self.run("db", "init", "--quiet", SVCCTL_STAFF="")
        self.run("staff", "add", "M01", "--name", "店长", "--role", "manager", "--quiet",
                 SVCCTL_STAFF="")
        os.rename(folder / "shop.db", folder / "clean.db")

    def run(self, *words, **env):
        return patience.run([self.binary, *words], cwd=self.folder, env={**self.env, **env})

    def take(self, clean, content, file="list.csv"):
        """→ (exit code, summary, standard error, rows that the store then holds)"""
        shutil.copy(self.folder / "clean.db", self.folder / "shop.db")
        (self.folder / file).write_bytes(content)
        done = self.run(*clean.take, file, "--on-error", "skip", "--format", "csv",
                        "--columns", "rows,rejected", "--no-header")
        with contextlib.closing(sqlite3.connect(self.folder / "shop.db")) as store:
            rows = [list(row) for row in store.execute(clean.show)]
        return done.returncode, done.stdout.decode().strip(), done.stderr.decode(), rows


def alike(value):
    """A value without what a stray quote adds to it."""
    return value.replace('"', "").strip()


def judged(clean, pollution, outcome):
    """What is wrong with what came of a pollution; empty when nothing is."""
    code, summary, err, rows = outcome
    if code not in (0, 2, 5):
        return f"ended with {code}: {err.strip()[:200]}"
    told = any(re.search(rf"lines? (?:\d+, )*{line}\b", err) for line in pollution.lines)
    for row in rows if not told else []:
        values = [alike(value) for value in row]
        if not any(fits(values, [alike(v) for v in true], pollution) for true in clean.rows):
            return f"came in as {row}"
    present = len(clean.rows) if pollution.present is None else pollution.present
    missing = present - len(rows)
    if pollution.whole and (code or missing):
        return f"{missing} rows are missing, exit {code}: {err.strip()[:200]}"
    if code == 0 and missing > int(summary.split(",")[1] if "," in summary else 0):
        return f"{missing} rows are missing without a word"
    return ""


def fits(values, true, pollution):
    if pollution.lacks:
        true = true[:-1] + [values[-1]]
    if pollution.encoding == "latin-1":
        true = [value.replace("甲", "é") for value in true]
    if pollution.encoding:
        true = [value.encode(pollution.encoding, "replace").decode(pollution.encoding) for value in true]
    return values == true


def known(name):
    return next((pattern for pattern in KNOWN if fnmatch.fnmatchcase(name, pattern)), None)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--list", action="store_true", help="show what came of every pollution")
    arguments.add_argument("only", nargs="*", help="names to try, else all")
    given = arguments.parse_args()
    passed, failed, excused = 0, [], collections.Counter()
    with tempfile.TemporaryDirectory(prefix="svcctl-polluted-") as folder:
        program = Program(pathlib.Path(given.binary).resolve(), pathlib.Path(folder))
        for clean in (parts(), customers()):
            for pollution, polluted in Pollutions(clean).all.items():
                name = f"{clean.name}-{pollution}"
                if given.only and name not in given.only:
                    continue
                try:
                    outcome = program.take(clean, polluted.content)
                    wrong = judged(clean, polluted, outcome)
                except patience.Hung as hung:
                    wrong, outcome = str(hung), (124, "", "", [])
                if given.list:
                    print(f"{name}: exit {outcome[0]}, {len(outcome[3])} rows; {wrong or 'well'}")
                key = known(name)
                if wrong and key:
                    excused[key] += 1
                elif wrong:
                    failed.append(f"{name}: {wrong}")
                else:
                    passed += 1
    for line in failed:
        print(f"FAILED polluted_lists: {line}")
    if not given.only:
        for key in KNOWN.keys() - excused.keys():
            print(f"polluted_lists: {key} holds now: strike it from KNOWN")
    print(f"polluted_lists: {sum(excused.values())} known to fail")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
