"""What a person who was sent to study owes: service afterwards, or money (Decree 171/2025/NĐ-CP art. 5-8).

``F``: cost paid by the agency for the learner, đồng, without salary; ``T1``: months of service owed;
``T2``: months served since the training ended, in the same agency. S = F / T1 x (T1 - T2).

The text was not seen. Open, and decided here: a month of service counts once it is completed, so that days of a
month begun do not shorten what is owed; S is rounded to whole đồng, half up.
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

LEFT_DURING = "left_during"  # dropped out, or left the service, during the training
DISMISSED_DURING = "dismissed_during"
NO_DEGREE = "no_degree"
LEFT_AFTER = "left_after"  # finished, then left before the end of the service owed
DISMISSED_AFTER = "dismissed_after"
WHOLE = (LEFT_DURING, DISMISSED_DURING, NO_DEGREE)
PART = (LEFT_AFTER, DISMISSED_AFTER)
DAY = timedelta(days=1)


def service_owed(training_months: Decimal, multiple: Decimal) -> int:
    """T1, whole months, a month begun counts: ``training_months`` by ``multiple`` (3 since 1 July 2025)."""
    if training_months <= 0:
        raise ValueError("training takes more than 0 months")
    return int((training_months * multiple).to_integral_value(ROUND_CEILING))


def months_between(first: date, last: date) -> int:
    """Completed months from ``first`` to ``last``, both days included; 0 when ``last`` comes before."""
    end = last + DAY
    months = (end.year - first.year) * 12 + end.month - first.month
    length = monthrange(end.year, end.month)[1]
    return max(months - (end.day < min(first.day, length)), 0)


def training_months(first: date, last: date) -> Decimal:
    """The length of a training: completed months, and for a rest below half of its month half a month, else one."""
    whole = months_between(first, last)
    begins = _plus(first, whole)
    rest = (last + DAY - begins).days
    if rest <= 0:
        return Decimal(whole)
    short = rest * 2 < monthrange(begins.year, begins.month)[1]
    return whole + (Decimal(1) / 2 if short else Decimal(1))


def serves_until(first: date, owed: int) -> date:
    """The last day of the service owed: ``owed`` months from ``first`` on."""
    return _plus(first, owed) - DAY


def pay_back(cost: Decimal, owed: int, served: int, cause: str) -> Decimal:
    """S in whole đồng, at least 0 and at most ``cost``; the whole cost for the causes in ``WHOLE``."""
    if cause in WHOLE:
        return cost
    if cause not in PART:
        raise ValueError(f"no cause of paying back: {cause}")
    left = max(owed - max(served, 0), 0)
    return (cost / owed * left).quantize(Decimal(1), ROUND_HALF_UP)


def cause_of(left_on: date, training_ends: date, dismissed: bool) -> str:
    """Why somebody owes who is is in service until ``left_on``, the last day."""
    if left_on < training_ends:
        return DISMISSED_DURING if dismissed else LEFT_DURING
    return DISMISSED_AFTER if dismissed else LEFT_AFTER


def _plus(day, months):
    turn = day.month - 1 + months
    year, month = day.year + turn // 12, turn % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
