"""When a duty that comes back falls due."""

from datetime import date

import pytest

from odoo.addons.ward_hr.workload.recurrence import Recurrence

SINCE = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("recurrence", "days"),
    [
        (Recurrence("week", 1, SINCE), ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26"]),
        (Recurrence("week", 4, SINCE), ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29"]),
        (Recurrence("month", 1, SINCE), ["2026-10-01"]),
        (Recurrence("month", 31, SINCE), ["2026-10-31"]),
        (Recurrence("quarter", 20, SINCE, month=1), ["2026-10-20"]),
        (Recurrence("quarter", 20, SINCE, month=2), []),
        (Recurrence("week", 1, date(2026, 10, 19)), ["2026-10-19", "2026-10-26"]),
        (Recurrence("week", 1, SINCE, date(2026, 10, 11)), ["2026-10-05"]),
        (Recurrence("month", 12, SINCE, date(2026, 10, 11)), []),
    ],
)
def test_the_days_of_october(recurrence, days):
    found = recurrence.days(date(2026, 10, 1), date(2026, 10, 31))
    assert [day.isoformat() for day in found] == days


def test_a_shorter_month_has_its_last_day():
    found = Recurrence("month", 31, SINCE).days(date(2027, 2, 1), date(2027, 4, 30))
    assert list(found) == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


@pytest.mark.parametrize("month", [1, 2, 3])
def test_a_year_has_four_quarters_each_in_the_chosen_month(month):
    found = Recurrence("quarter", 15, SINCE, month=month).days(date(2026, 1, 1), date(2026, 12, 31))
    assert list(found) == [date(2026, month + shift, 15) for shift in (0, 3, 6, 9)]


def test_days_of_neighbouring_spans_are_the_days_of_the_whole():
    whole = Recurrence("quarter", 31, SINCE, month=3)
    parts = [*whole.days(date(2026, 1, 1), date(2026, 6, 29)), *whole.days(date(2026, 6, 30), date(2026, 12, 31))]
    assert parts == list(whole.days(date(2026, 1, 1), date(2026, 12, 31)))
