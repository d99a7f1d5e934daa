"""Back pay: what is due now less what was paid, by the law of the month it belongs to."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.law.value import LawValue
from odoo.addons.ward_hr.pay import (
    Component,
    Facts,
    Person,
    Plan,
    Stretch,
    back_lines,
    moved_law,
    shipped_components,
    snapshot,
    why,
)

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
CLERK = Facts("civil_servant", pay_coefficient=Decimal("3.00"))
HEAD = Facts("civil_servant", pay_coefficient=Decimal("3.00"), leadership_coefficient=Decimal("0.35"))


def plan_of(month, law=None):
    return Plan(shipped_components(), law or Law.shipped(), month)


def person(plan, facts, **more):
    return Person("An", (Stretch(plan.first, plan.last, facts),), **more)


def paid_for(plan, facts):
    return {line.code: line.amount for line in plan.compute(person(plan, facts)).lines}


def by_code(lines):
    return {line.code: line.amount for line in lines}


def test_a_post_decided_late_is_made_up_with_the_insurance_of_its_month():
    plan = plan_of(OCTOBER)
    back = back_lines(plan, plan.compute(person(plan, HEAD)), paid_for(plan, CLERK))
    base = Decimal(2530000)
    lead = Decimal("0.35") * base
    assert by_code(back) == {
        "LEAD": lead,
        "PUBLIC_DUTY": lead / 4,
        "SI_E": lead * Decimal("0.08"),
        "HI_E": (lead * Decimal("0.015")).quantize(Decimal(1), "ROUND_HALF_UP"),
        "SI_ER": lead * Decimal("0.17"),
        "OAD_ER": (lead * Decimal("0.005")).quantize(Decimal(1), "ROUND_HALF_UP"),
        "HI_ER": lead * Decimal("0.03"),
    }
    assert {line.origin for line in back} == {OCTOBER}


def test_what_agrees_with_what_was_paid_makes_no_line():
    plan = plan_of(OCTOBER)
    assert back_lines(plan, plan.compute(person(plan, HEAD)), paid_for(plan, HEAD)) == ()


def test_a_month_in_which_nothing_was_due_is_taken_back_whole():
    plan = plan_of(OCTOBER)
    paid = paid_for(plan, CLERK)
    back = back_lines(plan, None, paid)
    assert by_code(back) == {code: -amount for code, amount in paid.items() if code != "PIT"}


def test_back_pay_adds_to_the_totals_and_not_to_the_insurance_base_of_the_month():
    october, november = plan_of(OCTOBER), plan_of(NOVEMBER)
    back = back_lines(october, october.compute(person(october, HEAD)), paid_for(october, CLERK))
    plain = november.compute(person(november, HEAD))
    slip = november.compute(person(november, HEAD, back=back))
    sums = {
        section: sum(line.amount for line in back if line.component.section == section)
        for section in ("earning", "deduction", "employer")
    }
    assert slip.gross == plain.gross + sums["earning"]
    assert slip.employer == plain.employer + sums["employer"]
    assert slip.insurance_base == plain.insurance_base
    assert slip.lines[-len(back) :] == back


def test_tax_reads_back_pay_in_the_month_in_which_it_is_received():
    """Taxed pay of a head above the deduction: the tax grows by the bracket's rate of what is made up."""
    rich = Facts("civil_servant", pay_coefficient=Decimal("8.00"))
    richer = Facts("civil_servant", pay_coefficient=Decimal("8.00"), leadership_coefficient=Decimal("0.70"))
    october, november = plan_of(OCTOBER), plan_of(NOVEMBER)
    back = back_lines(october, october.compute(person(october, richer)), paid_for(october, rich))
    assert "PIT" not in by_code(back)
    plain = november.compute(person(november, richer))
    slip = november.compute(person(november, richer, back=back))
    made_up = sum(line.amount for line in back if line.component.taxable)
    insured = sum(line.amount for line in back if line.component.tax_deductible)
    assert slip.taxable_income == plain.taxable_income + made_up - insured


