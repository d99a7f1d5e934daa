"""Tax of one rate on contracts under three months: from the threshold of the day on, without deductions."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.pay import Component, Facts, Person, Plan, back_lines, shipped_components, within_month

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


@pytest.mark.parametrize(
    ("staff_type", "tax", "taxable"), [("civil_servant", "PIT", 0), ("contract_short", "PIT_10", 8_000_000)]
)
def test_what_a_ward_reckons_on_taxable_pay_is_no_income_tax(staff_type, tax, taxable):
    """A charity of 1% of taxable pay, last in the list, changes neither the tax nor the income that it is on."""
    charity = Component("CHARITY", "percentage", "deduction", "last_day", figure=Decimal("0.01"), base_flag="taxable")
    facts = Facts(staff_type, pay_coefficient=Decimal(3), wage=Decimal(8_000_000), dependants=2)
    person = Person(1, within_month([(date.min, None, facts)], date(2026, 10, 1), date(2026, 10, 31)))
    lists = (COMPONENTS, [*COMPONENTS, charity])
    plain, local = [Plan(components, LAW, date(2026, 10, 1)).compute(person) for components in lists]
    assert plain.taxable_income == local.taxable_income == taxable
    assert tax_of(local) == tax_of(plain) and tax in tax_of(local)
    assert [int(line.amount) for line in local.lines if line.code == "CHARITY"] == [80_000 if taxable else 132_825]


def test_what_a_ward_reckons_on_taxable_pay_is_made_up_for_earlier_months():
    charity = Component("CHARITY", "capped", "deduction", "last_day", figure=Decimal("0.01"), base_flag="taxable")
    september = Plan([*COMPONENTS, charity], LAW, date(2026, 9, 1))
    facts = Facts("contract_short", wage=Decimal(8_000_000))
    slip = september.compute(Person(1, within_month([(date.min, None, facts)], september.first, september.last)))
    paid = {line.code: line.amount for line in slip.lines}
    paid |= {"NEGOTIATED": Decimal(6_000_000), "PIT_10": Decimal(600_000), "CHARITY": Decimal(60_000)}
    made_up = {line.code: line.amount for line in back_lines(september, slip, paid)}
    assert made_up == {"NEGOTIATED": 2_000_000, "CHARITY": 20_000}
