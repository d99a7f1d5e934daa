"""The XLSX side: looked at before it is opened, read row by row, cells turned to text."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO

import openpyxl

MEMBERS = 200
UNPACKED = 600 * 2**20
RATIO = 300
SMALL = 10 * 2**20
CELLS = 64


def guard(file: BinaryIO, packed: int, refused: type[Exception]) -> None:
    """Refuse an archive that unpacks to far more than it is, before any XML is parsed.

    A 155 KB workbook can take 757 MB to open: members, total size and ratio are bounded.
    ``packed``: bytes of the file as it is.
    """
    try:
        members = zipfile.ZipFile(file).infolist()
    except zipfile.BadZipFile as error:
        raise refused("not_workbook") from error
    if not any(one.filename == "xl/workbook.xml" for one in members):
        raise refused("not_workbook")
    size = sum(one.file_size for one in members)
    swollen = size > SMALL and size > RATIO * packed
    if len(members) > MEMBERS or size > UNPACKED or swollen:
        raise refused("too_large")


def rows(file: BinaryIO, refused: type[Exception]) -> Iterator[list[str]]:
    """The rows of the first visible sheet, computed values in place of formulas."""
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the broken part raises
        raise refused("not_workbook") from error
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise refused("empty")
        sheet = sheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            yield [text(value) for value in row[:CELLS]]
    finally:
        book.close()


def text(value) -> str:
    """A cell as a person would type it: dates ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        # The time of a cell without hours is midnight: then the day alone was meant.
        return value.isoformat(" ", "seconds") if value.time() != time(0) else _day(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _day(value: datetime) -> str:
    return value.date().isoformat()
