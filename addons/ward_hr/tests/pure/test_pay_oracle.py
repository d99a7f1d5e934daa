"""The pay core against a plain second reckoning: random people, laws and months, and every day on which law changes.

``make test`` compares 2,000 people-months, ``make test-long`` 100,000. The difference allowed is 0 đồng.
"""

import os
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from plain_pay import ALL, plain_reckoning

from odoo.addons.ward_hr.law import Law, NoLawOn
from odoo.addons.ward_hr.law.value import Row
from odoo.addons.ward_hr.pay import Facts, Person, Plan, Stretch, shipped_components, within_month

WHOLE_SINCE = date(2026, 1, 1)  # on every day from here to the last the shipped law knows what pay needs
WHOLE_UNTIL = date(2026, 12, 31)
PEOPLE = 20
LONG = bool(os.environ.get("WARD_LONG"))
EXAMPLES = 5_000 if LONG else 100
LAW = Law.shipped()
ONE_DAY = timedelta(1)
# how far a random law goes for each value: least and most, and decimal places
LAWS = {
    "base_salary": (1_000_000, 6_000_000, 0),
    "si_ceiling_multiple": (5, 30, 0),
    "ui_ceiling_multiple": (5, 30, 0),
    "min_wage_region1": (500_000, 9_000_000, 0),
    "public_duty_allowance_rate": (0, 50, 2),
    "hanoi_extra_income_monthly": (0, 90, 2),
    "concurrent_post_rate": (0, 30, 2),
    "party_committee_allowance_coef": (0, 90, 2),
    "digital_support": (0, 9_000_000, 0),
    "onestop_support": (0, 9_000_000, 0),
    "si_employee_rate": (0, 150, 3),
    "hi_employee_rate": (0, 50, 3),
    "ui_employee_rate": (0, 50, 3),
    "union_dues_rate": (0, 50, 3),
    "si_employer_rate": (0, 250, 3),
    "hi_employer_rate": (0, 50, 3),
    "pit_self_deduction": (0, 20_000_000, 0),
    "pit_dependant_deduction": (0, 9_000_000, 0),
}
small = some.integers(0, 300).map(lambda n: Decimal(n) / 100)
facts = some.builds(
    Facts,
    staff_type=some.sampled_from(sorted(ALL)),
    pay_coefficient=some.integers(1, 1500).map(lambda n: Decimal(n) / 100),
    leadership_coefficient=small,
    reserved_coefficient=small,
    overgrade_percent=some.integers(0, 20).map(Decimal),
    responsibility_coefficient=small,
    regional_coefficient=small,
    hazard_coefficient=small,
    trade_seniority_percent=some.integers(0, 30).map(Decimal),
    wage=some.integers(1, 90_000_000).map(Decimal),
    dependants=some.integers(0, 5),
    allowances=some.frozensets(some.sampled_from(["DIGITAL", "PARTY_COMMITTEE", "CONCURRENT", "ONESTOP"])),
)
inputs = some.dictionaries(
    some.sampled_from(["BONUS", "OT", "ADVANCE", "EXTRA_YEAR"]), some.integers(1, 60_000_000).map(Decimal), max_size=2
)
months = some.integers(1, 12).map(lambda month: date(2026, month, 1))


@some.composite
def persons(draw, first, last):
    """In service on some days of the month: up to four stretches, with or without days off between them."""
    days = sorted(draw(some.sets(some.integers(1, last.day), min_size=2, max_size=8)))
    edges = [first + timedelta(day - 1) for day in days]
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    if draw(some.booleans()):  # no days off between
        following = [*edges[1:], last + ONE_DAY]
        pairs = [(begin, after - ONE_DAY) for begin, after in zip(edges, following, strict=True)]
    return Person(None, tuple(Stretch(begin, end, draw(facts)) for begin, end in pairs), draw(inputs))


