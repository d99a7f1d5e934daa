"""Sharing a fund: the year-end additional income, or a bonus fund, by rating and workload.

The law gives the fund and who may share in it (Resolution 81/2025/NQ-HĐND: rated "completed"
or better); how it is shared is the ward's own rule, a decision of its head. A share never
exceeds its cap, the shares never exceed the fund, and where nobody is capped they equal it
to the đồng: whole đồng first, the rest one by one to the largest remainders.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from .facts import ZERO

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may share. ``base``: đồng that the fund was reckoned on for them.

    ``level``: code of the rating of the year, empty where there is none. ``load``: hours needed
    over hours there were, the mean of the year; None where work has no measured volume.
    """

    key: object
    base: Decimal
    level: str = ""
    load: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PoolRule:
    """A ward's rule. ``weights``: level -> factor; a level that is not named shares nothing.

    ``load_part``: how much of a share follows the load, 0 (not at all) to 1 (wholly); the load
    counts from ``load_floor`` to ``load_ceiling``, and as 1 for who has none. ``by_base``:
    whether shares follow the salary (True) or heads.
    """

    weights: Mapping = field(default_factory=dict)
    load_part: Decimal = ZERO
    load_floor: Decimal = ONE
    load_ceiling: Decimal = ONE
    by_base: bool = True

    def __post_init__(self):
        if any(weight < 0 for weight in self.weights.values()):
            raise ValueError("a weight is below 0")
        if not ZERO <= self.load_part <= ONE:
            raise ValueError("the part that follows the load is not between 0 and 1")
        if not ZERO < self.load_floor <= self.load_ceiling:
            raise ValueError("the load counts from a floor above 0 up to a ceiling not below it")

    def points(self, member):
        """What the member weighs among all: base (or 1) x weight of the level x load factor."""
        weight = self.weights.get(member.level, ZERO)
        return (member.base if self.by_base else ONE) * weight * self.load_factor(member.load)

    def load_factor(self, load):
        """1 for who has no measured load; else moved from 1 towards the load by ``load_part``."""
        if load is None:
            return ONE
        counted = min(max(load, self.load_floor), self.load_ceiling)
        return ONE + self.load_part * (counted - ONE)


def rights(component, law, staff_type, first, last):
    """Whether a staff type has a component from day ``first`` to ``last``: ``{True}``, ``{False}``, or both.

    Raises ``NoLawOn`` where a rule has ended and no other is known.
    """
    turns = law.changes(component.rule_code(staff_type)) if component.rule else ()
    days = {first, *(day for day in turns if first < day <= last)}
    return {component.applies_to(staff_type, (), _ruled(component, law, staff_type, day)) for day in days}


def _ruled(component, law, staff_type, day):
    code = component.rule_of(law, staff_type, day)
    return bool(law.number(code, day)) if code else None


def share_out(fund, points, caps=None):
    """``{key: đồng}``: the fund shared in proportion to ``points`` ({key: Decimal >= 0}).

    ``caps``: {key: most đồng}; what a capped member cannot take goes to the others, and stays
    unspent when all are capped. Keys without points get 0. Whole đồng; among equal remainders
    the key that comes first in ``points`` gets the đồng.
    """
    if fund < 0 or fund != int(fund):
        raise ValueError("a fund is a whole number of đồng, not below 0")
    caps = caps or {}
    fixed = {}
    while True:
        rest = {key: value for key, value in points.items() if value > 0 and key not in fixed}
        left = fund - sum(fixed.values(), ZERO)
        whole = sum(rest.values(), ZERO)
        over = [key for key, value in rest.items() if key in caps and left * value > caps[key] * whole]
        if not over:
            break
        fixed |= {key: caps[key].to_integral_value(ROUND_FLOOR) for key in over}
    shares = dict.fromkeys(points, ZERO) | fixed
    return shares | _largest_remainder(left, rest, whole, caps)


def _largest_remainder(fund, points, whole, caps):
    """Floors first; then one đồng each to the largest remainders that their cap allows."""
    shares, remainders = {}, []
    for number, (key, value) in enumerate(points.items()):
        floor, remainder = divmod(fund * value, whole)
        shares[key] = floor
        remainders.append((-remainder, number, key))
    over = fund - sum(shares.values(), ZERO) if points else ZERO
    for _remainder, _number, key in sorted(remainders):
        if over > 0 and (key not in caps or shares[key] + ONE <= caps[key]):
            shares[key] += ONE
            over -= ONE
    return shares
