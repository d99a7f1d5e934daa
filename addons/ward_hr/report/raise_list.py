"""The raise list: who is raised, from what to what, from which day, and what the pay fund gains.

Columns of money are left out for a reader who sees no pay.
"""

from .pay_sheet import FACTOR, MONEY, NUMBER, PROSE, TEXT, WHOLE, Column, Sheet

FORM = "Kèm theo quyết định nâng bậc lương"
COLUMNS = (
    Column(NUMBER, "STT", WHOLE, 5),
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
    Column("reason", "Diễn giải", PROSE, 48),
)
MONEY_COLUMNS = (
    Column("pay_difference", "Lương tăng thêm trong tháng (đồng)", MONEY, 16),
    Column("employer_difference", "Đơn vị đóng tăng thêm (đồng)", MONEY, 16),
    Column("month_cost", "Chi phí một tháng đầy đủ (đồng)", MONEY, 16),
    Column("pay_words", "Chưa tính được vì", PROSE, 40),
)


def raise_sheets(rows, quota, with_money):
    """One sheet. ``rows``: dicts by column key; ``quota``: the sentence on raises ahead of time."""
    columns = COLUMNS + (MONEY_COLUMNS if with_money else ())
    title = "DANH SÁCH NÂNG BẬC LƯƠNG, PHỤ CẤP THÂM NIÊN VƯỢT KHUNG"
    return (Sheet("Nâng lương", title, columns, [("", rows)], (f"Nâng bậc lương trước thời hạn: {quota}",)),)
