"""What pay will cost in months to come, by the decisions and the law that are known now. A forecast, never a debt.

A month whose law is not known costs what the month before did, and is named; people whose facts are missing are left
out, and named. Nothing is added for raises, vacancies or laws that nobody has entered: that is a question of what-if.
"""

from typing import NamedTuple

from ..law import NoLawOn
from .facts import ZERO


class Forecast(NamedTuple):
    """``months``: {first day: {(unit, code): đồng}}; ``repeated``: (day, label of the law) of months taken as the one
    before; ``left_out``: keys of people whose facts are missing."""

    months: dict
    repeated: tuple
    left_out: tuple


def month_cost(plan, people):
    """What ``people``, pairs (unit, `Person`), cost beyond deductions: ``({(unit, code): đồng}, keys left out)``."""
    cost, left_out = {}, []
    for unit, person in people:
        if plan.missing(person):
            left_out.append(person.key)
            continue
        for line in plan.compute(person).lines:
            if line.component.section != "deduction":
                key = unit, line.code
                cost[key] = cost.get(key, ZERO) + line.amount
    return cost, left_out


def forecast(months, last_cost):
    """The `Forecast` of ``months``: (`Plan`, people) in their order. ``last_cost``: of the last month known, without
    what was entered for it once."""
    known, repeated, left_out = {}, [], []
    cost = last_cost
    for plan, people in months:
        try:
            cost, without = month_cost(plan, people)
            left_out += without
        except NoLawOn as refusal:
            repeated.append((plan.first, refusal.label))
        known[plan.first] = cost
    return Forecast(known, tuple(repeated), tuple(dict.fromkeys(left_out)))
