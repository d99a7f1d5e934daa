"""A table that a ward enters for a known code: read cell by cell against the tables of that code that are known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import NamedTuple

from .value import UNKNOWN, Row

SCALE = "salary_scale_"
TAX = "pit_scale"
CHOICES = ("next", "kind", "confidence", "decides")  # words of which only those of the known tables mean something
NAMES = ("vi", "en")  # of a row whose key is a word: taken from the known tables
NOTES = ("confidence", "reference", "reference_vi")  # never asked for


class Fault(NamedTuple):
    """``row`` counts from 1, 0 stands for the whole table; ``kind``: ``empty``, ``missing``, ``number``, ``day``,
    ``choice``, ``twice``, ``count``, ``rising``, ``joined``, ``open_end``, ``rate`` or ``quick``;
    ``known``: what would fit, where that can be said.
    """

    kind: str
    row: int
    column: str = ""
    value: str = ""
    known: str = ""


@dataclass(frozen=True)
class Column:
    """``kind``: ``number``, ``day``, ``choice``, ``word`` or ``name`` (of the key); ``needed``: in every known row."""

    name: str
    kind: str
    needed: bool
    choices: tuple[str, ...] = ()


def columns(key, tables):
    """The `Column` of each name in the known ``tables`` (tuples of :class:`Row`), in their order."""
    rows = [row.raw() for table in tables for row in table]
    names = dict.fromkeys(name for row in rows for name in row)
    named = any(isinstance(row[key], str) for row in rows)
    return tuple(_column(name, rows, key if named else None) for name in names)


def _column(name, rows, named):
    cells = [row[name] for row in rows if name in row]
    known = tuple(dict.fromkeys(cell for cell in cells if cell != UNKNOWN))
    needed = len(cells) == len(rows) and name not in NOTES
    if named and name in NAMES:
        return Column(name, "name", False)
    if name in (named, *CHOICES):
        return Column(name, "choice", needed, known)
    kinds = {type(cell) for cell in known}
    kind = "number" if kinds == {Decimal} else "day" if kinds == {date} else "word"
    return Column(name, kind, needed)


def read_table(code, key, tables, entered, where=("", None, "")):
    """``(rows, faults)``: the entered rows as :class:`Row` when there is no `Fault`, else ``()``.

    ``tables``: the known tables of ``code``; ``entered``: dicts of text, as a form or a record keeps them;
    ``where``: code, day and label, for what a row answers when a figure is not known.
    """
    known = columns(key, tables)
    names = {row[key]: {n: row.raw()[n] for n in NAMES if n in row} for table in tables for row in table}
    read = [_read_row(number, row, known) for number, row in enumerate(entered, 1)]
    faults = [fault for _cells, found in read for fault in found]
    rows = [{**names.get(cells.get(key), {}), **cells} for cells, _found in read]
    if not rows:
        faults.append(Fault("empty", 0))
    faults = faults or [*_twice(key, rows), *_shape_faults(code, key, rows)]
    code, since, label = where
    return (() if faults else tuple(Row(row, (code, since, str(row[key]), label)) for row in rows)), faults


def _read_row(number, row, known):
    cells, faults = {}, []
    for column in known:
        if column.kind == "name":
            continue
        text = str(row.get(column.name) if row.get(column.name) is not None else "").strip()
        if not text:
            faults += [Fault("missing", number, column.name)] if column.needed else []
            continue
        cell = UNKNOWN if text == UNKNOWN else _READ[column.kind](text, column)
        if cell is None:
            faults.append(Fault(column.kind, number, column.name, text, ", ".join(column.choices)))
        cells[column.name] = cell
    return cells, faults


def _number(text, _column):
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def _day(text, _column):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_READ = {
    "number": _number,
    "day": _day,
    "choice": lambda text, column: text if text in column.choices else None,
    "word": lambda text, _column: text,
}


def _twice(key, rows):
    seen = set()
    for number, row in enumerate(rows, 1):
        if row[key] in seen:
            yield Fault("twice", number, key, str(row[key]))
        seen.add(row[key])


def _shape_faults(code, key, rows):
    if key in ("step", "bracket"):
        for number, row in enumerate(rows, 1):
            if row[key] != number:
                yield Fault("count", number, key, str(row[key]), str(number))
    if code.startswith(SCALE):
        yield from _rising("coefficient", rows)
    if code == TAX:
        yield from _rising("rate", rows)
        yield from _bracket_faults(rows)


def _rising(column, rows):
    for number, (before, row) in enumerate(pairwise(rows), 2):
        if row[column] <= before[column]:
            yield Fault("rising", number, column, str(row[column]), str(before[column]))


def _bracket_faults(rows):
    """Brackets join without a hole, only the last is open, and what is subtracted agrees with the rates."""
    start, quick, rate = Decimal(0), Decimal(0), Decimal(0)
    for number, row in enumerate(rows, 1):
        last = number == len(rows)
        if row["above"] != start:
            yield Fault("joined", number, "above", str(row["above"]), str(start))
        if last == ("upto" in row):
            yield Fault("open_end", number, "upto", str(row.get("upto", "")))
        if row["rate"] > 1:
            yield Fault("rate", number, "rate", str(row["rate"]))
        quick += row["above"] * (row["rate"] - rate)
        if row["quick"] != quick:
            yield Fault("quick", number, "quick", str(row["quick"]), f"{quick.normalize():f}")
            quick = row["quick"]
        start, rate = row.get("upto", start), row["rate"]
