"""Workload Indicators of Staffing Need (WHO, 2010), in hours.

Ratios as WHO defines them: existing over required, so below 1 means pressure.
The load index that screens show is its inverse: needed over available.
"""

from collections.abc import Iterable
from decimal import Decimal

ONE = Decimal(1)


def available_working_time(possible_days: Decimal, absent_days: Iterable[Decimal], hours_a_day: Decimal) -> Decimal:
    """AWT in hours: possible days less every kind of absence, times hours a day."""
    return (possible_days - sum(absent_days, Decimal(0))) * hours_a_day


def category_allowance_factor(support_shares: Iterable[Decimal]) -> Decimal:
    """CAF: what support work that everybody does adds; shares of working time below 1."""
    share = sum(support_shares, Decimal(0))
    if not 0 <= share < ONE:
        raise ValueError(f"Support shares must sum to at least 0 and below 1, not {share}.")
    return ONE / (ONE - share)


def individual_allowance_factor(additional_hours: Decimal, awt: Decimal) -> Decimal:
    """IAF in posts: additional work that only some do, in hours of the same period as AWT."""
    return additional_hours / awt


def required_posts(
    service_hours: Decimal,
    awt: Decimal,
    caf: Decimal = ONE,
    iaf: Decimal = Decimal(0),
) -> Decimal:
    """Posts needed for ``service_hours`` of standard work in the period of ``awt``."""
    return service_hours / awt * caf + iaf


def ratio(existing: Decimal, required: Decimal) -> Decimal | None:
    """WISN ratio; None where nothing is required, since then nothing can be said."""
    return existing / required if required else None


def difference(existing: Decimal, required: Decimal) -> Decimal:
    """Posts to spare (positive) or missing (negative)."""
    return existing - required
