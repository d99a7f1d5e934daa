"""Whole months after a day. Months are added to the first day at once, never one after the other."""

from calendar import monthrange
from datetime import timedelta

MONTHS = 12


def add_months(day, months):
    """The same day of the month ``months`` later, or the last one of a shorter month.

    >>> from datetime import date
    >>> add_months(date(2026, 1, 31), 1), add_months(date(2024, 2, 29), 36)
    (datetime.date(2026, 2, 28), datetime.date(2027, 2, 28))
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + int(months), MONTHS)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def end_of_month(day):
    """The last day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_between(first, last):
    """Whole months from ``first`` to ``last``, both included, and the first day after them.

    >>> from datetime import date
    >>> months_between(date(2026, 1, 1), date(2026, 2, 28))
    (2, datetime.date(2026, 3, 1))
    >>> months_between(date(2026, 1, 15), date(2026, 2, 13))
    (0, datetime.date(2026, 1, 15))
    """
    after = last + timedelta(1)
    months = (after.year - first.year) * MONTHS + after.month - first.month
    if add_months(first, months) > after:
        months -= 1
    return max(months, 0), add_months(first, max(months, 0))
