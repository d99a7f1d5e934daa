"""Who must not inspect whom: the own unit, a declared relative's unit, a unit inspected by oneself last time."""

from collections.abc import Iterable
from dataclasses import dataclass

OWN_UNIT, FAMILY, LAST_TIME = "own_unit", "family", "last_time"
WAIVABLE = frozenset({FAMILY, LAST_TIME})


@dataclass(frozen=True)
class Inspector:
    """A person of the team: the ``units`` the person works in, and the units where declared relatives work."""

    key: int
    units: frozenset[int]
    family_units: frozenset[int] = frozenset()


@dataclass(frozen=True, order=True)
class Conflict:
    """``person`` is in conflict by ``kind``."""

    person: int
    kind: str


def conflicts(team: Iterable[Inspector], unit: int, last_team: Iterable[int]) -> tuple[Conflict, ...]:
    """Every conflict of a team that is to inspect ``unit``, which ``last_team`` inspected the time before."""
    last = set(last_team)
    found = set()
    for one in team:
        if unit in one.units:
            found.add(Conflict(one.key, OWN_UNIT))
        if unit in one.family_units:
            found.add(Conflict(one.key, FAMILY))
        if one.key in last:
            found.add(Conflict(one.key, LAST_TIME))
    return tuple(sorted(found))


def standing(found: Iterable[Conflict], waived: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """What still stands in the way: the own unit is never waived."""
    taken = {one for one in waived if one.kind in WAIVABLE}
    return tuple(one for one in found if one not in taken)
