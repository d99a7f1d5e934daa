"""A person's pay of a year: each component month by month, what was paid, and the year to date."""

from .pay_sheet import MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FORM = "Bảng lương năm của cá nhân (chỉ gồm các tháng đã chi trả)"
MONTHS = tuple(range(1, 13))
COLUMNS = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Khoản", TEXT, 38),
    *[Column(month, f"Tháng {month}", MONEY, 12) for month in MONTHS],
    Column("total", "Cả năm", MONEY, 14),
)
SECTIONS = (("earning", "Thu nhập"), ("deduction", "Các khoản trừ vào lương"), ("employer", "Đơn vị đóng, ngoài lương"))


def year_sheets(person, rows, net):
    """One sheet. ``rows``: (section, name, {month: đồng}); ``net``: {month: đồng of take-home pay}."""
    groups = [
        (title, [_row(name, months) for part, name, months in rows if part == section]) for section, title in SECTIONS
    ]
    to_date, sums = 0, {}
    for month in sorted(net):
        to_date += net[month]
        sums[month] = to_date
    last = [_row("Thực lĩnh", net), {"name": "Thực lĩnh lũy kế từ đầu năm", **sums, "total": to_date}]
    groups = [(title, found) for title, found in groups if found]
    title = f"BẢNG LƯƠNG NĂM: {person}"
    return (Sheet("Bảng lương năm", title, COLUMNS, [*groups, ("", last)], people=False),)


def _row(name, months):
    return {"name": name, **months, "total": sum(months.values())}
