"""When a dossier falls due: counted in working days, or in calendar days; and how late work is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .calendar import WorkingCalendar

WORKING_DAYS, CALENDAR_DAYS = "WD", "D"


@dataclass(frozen=True)
class Term:
    """The time a procedure allows: ``length`` in ``unit`` (WD working, D calendar days).

    ``same_day``: the result is due on the day of receipt, if received before the
    cut-off hour of the law.
    """

    length: int
    unit: str
    same_day: bool


def late_days(calendar: WorkingCalendar, due: date, done: date) -> int:
    """Working days that work ``done`` after its day is late; 0 when in time.

    A deadline on a day off ends on the next working day. What is late is so by a day at least,
    also when it is done on the day off that follows.
    Raises CalendarUnknown beyond the years whose holidays are known.
    """
    due = calendar.on_or_after(due)
    return max(1, calendar.ordinal(done) - calendar.ordinal(due)) if done > due else 0


@dataclass(frozen=True)
class Office:
    """What turns a term into a moment: the calendar, the cut-off, the end of the day.

    ``cutoff_hour``: hour of the law after which same-day work may wait for the next
    working day. ``closing``: the ward's own end of office hours.
    """

    calendar: WorkingCalendar
    cutoff_hour: int
    closing: time

    def due(self, received: datetime, term: Term, paused_days: int = 0) -> datetime:
        """The moment at which a dossier ``received`` (local time) falls due.

        A dossier that arrives on a day off counts as received on the next working
        day. A term in calendar days that ends on a day off ends on the next working
        day. ``paused_days`` are working days on which the clock stood still.
        Raises CalendarUnknown beyond the years whose holidays are known.
        """
        day = self._last_day(received, term)
        if paused_days:
            day = self.calendar.after(day, paused_days)
        return datetime.combine(day, self.closing)

    def _last_day(self, received: datetime, term: Term):
        calendar, day = self.calendar, received.date()
        start = calendar.on_or_after(day)
        if term.same_day:
            in_time = start > day or received.hour < self.cutoff_hour
            return start if in_time else calendar.after(start, 1)
        if term.unit == CALENDAR_DAYS:
            return calendar.on_or_after(day + timedelta(days=term.length))
        return calendar.after(start, term.length)
