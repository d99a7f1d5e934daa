"""The list of payments for the State Treasury: form 09 of Decree 11/2020, and its second part, what changed. A third
part is ours: who is paid nothing, and what they owe.

The decree is replaced since 01/01/2026 and no successor of the form was seen: each sheet says so. The column of
deductions is ours, so that each row adds up to what is really transferred.
"""

from .pay_sheet import MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FORM = "Mẫu số 09 (Nghị định 11/2020/NĐ-CP): bảng thanh toán cho đối tượng thụ hưởng"
FULL, SHORT = "09", "09-short"  # with columns for additional income and bonus, or with both among the others
BEFORE = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 26),
    Column("account", "Số tài khoản người hưởng", TEXT, 20),
    Column("bank", "Tên ngân hàng", TEXT, 22),
    Column("net", "Tổng số", MONEY, 15),
    Column("salary", "Lương và phụ cấp theo lương", MONEY, 15),
    Column("wages", "Tiền công lao động thường xuyên theo hợp đồng", MONEY, 15),
)
ONLY_FULL = (
    Column("extra", "Thu nhập tăng thêm", MONEY, 14),
    Column("bonus", "Tiền thưởng", MONEY, 13),
)
AFTER = (
    Column("others", "Tiền phụ cấp và trợ cấp khác", MONEY, 14),
    Column("deductions", "Các khoản trừ vào lương (-)", MONEY, 14),
    Column("note", "Ghi chú", TEXT, 34),
)
CHANGES = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 28),
    Column("before", "Tháng trước", MONEY, 16),
    Column("now", "Tháng này", MONEY, 16),
    Column("change", "Số tiền thay đổi", MONEY, 16),
    Column("note", "Ghi chú (nguyên nhân)", TEXT, 70),
)
UNPAID = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 28),
    Column("unit", "Đơn vị", TEXT, 28),
    Column("gross", "Tổng tiền lương", MONEY, 16),
    Column("deductions", "Các khoản trừ vào lương (-)", MONEY, 16),
    Column("owed", "Số còn phải thu", MONEY, 16),
)
OWED = "Không chuyển khoản tháng này. Số còn phải thu: bảng lương các tháng sau nêu tên cho đến khi nhập khoản thu hồi"


def treasury_sheets(version, groups, unpaid, changes, before, notes, words):
    """The three parts. ``groups``: (staff type, rows) of those who are paid; ``unpaid``: rows of the others;
    ``changes``: rows; ``before``: month compared with, or empty.
    """
    columns = BEFORE + (ONLY_FULL if version == FULL else ()) + AFTER
    if version != FULL:
        groups = [(title, [_folded(row) for row in rows]) for title, rows in groups]
    compared = f"So với tháng {before}" if before else "Chưa có tháng nào đã chi trả để so sánh"
    split = [
        ("Tăng", [row for row in changes if row["change"] > 0]),
        ("Giảm", [row for row in changes if row["change"] < 0]),
    ]
    return (
        Sheet("I. Thanh toán", "I. NỘI DUNG ĐỀ NGHỊ THANH TOÁN", columns, groups, notes, words),
        Sheet("II. Thay đổi", "II. PHẦN THUYẾT MINH THAY ĐỔI SO VỚI THÁNG TRƯỚC", CHANGES, split, (compared, *notes)),
        Sheet("III. Không chi trả", "III. NGƯỜI CÓ THỰC LĨNH TỪ 0 TRỞ XUỐNG", UNPAID, [("", unpaid)], (OWED, *notes)),
    )


def _folded(row):
    return row | {"others": row["others"] + row["extra"] + row["bonus"]}
