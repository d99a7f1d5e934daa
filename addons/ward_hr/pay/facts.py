"""What is known of a person in a month, as stretches in which nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

ZERO = Decimal(0)
HUNDRED = Decimal(100)
FACTS = (
    "pay_coefficient",
    "leadership_coefficient",
    "reserved_coefficient",
    "overgrade_percent",
    "responsibility_coefficient",
    "regional_coefficient",
    "hazard_coefficient",
    "trade_seniority_percent",
    "wage",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The decisions in force on a day. Percentages as written: 5 means 5%."""

    staff_type: str
    pay_coefficient: Decimal = ZERO
    leadership_coefficient: Decimal = ZERO
    reserved_coefficient: Decimal = ZERO
    overgrade_percent: Decimal = ZERO
    responsibility_coefficient: Decimal = ZERO
    regional_coefficient: Decimal = ZERO
    hazard_coefficient: Decimal = ZERO
    trade_seniority_percent: Decimal = ZERO
    wage: Decimal = ZERO
    dependants: int = 0
    allowances: frozenset = frozenset()
    _hash: int = field(init=False, repr=False, compare=False)  # asked for several times a person

    def __post_init__(self):
        own = [getattr(self, name) for name in self.__slots__ if name != "_hash"]
        object.__setattr__(self, "_hash", hash(tuple(own)))

    def __hash__(self):
        return self._hash

    def figure(self, fact):
        """The fact as a factor: a percentage divided by hundred, others as they are."""
        value = getattr(self, fact)
        return value / HUNDRED if fact.endswith("_percent") else value


class Stretch(NamedTuple):
    """``first`` to ``last``, both included, with the same facts throughout."""

    first: date
    last: date
    facts: Facts


class Person(NamedTuple):
    """One person's month: stretches in order of days, and amounts entered by hand.

    ``back``: lines of earlier months to be made up now (see ``back``). ``left_as``: the last
    known `Facts` of somebody who is not in service and has only such lines, or amounts entered. ``absences``:
    days without pay that touch the month, or a neighbour of theirs, uncut (see ``absence``).
    """

    key: object
    stretches: tuple
    inputs: Mapping = MappingProxyType({})
    back: tuple = ()
    left_as: Facts | None = None
    absences: tuple = ()


def within_month(versions, month_first, month_last):
    """The stretches of a month from dated ``versions``.

    ``versions``: (first day, last day or None, `Facts`) in order of days. Versions
    outside the month are left out, the others cut to it, and neighbours with equal
    facts joined, so that a new decision that changes no pay splits nothing.
    """
    stretches = []
    for since, until, facts in versions:
        first = max(since, month_first)
        last = month_last if until is None else min(until, month_last)
        if first > last:
            continue
        before = stretches[-1] if stretches else None
        if before and before.facts == facts and before.last + timedelta(1) == first:
            stretches[-1] = Stretch(before.first, last, facts)
        else:
            stretches.append(Stretch(first, last, facts))
    return tuple(stretches)
