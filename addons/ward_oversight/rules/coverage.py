"""How much of a ward a year's inspections cover."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


@dataclass(frozen=True)
class Coverage:
    """``units`` of the ward, those ``covered``, and the least ``share`` (0 to 1) that the rule asks for."""

    units: int
    covered: int
    share: Decimal

    @classmethod
    def of(cls, units: Collection[int], visited: Collection[int], share: Decimal) -> "Coverage":
        """Each unit counts once, however often it was visited; units that are gone count no more."""
        return cls(len(set(units)), len(set(units) & set(visited)), share)

    @property
    def needed(self) -> int:
        """Units to cover at least: a part of a unit is a unit."""
        return int((self.units * self.share).to_integral_value(ROUND_CEILING))

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.covered)

    @property
    def rate(self) -> Decimal:
        return Decimal(self.covered) / self.units if self.units else Decimal(0)
