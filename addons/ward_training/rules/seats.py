"""Who gets a seat.

A seat is taken from the moment it is asked for, so that the order of asking is the
order of the waiting list, however long an approval takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """One place in a waiting list. ``free``: the person has no other session at that time."""

    key: int
    ticket: int
    free: bool = True


def promoted(seats: int, taken: int, queue: Sequence[Waiting]) -> tuple[int, ...]:
    """Keys of those who get a seat now, in the order of their tickets.

    Somebody who is not free is passed over and keeps the place in the list. Never more
    than ``seats - taken``; nobody when more seats are taken than there are.
    """
    eligible = sorted(
        (place for place in queue if place.free),
        key=lambda place: (place.ticket, place.key),
    )
    return tuple(place.key for place in eligible[: max(seats - taken, 0)])
