from datetime import date, datetime

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.workload.calendar import CalendarUnknown, WorkingCalendar
from odoo.addons.ward_oversight.rules.clock import CALENDAR_DAYS, Pause, Term, counted_from, last_day
from odoo.addons.ward_oversight.rules.escalation import BEFORE, Ladder, latest_overdue

CALENDAR = WorkingCalendar.by_law(Law.shipped())
FIVE, FIFTEEN = Term(5), Term(15, CALENDAR_DAYS)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 27, 14, 59), date(2026, 11, 27)),
        (datetime(2026, 11, 27, 15, 0), date(2026, 11, 30)),
        (datetime(2026, 11, 28, 9, 0), date(2026, 11, 30)),
        (datetime(2026, 11, 28, 16, 0), date(2026, 11, 30)),
        (datetime(2026, 11, 23, 15, 0), date(2026, 11, 25)),  # the 24th is Vietnam Culture Day
        (datetime(2026, 8, 22, 9, 0), date(2026, 8, 22)),  # a Saturday worked for 31 August
    ],
)
def test_what_comes_after_three_or_on_a_day_off_counts_from_the_next_working_day(moment, day):
    assert counted_from(CALENDAR, moment, 15) == day


@pytest.mark.parametrize(
    ("since", "term", "last"),
    [
        (date(2026, 11, 16), FIVE, date(2026, 11, 23)),
        (date(2026, 11, 20), FIVE, date(2026, 11, 30)),  # over the holiday of the 24th
        (date(2026, 11, 21), FIVE, date(2026, 12, 1)),  # a Saturday counts as the Monday
        (date(2026, 11, 2), FIFTEEN, date(2026, 11, 17)),
        (date(2026, 11, 6), FIFTEEN, date(2026, 11, 23)),  # the 21st is a Saturday
        (date(2026, 11, 9), FIFTEEN, date(2026, 11, 25)),  # the 24th is a holiday
        (date(2027, 2, 3), FIVE, date(2027, 2, 17)),  # over Tết 2027
    ],
)
def test_a_term_ends_on_a_working_day(since, term, last):
    assert last_day(CALENDAR, since, term) == last


def test_a_pause_moves_the_last_day_by_its_working_days():
    waited = Pause(date(2026, 11, 17), date(2026, 11, 20))
    assert last_day(CALENDAR, date(2026, 11, 16), FIVE, [waited]) == date(2026, 11, 27)


def test_a_pause_after_the_last_day_comes_too_late():
    late = Pause(date(2026, 11, 25), date(2026, 11, 30))
    assert last_day(CALENDAR, date(2026, 11, 16), FIVE, [late]) == date(2026, 11, 23)


def test_a_year_whose_holidays_are_not_known_is_refused():
    with pytest.raises(CalendarUnknown):
        last_day(CALENDAR, date(2027, 12, 30), FIVE)


@pytest.mark.parametrize(
    ("today", "days", "deadline"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 20)),  # Monday: Friday's is a day late
        (date(2026, 11, 24), 1, date(2026, 11, 23)),  # also on the holiday after it
        (date(2026, 11, 25), 1, date(2026, 11, 23)),  # the 24th ends on the 25th
        (date(2026, 11, 26), 1, date(2026, 11, 25)),
        (date(2026, 11, 30), 5, date(2026, 11, 20)),
    ],
)
def test_overdue_is_counted_in_working_days_after_the_deadline(today, days, deadline):
    assert latest_overdue(CALENDAR, today, days) == deadline


def test_the_ladder_reminds_before_and_then_tells_each_tier():
    ladder = Ladder.by_law(Law.shipped(), date(2026, 11, 27))
    assert ladder.spans(CALENDAR, date(2026, 11, 27)) == {
        BEFORE: (date(2026, 11, 27), date(2026, 12, 2)),
        "unit_head": (None, date(2026, 11, 26)),
        "ward_head": (None, date(2026, 11, 19)),
        "upper_tier": (None, date(2026, 11, 12)),
    }
