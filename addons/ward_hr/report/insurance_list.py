"""The insurance list: what each person and the ward pay, by kind, for the month and for earlier months made up."""

from .pay_sheet import MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FORM = "Danh sách đóng BHXH, BHYT, BHTN, BHTNLĐ-BNN (để đối chiếu; mẫu D02-LT hiện hành: chưa xác nhận)"
PERSON = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 26),
    Column("code", "Mã cán bộ", TEXT, 11),
    Column("staff_type", "Đối tượng", TEXT, 20),
)
BASES = (
    Column("pay", "Tiền lương làm căn cứ đóng", MONEY, 14),
    Column("base", "Mức đóng BHXH, BHYT (sau mức trần)", MONEY, 14),
    Column("unemployment_base", "Mức đóng BHTN (sau mức trần)", MONEY, 14),
)
PARTS = (
    Column("SI_E", "BHXH: người lao động", MONEY, 12),
    Column("HI_E", "BHYT: người lao động", MONEY, 12),
    Column("UI_E", "BHTN: người lao động", MONEY, 12),
    Column("employee", "Cộng người lao động", MONEY, 13),
    Column("SI_ER", "BHXH: đơn vị", MONEY, 12),
    Column("OAD_ER", "TNLĐ-BNN: đơn vị", MONEY, 12),
    Column("HI_ER", "BHYT: đơn vị", MONEY, 12),
    Column("UI_ER", "BHTN: đơn vị", MONEY, 12),
    Column("employer", "Cộng đơn vị", MONEY, 13),
    Column("total", "Tổng cộng phải đóng", MONEY, 14),
)
ORIGIN = (Column("origin", "Của tháng", TEXT, 10),)
EMPLOYEE, EMPLOYER = ("SI_E", "HI_E", "UI_E"), ("SI_ER", "OAD_ER", "HI_ER", "UI_ER")


def insurance_sheets(groups, back, notes):
    """The month's sheet by unit, and that of earlier months. Rows need the parts only; their sums are made here."""
    groups = [(title, [_summed(row) for row in rows]) for title, rows in groups]
    back = [("", [_summed(row) for row in back])]
    return (
        Sheet("BHXH", "DANH SÁCH ĐÓNG BẢO HIỂM", PERSON + BASES + PARTS, groups, notes),
        Sheet("Truy đóng", "TRUY ĐÓNG, THOÁI THU CỦA CÁC THÁNG TRƯỚC", PERSON + ORIGIN + PARTS, back, notes),
    )


def _summed(row):
    employee, employer = (sum(row.get(code, 0) for code in codes) for codes in (EMPLOYEE, EMPLOYER))
    return row | {"employee": employee, "employer": employer, "total": employee + employer}
