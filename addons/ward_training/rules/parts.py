"""Half-days of a session: the unit in which rooms and trainers are booked and attendance is marked.

Hours are local hours of the day as ``Decimal`` (13.5 is half past one). The three halves do not
overlap, so that two parts clash exactly when day and half are the same.
"""

from calendar import SATURDAY
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
MIDNIGHT, NOON, END_OF_DAY = Decimal(0), Decimal(12), Decimal(24)
NIGHTFALL = (NOON + END_OF_DAY) / 2
PAUSE = Decimal(1)  # at noon; its middle parts the halves
#: First and last hour of each half of a day; a part lies within its half.
HALVES = {
    MORNING: (MIDNIGHT, NOON + PAUSE / 2),
    AFTERNOON: (NOON + PAUSE / 2, NIGHTFALL),
    EVENING: (NIGHTFALL, END_OF_DAY),
}
#: What is proposed of each half when a whole day is laid out: the pause at noon stays free.
USUAL = {
    MORNING: (MIDNIGHT, NOON),
    AFTERNOON: (NOON + PAUSE, NIGHTFALL),
    EVENING: (NIGHTFALL, END_OF_DAY),
}


@dataclass(frozen=True)
class Part:
    """A half-day: local hours of the day, ``end`` excluded."""

    day: date
    half: str
    begin: Decimal
    end: Decimal

    @property
    def hours(self) -> Decimal:
        return self.end - self.begin


def lay_out(begin: datetime, end: datetime, closed: Collection[date] = ()) -> tuple[Part, ...]:
    """The half-days between two local moments, each day from the hour of ``begin`` to that of ``end``.

    Saturdays, Sundays and ``closed`` days are left out, unless nothing else remains.
    """
    first, last = hour_of(begin), hour_of(end)
    days = [begin.date() + timedelta(days=number) for number in range((end.date() - begin.date()).days + 1)]
    open_days = [day for day in days if day.weekday() < SATURDAY and day not in closed]
    return tuple(part for day in open_days or days for part in _parts_of(day, first, last))


def _parts_of(day: date, first: Decimal, last: Decimal) -> list[Part]:
    if last <= first:  # a course that ends at noon of its last day still fills the days before
        last = USUAL[AFTERNOON][1]
    for half, (begin, end) in HALVES.items():
        if begin <= first and last <= end:
            return [Part(day, half, first, last)]
    spans = {half: (max(first, begin), min(last, end)) for half, (begin, end) in USUAL.items()}
    return [Part(day, half, begin, end) for half, (begin, end) in spans.items() if begin < end]


def fits(part: Part) -> bool:
    """Whether the part lies within its half of the day and takes any time."""
    begin, end = HALVES[part.half]
    return begin <= part.begin < part.end <= end


def hour_of(moment: datetime) -> Decimal:
    """The hour of the day of a local moment, to the minute."""
    return Decimal(moment.hour) + Decimal(moment.minute) / 60


def moment(day: date, hour: Decimal) -> datetime:
    """The local moment at an hour of a day, to the minute; hour 24 is midnight after it."""
    return datetime(day.year, day.month, day.day) + timedelta(minutes=round(hour * 60))
