"""Points of the task results, and of the whole (art. 12, 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .products import Rates
from .rules import FAILED, Rules


@dataclass(frozen=True)
class Leading:
    """A leader's own three, as shares: the unit's results (d), organising (đ), unity (e)."""

    unit: Decimal
    organising: Decimal
    unity: Decimal


def task_points(rates: Rates, rules: Rules, leading: Leading | None = None) -> Decimal:
    """The mean of a, b, c, and for a leader of d, đ, e too, as points; rounded."""
    shares = [rates.quantity, rates.quality, rates.progress]
    if leading:
        shares += [leading.unit, leading.organising, leading.unity]
    return rules.rounded(sum(shares) / len(shares) * rules.task_points)


def unit_share(levels: Iterable[str], rules: Rules) -> Decimal | None:
    """d: by the levels of those led; None while nobody led has a level."""
    levels = tuple(levels)
    if not levels:
        return None
    return rules.unit_with_failure if FAILED in levels else rules.unit_all_completed
