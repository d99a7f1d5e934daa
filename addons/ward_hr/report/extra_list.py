"""The list of additional income and bonus of a month (layouts C03-HD and C04-HD in one), back pay of both apart."""

from .pay_sheet import FACTOR, MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FORM = "Theo bố cục C03-HD, C04-HD (thực tế áp dụng): thu nhập tăng thêm, tiền thưởng"
COLUMNS = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 26),
    Column("rank", "Mã số ngạch", TEXT, 11),
    Column("coefficient", "Hệ số lương", FACTOR, 9),
    Column("basic", "Lương ngạch bậc trong tháng", MONEY, 14),
    Column("EXTRA_MONTH", "Thu nhập tăng thêm hằng tháng", MONEY, 14),
    Column("EXTRA_YEAR", "Thu nhập tăng thêm cuối năm", MONEY, 14),
    Column("BONUS", "Tiền thưởng", MONEY, 14),
    Column("back", "Truy lĩnh (+), truy thu (-) của tháng trước", MONEY, 14),
    Column("total", "Cộng", MONEY, 15),
    Column("note", "Văn bản", TEXT, 44),
    Column("signature", "Ký nhận", TEXT, 14),
)
SUMMED = ("EXTRA_MONTH", "EXTRA_YEAR", "BONUS", "back")


def extra_sheets(groups, notes, words):
    """One sheet, by unit. Rows need the parts; the total of a row is made by :func:`total_of`."""
    title = "BẢNG THANH TOÁN THU NHẬP TĂNG THÊM, TIỀN THƯỞNG"
    return (Sheet("Thu nhập tăng thêm, thưởng", title, COLUMNS, groups, notes, words),)


def total_of(row):
    """What the row pays, before tax."""
    return sum(row.get(key, 0) for key in SUMMED)
