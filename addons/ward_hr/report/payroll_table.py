"""The payroll table (bảng thanh toán tiền lương, layout C02-HD) as an XLSX file.

Pure: it is given rows, and knows neither Odoo nor a database. Cells are written row by row, each
once, so that any number of people needs no memory of its own. Texts are written as texts, so that
a name that begins with ``=`` stays a name; totals are formulas with their value kept. The form is
a Vietnamese one: its words are the form's, not translated.
"""

from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_range

FORM = "Mẫu số C02-HD"
TITLE = "BẢNG THANH TOÁN TIỀN LƯƠNG"
TOTAL = "Tổng cộng"
SIGNS = "(Ký, họ tên)"
LAST_HEAD_ROW = 7
MONEY, FACTOR, TEXT = "money", "factor", "text"


class Column(NamedTuple):
    """A column of the form: key of the row's value, title, title above, kind, width."""

    key: str
    title: str
    above: str
    kind: str
    width: int


COLUMNS = (
    Column("number", "STT", "", TEXT, 5),
    Column("name", "Họ và tên", "", TEXT, 26),
    Column("rank", "Mã số ngạch lương", "", TEXT, 11),
    Column("pay_coefficient", "Hệ số lương", "Lương hệ số", FACTOR, 8),
    Column("leadership_coefficient", "Hệ số phụ cấp chức vụ", "Lương hệ số", FACTOR, 8),
    Column("overgrade_coefficient", "Vượt khung", "Lương hệ số", FACTOR, 8),
    Column("other_coefficient", "Khác", "Lương hệ số", FACTOR, 8),
    Column("sum_coefficient", "Cộng hệ số", "Lương hệ số", FACTOR, 8),
    Column("salary", "Thành tiền lương theo hệ số", "", MONEY, 15),
    Column("public_duty", "Phụ cấp công vụ", "", MONEY, 13),
    Column("extra_income", "Thu nhập tăng thêm", "", MONEY, 13),
    Column("other_allowances", "Phụ cấp, hỗ trợ khác", "", MONEY, 13),
    Column("back_pay", "Truy lĩnh (+), truy thu (-)", "", MONEY, 13),
    Column("gross", "Tổng tiền lương", "", MONEY, 15),
    Column("social", "BHXH", "Các khoản trừ vào lương", MONEY, 12),
    Column("health", "BHYT", "Các khoản trừ vào lương", MONEY, 12),
    Column("unemployment", "BHTN", "Các khoản trừ vào lương", MONEY, 12),
    Column("union", "Đoàn phí", "Các khoản trừ vào lương", MONEY, 11),
    Column("tax", "Thuế TNCN", "Các khoản trừ vào lương", MONEY, 12),
    Column("other_deductions", "Tạm ứng, khác", "Các khoản trừ vào lương", MONEY, 12),
    Column("deductions", "Cộng", "Các khoản trừ vào lương", MONEY, 13),
    Column("net", "Thực lĩnh", "", MONEY, 15),
    Column("signature", "Ký nhận", "", TEXT, 14),
)
ROW_SUMS = {  # totals inside a row: what they add
    "gross": ("salary", "public_duty", "extra_income", "other_allowances", "back_pay"),
    "deductions": ("social", "health", "unemployment", "union", "tax", "other_deductions"),
}
INDEX = {column.key: number for number, column in enumerate(COLUMNS)}


def payroll_table(head, groups):
    """The file as bytes.

    ``head``: dict of ``ward``, ``month`` ("10/2026"), ``base_salary``, ``draft`` (a sentence, or
    empty), ``notes`` (sentences), ``in_words`` (of the net total), ``place_day`` and ``signers``
    (tuple of titles). ``groups``: list of (unit, rows); a row is a dict by column key, money as
    whole numbers.
    """
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        formats = _formats(book)
        sheet = book.add_worksheet("C02-HD")
        _paper(sheet)
        _heading(sheet, formats, head)
        row = _column_titles(sheet, formats)
        row, group_rows = _groups(sheet, formats, groups, row)
        _grand_total(sheet, formats, groups, group_rows, row)
        _footing(sheet, formats, head, row + 2)
    return stream.getvalue()


def _formats(book):
    base = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
    boxed = base | {"border": 1}
    heading = boxed | {"bold": True, "align": "center", "text_wrap": True}
    made = {
        "plain": base,
        "title": base | {"bold": True, "font_size": 14, "align": "center"},
        "centre": base | {"align": "center"},
        "italic": base | {"italic": True, "align": "center"},
        "bold": base | {"bold": True},
        "centre_bold": base | {"bold": True, "align": "center"},
        "draft": base | {"bold": True, "align": "center", "font_color": "#C00000"},
        "head": heading,
        "head_top": heading | {"bottom": 0},
        "head_bottom": heading | {"top": 0},
        TEXT: boxed,
        FACTOR: boxed | {"num_format": "0.00;-0.00;"},
        MONEY: boxed | {"num_format": "#,##0;-#,##0;"},
        "unit": boxed | {"bold": True, "bg_color": "#EEEEEE"},
        "unit_money": boxed | {"bold": True, "bg_color": "#EEEEEE", "num_format": "#,##0"},
        "total": boxed | {"bold": True},
        "total_money": boxed | {"bold": True, "num_format": "#,##0"},
    }
    return {name: book.add_format(look) for name, look in made.items()}


