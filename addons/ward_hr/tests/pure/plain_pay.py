"""A second reckoning of a month, deliberately plain: day by day, in fractions, without a line of the pay core.

It is slow, and easy to hold against the law: each day of service earns its part of the month by what holds
on that day, less the share of the working days around it that are without pay; insurance goes by the first day
in service, tax by the last. ``law`` is asked for the value of a day, and for the days on which one begins.
Only whom and what it pays is written here, once more and by hand.
"""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

REGULAR = {"elected", "civil_servant", "public_employee", "contract_111", "contract_26", "contract_negotiated"}
ALL = REGULAR | {"contract_short"}
BY_CONTRACT = {"contract_negotiated", "contract_short"}
PUBLIC_DUTY = {"elected", "civil_servant", "contract_111"}
EXTRA_INCOME = {"elected", "civil_servant", "public_employee"}
UNEMPLOYMENT = {"public_employee", "contract_111", "contract_26", "contract_negotiated", "contract_short"}
INSURED = ("BASIC", "NEGOTIATED", "RESERVED_DIFF", "LEAD", "OVERGRADE", "TRADE_SENIORITY")
UNTAXED = ("REGION", "HAZARD", "OT")
ENTERED = ("EXTRA_YEAR", "BONUS", "OT")
OF_THE_EMPLOYEE = ("SI_E", "HI_E", "UI_E")
NO_EARNING = (*OF_THE_EMPLOYEE, "UNION_E", "SI_ER", "OAD_ER", "HI_ER", "UI_ER", "UNION_ER", "PIT", "PIT_10", "ADVANCE")
OF_LAW = (
    "base_salary public_duty_allowance_rate hanoi_extra_income_monthly concurrent_post_rate"
    " party_committee_allowance_coef digital_support onestop_support si_ceiling_multiple si_employee_rate"
    " hi_employee_rate ui_employee_rate union_dues_rate si_employer_rate oad_employer_rate hi_employer_rate"
    " ui_employer_rate union_fund_employer_rate ui_ceiling_multiple min_wage_region1 si_unpaid_days_limit"
    " hi_unpaid_days_limit ui_unpaid_days_limit pit_scale pit_self_deduction pit_dependant_deduction"
    " pit_casual_withholding_rate pit_casual_threshold"
).split()


class Local(NamedTuple):
    """What a ward decided itself: ``share`` of the basic salary, or ``amount`` a month, on days of its own."""

    code: str
    amount: int = 0
    share: Fraction = Fraction(0)
    since: date | None = None
    until: date | None = None
    insured: bool = False
    taxed: bool = True
    public_duty: bool = False
    absence: str = "working_days"
    by_working_days: bool = False
    round_to: int = 1

    def holds(self, day):
        return (self.since or day) <= day <= (self.until or day)


def plain_reckoning(person, law, first, working_days=(), local=None, back=None):
    """``{code: whole đồng}`` of the lines that are not zero; ``first``: of the month.

    ``working_days``: of the month, where somebody was away or a component goes by them. ``back``: ``{code: đồng}`` of
    earlier months made up now.
    """
    if not person.stretches:
        return {}
    back = back or {}
    parts = paid_parts(person, law, first, working_days, local)
    lines = by_days(person, law, first, working_days, local, {day: part for day, (part, _absent) in parts.items()})
    absent = sum(dict([gone for _part, gone in parts.values()]).values())
    whole = by_days(person, law, first, working_days, local, {}) if absent else lines
    lines |= {code: int(person.inputs[code]) for code in ENTERED if code in person.inputs}
    begins, ends = person.stretches[0], person.stretches[-1]
    taken = contributions(lines, whole, absent, law, begins.first, begins.facts.staff_type, local)
    lines |= taken
    lines |= income_tax(lines, back, law, ends, local)
    if "ADVANCE" in person.inputs:
        lines["ADVANCE"] = int(person.inputs["ADVANCE"])
    return {code: amount for code, amount in lines.items() if amount}


def by_days(person, law, first, working_days, local, parts):
    """``{code: whole đồng}`` of what each day in service earns; ``parts``: of a day that is paid, by component."""
    days, sums = Fraction(1, days_of(first)), {}
    ours = local.code if local else ""
    for day, facts in service_days(person):
        for code, amount in of_a_full_month(facts, law, day, local).items():
            share = days
            if code == ours and local.by_working_days:
                share = Fraction(day in working_days, len(working_days))
            sums[code] = sums.get(code, 0) + amount * parts.get(day, {}).get(kind_of_absence(code, local), 1) * share
    return {
        code: half_up(amount / local.round_to) * local.round_to if code == ours else half_up(amount)
        for code, amount in sums.items()
    }


def kind_of_absence(code, local):
    """What days without pay do to a component: its share of them, all of a month of leave, or nothing."""
    if local and code == local.code:
        return local.absence
    return "month" if code == "DIGITAL" else "working_days"


