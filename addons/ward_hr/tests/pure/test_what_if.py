"""What if: another law, other posts; beside today's, to the đồng."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.pay import Facts, Person, Plan, Stretch, shipped_components
from odoo.addons.ward_hr.pay.what_if import Altered, Cost, Filled, Left, Moved, Placed, costs

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
MIDDLE = date(2026, 10, 15)
STEP_3 = Facts("civil_servant", pay_coefficient=Decimal("3.00"))
CHAIR = Facts("elected", pay_coefficient=Decimal("4.98"), leadership_coefficient=Decimal("0.7"))
PEOPLE = [
    Placed(Person("lan", (Stretch(FIRST, LAST, STEP_3),)), "office"),
    Placed(Person("hung", (Stretch(FIRST, LAST, STEP_3),)), "economy"),
    Placed(Person("long", (Stretch(FIRST, LAST, CHAIR),)), "office"),
]


def plan(**values):
    """October 2026; ``base_salary=2_700_000``: with other values from its first day."""
    law = Law.shipped()
    return Plan(shipped_components(), law.with_values(other_value(law, *one) for one in values.items()), FIRST)


def other_value(law, code, value):
    return replace(law.entry(code, FIRST), since=FIRST, value=Decimal(value))


def total(found):
    return sum((cost.total for cost in found.values()), Decimal(0))


def alone(facts, first=FIRST, last=LAST):
    slip = plan().compute(Person(1, (Stretch(first, last, facts),)))
    return Cost(1, slip.gross, slip.employer)


def test_without_a_change_it_is_the_run_summed_by_unit():
    assert costs(plan(), PEOPLE) == {
        "office": alone(STEP_3).plus(alone(CHAIR)),
        "economy": alone(STEP_3),
    }


def test_another_base_salary_costs_what_the_run_would_pay_under_it():
    found = costs(plan(base_salary=2_700_000), PEOPLE)
    [economy] = [found["economy"]]
    # 3.00 x 2,700,000, public duty 25%, additional income 50% of the basic pay
    assert economy.gross == 8_100_000 + 2_025_000 + 4_050_000


def test_moving_people_between_units_costs_the_ward_nothing():
    moved = costs(plan(), PEOPLE, [Moved(MIDDLE, frozenset({"lan"}), "economy")])
    assert total(moved) == total(costs(plan(), PEOPLE))
    assert moved["economy"] == alone(STEP_3).plus(alone(STEP_3))


def test_a_move_after_the_month_changes_nothing_in_it():
    later = Moved(date(2026, 11, 1), frozenset({"lan"}), "economy")
    assert costs(plan(), PEOPLE, [later]) == costs(plan(), PEOPLE)


def test_who_leaves_in_the_middle_costs_the_days_before():
    found = costs(plan(), PEOPLE, [Left(MIDDLE, frozenset({"hung"}))])
    assert found["economy"] == alone(STEP_3, last=date(2026, 10, 14))


def test_who_left_before_the_month_costs_nothing():
    assert "economy" not in costs(plan(), PEOPLE, [Left(FIRST, frozenset({"hung"}))])


def test_two_vacancies_filled_from_the_16th_cost_sixteen_days_each():
    found = costs(plan(), [], [Filled(date(2026, 10, 16), "office", STEP_3, 2)])
    one = alone(STEP_3, first=date(2026, 10, 16))
    assert found == {"office": one.plus(one)}


def test_an_allowance_from_a_day_is_paid_by_days_and_only_to_those_concerned():
    more = Altered(
        MIDDLE,
        lambda placed, facts: placed.unit == "office" and facts.staff_type == "civil_servant",
        lambda facts: replace(facts, allowances=facts.allowances | {"DIGITAL"}),
    )
    before, after = costs(plan(), PEOPLE), costs(plan(), PEOPLE, [more])
    support = Law.shipped().number("digital_support", FIRST)
    gained = after["office"].gross - before["office"].gross
    assert gained == (support * 17 / 31).quantize(Decimal(1))
    assert after["economy"] == before["economy"]


def test_changes_act_in_their_order():
    hired_then_moved = [Filled(FIRST, "office", STEP_3), Moved(FIRST, frozenset({None}), "economy")]
    assert set(costs(plan(), [], hired_then_moved)) == {"economy"}