def _paper(sheet):
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&CTrang &P/&N")
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width)


def _heading(sheet, formats, head):
    last = len(COLUMNS) - 1
    sheet.write_string(0, 0, f"Đơn vị: {head['ward']}", formats["bold"])
    sheet.merge_range(0, last - 5, 0, last, FORM, formats["centre_bold"])
    measure = f"Mức lương cơ sở: {head['base_salary']} đồng/tháng. Đơn vị tính: đồng"
    for row, text, look in (
        (1, head["draft"], "draft"),
        (2, TITLE, "title"),
        (3, f"Tháng {head['month']}", "centre"),
        (4, ". ".join((measure, *head["notes"])), "italic"),
    ):
        sheet.merge_range(row, 0, row, last, text, formats[look])


def _column_titles(sheet, formats):
    """Two rows that look like one where a column stands under no title above it; and the row of numbers."""
    top, bottom, letters = 5, 6, LAST_HEAD_ROW
    for above, first, last in above_titles(COLUMNS):
        if above:
            sheet.merge_range(top, first, top, last, above, formats["head"])
        else:
            sheet.write_blank(top, first, None, formats["head_top"])
    sheet.set_row(bottom, 45)
    for number, column in enumerate(COLUMNS):
        sheet.write_string(bottom, number, column.title, formats["head" if column.above else "head_bottom"])
    for number in range(len(COLUMNS)):
        sheet.write_string(letters, number, str(number + 1), formats["head"])
    sheet.repeat_rows(top, letters)
    sheet.freeze_panes(letters + 1, 2)
    return letters + 1


def above_titles(columns):
    """``[(title above, first column, last column)]``; a column with none stands alone, with an empty title."""
    found = []
    for number, column in enumerate(columns):
        if column.above and found and found[-1][0] == column.above:
            found[-1] = (column.above, found[-1][1], number)
        else:
            found.append((column.above, number, number))
    return found


def _groups(sheet, formats, groups, row):
    """Each unit: a row of its own with sums, then its people. Returns the row after."""
    group_rows, number = [], 0
    for unit, people in groups:
        group_rows.append(row)
        _sums(sheet, formats, row, unit, ("unit", "unit_money"), people, [(row + 1, row + len(people))])
        for person in people:
            number += 1
            row += 1
            _person(sheet, formats, row, dict(person, number=str(number)))
        row += 1
    return row, group_rows


def _person(sheet, formats, row, person):
    for number, column in enumerate(COLUMNS):
        value, look = person.get(column.key), formats[column.kind]
        if column.key in ROW_SUMS:
            cells = ",".join(_cell(row, key) for key in ROW_SUMS[column.key])
            sheet.write_formula(row, number, f"=SUM({cells})", look, int(value))
        elif column.key == "net":
            formula = f"={_cell(row, 'gross')}-{_cell(row, 'deductions')}"
            sheet.write_formula(row, number, formula, look, int(value))
        elif column.key == "sum_coefficient":
            cells = xl_range(row, INDEX["pay_coefficient"], row, INDEX["other_coefficient"])
            sheet.write_formula(row, number, f"=SUM({cells})", look, float(value))
        elif column.kind == TEXT:
            sheet.write_string(row, number, value or "", look)
        else:
            sheet.write_number(row, number, value or 0, look)


def _cell(row, key):
    return xl_range(row, INDEX[key], row, INDEX[key])


def _sums(sheet, formats, row, title, looks, people, spans):
    text, money = (formats[look] for look in looks)
    for number, column in enumerate(COLUMNS):
        if column.kind == MONEY:
            ranges = ",".join(xl_range(first, number, last, number) for first, last in spans)
            value = sum(int(person[column.key]) for person in people)
            sheet.write_formula(row, number, f"=SUM({ranges})", money, value)
        else:
            sheet.write_string(row, number, title if column.key == "name" else "", text)


def _grand_total(sheet, formats, groups, group_rows, row):
    people = [person for _unit, rows in groups for person in rows]
    spans = [(group_row, group_row) for group_row in group_rows]
    _sums(sheet, formats, row, TOTAL, ("total", "total_money"), people, spans)


def _footing(sheet, formats, head, row):
    sheet.write_string(row, 1, f"Tổng số tiền (viết bằng chữ): {head['in_words']}.", formats["plain"])
    last = len(COLUMNS) - 1
    sheet.merge_range(row + 1, last - 5, row + 1, last, head["place_day"], formats["italic"])
    signers = head["signers"]
    places = {1 + number * (last - 3) // max(1, len(signers) - 1): signer for number, signer in enumerate(signers)}
    for at, texts, look in ((row + 2, places, "centre_bold"), (row + 3, dict.fromkeys(places, SIGNS), "italic")):
        for column, text in texts.items():
            sheet.write_string(at, column, text, formats[look])
