"""A second reckoning of a month, deliberately plain: day by day, in fractions, without a line of the pay core.

It is slow, and easy to hold against the law: each day of service earns its part of the month by what holds
on that day; insurance goes by the first day in service, tax by the last. ``law`` is asked for the value of a
day and nothing else. Only whom and what it pays is written here, once more and by hand.
"""

from datetime import timedelta
from fractions import Fraction

ALL = {"elected", "civil_servant", "public_employee", "contract_111", "contract_26", "contract_negotiated"}
ON_SCALE = ALL - {"contract_negotiated"}
PUBLIC_DUTY = {"elected", "civil_servant", "contract_111"}
EXTRA_INCOME = {"elected", "civil_servant", "public_employee"}
UNEMPLOYMENT = {"public_employee", "contract_111", "contract_26", "contract_negotiated"}
INSURED = ("BASIC", "NEGOTIATED", "RESERVED_DIFF", "LEAD", "OVERGRADE", "TRADE_SENIORITY")
UNTAXED = ("REGION", "HAZARD", "OT")
ENTERED = ("EXTRA_YEAR", "BONUS", "OT")


def plain_reckoning(person, law, first, days):
    """``{code: whole đồng}`` of the lines that are not zero; ``first``: of the month, which has ``days``."""
    if not person.stretches:
        return {}
    sums = {}
    for day, facts in service_days(person):
        for code, amount in of_a_full_month(facts, law, day).items():
            sums[code] = sums.get(code, 0) + amount / days
    lines = {code: half_up(amount) for code, amount in sums.items()}
    lines |= {code: int(person.inputs[code]) for code in ENTERED if code in person.inputs}
    begins, ends = person.stretches[0], person.stretches[-1]
    taken = contributions(lines, law, begins.first, begins.facts.staff_type)
    lines |= taken
    deducted = sum(taken.get(code, 0) for code in ("SI_E", "HI_E", "UI_E"))
    earned = sum(amount for code, amount in lines.items() if code not in (*taken, *UNTAXED))
    if earned:
        own = value(law, "pit_self_deduction", ends.last)
        each = value(law, "pit_dependant_deduction", ends.last) * ends.facts.dependants
        lines["PIT"] = half_up(quick_tax(earned - deducted - own - each, law, ends.last))
    if "ADVANCE" in person.inputs:
        lines["ADVANCE"] = int(person.inputs["ADVANCE"])
    return {code: amount for code, amount in lines.items() if amount}


def service_days(person):
    """Each day in service with the facts that hold on it."""
    for stretch in person.stretches:
        day = stretch.first
        while day <= stretch.last:
            yield day, stretch.facts
            day += timedelta(1)


def of_a_full_month(one, law, day):
    """What a whole month would earn by the facts and the law of one day, exactly."""
    base = value(law, "base_salary", day)
    basic = Fraction(one.pay_coefficient) * base if one.staff_type in ON_SCALE else Fraction(0)
    lead = Fraction(one.leadership_coefficient) * base
    over = basic * Fraction(one.overgrade_percent) / 100
    together = basic + lead + over
    full = {
        "BASIC": basic,
        "LEAD": lead,
        "OVERGRADE": over,
        "RESERVED_DIFF": Fraction(one.reserved_coefficient) * base,
        "RESPONSIB": Fraction(one.responsibility_coefficient) * base,
        "REGION": Fraction(one.regional_coefficient) * base,
        "HAZARD": Fraction(one.hazard_coefficient) * base,
        "TRADE_SENIORITY": together * Fraction(one.trade_seniority_percent) / 100,
    }
    if one.staff_type == "contract_negotiated":
        full["NEGOTIATED"] = Fraction(one.wage)
    if one.staff_type in PUBLIC_DUTY:
        full["PUBLIC_DUTY"] = value(law, "public_duty_allowance_rate", day) * together
    if one.staff_type in EXTRA_INCOME:
        full["EXTRA_MONTH"] = value(law, "hanoi_extra_income_monthly", day) * basic
    if "CONCURRENT" in one.allowances:
        full["CONCURRENT"] = value(law, "concurrent_post_rate", day) * together
    if "PARTY_COMMITTEE" in one.allowances:
        full["PARTY_COMMITTEE"] = value(law, "party_committee_allowance_coef", day) * base
    if "DIGITAL" in one.allowances:
        full["DIGITAL"] = value(law, "digital_support", day)
    if "ONESTOP" in one.allowances:
        full["ONESTOP"] = value(law, "onestop_support", day)
    return full


def contributions(lines, law, day, staff_type):
    """Insurance and union dues of both sides, by the law of the first day in service."""
    insured = sum(lines.get(code, 0) for code in INSURED)
    social = min(insured, value(law, "si_ceiling_multiple", day) * value(law, "base_salary", day))
    found = {
        "SI_E": social * value(law, "si_employee_rate", day),
        "HI_E": social * value(law, "hi_employee_rate", day),
        "UNION_E": insured * value(law, "union_dues_rate", day),
        "SI_ER": social * value(law, "si_employer_rate", day),
        "OAD_ER": social * value(law, "oad_employer_rate", day),
        "HI_ER": social * value(law, "hi_employer_rate", day),
        "UNION_ER": insured * value(law, "union_fund_employer_rate", day),
    }
    if staff_type in UNEMPLOYMENT:
        jobless = min(insured, value(law, "ui_ceiling_multiple", day) * value(law, "min_wage_region1", day))
        found["UI_E"] = jobless * value(law, "ui_employee_rate", day)
        found["UI_ER"] = jobless * value(law, "ui_employer_rate", day)
    return {code: half_up(amount) for code, amount in found.items()}


def quick_tax(income, law, day):
    """By the quick formula: the highest of income x rate - what the lower brackets save."""
    if income <= 0:
        return Fraction(0)
    best = saved = below = last_rate = Fraction(0)
    for row in law.table("pit_scale", day):
        rate = Fraction(row["rate"])
        saved += below * (rate - last_rate)
        best = max(best, Fraction(income) * rate - saved)
        below, last_rate = Fraction(row.get("upto") or 0), rate
    return best


def value(law, code, day):
    return Fraction(law.number(code, day))


def half_up(amount):
    return int(amount + Fraction(1, 2))
