"""Clocks of oversight: from when a term counts, on which day it ends, and how late something is.

The calendar is ward_hr's :class:`WorkingCalendar`; beyond the years whose holidays are known it raises
``CalendarUnknown``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...ward_hr.workload.deadline import late_days
from ...ward_hr.workload.pauses import CALENDAR_DAYS, WORKING_DAYS, Pause, move

__all__ = ["CALENDAR_DAYS", "WORKING_DAYS", "Pause", "Term", "counted_from", "last_day", "late_days"]

UNITS = {"days": CALENDAR_DAYS, "working days": WORKING_DAYS}


@dataclass(frozen=True)
class Term:
    """``length`` days, in ``unit``: WD working days, D days of the calendar."""

    length: int
    unit: str = WORKING_DAYS

    @classmethod
    def of(cls, entry) -> "Term":
        """The term of a value of law that counts days or working days; another unit is a ``KeyError``."""
        return cls(int(entry.value), UNITS[entry.unit])


def counted_from(calendar, moment: datetime, cutoff: int) -> date:
    """The day on which what came in at ``moment`` (local time) counts as come in.

    At ``cutoff`` o'clock or later, or on a day off, it is the next working day.
    """
    day = calendar.on_or_after(moment.date())
    late = day == moment.date() and moment.hour >= cutoff
    return calendar.after(day, 1) if late else day


def last_day(calendar, since: date, term: Term, pauses: Iterable[Pause] = ()) -> date:
    """The last day of a term that counts from ``since``, which itself does not count.

    Always a working day: a term in days of the calendar that ends on a day off ends on the next
    working day. Pauses move it as they move a dossier's.
    """
    start = calendar.on_or_after(since)
    if term.unit == CALENDAR_DAYS:
        counted = start + timedelta(days=term.length)
    else:
        counted = calendar.after(start, term.length)
    return move(calendar, counted, pauses, term.unit)[0]
