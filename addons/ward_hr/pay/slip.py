"""What a month of pay is made of: the lines of a payslip with their stretches, and the stints they are reckoned in."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .component import Component
from .facts import ZERO, Facts


class Part(NamedTuple):
    """A stretch of a line: days of the month, and the full month's quantity and rate.

    ``absent`` of ``working`` working days were without pay; both None where the line goes by calendar days and nobody
    was absent.
    """

    first: int
    last: int
    quantity: Decimal | None
    rate: Decimal | None
    absent: Decimal | None = None
    working: int | None = None


class Line(NamedTuple):
    """One amount of a payslip. ``quantity``/``rate`` are None when the month is split.

    ``origin``: first day of the month that the amount makes up for; None for the month itself.
    """

    component: Component
    amount: Decimal
    quantity: Decimal | None
    rate: Decimal | None
    parts: tuple
    details: dict | None
    origin: date | None = None

    @property
    def code(self):
        return self.component.code


class Payslip(NamedTuple):
    """A month of pay, in đồng: of one person, or of all with the same facts. ``insurance_base`` is before the ceiling.

    ``absent``: working days without pay, of the ``absent_kinds``.
    """

    lines: tuple
    days: int
    gross: Decimal
    deductions: Decimal
    net: Decimal
    employer: Decimal
    insurance_base: Decimal
    taxable_income: Decimal
    absent: Decimal = ZERO
    absent_kinds: tuple = ()


class Away(NamedTuple):
    """Days without pay in one stint, of its working days; ``month``: see `stops_support`."""

    absent: Decimal
    working: int
    month: bool


class Stint(NamedTuple):
    """A stretch cut also at the days of law, with the formulas that hold in it."""

    first: int
    last: int
    facts: Facts
    program: object


class Program(NamedTuple):
    """The formulas for one standing and set of allowances under the law of one day, in the order of reckoning.

    ``by_days``: (component, formula). ``once``, a month: (component, formula, working days without pay from which it
    is not due or None).
    """

    by_days: tuple
    once: tuple
