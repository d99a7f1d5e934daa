"""The bank list: to which account what is transferred, and, on a sheet of its own, who is not paid so, and why."""

from .pay_sheet import MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FORM = "Danh sách chuyển lương qua ngân hàng"
PAID = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 28),
    Column("account", "Số tài khoản", TEXT, 22),
    Column("bank", "Ngân hàng", TEXT, 28),
    Column("net", "Số tiền", MONEY, 16),
    Column("content", "Nội dung chuyển khoản", TEXT, 30),
)
NOT_PAID = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 28),
    Column("unit", "Đơn vị", TEXT, 28),
    Column("net", "Số tiền", MONEY, 16),
    Column("reason", "Lý do không chuyển khoản được", TEXT, 70),
)
REASONS = {
    "empty": "Chưa có số tài khoản",
    "wrong": "Số tài khoản có ký tự sai hoặc quá ngắn",
    "no_bank": "Tài khoản chưa ghi tên ngân hàng",
    "shared": "Cùng một tài khoản với: {names}",
    "nothing": "Số thực lĩnh không lớn hơn 0",
}


def reason_words(fault, names=()):
    """Why somebody is not paid by transfer, in the words of the sheet."""
    return REASONS[fault].format(names=", ".join(names))


def bank_sheets(paid, not_paid, notes, words):
    """Both sheets; the second stands in every file, so that an empty one is seen to be empty."""
    together = f"Danh sách này: {len(paid)} người; không chuyển khoản được: {len(not_paid)} người (trang sau)"
    return (
        Sheet("Chuyển khoản", "DANH SÁCH CHUYỂN LƯƠNG", PAID, [("", paid)], (together, *notes), words),
        Sheet("Không chuyển khoản", "KHÔNG CHUYỂN KHOẢN ĐƯỢC", NOT_PAID, [("", not_paid)], notes),
    )
