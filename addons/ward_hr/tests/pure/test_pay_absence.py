"""Days without pay: what they take of the month, the 14 days of insurance, half days, and leave across months."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

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
    basis_json,
    shipped_components,
    snapshot,
    why,
)
from odoo.addons.ward_hr.workload.calendar import CalendarUnknown

LAW = Law.shipped()
OCTOBER, LAST = date(2026, 10, 1), date(2026, 10, 31)
SPECIALIST = Facts("civil_servant", pay_coefficient=Decimal(3))
DIGITAL = Facts("civil_servant", pay_coefficient=Decimal(3), allowances=frozenset({"DIGITAL"}))
INSURANCE = {"SI_E", "HI_E", "SI_ER", "OAD_ER", "HI_ER"}
# October 2026 has 22 working days: 1-2, 5-9, 12-16, 19-23, 26-30
THIRTEENTH, FOURTEENTH = date(2026, 10, 19), date(2026, 10, 20)


def october(day):
    return date(2026, 10, day)


def plan(month=OCTOBER):
    return Plan(shipped_components(), LAW, month)


def slip(*absences, facts=SPECIALIST, month=OCTOBER, stretches=None):
    made = plan(month)
    return made.compute(Person(1, stretches or (Stretch(made.first, made.last, facts),), absences=absences))


def amounts(payslip):
    return {line.code: int(line.amount) for line in payslip.lines}


def test_a_day_of_unpaid_leave_takes_its_share_of_the_working_days():
    made = slip(Absence(october(5), october(5)))
    assert amounts(made)["BASIC"] == round(7_590_000 * 21 / 22)
    assert made.absent == 1
    assert made.absent_kinds == ("unpaid",)


def test_weekends_and_holidays_are_no_working_days():
    assert slip(Absence(october(3), october(4))).absent == 0
    assert amounts(slip(Absence(october(3), october(4)))) == amounts(slip())
    september = slip(Absence(date(2026, 9, 2), date(2026, 9, 2)), month=date(2026, 9, 1))
    assert september.absent == 0


def test_half_a_day_takes_half():
    made = slip(Absence(october(5), october(5), part=Decimal("0.5")))
    assert made.absent == Decimal("0.5")
    assert amounts(made)["BASIC"] == round(7_590_000 * 21.5 / 22)


def test_two_halves_of_a_day_are_one_day_and_never_more():
    half = Absence(october(5), october(5), part=Decimal("0.5"))
    assert slip(half, half).absent == 1
    assert slip(half, half, half).absent == 1


@pytest.mark.parametrize(
    ("absences", "due"),
    [
        ([Absence(OCTOBER, THIRTEENTH)], True),
        ([Absence(OCTOBER, THIRTEENTH), Absence(FOURTEENTH, FOURTEENTH, part=Decimal("0.5"))], True),
        ([Absence(OCTOBER, FOURTEENTH)], False),
        ([Absence(OCTOBER, LAST)], False),
        ([Absence(date(2026, 9, 1), THIRTEENTH)], True),
        ([Absence(THIRTEENTH, date(2026, 12, 31))], True),
        ([Absence(OCTOBER, october(9)), Absence(october(12), FOURTEENTH, "sickness")], False),
        ([Absence(OCTOBER, FOURTEENTH, "maternity")], False),
    ],
    ids=["13", "13 and a half", "14", "month", "13 of a longer one", "10 of a longer one", "both kinds", "maternity"],
)
def test_insurance_is_due_up_to_13_days_without_pay_and_not_from_14(absences, due):
    made = slip(*absences)
    assert INSURANCE.issubset(amounts(made)) is due
    assert INSURANCE.isdisjoint(amounts(made)) is not due
    assert made.insurance_base == (7_590_000 if due else 0)


def test_below_the_limit_insurance_is_reckoned_on_the_full_month():
    assert amounts(slip(Absence(OCTOBER, THIRTEENTH)))["SI_E"] == amounts(slip())["SI_E"]


def test_nobody_pays_for_a_month_that_is_wholly_away():
    made = slip(Absence(date(2026, 9, 1), date(2026, 12, 31)))
    assert set(amounts(made).values()) == {0}
    assert (made.gross, made.net, made.employer) == (0, 0, 0)


@pytest.mark.parametrize(
    ("first", "last", "paid"),
    [
        (october(5), date(2026, 11, 3), True),
        (october(5), date(2026, 11, 4), False),
        (date(2026, 9, 28), october(27), False),
        (date(2026, 9, 28), october(26), True),
    ],
)
def test_the_digital_support_stays_away_from_months_that_unpaid_leave_of_a_month_touches(first, last, paid):
    assert bool(amounts(slip(Absence(first, last), facts=DIGITAL))["DIGITAL"]) is paid


def test_a_day_of_suspension_takes_the_digital_support_of_the_month_and_its_own_day_of_pay():
    made = amounts(slip(Absence(october(5), october(5), "suspension"), facts=DIGITAL))
    assert (made["DIGITAL"], made["BASIC"]) == (0, round(7_590_000 * 21 / 22))


def test_leave_entered_in_two_pieces_is_one():
    pieces = (Absence(october(5), october(20)), Absence(october(21), date(2026, 11, 10)))
    assert amounts(slip(*pieces, facts=DIGITAL))["DIGITAL"] == 0


def test_sickness_of_a_month_takes_the_digital_support_by_days_only():
    made = slip(Absence(october(5), date(2026, 11, 10), "sickness"), facts=DIGITAL)
    assert amounts(made)["DIGITAL"] == round(5_000_000 * 2 / 22)


def test_what_is_kept_is_not_cut():
    kept = Component("SEAT", "fixed", figure=Decimal(900), absence="kept")
    made = Plan([*shipped_components(), kept], LAW, OCTOBER)
    paid = made.compute(Person(1, (Stretch(OCTOBER, LAST, SPECIALIST),), absences=(Absence(OCTOBER, LAST),)))
    assert amounts(paid)["SEAT"] == 900
    [line] = [one for one in paid.lines if one.code == "SEAT"]
    reasons = why(line.code, json.loads(basis_json(line, made.days)), snapshot(made), amounts(paid))
    assert reasons.exact == line.amount


def test_each_stretch_of_a_split_month_loses_its_own_days_exactly():
    raised = Facts("civil_servant", pay_coefficient=Decimal("3.33"))
    stretches = (Stretch(OCTOBER, october(14), SPECIALIST), Stretch(october(15), LAST, raised))
    made = slip(Absence(october(12), october(16)), stretches=stretches)
    # 1-14: 10 working days, 12-14 away; 15-31: 12 working days, 15-16 away
    exact = Fraction(7_590_000 * 14 * 7, 31 * 10) + Fraction(8_424_900 * 17 * 10, 31 * 12)
    assert amounts(made)["BASIC"] == int(exact + Fraction(1, 2))
    assert made.absent == 5


def test_leave_before_joining_takes_nothing():
    made = slip(Absence(OCTOBER, october(9)), stretches=(Stretch(october(16), LAST, SPECIALIST),))
    assert made.absent == 0


def test_leave_of_another_month_changes_nothing():
    assert amounts(slip(Absence(date(2026, 11, 2), date(2026, 11, 6)))) == amounts(slip())


def test_more_leave_never_pays_more():
    net = [slip(Absence(OCTOBER, october(day))).gross for day in range(1, 32)]
    assert net == sorted(net, reverse=True)


def test_a_year_whose_holidays_are_not_known_is_refused_only_where_somebody_is_away():
    local = [Component("FIXED", "fixed", figure=Decimal(1000))]
    made = Plan(local, LAW, date(2031, 5, 1))
    whole = (Stretch(made.first, made.last, SPECIALIST),)
    assert made.compute(Person(1, whole)).gross == 1000
    with pytest.raises(CalendarUnknown):
        made.compute(Person(1, whole, absences=(Absence(date(2031, 5, 5), date(2031, 5, 5)),)))


def test_a_line_explains_the_days_and_comes_out_the_same():
    made = plan()
    paid = made.compute(Person(1, (Stretch(OCTOBER, LAST, SPECIALIST),), absences=(Absence(october(5), october(7)),)))
    line = paid.lines[0]
    basis = json.loads(basis_json(line, made.days))
    reasons = why(line.code, basis, snapshot(made), {one.code: one.amount for one in paid.lines})
    [step] = reasons.steps
    assert (step.absent, step.working, step.present) == (3, 22, 19)
    assert round(reasons.exact) == line.amount


@pytest.mark.parametrize("fault", [{"absence": "often"}, {"absence_limit_code": "si_unpaid_days_limit"}])
def test_a_rule_for_absence_that_makes_no_sense_is_refused(fault):
    with pytest.raises(ComponentError):
        Component("X", "fixed", figure=Decimal(1), **fault)


def test_an_unknown_kind_of_absence_is_refused():
    with pytest.raises(ValueError, match="holiday"):
        Absence(OCTOBER, OCTOBER, "holiday")
