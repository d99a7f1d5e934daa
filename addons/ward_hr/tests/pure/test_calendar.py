"""Working days by the law's holidays: swapped days, make-up Saturdays, unknown years."""

from datetime import date, datetime, time

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.workload.calendar import CalendarUnknown, WorkingCalendar
from odoo.addons.ward_hr.workload.cutoff import Cutoff
from odoo.addons.ward_hr.workload.deadline import Office, Term

CALENDAR = WorkingCalendar.by_law(Law.shipped())
OFFICE = Office(CALENDAR, Cutoff(Law.shipped()), time(17, 30))
SAME_DAY = Term(1, "WD", True, "Chứng thực")


@pytest.mark.parametrize(("year", "days"), [(2025, 250), (2026, 249), (2027, 249)])
def test_a_year_has_the_working_days_that_the_facts_count(year, days):
    assert len(CALENDAR.working_days(date(year, 1, 1), date(year, 12, 31))) == days


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 8, 21), True),  # Friday before
        (date(2026, 8, 22), True),  # Saturday made up for 31 August
        (date(2026, 8, 23), False),  # Sunday
        (date(2026, 8, 31), False),  # swapped away
        (date(2026, 9, 2), False),  # National Day
        (date(2026, 9, 3), True),
        (date(2026, 11, 23), True),  # the swap of this Monday was dropped
        (date(2026, 11, 24), False),  # Vietnam Culture Day
        (date(2026, 11, 28), False),  # and its Saturday is free
    ],
)
def test_the_law_decides_whether_a_day_is_worked(day, worked):
    assert CALENDAR.is_working(day) is worked


def test_a_year_whose_holidays_are_unknown_is_refused():
    with pytest.raises(CalendarUnknown, match="2028 are not known; known years: 2025, 2026, 2027"):
        CALENDAR.working_days(date(2027, 12, 1), date(2028, 1, 31))


def test_a_count_that_runs_past_the_known_years_is_refused():
    with pytest.raises(CalendarUnknown, match="2028"):
        CALENDAR.after(date(2027, 12, 31), 1)


def test_the_first_working_day_after_a_holiday_is_one_day_on():
    assert CALENDAR.after(date(2026, 8, 28), 1) == date(2026, 9, 3)
    assert CALENDAR.ordinal(date(2026, 9, 3)) - CALENDAR.ordinal(date(2026, 8, 28)) == 1


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 10, 12, 14, 59), date(2026, 10, 12)),
        (datetime(2026, 10, 12, 15, 0), date(2026, 10, 13)),
        (datetime(2026, 10, 16, 15, 0), date(2026, 10, 19)),  # Friday afternoon
        (datetime(2026, 10, 17, 9, 0), date(2026, 10, 19)),  # Saturday, sent online
        (datetime(2026, 10, 18, 22, 0), date(2026, 10, 19)),  # Sunday night: Monday's work
        (datetime(2026, 11, 23, 15, 0), date(2026, 11, 25)),  # the 24th is free
    ],
)
def test_same_day_work_that_comes_after_the_cutoff_waits_for_the_next_working_day(received, due):
    assert OFFICE.due(received, SAME_DAY) == datetime.combine(due, time(17, 30))


@pytest.mark.parametrize(
    ("received", "term", "paused", "due"),
    [
        (datetime(2026, 10, 12, 16, 0), Term(3, "WD", False), 0, date(2026, 10, 15)),
        (datetime(2026, 10, 15, 8, 0), Term(3, "WD", False), 0, date(2026, 10, 20)),
        (datetime(2026, 10, 15, 8, 0), Term(3, "WD", False), 2, date(2026, 10, 22)),
        (datetime(2026, 10, 17, 8, 0), Term(3, "WD", False), 0, date(2026, 10, 22)),
        (datetime(2026, 10, 12, 8, 0), Term(5, "D", False), 0, date(2026, 10, 19)),  # ends Saturday
        (datetime(2026, 8, 28, 8, 0), Term(1, "WD", False), 0, date(2026, 9, 3)),
    ],
)
def test_terms_count_working_days_or_calendar_days(received, term, paused, due):
    assert OFFICE.due(received, term, paused).date() == due


def test_with_seven_working_days_every_day_of_receipt_has_a_deadline():
    for month in range(1, 13):
        for day in (1, 15, 28):
            due = OFFICE.due(datetime(2026, month, day, 10), Term(7, "WD", False))
            assert CALENDAR.is_working(due.date())
