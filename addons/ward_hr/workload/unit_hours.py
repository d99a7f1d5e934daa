"""Which unit has a person's hours: shares of working time day by day, and nothing lost in moving them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..staff.shares import WHOLE, Share

HOME = None


@dataclass(frozen=True)
class UnitHours:
    """What another ``unit`` has of a person's month: ``hours``, and ``posts`` (1: a whole month)."""

    unit: object
    hours: Decimal
    posts: Decimal


def days_of(present: Mapping[date, Decimal], shares: Iterable[Share]) -> dict[object, Decimal]:
    """Days that each unit has of those that a person is ``present`` (day: part of it, 0 to 1).

    ``HOME`` comes first and has what no share gives away. On no day may the shares exceed the
    whole, which is checked where they are entered.
    """
    days: dict[object, Decimal] = {HOME: sum(present.values(), Decimal(0))}
    for share in shares:
        held = sum(
            (part for day, part in present.items() if share.since <= day <= (share.until or date.max)), Decimal(0)
        )
        given = held * share.percent / WHOLE
        days[share.key] = days.get(share.key, Decimal(0)) + given
        days[HOME] -= given
    return days


def rounded_parts(amounts: Iterable[Decimal], quantum: Decimal) -> list[Decimal]:
    """The amounts in steps of ``quantum``, half up, so that they sum to their rounded sum.

    An amount of 0 or more stays so, and differs by less than one step.
    """
    parts, total, before = [], Decimal(0), Decimal(0)
    for amount in amounts:
        total += amount
        after = total.quantize(quantum, ROUND_HALF_UP)
        parts.append(after - before)
        before = after
    return parts