def paid_parts(person, law, first, working_days, local):
    """``{day: ({kind of absence: paid part}, (stint, its working days without pay))}`` of each day in service.

    A stint is a stretch of service in which neither facts, law nor a component change.
    """
    away = {day: min(Fraction(1), gone) for day in working_days if (gone := away_on(person.absences, day))}
    if not any(day in away for day, _facts in service_days(person)):
        return {}
    stints = []
    begins = {day for code in OF_LAW for day in law.changes(code)} | {stretch.first for stretch in person.stretches}
    if local:
        begins |= {local.since, local.until and local.until + timedelta(1)}
    for day, _facts in service_days(person):
        if not stints or day in begins:
            stints.append([])
        stints[-1].append(day)
    without = no_support(person.absences, first)
    parts = {}
    for place, stint in enumerate(stints):
        worked = [day for day in stint if day in working_days]
        gone = sum(away.get(day, 0) for day in worked)
        paid = 1 - Fraction(gone, len(worked)) if worked else Fraction(1)
        by_kind = {"working_days": paid, "month": Fraction(0) if without else paid, "kept": Fraction(1)}
        parts |= dict.fromkeys(stint, (by_kind, (place, gone)))
    return parts


def away_on(absences, day):
    return sum(Fraction(one.part) for one in absences if one.first <= day <= one.last)


def no_support(absences, first):
    """Whether unpaid leave of a month or more, or a suspension, touches the month."""
    last = first.replace(day=days_of(first))
    if any(one.kind == "suspension" and one.first <= last and first <= one.last for one in absences):
        return True
    whole = {
        one.first + timedelta(n)
        for one in absences
        if one.kind == "unpaid" and one.part == 1
        for n in range((one.last - one.first).days + 1)
    }
    for begins in whole:
        day = begins
        while day in whole:
            day += timedelta(1)
        if begins - timedelta(1) not in whole and day >= a_month_after(begins) and begins <= last and first < day:
            return True
    return False


def a_month_after(day):
    """The same day of the next month, or the first after it where it has no such day."""
    following = day.replace(day=1) + timedelta(days_of(day))
    if day.day <= days_of(following):
        return following.replace(day=day.day)
    return following + timedelta(days_of(following))


def days_of(day):
    return monthrange(day.year, day.month)[1]


def income_tax(lines, back, law, ends, local):
    """By what is earned now, earlier months included, and the law and the contract of the last day in service."""
    untaxed = (*NO_EARNING, *UNTAXED, *([local.code] if local and not local.taxed else ()))
    both = {code: lines.get(code, 0) + back.get(code, 0) for code in {**lines, **back}}
    earned = sum(amount for code, amount in both.items() if code not in untaxed)
    if ends.facts.staff_type == "contract_short":
        due = earned >= value(law, "pit_casual_threshold", ends.last)
        return {"PIT_10": half_up(earned * value(law, "pit_casual_withholding_rate", ends.last)) if due else 0}
    deducted = sum(both.get(code, 0) for code in OF_THE_EMPLOYEE)
    own = value(law, "pit_self_deduction", ends.last)
    each = value(law, "pit_dependant_deduction", ends.last) * ends.facts.dependants
    return {"PIT": half_up(quick_tax(earned - deducted - own - each, law, ends.last)) if earned else 0}


def service_days(person):
    """Each day in service with the facts that hold on it."""
    for stretch in person.stretches:
        day = stretch.first
        while day <= stretch.last:
            yield day, stretch.facts
            day += timedelta(1)


def of_a_full_month(one, law, day, local=None):
    """What a whole month would earn by the facts and the law of one day, exactly."""
    base = value(law, "base_salary", day)
    basic = Fraction(0) if one.staff_type in BY_CONTRACT else Fraction(one.pay_coefficient) * base
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
    if one.staff_type in BY_CONTRACT:
        full["NEGOTIATED"] = Fraction(one.wage)
    ours = Fraction(0)
    if local and local.code in one.allowances and local.holds(day):
        ours = full[local.code] = local.amount + local.share * basic
    if one.staff_type in PUBLIC_DUTY:
        counted = together + (ours if local and local.public_duty else 0)
        full["PUBLIC_DUTY"] = value(law, "public_duty_allowance_rate", day) * counted
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


def contributions(lines, whole, absent, law, day, staff_type, local):
    """Insurance and union dues of both sides, by the law of the first day in service.

    Insurance looks at the ``whole`` month, and is not due from so many working days without pay.
    """
    ours = [local.code] if local and local.insured else []
    insured = sum(whole.get(code, 0) for code in (*INSURED, *ours))
    left = sum(lines.get(code, 0) for code in (*INSURED, *ours))
    social = min(insured, value(law, "si_ceiling_multiple", day) * value(law, "base_salary", day))
    found = {
        "UNION_E": left * value(law, "union_dues_rate", day),
        "UNION_ER": left * value(law, "union_fund_employer_rate", day),
    }
    if absent < value(law, "si_unpaid_days_limit", day):
        found["SI_E"] = social * value(law, "si_employee_rate", day)
        found["SI_ER"] = social * value(law, "si_employer_rate", day)
        found["OAD_ER"] = social * value(law, "oad_employer_rate", day)
    if absent < value(law, "hi_unpaid_days_limit", day):
        found["HI_E"] = social * value(law, "hi_employee_rate", day)
        found["HI_ER"] = social * value(law, "hi_employer_rate", day)
    if staff_type in UNEMPLOYMENT and absent < value(law, "ui_unpaid_days_limit", day):
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


@lru_cache(4096)
def value(law, code, day):
    return Fraction(law.number(code, day))


def half_up(amount):
    return int(amount + Fraction(1, 2))
