"""What observed minutes say about a standard: size, middle, spread, and what lies far out.

Method: facts.md 7.2 asks that assumed minutes be replaced by observation. The quartiles are those of
`statistics.quantiles(method="inclusive")`; how far out is out, and how many observations are enough, the caller says.
"""

import statistics
from dataclasses import dataclass
from decimal import Decimal


class TooFewObservations(Exception):
    """A study of `size` observations cannot propose a standard where `minimum` are asked for."""

    def __init__(self, size, minimum):
        super().__init__(f"{size} observations, {minimum} are needed")
        self.size = size
        self.minimum = minimum


@dataclass(frozen=True)
class Proposal:
    """Minutes, all of them; `outliers` in the order observed, still counted in every other figure."""

    size: int
    mean: Decimal
    median: Decimal
    deviation: Decimal
    lower_quartile: Decimal
    upper_quartile: Decimal
    outliers: tuple[Decimal, ...]


def propose(minutes, minimum, fence):
    """Figures of a study. `minutes`: Decimals above 0; `fence`: spreads between quartiles beyond which one is out.

    Refuses fewer than `minimum` observations (TooFewObservations), or fewer than two, which have no spread.
    """
    minutes = tuple(minutes)
    needed = max(minimum, 2)
    if len(minutes) < needed:
        raise TooFewObservations(len(minutes), needed)
    if any(each <= 0 for each in minutes):
        raise ValueError("observed minutes must be above 0")
    lower, median, upper = statistics.quantiles(minutes, n=4, method="inclusive")
    reach = fence * (upper - lower)
    return Proposal(
        size=len(minutes),
        mean=statistics.mean(minutes),
        median=median,
        deviation=statistics.stdev(minutes),
        lower_quartile=lower,
        upper_quartile=upper,
        outliers=tuple(each for each in minutes if not lower - reach <= each <= upper + reach),
    )
