"""Files for officers: the template, and the rows that were refused, to correct and send again."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from .columns import CHANNELS, COLUMNS, NOTES, STATUSES
from .tables import XLSX

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LISTED_ROWS = 5000


def refused(kind: str, separator: str, lang: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file of refused rows, in the kind (xlsx or csv) of the file that was sent.

    ``rows``: the cells as sent, then row number, column, value, reason, remedy. No cell
    can become a formula in the program that opens it.
    """
    names = [*header, *(column.header(lang) for column in NOTES)]
    if kind == XLSX:
        return _workbook(names, rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell) -> str:
    """Text that a spreadsheet program shows as it is, with a quote before a would-be formula."""
    cell = str(cell)
    return "'" + cell if cell.startswith(FORMULA) else cell


def only(rows: Iterable[Sequence[str]], places: Sequence[int]) -> bytes:
    """A CSV with nothing but the columns at ``places``: what is left out is gone."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in rows:
        writer.writerow([row[place] if place < len(row) else "" for place in places])
    return text.getvalue().encode("utf-8-sig")


def _workbook(names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    sheet = book.add_worksheet()
    _head(book, sheet, names)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, str(cell))
    book.close()
    return content.getvalue()


def _head(book, sheet, names: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names), 22)
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, bold)


def template(
    lang: str,
    titles: Sequence[str],
    explanations: dict[str, str],
    examples: Sequence[Sequence[str]],
) -> bytes:
    """The empty file to fill in: a sheet with header, examples and lists to choose from,
    and a sheet that says for each column what goes into it.

    ``titles``: names of the two sheets, then of the three columns of the second, then
    the words for required and optional; ``explanations`` by column key.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet, help_sheet = book.add_worksheet(titles[0]), book.add_worksheet(titles[1])
    _head(book, sheet, [column.header(lang) for column in COLUMNS])
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, len(COLUMNS) - 1, 22, text)
    for number, row in enumerate(examples, 1):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell, text)
    vi = lang.startswith("vi")
    lists = {
        "channel": [names[0 if vi else 1] for names in CHANNELS.values()],
        "state": [status.vi if vi else status.en for status in STATUSES],
    }
    for place, column in enumerate(COLUMNS):
        if column.key in lists:
            choice = {"validate": "list", "source": lists[column.key]}
            sheet.data_validation(1, place, LISTED_ROWS, place, choice)
    _head(book, help_sheet, titles[2:5])
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    help_sheet.set_column(2, 2, 90)
    for number, column in enumerate(COLUMNS, 1):
        needed = titles[5] if column.required else titles[6]
        for place, cell in enumerate((column.header(lang), needed, explanations[column.key])):
            help_sheet.write_string(number, place, cell, wrap)
    book.close()
    return content.getvalue()
