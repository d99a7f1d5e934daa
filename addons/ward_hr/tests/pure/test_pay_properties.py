"""What holds for every payslip, whoever it is for."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.pay import (
    Absence,
    Component,
    Facts,
    Person,
    Plan,
    Stretch,
    basis_json,
    dong,
    shipped_components,
    snapshot,
    whole_month,
    why,
)

settings.register_profile("ward", deadline=None)  # seconds belong in benchmarks
settings.load_profile("ward")
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
PLAN = Plan(shipped_components(), Law.shipped(), FIRST)
hundredths = some.integers(1, 1500).map(lambda n: Decimal(n) / 100)
small = some.integers(0, 100).map(lambda n: Decimal(n) / 100)
facts = some.builds(
    Facts,
    staff_type=some.sampled_from(
        ["elected", "civil_servant", "public_employee", "contract_111", "contract_26"]
    ),
    pay_coefficient=hundredths,
    leadership_coefficient=small,
    reserved_coefficient=small,
    overgrade_percent=some.integers(0, 12).map(Decimal),
    responsibility_coefficient=small,
    dependants=some.integers(0, 4),
    allowances=some.frozensets(some.sampled_from(["DIGITAL", "PARTY_COMMITTEE", "CONCURRENT"])),
)


@some.composite
def people(draw):
    """Somebody whose month may be split once, and may begin or end in the middle."""
    days = sorted(draw(some.sets(some.integers(1, 31), min_size=1, max_size=3)))
    edges = [FIRST + timedelta(day - 1) for day in days]
    ends = [*[day - timedelta(1) for day in edges[1:]], draw(some.sampled_from([LAST, edges[-1]]))]
    return Person(
        draw(some.integers()),
        tuple(
            Stretch(first, last, draw(facts))
            for first, last in zip(edges, ends, strict=True)
        ),
    )


def whole(one):
    return PLAN.compute(Person(1, (Stretch(FIRST, LAST, one),)))


@given(people())
def test_the_sum_of_the_lines_is_the_total(person):
    slip = PLAN.compute(person)
    for section, total in (
        ("earning", slip.gross),
        ("deduction", slip.deductions),
        ("employer", slip.employer),
    ):
        assert total == sum(line.amount for line in slip.lines if line.component.section == section)
    assert slip.net == slip.gross - slip.deductions


@given(people())
def test_every_amount_is_whole_and_not_negative(person):
    for line in PLAN.compute(person).lines:
        assert line.amount == int(line.amount) >= 0


@given(some.lists(people(), max_size=5))
def test_a_batch_equals_its_singles_in_any_order(persons):
    together = [PLAN.compute(person) for person in persons]
    alone = [Plan(shipped_components(), Law.shipped(), FIRST).compute(p) for p in persons]
    assert together == alone == [PLAN.compute(p) for p in persons]


@given(some.lists(people(), min_size=2, max_size=6), some.data())
def test_people_in_any_order_and_in_two_portions_are_paid_as_all_at_once(persons, data):
    order = data.draw(some.permutations(range(len(persons))))
    cut = data.draw(some.integers(0, len(persons)))
    together = [PLAN.compute(person) for person in persons]
    in_portions = {}
    for portion in (order[:cut], order[cut:]):
        plan = Plan(shipped_components(), Law.shipped(), FIRST)
        in_portions |= {place: plan.compute(persons[place]) for place in portion}
    assert [in_portions[place] for place in range(len(persons))] == together


@given(facts, hundredths)
def test_more_coefficient_never_pays_less(one, more):
    richer = replace(one, pay_coefficient=one.pay_coefficient + more)
    assert whole(richer).gross > whole(one).gross
    assert whole(richer).net >= whole(one).net


@given(facts)
def test_a_month_split_where_nothing_changes_pays_the_same_by_days(one):
    middle = date(2026, 10, 15)
    split = Person(1, (Stretch(FIRST, middle, one), Stretch(middle + timedelta(1), LAST, one)))
    by_days = {line.code: line.amount for line in PLAN.compute(split).lines}
    assert by_days == {line.code: line.amount for line in whole(one).lines}


absences = some.builds(
    lambda first, days, **more: Absence(first, first + timedelta(days), **more),
    first=some.integers(0, 30).map(lambda day: FIRST + timedelta(day)),
    days=some.integers(0, 40),
    kind=some.sampled_from(["unpaid", "sickness", "maternity"]),
    part=some.sampled_from([Decimal(1), Decimal("0.5")]),
)
LOCAL = [
    Component("LUNCH", "fixed", figure=Decimal(730_000), proration="working_days", taxable=True),
    Component("TRAVEL", "fixed", figure=Decimal(123_456), proration="working_days", absence="kept", round_to=1_000),
    Component("FUEL", "fixed", figure=Decimal(345_678), absence="month", round_to=100),
]


@given(people(), some.lists(absences, max_size=2))
@settings(max_examples=200)
def test_the_explanation_reckons_to_the_amount_of_the_line(person, away):
    plan = Plan([*shipped_components(), *LOCAL], Law.shipped(), FIRST)
    slip = plan.compute(person._replace(absences=tuple(away)))
    kept = json.loads(json.dumps(snapshot(plan)))
    amounts = {line.code: line.amount for line in slip.lines}
    for line in slip.lines:
        reasons = why(line.code, basis_of(line, kept), kept, amounts)
        assert dong(Decimal(reasons.exact), reasons.round_to) == line.amount
        assert reasons.law or line.component.fact or line.component in LOCAL


def basis_of(line, kept):
    """As it is read again: from its text, or from the figures of the line."""
    text = basis_json(line, kept["days"])
    quantity, rate = (None if figure is None else str(figure) for figure in (line.quantity, line.rate))
    return whole_month(quantity, rate, kept) | json.loads(text or "{}")


@given(people(), people())
def test_who_was_reckoned_before_changes_nobody_s_pay(before, person):
    plan = Plan(shipped_components(), Law.shipped(), FIRST)
    plan.compute(before)
    alone = Plan(shipped_components(), Law.shipped(), FIRST).compute(person)
    assert plan.compute(person) == alone == plan.compute(person)
