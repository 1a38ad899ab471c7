"""Writes workbooks (.xlsx) for the tests and the examples, part by part as spreadsheet programs do.

    xlsx.workbook([xlsx.Sheet("价格", [["编号", "单价"], ["A1", xlsx.Cell("12.5", "0.00")]])]) → bytes
"""
import datetime
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = datetime.date(1899, 12, 30)


class Cell:
    """A number as text, with the code of its format; or a formula with the value last calculated."""

    def __init__(self, number, code="General", formula=None):
        self.number, self.code, self.formula = number, code, formula


class Sheet:
    """@param merged ranges ("A1:G1") @param hidden the sheet is @param hidden_rows numbers from 1"""

    def __init__(self, name, rows, merged=(), hidden=False, hidden_rows=()):
        self.name, self.rows, self.merged = name, rows, merged
        self.hidden, self.hidden_rows = hidden, set(hidden_rows)


def letters(column):
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


class Book:
    """What the sheets share: texts and formats."""

    def __init__(self, shared):
        self.shared, self.texts, self.codes = shared, {}, {"General": 0}

    def cell(self, place, value):
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime.date):
            value = Cell(str((value - EPOCH).days), "yyyy/m/d")
        if isinstance(value, (int, float)):
            value = Cell(repr(value))
        if isinstance(value, Cell):
            style = self.codes.setdefault(value.code, len(self.codes))
            formula = f"<f>{escape(value.formula)}</f>" if value.formula else ""
            return f'<c r="{place}" s="{style}">{formula}<v>{value.number}</v></c>'
        if self.shared:
            number = self.texts.setdefault(value, len(self.texts))
            return f'<c r="{place}" t="s"><v>{number}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    def sheet(self, sheet):
        """The XML of a sheet, in pieces."""
        yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
        for at, row in enumerate(sheet.rows, 1):
            hidden = ' hidden="1"' if at in sheet.hidden_rows else ""
            cells = "".join(self.cell(letters(i) + str(at), v) for i, v in enumerate(row, 1))
            yield f'<row r="{at}"{hidden}>{cells}</row>'
        yield "</sheetData>"
        if sheet.merged:
            yield (f'<mergeCells count="{len(sheet.merged)}">' +
                   "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged) + "</mergeCells>")
        yield "</worksheet>"

    def strings(self):
        yield f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(self.texts)}">'
        for value in self.texts:
            yield f'<si><t xml:space="preserve">{escape(value)}</t></si>'
        yield "</sst>"

    def styles(self):
        formats = "".join(f'<numFmt numFmtId="{163 + i}" formatCode={quoteattr(code)}/>'
                          for code, i in self.codes.items() if i)
        cells = "".join(f'<xf numFmtId="{163 + i if i else 0}" applyNumberFormat="1"/>'
                        for i in self.codes.values())
        return (f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(self.codes) - 1}">{formats}'
                f"</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
                f"<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>")


def relation(number, kind, target):
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relations(entries):
    return (f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships">{"".join(entries)}</Relationships>')


def write(file, sheets, shared=True):
    """Writes a workbook into a file. Its bytes are the same every time."""
    book = Book(shared)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        def put(name, pieces):
            entry = zipfile.ZipInfo(name, (2026, 11, 23, 8, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                for piece in [pieces] if isinstance(pieces, str) else pieces:
                    part.write(piece.encode())

        kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        overrides = "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kinds}'
                            'worksheet+xml"/>' for i in range(1, len(sheets) + 1))
        put("[Content_Types].xml",
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kinds}styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}sharedStrings+xml"/>'
            f"{overrides}</Types>")
        put("_rels/.rels", relations([relation(1, "officeDocument", "xl/workbook.xml")]))
        listed = "".join(f'<sheet name={quoteattr(sheet.name)} sheetId="{i}" r:id="rId{i}"'
                         f'{" state=" + quoteattr("hidden") if sheet.hidden else ""}/>'
                         for i, sheet in enumerate(sheets, 1))
        put("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}'
            "</sheets></workbook>")
        last = len(sheets)
        put("xl/_rels/workbook.xml.rels",
            relations([relation(i, "worksheet", f"worksheets/sheet{i}.xml")
                       for i in range(1, last + 1)] +
                      [relation(last + 1, "styles", "styles.xml"),
                       relation(last + 2, "sharedStrings", "sharedStrings.xml")]))
        for i, sheet in enumerate(sheets, 1):
            put(f"xl/worksheets/sheet{i}.xml", book.sheet(sheet))
        put("xl/sharedStrings.xml", book.strings())
        put("xl/styles.xml", book.styles())


def workbook(sheets, shared=True):
    """The bytes of a workbook."""
    out = io.BytesIO()
    write(out, sheets, shared)
    return out.getvalue()
