"""Which part of a month a component of the ward pays, and to how many đồng its line is rounded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.pay import (
    Absence,
    Component,
    ComponentError,
    Facts,
    Person,
    Plan,
    Stretch,
    shipped_components,
)

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
SPECIALIST = Facts("civil_servant", pay_coefficient=Decimal(3))
WHOLE = Stretch(FIRST, LAST, SPECIALIST)
LUNCH = Component("LUNCH", "fixed", figure=Decimal(730_000), proration="working_days")


def plan(*local):
    return Plan([*shipped_components(), *local], Law.shipped(), FIRST)


def amounts(payslip):
    return {line.code: line.amount for line in payslip.lines if line.amount}


@pytest.mark.parametrize(
    ("first", "last", "amount"),
    [(1, 31, 730_000), (16, 31, 365_000), (1, 15, 365_000), (3, 4, 0), (31, 31, 0), (30, 31, 33_182)],
)
def test_what_goes_by_working_days_pays_those_in_service_of_the_22_of_the_month(first, last, amount):
    made = plan(LUNCH)
    stretch = Stretch(FIRST.replace(day=first), FIRST.replace(day=last), SPECIALIST)
    assert amounts(made.compute(Person(1, (stretch,)))).get("LUNCH", 0) == amount


def test_what_goes_by_working_days_loses_each_day_without_pay():
    made = plan(LUNCH)
    leave = Absence(date(2026, 10, 1), date(2026, 10, 6))  # Thursday to Tuesday: four working days
    half = Absence(date(2026, 10, 30), date(2026, 10, 30), part=Decimal("0.5"))
    person = Person(1, (Stretch(FIRST, LAST, SPECIALIST),), absences=(leave, half))
    assert amounts(made.compute(person))["LUNCH"] == 580_682  # 730,000 x 17.5/22 = 580,681.8


def test_a_line_is_rounded_to_what_its_component_says_half_up():
    rounded = [replace(LUNCH, code=f"L{step}", round_to=step) for step in (1, 10, 100, 1_000)]
    made = plan(*rounded)
    found = amounts(made.compute(Person(1, (Stretch(date(2026, 10, 30), LAST, SPECIALIST),))))
    assert [found[one.code] for one in rounded] == [33_182, 33_180, 33_200, 33_000]
    whole_month = replace(LUNCH, code="WHOLE", figure=Decimal(730_500), round_to=1_000)
    found = amounts(plan(whole_month).compute(Person(1, (WHOLE,))))
    assert found["WHOLE"] == 731_000


def test_a_rounding_that_nobody_uses_is_refused():
    with pytest.raises(ComponentError, match="rounded to 7"):
        Component("X", "fixed", figure=Decimal(1), round_to=7)
