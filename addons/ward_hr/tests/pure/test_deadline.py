"""Deadlines at their edges: the hour of the law by day and field, and pauses that move the last day."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law, LawValue, NoLawOn
from odoo.addons.ward_hr.workload.calendar import WorkingCalendar
from odoo.addons.ward_hr.workload.cutoff import Cutoff
from odoo.addons.ward_hr.workload.deadline import Office, Term
from odoo.addons.ward_hr.workload.pauses import Pause, beyond, length, merged

LAW = Law.shipped()
CALENDAR = WorkingCalendar.by_law(LAW)
CLOSING = time(17, 30)
OFFICE = Office(CALENDAR, Cutoff(LAW), CLOSING)
CERTIFICATION = Term(1, "WD", True, "Chứng thực")
MONDAY = datetime(2026, 10, 12, 8)


def changed(hour, since, repealed=False):
    """An office under a law that changes the hour on ``since``."""
    value = LawValue(
        code="same_day_cutoff_hour",
        since=since,
        value=None if repealed else Decimal(hour),
        unit="hour of day",
        reference="Nghị định thử",
        confidence="proposed",
        label="Giờ chốt",
        repealed=repealed,
    )
    return Office(CALENDAR, Cutoff(LAW.with_values([value])), CLOSING)


def days(*pauses):
    return tuple(Pause(date(2026, 10, first), date(2026, 10, last)) for first, last in pauses)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 10, 13, 15, 30), date(2026, 10, 14)),  # the day before: 15 still holds
        (datetime(2026, 10, 14, 15, 30), date(2026, 10, 14)),  # the day: 16 holds
        (datetime(2026, 10, 14, 16, 0), date(2026, 10, 15)),
        (datetime(2026, 11, 2, 15, 59), date(2026, 11, 2)),  # a day within
    ],
)
def test_the_hour_is_that_of_the_law_on_the_day_of_receipt(received, due):
    office = changed(16, since=date(2026, 10, 14))
    assert office.due(received, CERTIFICATION).date() == due


def test_where_the_hour_was_repealed_same_day_work_is_due_the_same_day():
    office = changed(0, since=date(2026, 10, 14), repealed=True)
    assert office.due(datetime(2026, 10, 14, 17, 0), CERTIFICATION).date() == date(2026, 10, 14)


def test_before_the_first_known_law_no_hour_is_made_up():
    with pytest.raises(NoLawOn):
        Cutoff(LAW).hour(date(2015, 4, 9), "Chứng thực")


@pytest.mark.parametrize(
    ("subject", "due"), [("Chứng thực", 13), ("Hộ tịch", 13), ("Đất đai", 12), ("", 12)]
)
def test_the_hour_applies_only_to_the_fields_that_the_law_names(subject, due):
    term = Term(1, "WD", True, subject)
    assert OFFICE.due(datetime(2026, 10, 12, 15, 0), term).date() == date(2026, 10, due)


def test_the_hour_means_nothing_to_a_term_of_days():
    term = Term(3, "WD", False, "Chứng thực")
    assert OFFICE.due(datetime(2026, 10, 12, 16, 0), term).date() == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("pause", "count"),
    [
        ((12, 12), 0),  # asked and answered on one day
        ((12, 13), 1),
        ((12, 14), 2),
        ((16, 19), 1),  # Friday to Monday: the weekend counts for nobody
        ((17, 18), 0),  # Saturday to Sunday
        ((17, 20), 1),  # Saturday to Tuesday
    ],
)
def test_a_pause_counts_the_working_days_from_request_to_answer(pause, count):
    assert length(CALENDAR, *days(pause)) == count


def test_a_pause_over_a_holiday_counts_only_what_would_have_been_worked():
    pause = Pause(date(2026, 8, 28), date(2026, 9, 3))  # 31 August swapped away, 1 and 2 September free
    assert length(CALENDAR, pause) == 1
    assert length(CALENDAR, pause, "D") == 6


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ((), 15),
        (((13, 14),), 16),
        (((13, 14), (15, 16)), 19),
        (((13, 15), (14, 16)), 20),  # overlapping days count once
        (((15, 16),), 16),  # begins on the last day
        (((16, 20),), 15),  # begins after the last day: too late
        (((13, 14), (16, 19)), 19),  # on the last day as the first pause moved it
    ],
)
def test_pauses_move_the_last_day_of_a_term_in_working_days(pauses, due):
    assert OFFICE.due(MONDAY, Term(3, "WD", False), pauses=days(*pauses)).date() == date(2026, 10, due)


@pytest.mark.parametrize(("pause", "due"), [((13, 14), 19), ((13, 16), 20), ((13, 17), 21)])
def test_a_term_in_calendar_days_is_moved_by_calendar_days(pause, due):
    # 5 days from Monday the 12th end on Saturday the 17th; a last day off is Monday
    assert OFFICE.due(MONDAY, Term(5, "D", False), pauses=days(pause)).date() == date(2026, 10, due)


def test_an_appointment_is_moved_and_keeps_its_hour():
    promised = datetime(2026, 10, 15, 16, 0)
    assert OFFICE.later(promised, days((13, 14))) == datetime(2026, 10, 16, 16, 0)
    assert OFFICE.later(promised, ()) == promised


def test_a_deadline_says_how_it_came_about():
    found = OFFICE.reckon(datetime(2026, 10, 12, 15, 0), CERTIFICATION, pauses=days((13, 14)))
    assert (found.start, found.cutoff, found.counted) == (date(2026, 10, 12), 15, date(2026, 10, 13))
    assert [one.days for one in found.moves] == [1]
    assert found.due == datetime(2026, 10, 14, 17, 30)


def test_what_is_counted_already_is_not_counted_again():
    [known] = days((13, 15))
    assert beyond(days((12, 16)), known) == days((12, 13), (15, 16))
    assert beyond(days((13, 15)), known) == ()
    assert beyond(days((20, 21)), known) == days((20, 21))
    assert beyond(days((12, 13)), None) == days((12, 13))


def test_pauses_that_touch_become_one():
    assert merged(days((14, 15), (12, 14))) == days((12, 15))


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Pause(date(2026, 10, 13), date(2026, 10, 12))


def test_a_longer_pause_never_makes_a_deadline_earlier():
    term = Term(3, "WD", False)
    ends = [OFFICE.due(MONDAY, term, pauses=days((13, last))) for last in range(13, 31)]
    assert ends == sorted(ends)
