"""The list of income tax withheld in a month: what was earned, what is not taxed, what is deducted, the tax."""

from .pay_sheet import MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FORM = "Bảng kê thu nhập và thuế thu nhập cá nhân khấu trừ (số liệu để lập tờ khai 05/KK-TNCN)"
COLUMNS = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 26),
    Column("code", "Mã cán bộ", TEXT, 11),
    Column("gross", "Tổng thu nhập", MONEY, 14),
    Column("exempt", "Thu nhập được miễn, không chịu thuế", MONEY, 14),
    Column("income", "Thu nhập chịu thuế", MONEY, 14),
    Column("deductible", "Bảo hiểm bắt buộc được trừ", MONEY, 14),
    Column("own", "Giảm trừ bản thân", MONEY, 14),
    Column("dependants", "Số người phụ thuộc", WHOLE, 9),
    Column("dependant_sum", "Giảm trừ người phụ thuộc", MONEY, 14),
    Column("taxable", "Thu nhập tính thuế", MONEY, 14),
    Column("tax", "Thuế đã khấu trừ", MONEY, 14),
    Column("note", "Ghi chú", TEXT, 28),
)


def income_tax_sheets(groups, notes):
    """One sheet, by unit."""
    return (Sheet("Thuế TNCN", "BẢNG KÊ THUẾ THU NHẬP CÁ NHÂN", COLUMNS, groups, notes),)
