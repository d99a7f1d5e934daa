"""Days on which the clock of a dossier stands still, and how far they move its last day.

While the office waits for a supplement the term does not run (facts.md 6.1, statuses 5 and 6). The day of the
request still counts, the day of the answer does not: a request and its answer on one day move nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import WorkingCalendar

WORKING_DAYS, CALENDAR_DAYS = "WD", "D"


@dataclass(frozen=True)
class Pause:
    """The clock stood still from ``since`` until the answer came on ``until``."""

    since: date
    until: date

    def __post_init__(self):
        if self.until < self.since:
            raise ValueError(f"a pause ends on {self.until}, before it begins on {self.since}")


@dataclass(frozen=True)
class Moved:
    """A pause, and the ``days`` (in the unit of the term) by which it moved the end."""

    pause: Pause
    days: int


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same days without any counted twice, in order."""
    whole: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: (one.since, one.until)):
        if whole and pause.since <= whole[-1].until:
            whole[-1] = Pause(whole[-1].since, max(whole[-1].until, pause.until))
        else:
            whole.append(pause)
    return tuple(whole)


def beyond(pauses: Iterable[Pause], known: Pause | None) -> tuple[Pause, ...]:
    """What of ``pauses`` lies outside a pause that is counted already."""
    if known is None:
        return merged(pauses)
    parts = []
    for one in merged(pauses):
        if one.since < known.since:
            parts.append(Pause(one.since, min(one.until, known.since)))
        if one.until > known.until:
            parts.append(Pause(max(one.since, known.until), one.until))
    return tuple(parts)


def length(calendar: WorkingCalendar, pause: Pause, unit: str = WORKING_DAYS) -> int:
    """Days of a pause in the unit of the term: working days, or days of the calendar."""
    if unit == CALENDAR_DAYS:
        return (pause.until - pause.since).days
    return calendar.ordinal(pause.until) - calendar.ordinal(pause.since)


def move(calendar: WorkingCalendar, day: date, pauses: Iterable[Pause], unit: str = WORKING_DAYS):
    """``(last day, moves)`` of a term that would end on ``day``; the last day is a working day.

    A pause that begins after the last day comes too late to move it.
    """
    moves = []
    for pause in merged(pauses):
        if pause.since > calendar.on_or_after(day):
            break
        count = length(calendar, pause, unit)
        if count:
            day = day + timedelta(days=count) if unit == CALENDAR_DAYS else calendar.after(day, count)
        moves.append(Moved(pause, count))
    return calendar.on_or_after(day), tuple(moves)
