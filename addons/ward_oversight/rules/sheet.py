"""Lists that officers exchange as XLSX: columns with a kind, rows read with every fault named by row and column."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter

from ...ward_hr.importing.workbook import guard, rows
from ...ward_hr.importing.writing import harmless

TEXT, NUMBER, FLAG, DAY, CHOICE = "text", "number", "flag", "day", "choice"
YES = {"x", "1", "yes", "true", "có", "co"}
NO = {"", "0", "no", "false", "không", "khong"}
DAYS = ("%d/%m/%Y", "%Y-%m-%d")


@dataclass(frozen=True)
class Column:
    """``key`` of the value; the header in Vietnamese and English; ``choices`` {word in lower case: value}."""

    key: str
    vi: str
    en: str
    kind: str = TEXT
    needed: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)

    def header(self, lang: str) -> str:
        return self.vi if lang.startswith("vi") else self.en


@dataclass(frozen=True)
class Fault:
    """Row ``row`` of the sheet (the header is row 1), the column, what stood there, and why it is refused.

    ``why``: missing, unknown_column, not_number, not_day, not_flag, not_choice.
    """

    row: int
    column: str
    value: str
    why: str


class NotRead(Exception):
    """The file is no workbook, is far too large, or is empty: ``why``."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


def write(columns: Sequence[Column], records: Iterable[Mapping], lang: str) -> bytes:
    """An XLSX with one header row; no cell becomes a formula."""
    buffer = io.BytesIO()
    by_row = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, by_row)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.header(lang), bold)
    for line, record in enumerate(records, 1):
        for place, column in enumerate(columns):
            sheet.write_string(line, place, harmless(_shown(column, record.get(column.key), lang)))
    book.close()
    return buffer.getvalue()


def _shown(column, value, lang):
    if value is None or value is False:
        return ""
    if column.kind == FLAG:
        return "x"
    if column.kind == DAY:
        return value.strftime(DAYS[0])
    if column.kind == CHOICE:
        return next((word for word, known in column.choices.items() if known == value), str(value))
    return str(value)


def read(content: bytes, columns: Sequence[Column]) -> tuple[list[dict], list[Fault]]:
    """``(records, faults)``; empty rows are left out, each record has its ``row``. Raises ``NotRead``."""
    file = io.BytesIO(content)
    guard(file, len(content), NotRead)
    file.seek(0)
    lines = list(rows(file, NotRead))
    if not lines:
        raise NotRead("empty")
    places, faults = _places(lines[0], columns)
    records = []
    for number, line in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in line):
            continue
        record = {"row": number}
        for column in columns:
            if column.key in places:
                cell = line[places[column.key]].strip() if places[column.key] < len(line) else ""
                record[column.key] = _value(number, column, cell.lstrip("'"), faults)
        records.append(record)
    return records, faults


def _places(header, columns):
    """Where each column stands, by either header; a needed one that is not there is a fault of row 1."""
    known = {name.strip().lower(): place for place, name in enumerate(header)}
    places, faults = {}, []
    for column in columns:
        place = known.get(column.vi.lower(), known.get(column.en.lower()))
        if place is not None:
            places[column.key] = place
        elif column.needed:
            faults.append(Fault(1, column.key, "", "unknown_column"))
    return places, faults


def _value(row, column, cell, faults):
    if not cell:
        if column.needed:
            faults.append(Fault(row, column.key, "", "missing"))
        return False if column.kind == FLAG else None
    try:
        return _READERS[column.kind](column, cell)
    except (ValueError, KeyError):
        faults.append(Fault(row, column.key, cell, f"not_{column.kind}"))
        return None


def _flag(_column, cell):
    word = cell.lower()
    if word in YES or word in NO:
        return word in YES
    raise ValueError(cell)


def _day(_column, cell) -> date:
    for form in DAYS:
        try:
            return datetime.strptime(cell, form).date()
        except ValueError:
            continue
    raise ValueError(cell)


_READERS = {
    TEXT: lambda _column, cell: cell,
    NUMBER: lambda _column, cell: int(cell),
    FLAG: _flag,
    DAY: _day,
    CHOICE: lambda column, cell: column.choices[cell.lower()],
}
