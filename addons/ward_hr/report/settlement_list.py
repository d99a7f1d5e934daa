"""The list of the yearly settlement of income tax: each person's year, what is owed and what was withheld too much."""

from .pay_sheet import MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FORM = "Số liệu để lập tờ khai 05/QTT-TNCN (biểu mẫu theo Thông tư 89/2026/TT-BTC: chưa kiểm tra từng cột)"
COLUMNS = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 26),
    Column("code", "Mã cán bộ", TEXT, 11),
    Column("months", "Số tháng có lương", WHOLE, 8),
    Column("income", "Thu nhập chịu thuế", MONEY, 15),
    Column("insurance", "Bảo hiểm được trừ", MONEY, 14),
    Column("self_deduction", "Giảm trừ bản thân", MONEY, 14),
    Column("dependant_months", "Số tháng-người phụ thuộc", WHOLE, 10),
    Column("dependant_deduction", "Giảm trừ người phụ thuộc", MONEY, 14),
    Column("taxable", "Thu nhập tính thuế", MONEY, 15),
    Column("tax", "Thuế phải nộp cả năm", MONEY, 14),
    Column("withheld", "Thuế đã khấu trừ", MONEY, 14),
    Column("owed", "Còn phải nộp", MONEY, 13),
    Column("refund", "Nộp thừa", MONEY, 13),
    Column("casual_withheld", "Đã khấu trừ 10% (hợp đồng dưới 3 tháng, ngoài quyết toán)", MONEY, 15),
    Column("note", "Ghi chú", TEXT, 26),
)
WAIVED = "Số nhỏ được miễn"


def settlement_sheets(groups, notes):
    """One sheet, by unit."""
    return (Sheet("Quyết toán", "BẢNG QUYẾT TOÁN THUẾ THU NHẬP CÁ NHÂN NĂM", COLUMNS, groups, notes),)
