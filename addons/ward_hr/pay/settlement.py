"""The income tax of a whole year, against what was withheld month by month.

The tax year has one reckoning: the income of twelve months, less insurance, less the deductions of its months, on the
scale of the year. Deductions are those of the law of each month, so that a change inside the year counts from its
month on (as in 2013, when the deductions rose on 1 July). The scale of a year is the monthly one times twelve; should
the scale itself change inside a year, each month's scale counts for a twelfth of the year's tax. No text says how that
is done: the reading is proposed, and has no effect while the law changes at a new year.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .money import dong
from .tax import ZERO, brackets_of, parts_of, tax_on

YEAR = Decimal(12)
SCALE, SELF, DEPENDANT = "pit_scale", "pit_self_deduction", "pit_dependant_deduction"
WHOLE_YEAR, WAIVED = "pit_settlement_self_whole_year", "pit_small_balance_exempt"


@dataclass(frozen=True)
class PaidMonth:
    """What one month of the year said, in đồng: taxed income, insurance taken from it, dependants, tax withheld."""

    month: date
    income: Decimal = ZERO
    insurance: Decimal = ZERO
    dependants: int = 0
    withheld: Decimal = ZERO


@dataclass(frozen=True)
class Settlement:
    """The year of one person, in đồng. ``balance``: above zero is owed, below is too much withheld."""

    year: int
    months: int
    income: Decimal
    insurance: Decimal
    self_deduction: Decimal
    dependant_months: int
    dependant_deduction: Decimal
    taxable: Decimal
    tax: Decimal
    withheld: Decimal
    balance: Decimal
    waived: bool
    brackets: tuple

    @property
    def owed(self):
        """What is still to be paid; nothing where the law waives it."""
        return self.balance if self.balance > 0 and not self.waived else ZERO

    @property
    def refund(self):
        """What was withheld too much."""
        return -self.balance if self.balance < 0 else ZERO


class YearOfTax:
    """The law of one tax year, read once for any number of people.

    Raises ``NoLawOn`` when made for a year whose law is not known.
    """

    def __init__(self, law, year):
        self.year = year
        self.firsts = tuple(date(year, number + 1, 1) for number in range(12))
        self.self_deductions = self._by_month(law, SELF)
        self.dependant_deductions = self._by_month(law, DEPENDANT)
        self.scales = _counted(brackets_of(law.table(SCALE, day)) for day in self.firsts)
        last = date(year, 12, 1)
        self.whole_year = bool(law.number(WHOLE_YEAR, last))
        self.waived_upto = _known(law, WAIVED, last)

    def _by_month(self, law, code):
        return {day: law.number(code, day) for day in self.firsts}

    def settle(self, months):
        """The `Settlement` of a person's `PaidMonth`s, at most one a month; others of another year are refused."""
        by_month = {paid.month: paid for paid in months}
        if len(by_month) != len(months) or not by_month.keys() <= set(self.firsts):
            raise ValueError(f"The months of a settlement of {self.year} are months of that year, each once.")
        income, insurance, withheld = (
            sum((getattr(paid, name) for paid in months), ZERO) for name in ("income", "insurance", "withheld")
        )
        counted = self.firsts if self.whole_year and months else tuple(by_month)
        own = sum((self.self_deductions[day] for day in counted), ZERO)
        dependants = sum((paid.dependants * self.dependant_deductions[paid.month] for paid in months), ZERO)
        taxable = max(income - insurance - own - dependants, ZERO)
        tax = self.tax(taxable)
        balance = tax - withheld
        return Settlement(
            self.year,
            len(months),
            income,
            insurance,
            own,
            sum(paid.dependants for paid in months),
            dependants,
            taxable,
            tax,
            withheld,
            balance,
            bool(self.waived_upto) and ZERO < balance <= self.waived_upto,
            self.parts(taxable),
        )

    def tax(self, taxable):
        """The tax of the year on ``taxable`` đồng, rounded once."""
        return dong(sum((months * tax_on(taxable, scale) for scale, months in self.scales), ZERO) / YEAR)

    def parts(self, taxable):
        """``(part in đồng, rate)`` by bracket, on the scale that held longest (the last of equal ones)."""
        scale, _months = max(reversed(self.scales), key=lambda pair: pair[1])
        return tuple(parts_of(taxable, scale))


def _counted(scales):
    """``((yearly scale, months for which it held), ...)`` of the monthly scales of twelve months."""
    months = {}
    for scale in scales:
        months[scale] = months.get(scale, 0) + 1
    return tuple(
        (tuple((upto if upto is None else upto * YEAR, rate) for upto, rate in scale), count)
        for scale, count in months.items()
    )


def _known(law, code, day):
    """The number in force on ``day``, or nothing before the law knew it."""
    first = law.changes(code)[:1]
    return law.number(code, day) if first and first[0] <= day else ZERO
