"""One frame for every list of pay: a description of columns, rows by group, totals, the amount in words, signatures.

Pure: it is given sheets of plain rows, and knows neither Odoo nor a database. Rows are written in their order, each
once, so that a list of any length needs no memory of its own. Texts are written as texts, so that a name that begins
with ``=`` stays a name; totals are formulas with their value kept. The forms are Vietnamese ones: their words are the
forms', not translated.
"""

from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_range

TEXT, PROSE, WHOLE, FACTOR, MONEY = "text", "prose", "whole", "factor", "money"  # prose: text over several lines
A3, A4 = 8, 9  # as XLSX numbers them
ROOM = 200  # characters in the width of a landscape A4, at the smallest size that is read without effort
NUMBER = "number"  # the column of the running number
DRAFT = "BẢN NHÁP: bảng lương chưa được duyệt, không dùng để chi trả, nộp"
SIGNERS = ("Người lập", "Kế toán trưởng", "Thủ trưởng đơn vị")


class Column(NamedTuple):
    """A column of the form: key of the row's value, title, kind, width."""

    key: str
    title: str
    kind: str
    width: int


class Sheet(NamedTuple):
    """A sheet: its name, title, columns, groups of rows, remarks above, and what stands in words below.

    ``groups``: list of (title, rows), a row being a dict by column key with money as whole đồng; the title is empty
    where the list has no groups. ``notes``: sentences above the table. ``words``: of the total, or empty. ``people``:
    whether the rows are people, whom a total at the end adds up and counts.
    """

    name: str
    title: str
    columns: tuple
    groups: list
    notes: tuple = ()
    words: str = ""
    people: bool = True

    @property
    def rows(self):
        return [row for _title, rows in self.groups for row in rows]


def pay_book(head, sheets):
    """The file as bytes. ``head``: dict of ``ward``, ``form``, ``period`` and ``draft`` (whether it is one)."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        looks = _looks(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), looks, head, sheet)
    return stream.getvalue()


def _looks(book):
    base = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
    boxed = base | {"border": 1}
    grey = boxed | {"bold": True, "bg_color": "#EEEEEE"}
    made = {
        "plain": base,
        "bold": base | {"bold": True},
        "italic": base | {"italic": True},
        "draft": base | {"bold": True, "font_color": "#C00000", "font_size": 12},
        "title": base | {"bold": True, "font_size": 14},
        "head": boxed | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EEEEEE"},
        TEXT: boxed,
        PROSE: boxed | {"text_wrap": True},
        WHOLE: boxed | {"num_format": "0;-0;"},
        FACTOR: boxed | {"num_format": "0.00;-0.00;"},
        MONEY: boxed | {"num_format": "#,##0;-#,##0;"},
        "group": grey,
        "group_money": grey | {"num_format": "#,##0"},
        "total": boxed | {"bold": True},
        "total_money": boxed | {"bold": True, "num_format": "#,##0"},
    }
    return {name: book.add_format(look) for name, look in made.items()}


def _write(page, looks, head, sheet):
    _paper(page, sheet)
    at = _heading(page, looks, head, sheet)
    at, spans = _body(page, looks, sheet, at)
    if sheet.people:
        _sums(page, looks, at, sheet.columns, f"Tổng cộng: {len(sheet.rows)} người", "total", sheet.rows, spans)
    _footing(page, looks, sheet, at + 2)


def _paper(page, sheet):
    page.set_landscape()
    wide = sum(column.width for column in sheet.columns) > ROOM
    page.set_paper(A3 if wide else A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&CTrang &P/&N")
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)


def _heading(page, looks, head, sheet):
    """The lines above the table and the titles of the columns. Returns the first row of the table."""
    lines = [
        (f"Đơn vị: {head['ward']}", "bold"),
        (head["form"], "italic"),
        *([(DRAFT, "draft")] if head["draft"] else []),
        (sheet.title, "title"),
        (head["period"] + (". Đơn vị tính: đồng" if _has_money(sheet) else ""), "plain"),
        *[(note, "italic") for note in sheet.notes],
    ]
    for at, (text, look) in enumerate(lines):
        page.write_string(at, 0, text, looks[look])
    titles = len(lines) + 1
    page.repeat_rows(titles)
    page.freeze_panes(titles + 1, 2)
    page.set_row(titles, 48)
    for number, column in enumerate(sheet.columns):
        page.write_string(titles, number, column.title, looks["head"])
    return titles + 1


def _has_money(sheet):
    return any(column.kind == MONEY for column in sheet.columns)


def _body(page, looks, sheet, at):
    """The rows, each group below a row of its own with its sums. Returns the row after, and what a total adds."""
    spans, number = [], 0
    for title, rows in sheet.groups:
        if title:
            own = [(at + 1, at + len(rows))] if rows else []
            _sums(page, looks, at, sheet.columns, title, "group", rows, own)
            spans.append((at, at))
            at += 1
        elif rows:
            spans.append((at, at + len(rows) - 1))
        for row in rows:
            number += 1
            _row(page, looks, at, sheet.columns, row | {NUMBER: number})
            at += 1
    return at, spans


def _row(page, looks, at, columns, row):
    for number, column in enumerate(columns):
        value, look = row.get(column.key), looks[column.kind]
        if value is None or value == "":
            page.write_blank(at, number, None, look)
        elif column.kind in (TEXT, PROSE):
            page.write_string(at, number, value, look)
        else:
            page.write_number(at, number, value, look)


def _sums(page, looks, at, columns, title, look, rows, spans):
    for number, column in enumerate(columns):
        if column.kind == MONEY:
            cells = ",".join(xl_range(first, number, last, number) for first, last in spans) or "0"
            value = sum(row.get(column.key) or 0 for row in rows)
            page.write_formula(at, number, f"=SUM({cells})", looks[f"{look}_money"], value)
        else:
            page.write_string(at, number, title if number == 1 else "", looks[look])


def _footing(page, looks, sheet, at):
    if sheet.words:
        page.write_string(at, 1, f"Tổng số tiền (viết bằng chữ): {sheet.words}.", looks["plain"])
    last = len(sheet.columns) - 1
    page.write_string(at + 2, max(2, last - 2), "Ngày …… tháng …… năm ……", looks["italic"])
    places = {1 + number * (last - 2) // (len(SIGNERS) - 1): signer for number, signer in enumerate(SIGNERS)}
    for row, texts, look in ((at + 3, places, "bold"), (at + 4, dict.fromkeys(places, "(Ký, họ tên)"), "italic")):
        for number, text in texts.items():
            page.write_string(row, number, text, looks[look])
