"""Who gets a seat.

A seat is taken from the moment it is asked for, so that the order of asking is the
order of the waiting list, however long an approval takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """One place in a waiting list. ``free``: the person has no other session, and no leave, at that time."""

    key: int
    ticket: int
    free: bool = True
    unit: int = 0


def promoted(
    seats: int, taken: int, queue: Sequence[Waiting], room: Mapping[int, int] | None = None
) -> tuple[int, ...]:
    """Keys of those who get a seat now, in the order of their tickets.

    Somebody who is not free is passed over and keeps the place in the list; so is somebody whose unit
    has no ``room`` left, that is, may send nobody more on those days (units not named may). Never more
    than ``seats - taken``; nobody when more seats are taken than there are.
    """
    room = dict(room or {})
    free_seats, chosen = max(seats - taken, 0), []
    for place in sorted(queue, key=lambda one: (one.ticket, one.key)):
        if len(chosen) == free_seats:
            break
        if not place.free or room.get(place.unit, 1) < 1:
            continue
        if place.unit in room:
            room[place.unit] -= 1
        chosen.append(place.key)
    return tuple(chosen)
