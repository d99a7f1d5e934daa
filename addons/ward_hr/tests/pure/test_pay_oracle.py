"""The pay core against a plain second reckoning: random people, laws and months, and every day on which law changes.

People are away at times, have short contracts, a component of their ward, and back pay for the month before.
``make test`` compares 2,000 people-months, ``make test-long`` 100,000. The difference allowed is 0 đồng.
"""

import os
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from plain_pay import ALL, NO_EARNING, Local, plain_reckoning

from odoo.addons.ward_hr.law import Law, NoLawOn
from odoo.addons.ward_hr.law.value import Row
from odoo.addons.ward_hr.pay import (
    Absence,
    Component,
    Facts,
    Person,
    Plan,
    Stretch,
    back_lines,
    shipped_components,
    within_month,
)
from odoo.addons.ward_hr.workload.calendar import WorkingCalendar

WHOLE_SINCE = date(2026, 1, 1)  # on every day from here to the last the shipped law knows what pay needs
WHOLE_UNTIL = date(2026, 12, 31)
PEOPLE = 20
LONG = bool(os.environ.get("WARD_LONG"))
EXAMPLES = 500 if LONG else 100
ROUNDS = 10 if LONG else 1  # what was tried is remembered within a round: gigabytes, were it one
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
    "pit_casual_withholding_rate": (0, 30, 2),
    "pit_casual_threshold": (1, 9_000_000, 0),
}
CALENDAR = WorkingCalendar.by_law(LAW)
OF_THE_WARD = "WARD"
EMPLOYER = ("SI_ER", "OAD_ER", "HI_ER", "UI_ER", "UNION_ER")
TAXES = ("PIT", "PIT_10")
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
    allowances=some.frozensets(some.sampled_from(["DIGITAL", "PARTY_COMMITTEE", "CONCURRENT", "ONESTOP", OF_THE_WARD])),
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
    return Person(
        None,
        tuple(Stretch(begin, end, draw(facts)) for begin, end in pairs),
        draw(inputs),
        absences=draw(absences(first, last)),
    )


@some.composite
def absences(draw, first, last):
    """Most have none; some one or two, of days of the month or reaching beyond it, in whole days or halves."""
    found = []
    for _ in range(draw(some.sampled_from([0, 0, 0, 1, 1, 2]))):
        begin = first + timedelta(draw(some.integers(-35, last.day - 1)))
        end = begin + timedelta(draw(some.sampled_from([0, 1, 3, 9, 14, 20, 27, 28, 29, 29, 30, 30, 45])))
        kind = draw(some.sampled_from(["unpaid", "unpaid", "unpaid", "sickness", "maternity", "suspension"]))
        found.append(Absence(begin, end, kind, draw(some.sampled_from([Decimal(1), Decimal(1), Decimal("0.5")]))))
    return tuple(found)


@some.composite
def locals_of_a_ward(draw, first, last):
    """A component that a ward decided itself: an amount or a share of the salary, on days of its own."""
    edges = some.one_of(some.none(), some.integers(0, last.day - 1).map(lambda day: first + timedelta(day)))
    since, until = draw(edges), draw(edges)
    if since and until and until < since:
        since, until = until, since
    share = draw(some.one_of(some.none(), some.integers(1, 60)))
    return Local(
        OF_THE_WARD,
        amount=draw(some.integers(1, 9_000_000)) if share is None else 0,
        share=Fraction(share or 0, 100),
        since=since,
        until=until,
        insured=draw(some.booleans()),
        taxed=draw(some.booleans()),
        public_duty=draw(some.booleans()),
        absence=draw(some.sampled_from(["working_days", "month", "kept"])),
        by_working_days=draw(some.booleans()),
        round_to=draw(some.sampled_from([1, 10, 100, 1_000])),
    )


def component_of(local):
    """The row that a ward enters for it."""
    figure = Decimal(local.amount) if local.amount else Decimal(local.share.numerator) / local.share.denominator
    return Component(
        local.code,
        "fixed" if local.amount else "percentage",
        base_codes=() if local.amount else ("BASIC",),
        figure=figure,
        by_decision=True,
        since=local.since,
        until=local.until,
        in_insurance_base=local.insured,
        taxable=local.taxed,
        in_public_duty_base=local.public_duty,
        absence=local.absence,
        proration="working_days" if local.by_working_days else "days",
        round_to=local.round_to,
    )


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
    return first, draw(laws(first, last)), draw(locals_of_a_ward(first, last)), people


@pytest.mark.parametrize("_round", range(ROUNDS))
@given(drawn=people_months())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not LONG)
def test_random_people_laws_and_months_agree_to_the_dong(_round, drawn):
    first, law, local, people = drawn
    plan = Plan([*shipped_components(), component_of(local)], law, first)
    days = CALENDAR.working_days(plan.first, plan.last)
    for person in people:
        assert lines_of(plan, person) == plain_reckoning(person, law, first, days, local)


@some.composite
def made_up_months(draw):
    """A month, the one before it as it was paid and as it is known now, and somebody in both."""
    first = draw(months.filter(lambda month: month > WHOLE_SINCE))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    before_last = first - ONE_DAY
    before = before_last.replace(day=1)
    people = some.tuples(persons(before, before_last), persons(before, before_last), persons(first, last))
    local = draw(locals_of_a_ward(before, before_last))._replace(until=None)
    return first, draw(laws(before, before_last)), local, draw(some.lists(people, min_size=5, max_size=5))


@pytest.mark.parametrize("_round", range(ROUNDS))
@given(drawn=made_up_months())
@settings(max_examples=EXAMPLES // 5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not LONG)
def test_a_random_month_that_makes_up_the_one_before_agrees_to_the_dong(_round, drawn):
    first, law, local, people = drawn
    origin, plan = (
        Plan([*shipped_components(), component_of(local)], law, month) for month in (first - ONE_DAY, first)
    )
    for as_paid, as_known, now in people:
        paid, due = (
            plain_reckoning(one, law, origin.first, CALENDAR.working_days(origin.first, origin.last), local)
            for one in (as_paid, as_known)
        )
        lines = back_lines(origin, origin.compute(as_known), paid)
        back = {code: due.get(code, 0) - paid.get(code, 0) for code in {**due, **paid} if code not in TAXES}
        assert {line.code: line.amount for line in lines} == {code: more for code, more in back.items() if more}
        own = plain_reckoning(now, law, first, CALENDAR.working_days(plan.first, plan.last), local, back)
        slip = plan.compute(now._replace(back=lines))
        assert {line.code: line.amount for line in slip.lines if line.amount and not line.origin} == own
        assert (slip.gross, slip.net, slip.employer) == totals(own, back)


def totals(own, back):
    """``(gross, net, employer)`` of the lines of a month and of those it makes up."""
    both = [*own.items(), *back.items()]
    gross = sum(amount for code, amount in both if code not in NO_EARNING)
    employer = sum(amount for code, amount in both if code in EMPLOYER)
    return gross, gross - (sum(amount for code, amount in both if code in NO_EARNING) - employer), employer


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
    assert lines_of(plan, person) == plain_reckoning(person, LAW, plan.first)


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
