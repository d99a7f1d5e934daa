"""Files for officers: the template, and the rows that were refused, to correct and send again."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from .columns import NOTES, Column
from .tables import XLSX

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LISTED_ROWS = 5000
PIECE = 2000  # rows that are written at once


def refused(
    file: BinaryIO, kind: str, separator: str, lang: str, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Write the refused rows to ``file``, in the kind (xlsx or csv) of the file that was sent.

    ``rows``: the cells as sent, then row number, column, value, reason, remedy; taken one by
    one. No cell can become a formula in the program that opens it.
    """
    names = [*header, *(column.header(lang) for column in NOTES)]
    if kind == XLSX:
        _workbook(file, names, rows)
        return
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    text.detach()


def harmless(cell) -> str:
    """Text that a spreadsheet program shows as it is, with a quote before a would-be formula."""
    cell = str(cell)
    return "'" + cell if cell.startswith(FORMULA) else cell


def only(rows: Iterable[Sequence[str]], places: Sequence[int]) -> Iterator[bytes]:
    """A CSV with nothing but the columns at ``places``, in pieces: what is left out is gone."""
    yield codecs.BOM_UTF8
    rows = iter(rows)
    while block := list(islice(rows, PIECE)):
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";")
        writer.writerows([row[place] if place < len(row) else "" for place in places] for row in block)
        yield text.getvalue().encode()


def _workbook(file: BinaryIO, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    _head(book, sheet, names)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, str(cell))
    book.close()


def _head(book, sheet, names: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names), 22)
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, bold)


@dataclass(frozen=True)
class Template:
    """The empty file to fill in: a sheet with header, examples and lists to choose from, one that
    says for each column what goes into it, and one with the lists themselves.

    ``titles``: names of the three sheets, then of the three columns of the second, then the
    words for required and optional; ``explanations`` and ``lists`` by column key, a list being
    pairs of what is written in the cell and what it means ("" where it says so itself).
    """

    lang: str
    columns: Sequence[Column]
    titles: Sequence[str]
    explanations: Mapping[str, str]
    lists: Mapping[str, Sequence[tuple[str, str]]]
    examples: Sequence[Sequence[str]] = ()

    def content(self) -> bytes:
        content = io.BytesIO()
        book = xlsxwriter.Workbook(content)
        sheet, helping, listing = (book.add_worksheet(title) for title in self.titles[:3])
        self._fill_in(book, sheet)
        self._explain(book, helping)
        for place, (key, choices) in enumerate(self.lists.items()):
            source = self._list(book, listing, 2 * place, key, choices)
            at = [column.key for column in self.columns].index(key)
            sheet.data_validation(1, at, LISTED_ROWS, at, {"validate": "list", "source": source})
        book.close()
        return content.getvalue()

    def _fill_in(self, book, sheet) -> None:
        _head(book, sheet, [column.header(self.lang) for column in self.columns])
        text = book.add_format({"num_format": "@"})
        sheet.set_column(0, len(self.columns) - 1, 22, text)
        for number, row in enumerate(self.examples, 1):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell, text)

    def _explain(self, book, sheet) -> None:
        _head(book, sheet, self.titles[3:6])
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(2, 2, 90)
        for number, column in enumerate(self.columns, 1):
            needed = self.titles[6] if column.required else self.titles[7]
            for place, cell in enumerate((column.header(self.lang), needed, self.explanations[column.key])):
                sheet.write_string(number, place, cell, wrap)

    def _list(self, book, sheet, place, key, choices) -> str:
        """Write one list with its meanings beside it; the range of its cells, as a formula."""
        [header] = (column.header(self.lang) for column in self.columns if column.key == key)
        sheet.write_string(0, place, header, book.add_format({"bold": True}))
        sheet.set_column(place, place, 22)
        sheet.set_column(place + 1, place + 1, 40)
        for number, (cell, meaning) in enumerate(choices, 1):
            sheet.write_string(number, place, cell)
            sheet.write_string(number, place + 1, meaning)
        area = xl_range_abs(1, place, max(1, len(choices)), place)
        return f"='{self.titles[2]}'!{area}"


def of_words(words: Sequence[str]) -> list[tuple[str, str]]:
    """A list of words that need no meaning beside them."""
    return [(word, "") for word in words]