@some.composite
def laws(draw, first, last):
    """The shipped law with up to four other values on days of the month, and at times another tax scale."""
    more = []
    for code in draw(some.lists(some.sampled_from(sorted(LAWS)), max_size=4)):
        least, most, places = LAWS[code]
        day = first + timedelta(draw(some.integers(0, last.day - 1)))
        number = Decimal(draw(some.integers(least, most))).scaleb(-places)
        more.append(replace(LAW.entry(code, first), since=day, value=number))
    if draw(some.booleans()):
        day = first + timedelta(draw(some.integers(0, last.day - 1)))
        more.append(replace(LAW.entry("pit_scale", first), since=day, value=draw(scales())))
    return LAW.with_values(more)


@some.composite
def scales(draw):
    """A progressive scale of two to six brackets: limits and rates rise, the last is open."""
    count = draw(some.integers(2, 6))
    limits = sorted(draw(some.sets(some.integers(1_000, 90_000_000), min_size=count - 1, max_size=count - 1)))
    rates = sorted(draw(some.sets(some.integers(1, 60), min_size=count, max_size=count)))
    rows = [{"upto": Decimal(limit)} for limit in limits] + [{}]
    return tuple(Row({**row, "rate": Decimal(rate) / 100}) for row, rate in zip(rows, rates, strict=True))


@some.composite
def people_months(draw):
    first = draw(months)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    people = draw(some.lists(persons(first, last), min_size=PEOPLE, max_size=PEOPLE))
    return first, draw(laws(first, last)), people


@given(people_months())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not LONG)
def test_random_people_laws_and_months_agree_to_the_dong(drawn):
    first, law, people = drawn
    plan = Plan(shipped_components(), law, first)
    for person in people:
        assert lines_of(plan, person) == plain_reckoning(person, law, first, plan.days)


def lines_of(plan, person):
    return {line.code: line.amount for line in plan.compute(person).lines if line.amount}


def plain_person(day, staff_type):
    """In service on one day only, with a bit of everything that law gives a figure for."""
    one = Facts(
        staff_type,
        pay_coefficient=Decimal("3.33"),
        leadership_coefficient=Decimal("0.25"),
        overgrade_percent=Decimal(5),
        wage=Decimal(9_000_000),
        dependants=1,
        allowances=frozenset({"CONCURRENT", "PARTY_COMMITTEE", "DIGITAL", "ONESTOP"}),
    )
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Person(1, within_month([(day, day, one)], first, last))


def days_of_law():
    """The day before, the day of and the day after each value that a component reads."""
    codes = {code for component in shipped_components() for code in component.law_codes()}
    changes = {day for code in codes for day in LAW.changes(code)}
    return sorted({day + near * ONE_DAY for day in changes for near in (-1, 0, 1)} | {WHOLE_SINCE, WHOLE_UNTIL})


@pytest.mark.parametrize("day", [day for day in days_of_law() if WHOLE_SINCE <= day <= WHOLE_UNTIL], ids=str)
@pytest.mark.parametrize("staff_type", sorted(ALL))
def test_around_every_day_of_law_a_plain_person_is_paid_what_the_plain_reckoning_says(day, staff_type):
    plan = Plan(shipped_components(), LAW, day)
    person = plain_person(day, staff_type)
    assert lines_of(plan, person) == plain_reckoning(person, LAW, plan.first, plan.days)


@pytest.mark.parametrize("day", [day for day in days_of_law() if not WHOLE_SINCE <= day <= WHOLE_UNTIL], ids=str)
def test_before_the_law_is_whole_and_after_its_end_a_month_is_refused_by_name(day):
    with pytest.raises(NoLawOn) as refused:
        Plan(shipped_components(), LAW, day).compute(plain_person(day, "public_employee"))
    assert refused.value.code in LAW.codes
    assert (refused.value.day.year, refused.value.day.month) == (day.year, day.month)


def test_the_law_is_whole_on_every_day_from_the_first_to_the_last():
    day = WHOLE_SINCE
    while day <= WHOLE_UNTIL:
        Plan(shipped_components(), LAW, day).compute(plain_person(day, "public_employee"))
        day += ONE_DAY
