"""Moving people between units: what one unit gets another gives, and nobody works more or less than there is time."""

from datetime import date, timedelta
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.staff.shares import Share
from odoo.addons.ward_hr.workload.calendar import WorkingCalendar
from odoo.addons.ward_hr.workload.person_month import Absence, Person, load
from odoo.addons.ward_hr.workload.standard_hours import HUNDREDTH, PROCESSING, Work
from odoo.addons.ward_hr.workload.unit_hours import HOME, days_of, rounded_parts

CALENDAR = WorkingCalendar.by_law(Law.shipped())
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
DAYS = st.dates(date(2026, 9, 20), date(2026, 11, 10))
PERCENT = st.integers(1, 5000).map(lambda n: D(n) / 100)  # two at most on a day: never above the whole
HOURS = st.sampled_from([D(8), D("7.5"), D("7.33"), D(4)])


def person(**facts):
    return Person(**{"key": 1, "since": date(2025, 7, 1), "until": None, "hours_a_day": D(8)} | facts)


def october(**facts):
    return load(person(**facts), FIRST, LAST, [], CALENDAR, D("0.25"))


@st.composite
def spans(draw, build):
    first = draw(DAYS)
    return build(first, first + timedelta(days=draw(st.integers(0, 40))))


def shares(unit):
    return spans(lambda first, last: (unit, first, last)).flatmap(
        lambda one: PERCENT.map(lambda percent: Share(one[0], percent, one[1], one[2]))
    )


ABSENCES = st.lists(spans(lambda first, last: (first, last)).flatmap(
    lambda one: st.sampled_from([(D(1), "leave"), (D("0.5"), "leave"), (D(1), "training")]).map(
        lambda kind: Absence(*one, *kind))), max_size=3)  # fmt: skip


def test_a_person_of_whom_another_unit_has_forty_percent_gives_it_forty_percent_of_the_hours():
    [other] = october(shares=(Share(9, D(40), FIRST),)).units
    assert (other.unit, other.hours, other.posts) == (9, D("70.40"), D("0.400"))


def test_a_share_counts_from_its_first_to_its_last_working_day():
    [other] = october(shares=(Share(9, D(100), date(2026, 10, 30), date(2026, 11, 2)),)).units
    assert other.hours == 8


def test_leave_is_taken_from_each_unit_by_its_share():
    absences = (Absence(date(2026, 10, 5), date(2026, 10, 9)),)
    result = october(shares=(Share(9, D(40), FIRST),), absences=absences)
    assert (result.available, result.units[0].hours) == (136, D("54.40"))


def test_hours_seconded_out_of_the_ward_are_lost_to_it_and_those_lent_within_are_not():
    moved = (Share(9, D(40), FIRST), Share(7, D(10), FIRST))
    assert october(shares=moved).available == 176
    assert october(shares=moved, outside=frozenset({9})).available == D("105.60")


@given(st.tuples(shares(9), shares(7)), ABSENCES, HOURS, st.booleans())
def test_moving_a_person_conserves_the_hours(moved, absences, hours_a_day, outside):
    alone = october(absences=tuple(absences), hours_a_day=hours_a_day)
    gone = frozenset({9}) if outside else frozenset()
    result = october(absences=tuple(absences), hours_a_day=hours_a_day, shares=moved, outside=gone)
    lost = sum(one.hours for one in result.units if one.unit in gone)
    assert result.available + lost == alone.available
    home = alone.available - sum(one.hours for one in result.units)
    assert home >= 0
    assert all(one.hours >= 0 and one.posts >= 0 for one in result.units)
    assert sum(one.posts for one in result.units) <= alone.posts


@given(st.tuples(shares(9), shares(7)), ABSENCES)
def test_the_days_of_all_units_are_those_present(moved, absences):
    days = CALENDAR.working_days(FIRST, LAST)
    present = {day: D(1) - max((a.part for a in absences if a.first <= day <= a.last), default=D(0)) for day in days}
    found = days_of(present, moved)
    assert sum(found.values()) == sum(present.values())
    assert min(found.values()) >= 0
    assert next(iter(found)) is HOME


@given(st.lists(st.decimals(0, 500, places=4), min_size=1, max_size=6))
def test_rounded_parts_sum_to_the_rounded_sum_and_stay_near(amounts):
    parts = rounded_parts(amounts, HUNDREDTH)
    assert abs(sum(parts) - sum(amounts)) <= HUNDREDTH / 2
    assert all(part >= 0 and abs(part - amount) < HUNDREDTH for part, amount in zip(parts, amounts, strict=True))


@given(ABSENCES, HOURS, st.lists(st.tuples(st.integers(0, 500), st.sampled_from([D(8), D("12.5"), None])), max_size=4))
def test_no_hours_are_below_zero_and_no_day_counts_twice(absences, hours_a_day, works):
    works = [Work(1, number, PROCESSING, *work) for number, work in enumerate(works)]
    result = load(person(absences=tuple(absences), hours_a_day=hours_a_day), FIRST, LAST, works, CALENDAR, D("0.25"))
    figures = result.available, result.service, result.support, result.needed, *result.absent.values()
    assert min(figures) >= 0
    assert sum(result.absent.values()) <= result.working_days
    assert result.unmeasured == sum(work.dossiers for work in works if work.minutes is None)
