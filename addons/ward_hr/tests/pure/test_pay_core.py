"""The pay core at its edges: rounding, order, brackets, ceilings, and a month that splits."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law, NoLawOn
from odoo.addons.ward_hr.pay import (
    Component,
    ComponentError,
    CycleOfComponents,
    Facts,
    MissingFact,
    Person,
    Plan,
    Stretch,
    changed_codes,
    dong,
    sequence,
    shipped_components,
    snapshot,
    within_month,
)
from odoo.addons.ward_hr.pay.tax import brackets_of, tax_on

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
LAW = Law.shipped()
SPECIALIST = Facts("civil_servant", pay_coefficient=Decimal(3))


def plan(day=FIRST, components=None):
    return Plan(components or shipped_components(), LAW, day)


def whole(facts, day=FIRST, inputs=None):
    """The payslip of somebody with the same facts all month."""
    made = plan(day)
    return made.compute(Person(1, (Stretch(made.first, made.last, facts),), inputs or {}))


def amounts(payslip):
    return {line.code: line.amount for line in payslip.lines if line.amount}


def percentage(code, *bases, **more):
    return Component(code, "percentage", figure=Decimal("0.1"), base_codes=bases, **more)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.4999", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("33984.5", 33985)],
)
def test_money_is_rounded_half_up(exact, rounded):
    assert dong(Decimal(exact)) == rounded


@pytest.mark.parametrize(
    ("day", "basic"),
    [
        (date(2024, 6, 30), None),
        (date(2026, 6, 1), 7020000),
        (date(2026, 6, 30), 7020000),
        (date(2026, 7, 1), 7590000),
        (date(2026, 7, 31), 7590000),
        (date(2026, 12, 31), 7590000),
    ],
)
def test_the_base_salary_is_that_of_the_month(day, basic):
    if basic is None:
        with pytest.raises(NoLawOn):
            whole(SPECIALIST, day)
    else:
        assert amounts(whole(SPECIALIST, day))["BASIC"] == basic


@pytest.mark.parametrize(
    ("income", "tax"),
    [
        (0, "0"),
        (1, "0.05"),
        (10_000_000, "500000"),
        (10_000_001, "500000.10"),
        (30_000_000, "2500000"),
        (30_000_001, "2500000.20"),
        (60_000_000, "8500000"),
        (60_000_001, "8500000.30"),
        (100_000_000, "20500000"),
        (100_000_001, "20500000.35"),
    ],
)
def test_tax_at_the_edges_of_each_bracket(income, tax):
    brackets = brackets_of(LAW.table("pit_scale", FIRST))
    assert tax_on(Decimal(income), brackets) == Decimal(tax)


def test_the_quick_formula_of_the_law_gives_the_same_tax():
    rows = LAW.table("pit_scale", FIRST)
    for row in rows:
        income = row.get("upto") or row["above"] * 2
        quick = income * row["rate"] - row["quick"]
        assert tax_on(income, brackets_of(rows)) == quick


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"upto": Decimal(5), "rate": Decimal(1)}],
        [{"rate": Decimal(1)}, {"rate": Decimal(1)}],
        [{"upto": Decimal(5), "rate": 1}, {"upto": Decimal(4), "rate": 1}, {"rate": 1}],
    ],
)
def test_a_scale_that_leaves_income_without_a_rate_is_refused(rows):
    with pytest.raises(ValueError, match="progressive scale"):
        brackets_of(rows)


@pytest.mark.parametrize(
    ("coefficient", "insurance"),
    [("19.999", 4047798), ("20", 4048000), ("20.001", 4048000), ("40", 4048000)],
)
def test_insurance_stops_at_twenty_base_salaries(coefficient, insurance):
    facts = Facts("civil_servant", pay_coefficient=Decimal(coefficient))
    assert amounts(whole(facts))["SI_E"] == insurance


@pytest.mark.parametrize(
    ("staff_type", "lines"),
    [
        ("elected", {"PUBLIC_DUTY", "EXTRA_MONTH"}),
        ("civil_servant", {"PUBLIC_DUTY", "EXTRA_MONTH"}),
        ("public_employee", {"EXTRA_MONTH", "UI_E", "UI_ER"}),
        ("contract_111", {"PUBLIC_DUTY", "UI_E", "UI_ER"}),
        ("contract_26", {"UI_E", "UI_ER"}),
    ],
)
def test_the_staff_type_decides_public_duty_additional_income_and_unemployment(staff_type, lines):
    found = amounts(whole(Facts(staff_type, pay_coefficient=Decimal(3))))
    assert found.keys() & {"PUBLIC_DUTY", "EXTRA_MONTH", "UI_E", "UI_ER"} == lines


def test_negotiated_pay_is_insured_and_has_no_allowance():
    found = amounts(whole(Facts("contract_negotiated", wage=Decimal(8_000_000))))
    assert found["NEGOTIATED"] == 8_000_000
    assert found["SI_E"] == 640_000
    assert not found.keys() & {"BASIC", "PUBLIC_DUTY", "EXTRA_MONTH"}


def test_a_seconded_person_is_paid_by_the_unit_that_sent_them():
    assert whole(Facts("seconded", pay_coefficient=Decimal(3))).lines == ()


def test_dependants_lower_the_taxable_income():
    chair = Facts("elected", pay_coefficient=Decimal("5.76"), dependants=1)
    alone = Facts("elected", pay_coefficient=Decimal("5.76"))
    assert whole(chair).taxable_income == whole(alone).taxable_income - 6_200_000


def test_over_grade_counts_for_insurance_and_public_duty():
    facts = Facts("civil_servant", pay_coefficient=Decimal("4.98"), overgrade_percent=Decimal(5))
    found = amounts(whole(facts))
    assert found["OVERGRADE"] == 629_970
    assert found["PUBLIC_DUTY"] == 3_307_343  # 25% of 13,229,370 is 3,307,342.5
    assert whole(facts).insurance_base == 13_229_370


def test_a_raise_in_the_month_counts_by_calendar_days():
    raised = Facts("civil_servant", pay_coefficient=Decimal("3.33"))
    person = Person(1, (Stretch(FIRST, date(2026, 10, 14), SPECIALIST), Stretch(date(2026, 10, 15), LAST, raised)))
    slip = plan().compute(person)
    # 7,590,000 x 14/31 + 8,424,900 x 17/31 = 8,047,848.39
    assert amounts(slip)["BASIC"] == 8_047_848
    assert amounts(slip)["SI_E"] == 643_828
    assert slip.days == 31


@pytest.mark.parametrize(
    ("first", "last", "paid"),
    [(15, 31, True), (16, 31, False), (1, 15, True), (1, 14, False), (1, 31, True)],
)
def test_what_goes_by_the_15th_is_whole_for_who_is_there_that_day_and_nothing_for_others(first, last, paid):
    local = Component("SUPPORT", "fixed", figure=Decimal(700_000), proration="on_day", on_day=15)
    made = plan(components=[*shipped_components(), local])
    stretch = Stretch(FIRST.replace(day=first), FIRST.replace(day=last), SPECIALIST)
    assert amounts(made.compute(Person(1, (stretch,)))).get("SUPPORT", 0) == (700_000 if paid else 0)


@pytest.mark.parametrize("fault", [{"proration": "on_day"}, {"on_day": 15}])
def test_a_day_that_decides_is_given_where_one_does(fault):
    with pytest.raises(ComponentError, match="day of the month"):
        Component("X", "fixed", figure=Decimal(1), **fault)


def test_a_decision_that_changes_no_pay_splits_nothing():
    versions = [(date(2026, 1, 1), date(2026, 10, 14), SPECIALIST), (date(2026, 10, 15), None, SPECIALIST)]
    assert within_month(versions, FIRST, LAST) == (Stretch(FIRST, LAST, SPECIALIST),)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), None),
        (date(2026, 9, 1), date(2026, 10, 1), 1),
        (date(2026, 10, 31), None, 1),
        (date(2026, 11, 1), None, None),
        (date(2026, 10, 16), None, 16),
    ],
)
def test_a_version_is_cut_to_the_month(since, until, days):
    [*stretches] = within_month([(since, until, SPECIALIST)], FIRST, LAST)
    assert ((stretches[0].last - stretches[0].first).days + 1 if stretches else None) == days


def test_a_law_that_begins_in_the_month_is_refused_for_the_days_before():
    facts = Facts("civil_servant", pay_coefficient=Decimal(3), allowances=frozenset(["DIGITAL"]))
    with pytest.raises(NoLawOn, match="digital_support"):
        whole(facts, date(2025, 8, 1))
    august = plan(date(2025, 8, 1))
    since = date(2025, 8, 15)
    person = Person(1, (Stretch(date(2025, 8, 1), date(2025, 8, 14), SPECIALIST), Stretch(since, august.last, facts)))
    assert amounts(august.compute(person))["DIGITAL"] == 2_741_935  # 5,000,000 x 17/31


def test_january_2027_is_refused_for_those_who_have_additional_income_only():
    with pytest.raises(NoLawOn) as refused:
        whole(SPECIALIST, date(2027, 1, 1))
    assert refused.value.code == "hanoi_extra_income_monthly"
    assert whole(Facts("contract_111", pay_coefficient=Decimal(3)), date(2027, 1, 1)).net


def test_a_missing_coefficient_is_an_error_and_not_nothing():
    nobody = Facts("civil_servant")
    assert plan().missing(Person(1, (Stretch(FIRST, LAST, nobody),))) == [("BASIC", "pay_coefficient")]
    with pytest.raises(MissingFact):
        whole(nobody)


def test_a_cycle_is_refused_naming_its_components():
    with pytest.raises(CycleOfComponents) as refused:
        sequence([percentage("A", "B"), percentage("B", "C"), percentage("C", "A")])
    assert refused.value.codes == ("A", "B", "C", "A")


def test_components_come_after_what_they_read_whatever_the_order_given():
    basic = Component("BASIC", "fixed", figure=Decimal(1))
    found = sequence([percentage("B", "A"), percentage("A", "BASIC"), basic])
    assert [c.code for c in found] == ["BASIC", "A", "B"]


@pytest.mark.parametrize(
    ("fault", "make"),
    [
        ("does not exist", lambda: sequence([percentage("A", "NONE")])),
        ("two components", lambda: sequence([Component("A", "fixed", figure=Decimal(1))] * 2)),
        ("exactly one of", lambda: Component("A", "fixed")),
        ("reckoned on", lambda: Component("A", "percentage", figure=Decimal(1))),
        ("money unit", lambda: Component("A", "coefficient", figure=Decimal(1))),
        ("once a month", lambda: Component("A", "input")),
        ("unknown kind", lambda: Component("A", "python")),
        (
            "reckoned once a month",
            lambda: sequence([Component("A", "input", proration="last_day"), percentage("B", "A")]),
        ),
    ],
)
def test_a_component_that_contradicts_itself_is_refused(fault, make):
    with pytest.raises(ComponentError, match=fault):
        make()


def test_a_new_base_salary_changes_what_reads_it_and_what_reads_that():
    june, july = plan(date(2026, 6, 1)), plan(date(2026, 7, 1))
    for made in (june, july):
        made.compute(Person(1, (Stretch(made.first, made.last, SPECIALIST),)))
    changed = changed_codes(snapshot(june), snapshot(july))
    assert {"BASIC", "PUBLIC_DUTY", "EXTRA_MONTH", "SI_E", "PIT"} <= changed
    assert changed_codes(snapshot(july), snapshot(july)) == set()
