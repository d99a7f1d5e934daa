"""The staff list as a workbook: what is exported is what is imported, cell by cell."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

from .staff_columns import COLUMNS
from .writing import _head


def workbook(lang: str, title: str, rows: Iterable[Sequence[str]]) -> bytes:
    """A sheet with the header and ``rows``, all of it text, so that no cell is a formula."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    sheet = book.add_worksheet(title)
    _head(book, sheet, [column.header(lang) for column in COLUMNS])
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, len(COLUMNS) - 1, 22, text)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell, text)
    book.close()
    return content.getvalue()


def written_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def written_number(number: float) -> str:
    """``3.0`` -> ``3.00``, ``2.345`` -> ``2.345``, nothing for 0."""
    if not number:
        return ""
    text = f"{number:.3f}"
    return text[:-1] if text.endswith("0") else text
