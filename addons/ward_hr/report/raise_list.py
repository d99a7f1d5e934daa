"""The raise list as a workbook: who is raised, from what to what, from which day, and what the pay fund gains.

Pure: takes plain rows, and knows neither Odoo nor a database. Texts are written as texts; totals are formulas with
their value kept. The form is a Vietnamese one: its words are the form's, not translated. Columns of money are left
out for a reader who sees no pay.
"""

from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_range

HEAD_ROW = 6
TEXT, FACTOR, WHOLE, MONEY = "text", "factor", "whole", "money"


class Column(NamedTuple):
    """A column of the form: key of the row's value, title, kind, width."""

    key: str
    title: str
    kind: str
    width: int


COLUMNS = (
    Column("number", "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 26),
    Column("unit", "Đơn vị", TEXT, 24),
    Column("rank", "Mã ngạch", TEXT, 11),
    Column("kind", "Hình thức nâng", TEXT, 20),
    Column("counted_from", "Tính từ ngày", TEXT, 12),
    Column("step_before", "Bậc hiện hưởng", WHOLE, 9),
    Column("coefficient_before", "Hệ số hiện hưởng", FACTOR, 9),
    Column("overgrade_before", "Vượt khung hiện hưởng (%)", WHOLE, 11),
    Column("step_after", "Bậc mới", WHOLE, 8),
    Column("coefficient_after", "Hệ số mới", FACTOR, 9),
    Column("overgrade_after", "Vượt khung mới (%)", WHOLE, 10),
    Column("day", "Hưởng từ ngày", TEXT, 12),
    Column("reason", "Diễn giải", TEXT, 48),
)
MONEY_COLUMNS = (
    Column("pay_difference", "Lương tăng thêm trong tháng (đồng)", MONEY, 16),
    Column("employer_difference", "Đơn vị đóng tăng thêm (đồng)", MONEY, 16),
    Column("month_cost", "Chi phí một tháng đầy đủ (đồng)", MONEY, 16),
    Column("pay_words", "Chưa tính được vì", TEXT, 40),
)


def raise_list(head, rows, with_money):
    """The file as bytes. ``head``: dict of ``ward``, ``days``, ``as_of``, ``quota``; ``rows``: dicts by column key."""
    stream = BytesIO()
    columns = COLUMNS + (MONEY_COLUMNS if with_money else ())
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        looks = _looks(book)
        sheet = book.add_worksheet("Nâng lương")
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
        FACTOR: boxed | {"num_format": "0.00"},
        WHOLE: boxed | {"num_format": "0;-0;"},
        MONEY: boxed | {"num_format": "#,##0"},
        "total": boxed | {"bold": True},
        "total_money": boxed | {"bold": True, "num_format": "#,##0"},
    }
    return {name: book.add_format(look) for name, look in made.items()}


def _heading(sheet, looks, head, columns):
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, f"Đơn vị: {head['ward']}", looks["bold"])
    sheet.write_string(2, 0, "DANH SÁCH NÂNG BẬC LƯƠNG, PHỤ CẤP THÂM NIÊN VƯỢT KHUNG", looks["title"])
    sheet.write_string(3, 0, f"Đến hạn {head['days']}; tính ngày {head['as_of']}", looks["plain"])
    sheet.write_string(4, 0, f"Nâng bậc lương trước thời hạn: {head['quota']}", looks["plain"])
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(HEAD_ROW, number, column.title, looks["head"])
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 2)


def _row(sheet, looks, at, columns, row):
    for number, column in enumerate(columns):
        value, look = row.get(column.key), looks[column.kind]
        if value is None:
            sheet.write_blank(at, number, None, look)
        elif column.kind == TEXT:
            sheet.write_string(at, number, value, look)
        else:
            sheet.write_number(at, number, value, look)


def _total(sheet, looks, columns, rows):
    at = HEAD_ROW + 1 + len(rows)
    for number, column in enumerate(columns):
        if column.kind == MONEY and rows:
            cells = xl_range(HEAD_ROW + 1, number, at - 1, number)
            value = sum(row.get(column.key) or 0 for row in rows)
            sheet.write_formula(at, number, f"=SUM({cells})", looks["total_money"], value)
        else:
            text = f"Cộng: {len(rows)} người" if column.key == "name" else ""
            sheet.write_string(at, number, text, looks["total"])
