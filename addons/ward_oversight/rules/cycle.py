"""The periods of a report cycle, and the day on which each report is due."""

from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def periods(cycle: str, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The whole periods (first day, last day) of ``cycle`` that end between ``first`` and ``last``.

    Weeks end on Sunday; months, quarters, half-years and years on their last day. Other cycles have none.
    """
    if cycle == "weekly":
        start = first - timedelta(days=first.weekday())
        while start + WEEK - DAY <= last:
            yield start, start + WEEK - DAY
            start += WEEK
        return
    months = MONTHS.get(cycle)
    if not months:
        return
    month = (first.month - 1) // months * months + 1
    start = date(first.year, month, 1)
    while (following := _later(start, months)) - DAY <= last:
        yield start, following - DAY
        start = following


def _later(day, months):
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def due(calendar, end: date, days: int) -> date:
    """The day a report is due: ``days`` working days after its period, 0 being the last working day of it."""
    if days:
        return calendar.after(calendar.on_or_after(end + DAY), days - 1)
    return next(day for day in (end - timedelta(days=back) for back in range(100)) if calendar.is_working(day))
