"""A year from its periods: a person who moved, or was away, is rated on the time worked (art. 21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .rules import Rules


@dataclass(frozen=True)
class Part:
    """A finished period in one unit: its points, and the working days that the person worked in it."""

    key: int
    days: Decimal
    common: Decimal
    task: Decimal


def weights(parts: Iterable[Part]) -> dict[int, Fraction]:
    """Each part's share of the time worked, by its key; the shares add up to 1. ``{}`` without time."""
    parts = tuple(parts)
    whole = sum((Fraction(part.days) for part in parts), Fraction(0))
    return {part.key: Fraction(part.days) / whole for part in parts} if whole else {}


def year_points(parts: Iterable[Part], rules: Rules) -> tuple[Decimal, Decimal] | None:
    """(common, task) points of the year, rounded; None for a year without time worked."""
    parts = tuple(parts)
    shares = weights(parts)
    if not shares:
        return None
    common = sum(shares[part.key] * Fraction(part.common) for part in parts)
    task = sum(shares[part.key] * Fraction(part.task) for part in parts)
    return rules.rounded(_decimal(common)), rules.rounded(_decimal(task))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