def test_somebody_who_left_is_taxed_on_what_is_made_up_with_their_last_standing():
    october, november = plan_of(OCTOBER), plan_of(NOVEMBER)
    back = back_lines(october, october.compute(person(october, HEAD)), {})
    slip = november.compute(Person("An", (), back=back, left_as=HEAD))
    own = {line.code for line in slip.lines if line.origin is None}
    assert slip.days == 0
    assert own <= {"PIT"}
    assert slip.gross == sum(line.amount for line in back if line.component.section == "earning")


def test_somebody_not_in_service_is_paid_and_taxed_on_what_is_entered_and_nothing_else():
    """A support paid once a month to everybody in service, and insurance of an award, are not for who has left."""
    support = Component("SUPPORT", "fixed", proration="first_day", figure=Decimal(500_000))
    award = Component("AWARD", "input", proration="last_day", in_insurance_base=True, taxable=True)
    plan = Plan([*shipped_components(), support, award], Law.shipped(), OCTOBER)
    slip = plan.compute(Person("An", (), {"BONUS": Decimal(30_000_000), "AWARD": Decimal(10_000_000)}, left_as=HEAD))
    assert set(by_code(slip.lines)) == {"BONUS", "AWARD", "PIT"}
    assert (slip.days, slip.gross) == (0, Decimal(40_000_000))
    assert slip.taxable_income == Decimal(40_000_000) - plan.law.number("pit_self_deduction", plan.last)


def test_the_explanation_says_what_is_due_what_was_paid_and_by_which_law():
    october, november = plan_of(OCTOBER), plan_of(NOVEMBER)
    [lead, *_rest] = back_lines(october, october.compute(person(october, HEAD)), paid_for(october, CLERK))
    kept = snapshot(november, origins=[october])
    basis = {"origin": "2026-10-01", "before": "0", "after": "885500.00"}
    reasons = why("LEAD", basis, kept, {})
    assert lead.code == "LEAD"
    assert reasons.kind == "back"
    assert dict(reasons.inputs) == {"due_now": Decimal("885500.00"), "paid_before": Decimal(0)}
    assert [use.code for use in reasons.law] == ["base_salary"]
    assert reasons.exact == Decimal(885500)


def local(code, since, value):
    return LawValue(code, since, Decimal(value), "VND/month", "Decree 1", "common", code, origin="local")


@pytest.mark.parametrize(
    ("since", "value", "expected"),
    [
        (date(2026, 9, 30), 2600000, ["base_salary"]),
        (date(2026, 10, 1), 2600000, ["base_salary"]),
        (date(2026, 10, 31), 2600000, ["base_salary"]),
        (date(2026, 11, 1), 2600000, []),
        (date(2026, 10, 1), 2530000, []),
    ],
)
def test_a_value_that_came_late_moves_the_months_it_holds_in(since, value, expected):
    plan = plan_of(OCTOBER)
    plan.compute(person(plan, CLERK))
    later = Law.shipped().with_values([local("base_salary", since, value)])
    assert sorted({code for code, _day, _value in moved_law(snapshot(plan), later, plan.components)}) == expected


RULE = "applies_public_duty_civil_servant"


@pytest.mark.parametrize(
    ("rules", "moved"),
    [
        ([(date(2026, 1, 1), 1)], []),
        ([(date(2026, 1, 1), 1), (date(2026, 10, 16), 0)], [(RULE, "2026-10-16", "0")]),
        ([(date(2026, 11, 1), 0)], [(RULE, "2026-10-01", "none")]),
        ([], [(RULE, "2026-10-01", "none")]),
    ],
)
def test_a_rule_of_a_staff_type_that_changed_or_went_moves_the_month(rules, moved):
    plan = plan_of(OCTOBER, Law.shipped().with_values([local(RULE, date(2026, 1, 1), 1)]))
    plan.compute(person(plan, CLERK))
    later = Law.shipped().with_values([local(RULE, since, value) for since, value in rules])
    assert moved_law(snapshot(plan), later, plan.components) == moved


def test_a_rule_goes_before_the_list_of_staff_types_on_its_days():
    plan = plan_of(OCTOBER, Law.shipped().with_values([local(RULE, date(2026, 10, 16), 0)]))
    assert paid_for(plan, CLERK)["PUBLIC_DUTY"] == round(Decimal(1897500) * 15 / 31)
    assert "PUBLIC_DUTY" not in paid_for(plan_of(NOVEMBER, plan.law), CLERK)
