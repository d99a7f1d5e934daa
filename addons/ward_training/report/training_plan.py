"""The training plan as a workbook, in the columns in which a ward sends it to the city.

Pure: takes plain rows, and knows neither Odoo nor a database. The form is a Vietnamese one: its words are the
form's, not translated. No form of the city was seen: the columns are those that facts 4.2 names for a yearly plan.
"""

from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_range

HEAD_ROW = 6
TEXT, WHOLE, HOURS, MONEY = "text", "whole", "hours", "money"


class Column(NamedTuple):
    """A column of the form: key of the row's value, title, kind, width, whether it is totalled."""

    key: str
    title: str
    kind: str
    width: int
    total: bool = False


COLUMNS = (
    Column("number", "STT", WHOLE, 5),
    Column("course", "Nội dung, khóa bồi dưỡng", TEXT, 38),
    Column("group", "Nhóm nội dung", TEXT, 22),
    Column("target", "Đối tượng", TEXT, 24),
    Column("people", "Số lượt người", WHOLE, 9, True),
    Column("classes", "Số lớp", WHOLE, 7, True),
    Column("hours", "Số tiết", HOURS, 8),
    Column("month", "Thời gian (tháng)", TEXT, 10),
    Column("form", "Hình thức", TEXT, 12),
    Column("place", "Cơ sở, giảng viên", TEXT, 22),
    Column("cost", "Kinh phí dự kiến (đồng)", MONEY, 16, True),
    Column("source", "Nguồn kinh phí", TEXT, 16),
    Column("unit", "Đơn vị chủ trì", TEXT, 20),
    Column("why", "Căn cứ nhu cầu", TEXT, 34),
)
DONE_COLUMNS = (
    Column("people_done", "Đã học (lượt người)", WHOLE, 10, True),
    Column("hours_done", "Giờ đạt", HOURS, 9, True),
    Column("cost_spent", "Đã chi (đồng)", MONEY, 16, True),
)


def training_plan(head, rows, with_done=False):
    """The file as bytes. ``head``: dict of ``ward``, ``year``, ``state``, ``note``; ``rows``: dicts by column key."""
    stream = BytesIO()
    columns = COLUMNS + (DONE_COLUMNS if with_done else ())
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        looks = _looks(book)
        sheet = book.add_worksheet("Kế hoạch")
        _heading(sheet, looks, head, columns)
        for turn, row in enumerate(rows):
            _row(sheet, looks, HEAD_ROW + 1 + turn, columns, row | {"number": turn + 1})
        _total(sheet, looks, columns, rows)
    return stream.getvalue()


def _looks(book):
    base = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
    boxed = base | {"border": 1, "text_wrap": True}
    made = {
        "plain": base,
        "bold": base | {"bold": True},
        "title": base | {"bold": True, "font_size": 14},
        "head": boxed | {"bold": True, "align": "center"},
        TEXT: boxed,
        WHOLE: boxed | {"num_format": "0"},
        HOURS: boxed | {"num_format": "0.#"},
        MONEY: boxed | {"num_format": "#,##0"},
        "total": boxed | {"bold": True},
        "total_money": boxed | {"bold": True, "num_format": "#,##0"},
    }
    return {name: book.add_format(look) for name, look in made.items()}


def _heading(sheet, looks, head, columns):
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.write_string(0, 0, f"ỦY BAN NHÂN DÂN {head['ward'].upper()}", looks["bold"])
    sheet.write_string(2, 0, f"KẾ HOẠCH ĐÀO TẠO, BỒI DƯỠNG NĂM {head['year']}", looks["title"])
    sheet.write_string(3, 0, head["state"], looks["plain"])
    sheet.write_string(4, 0, head["note"], looks["plain"])
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEAD_ROW, place, column.title, looks["head"])


def _row(sheet, looks, line, columns, row):
    for place, column in enumerate(columns):
        value = row[column.key]
        if column.kind == TEXT:
            sheet.write_string(line, place, value or "", looks[TEXT])
        else:
            sheet.write_number(line, place, float(value or 0), looks[column.kind])


def _total(sheet, looks, columns, rows):
    line = HEAD_ROW + 1 + len(rows)
    for place, column in enumerate(columns):
        if column.total and rows:
            total = sum(float(row[column.key] or 0) for row in rows)
            area = xl_range(HEAD_ROW + 1, place, line - 1, place)
            sheet.write_formula(line, place, f"=SUM({area})", looks["total_money"], total)
        else:
            sheet.write_string(line, place, "Cộng" if column.key == "course" else "", looks["total"])
