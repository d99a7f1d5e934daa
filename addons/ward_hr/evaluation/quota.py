"""How many may be excellent (art. 20.5)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .rules import BEST, GOOD, Rules


@dataclass(frozen=True)
class Rating:
    """A person's level, in the unit and in the group of similar tasks in which it is counted."""

    person: int
    level: str
    unit: int
    group: str


@dataclass(frozen=True)
class Quota:
    """One count: ``scope`` unit or group, by its ``key``; ``excellent`` persons, ``allowed`` how many."""

    scope: str
    key: int | str
    good: int
    excellent: tuple[int, ...]
    allowed: int

    @property
    def over(self) -> int:
        return max(0, len(self.excellent) - self.allowed)


def allowed(good: int, excellent: int, rules: Rules, outstanding: bool = False) -> int:
    """How many may be excellent when ``good`` are rated good and ``excellent`` excellent."""
    counted = good + (excellent if rules.excellent_counts else 0)
    share = rules.quota_special if outstanding else rules.quota
    return int((counted * share).quantize(Decimal(1), rules.quota_rounding))


def check(ratings: Iterable[Rating], rules: Rules, outstanding: frozenset[int] = frozenset()) -> tuple[Quota, ...]:
    """Every unit and every group of similar tasks in which somebody is good or excellent.

    ``outstanding``: the units with outstanding results. A group takes the higher share only
    when all its people are of such units.
    """
    counted = defaultdict(list)
    for rating in ratings:
        counted["unit", rating.unit].append(rating)
        counted["group", rating.group].append(rating)
    return tuple(_count(*place, among, rules, outstanding) for place, among in counted.items() if _any(among))


def _any(among):
    return any(one.level in (BEST, GOOD) for one in among)


def _count(scope, key, among, rules, outstanding):
    excellent = tuple(one.person for one in among if one.level == BEST)
    good = sum(one.level == GOOD for one in among)
    special = all(one.unit in outstanding for one in among)
    return Quota(scope, key, good, excellent, allowed(good, len(excellent), rules, special))
