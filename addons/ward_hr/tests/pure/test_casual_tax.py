"""Tax of one rate on contracts under three months: from the threshold of the day on, without deductions."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.pay import Facts, Person, Plan, back_lines, shipped_components, within_month

LAW, COMPONENTS = Law.shipped(), shipped_components()


def slip_of(wage, month=date(2026, 10, 1), staff_type="contract_short", back=(), **inputs):
    plan = Plan(COMPONENTS, LAW, month)
    versions = [(date.min, None, Facts(staff_type, wage=Decimal(wage), dependants=1))]
    person = Person(1, within_month(versions, plan.first, plan.last), {k: Decimal(v) for k, v in inputs.items()}, back)
    return plan, plan.compute(person)


def tax_of(slip):
    return {line.code: line.amount for line in slip.lines if line.code.startswith("PIT")}


@pytest.mark.parametrize(
    ("month", "wage", "tax"),
    [
        (date(2026, 6, 1), 1_999_999, {}),
        (date(2026, 6, 1), 2_000_000, {"PIT_10": 200_000}),
        (date(2026, 7, 1), 4_999_999, {}),
        (date(2026, 7, 1), 5_000_000, {"PIT_10": 500_000}),
        (date(2026, 7, 1), 5_000_005, {"PIT_10": 500_001}),
    ],
)
def test_the_threshold_is_that_of_the_day_of_payment(month, wage, tax):
    assert tax_of(slip_of(wage, month)[1]) == tax


def test_a_bonus_counts_with_the_wage_and_overtime_does_not():
    assert tax_of(slip_of(4_000_000, BONUS=1_000_000)[1]) == {"PIT_10": 500_000}
    assert tax_of(slip_of(4_000_000, OT=1_000_000)[1]) == {}


def test_a_longer_contract_has_the_scale_and_no_rate_of_ten_percent():
    assert tax_of(slip_of(8_000_000, staff_type="contract_negotiated")[1]) == {"PIT": 0}


def test_wages_of_an_earlier_month_are_taxed_in_the_month_that_pays_them():
    september, slip = slip_of(8_000_000, date(2026, 9, 1))
    paid = {line.code: line.amount for line in slip.lines} | {"NEGOTIATED": Decimal(6_000_000), "PIT_10": Decimal(0)}
    back = back_lines(september, slip, paid)
    assert {line.code: line.amount for line in back} == {"NEGOTIATED": 2_000_000}
    assert tax_of(slip_of(8_000_000, back=back)[1]) == {"PIT_10": 1_000_000}
