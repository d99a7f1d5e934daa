"""What months to come will cost: known decisions, known law, and what is said where either is not known."""

from datetime import date
from decimal import Decimal

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.pay import Facts, Person, Plan, shipped_components, within_month
from odoo.addons.ward_hr.pay.forecast import forecast, month_cost

LAW, COMPONENTS = Law.shipped(), shipped_components()
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)
STEP_3 = Facts("civil_servant", pay_coefficient=Decimal(3))
STEP_4 = Facts("civil_servant", pay_coefficient=Decimal("3.33"))


def month(first, *versions, unit="office", **inputs):
    plan = Plan(COMPONENTS, LAW, first)
    amounts = {code: Decimal(amount) for code, amount in inputs.items()}
    return plan, [(unit, Person(1, within_month(versions, plan.first, plan.last), amounts))]


def test_a_raise_that_is_decided_counts_from_its_day():
    decided = ((date.min, date(2026, 11, 30), STEP_3), (DECEMBER, None, STEP_4))
    found = forecast([month(NOVEMBER, *decided), month(DECEMBER, *decided)], {})
    assert found.months[NOVEMBER]["office", "BASIC"] == 7_590_000
    assert found.months[DECEMBER]["office", "BASIC"] == 8_424_900
    assert (found.repeated, found.left_out) == ((), ())


def test_the_cost_is_what_is_earned_and_the_employer_s_share_without_deductions():
    cost, _left_out = month_cost(*month(NOVEMBER, (date.min, None, STEP_3)))
    assert cost["office", "SI_ER"] == 1_290_300
    assert not [code for _unit, code in cost if code.endswith("_E") or code == "PIT"]


def test_two_people_of_a_unit_are_one_sum():
    plan, people = month(NOVEMBER, (date.min, None, STEP_3))
    cost, _left_out = month_cost(plan, [*people, *people, ("other", people[0][1])])
    assert cost["office", "BASIC"] == 2 * cost["other", "BASIC"] == 15_180_000


def test_a_month_whose_law_is_not_known_costs_what_the_month_before_did_and_says_so():
    always = (date.min, None, STEP_3)
    found = forecast([month(DECEMBER, always), month(JANUARY, always)], {})
    assert found.months[JANUARY] == found.months[DECEMBER]
    ((day, label),) = found.repeated
    assert (day, bool(label)) == (JANUARY, True)


def test_the_first_month_without_law_costs_what_the_last_one_known_did():
    found = forecast([month(JANUARY, (date.min, None, STEP_3))], {("office", "BASIC"): Decimal(5)})
    assert found.months == {JANUARY: {("office", "BASIC"): 5}}


def test_who_has_no_coefficient_is_left_out_and_named():
    found = forecast([month(NOVEMBER, (date.min, None, Facts("civil_servant")))], {})
    assert (found.months[NOVEMBER], found.left_out) == ({}, (1,))


def test_what_is_entered_for_a_month_to_come_is_in_it():
    found = forecast([month(NOVEMBER, (date.min, None, STEP_3), BONUS=1_000_000)], {})
    assert found.months[NOVEMBER]["office", "BONUS"] == 1_000_000
