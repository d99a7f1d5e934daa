"""Golden years of tax: the facts of a person over a year, and the settlement that must come out.

    title = "A bonus in December: withheld too much"
    year = 2026

    [[facts]]                          # as in a golden payslip; each month is reckoned from them
    since = 2026-07-01                 # left out: in service before the year began
    staff_type = "civil_servant"
    pay_coefficient = 3.00

    [inputs.2026-12]                   # amounts entered, by month
    BONUS = 10000000

    [withheld]                         # optional: tax of a month, where another amount was taken from the pay
    2026-01 = 124932

    [settlement]                       # any of the figures of `settlement.Settlement`
    withheld = 353073
    refund = 353073

See `golden`, which hands such a file over.
"""

from datetime import date, timedelta
from decimal import Decimal

from .compute import Plan
from .facts import Person, within_month
from .settlement import PaidMonth, YearOfTax

KNOWN = {"title", "source", "note", "year", "facts", "inputs", "withheld", "settlement"}
FIGURES = (
    "months", "income", "insurance", "self_deduction", "dependant_months", "dependant_deduction", "taxable", "tax",
    "withheld", "balance", "owed", "refund",
)  # fmt: skip


def reckon(golden, law, components, facts_of):
    """``({figure: reckoned}, {figure: expected})`` of a golden year. ``facts_of``: a table of the file -> `Facts`."""
    year = YearOfTax(law, golden["year"])
    versions = versions_of(golden["facts"], facts_of)
    months = [_month(golden, Plan(components, law, first), versions) for first in year.firsts]
    settled = year.settle([month for month in months if month])
    expected = golden["settlement"]
    return {name: getattr(settled, name) for name in expected}, expected


def versions_of(rows, facts_of):
    """``[(first day, last day or None, Facts)]`` of the [[facts]]: each until the next, or until its own last day."""
    following = [row.get("since") for row in rows[1:]] + [None]
    return [
        (row.get("since", date.min), row.get("until") or (after and after - timedelta(1)), facts_of(row))
        for row, after in zip(rows, following, strict=True)
    ]


def _month(golden, plan, versions):
    """The `PaidMonth` of the payslip, or None where nobody was in service."""
    name = f"{plan.first:%Y-%m}"
    entered = golden.get("inputs", {}).get(name, {})
    stretches = within_month(versions, plan.first, plan.last)
    if not stretches:
        return None
    person = Person(None, stretches, {code: Decimal(amount) for code, amount in entered.items()})
    tax = next((line for line in plan.compute(person).lines if line.component.kind == "scale"), None)
    if tax is None:
        return PaidMonth(plan.first)
    told, withheld = tax.details, Decimal(golden.get("withheld", {}).get(name, tax.amount))
    return PaidMonth(plan.first, told["income"], told["deductible"], told["dependants"], withheld)
