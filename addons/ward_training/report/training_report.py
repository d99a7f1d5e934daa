"""The report of training as a workbook: turns by content group and target group, hours and cost of a period.

Pure: takes plain rows, and knows neither Odoo nor a database. The form is a Vietnamese one: its words are the
form's, not translated. No form of the city was seen: the columns are those that facts 4.2 names.
"""

from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_range

HEAD_ROW = 5
COLUMNS = (  # key, title, width, whether it is totalled
    ("number", "STT", 6, False),
    ("group", "Nhóm nội dung", 44, False),
    ("leader", "Lượt người: lãnh đạo, quản lý", 14, True),
    ("staff", "Lượt người: không giữ chức vụ", 14, True),
    ("turns", "Tổng số lượt người", 12, True),
    ("people", "Số người", 10, False),
    ("hours", "Số giờ", 12, True),
    ("cost", "Kinh phí (đồng)", 18, True),
)


def training_report(ward, days, rows):
    """The file as bytes. ``days``: the period in words; ``rows``: dicts by column key, one a content group."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        bold = book.add_format(base | {"bold": True})
        head = book.add_format(base | {"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        text, number = (book.add_format(base | {"border": 1} | more) for more in ({}, {"num_format": "#,##0.#"}))
        sheet = book.add_worksheet("Báo cáo")
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, f"ỦY BAN NHÂN DÂN {ward.upper()}", bold)
        sheet.write_string(2, 0, "BÁO CÁO KẾT QUẢ ĐÀO TẠO, BỒI DƯỠNG", bold)
        sheet.write_string(3, 0, days, book.add_format(base))
        for place, (_key, title, width, _totalled) in enumerate(COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(HEAD_ROW, place, title, head)
        for turn, row in enumerate(rows):
            line = HEAD_ROW + 1 + turn
            for place, (key, *_rest) in enumerate(COLUMNS):
                value = turn + 1 if key == "number" else row[key]
                sheet.write(line, place, value, text if key == "group" else number)
        _total(sheet, bold, rows)
    return stream.getvalue()


def _total(sheet, bold, rows):
    line = HEAD_ROW + 1 + len(rows)
    sheet.write_string(line, 1, "Cộng", bold)
    for place, (key, _title, _width, total) in enumerate(COLUMNS):
        if total and rows:
            area = xl_range(HEAD_ROW + 1, place, line - 1, place)
            sheet.write_formula(line, place, f"=SUM({area})", bold, sum(row[key] for row in rows))
