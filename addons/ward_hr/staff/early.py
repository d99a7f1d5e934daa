"""Raises before term: who may be proposed, by how many months, and how many people of a ward a year.

Source: Circular 08/2013/TT-BNV art. 3, amended by 03/2021; ``law/raises.toml`` marks what was not seen.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from .months import add_months
from .raises import OVERGRADE

ROUNDINGS = {"down": ROUND_FLOOR, "up": ROUND_CEILING, "half up": ROUND_HALF_UP}
MONTHS = 12


def end_of_year(year):
    """31 December, the day on which the payroll list and the time that remains are looked at."""
    return date(year + 1, 1, 1) - timedelta(1)


@dataclass(frozen=True)
class Early:
    """Whether a person may be raised before term in a year, and why not.

    ``against``: codes of what stands against it, none when allowed; ``most``: months at most;
    ``first``/``last``: days between which achievements count; ``achievements``: those that do.
    """

    against: tuple
    most: int
    first: date | None
    last: date
    achievements: tuple

    @property
    def allowed(self):
        return not self.against


def early_raise(law, held, due, year, achievements=()):
    """The :class:`Early` of a person for the review of ``year``.

    ``due``: the regular raise (`next_raise`); ``achievements``: days on which they were recognised.
    """
    last = end_of_year(year)
    first = _window_begins(law, due, last)
    counted = tuple(day for day in achievements if first and first < day <= last)
    most = int(law.number("early_raise_max_months", last))
    against = tuple(_against(law, held, due, last, counted, most))
    return Early(against, most, first, last, counted)


def early_day(held, due, months):
    """The day of the raise brought forward by ``months``."""
    return add_months(held.since, due.months + due.delay - months)


def quota(law, people, year):
    """How many of a payroll list of ``people`` may be raised before term in ``year``; the rounding is law too."""
    day = end_of_year(year)
    share = Decimal(people) * law.number("early_raise_quota", day)
    rounding = ROUNDINGS[law.entry("early_raise_quota_rounding", day).value]
    return int(share.quantize(Decimal(1), rounding))


def _window_begins(law, due, last):
    """The day before the first one that counts; ``None`` where no window is known for the months of the step."""
    row = law.keyed("early_raise_window", last).get(Decimal(due.months))
    return row and add_months(last, -row["years"] * MONTHS)


def _against(law, held, due, last, counted, most):
    if due.kind == OVERGRADE:
        yield "last_step"
        return
    if due.day <= last:
        yield "due_anyway"
    if due.day > add_months(last, most):
        yield "too_far"
    if held.early_before >= law.number("early_raise_in_a_row", last):
        yield "twice"
    if not counted:
        yield "no_achievement"
    if any(r.kind != "not_counted" for r in due.reasons) and law.number("early_raise_clean_record", last):
        yield "not_clean"


def before_retirement(law, due, retires):
    """Whether somebody who has notice of retirement on ``retires`` may be raised before it (not at the last step)."""
    most = law.number("early_raise_retirement_months", retires)
    return due.kind != OVERGRADE and retires < due.day <= add_months(retires, most)
