"""When a dossier falls due: counted in working days, or in calendar days; and how late work is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .calendar import WorkingCalendar
from .cutoff import Cutoff
from .pauses import CALENDAR_DAYS, WORKING_DAYS, Moved, Pause, move

__all__ = ["CALENDAR_DAYS", "WORKING_DAYS", "Office", "Pause", "Reckoning", "Term"]


@dataclass(frozen=True)
class Term:
    """The time a procedure allows: ``length`` in ``unit`` (WD working, D calendar days).

    ``same_day``: the result is due on the day of receipt; where the law sets a cut-off hour
    for the procedure's field (``subject``), what comes later is due the next working day.
    """

    length: int
    unit: str
    same_day: bool
    subject: str = ""


@dataclass(frozen=True)
class Reckoning:
    """How a deadline came about.

    ``start``: the working day from which is counted; ``cutoff``: the hour that was missed, or
    None; ``counted``: the last day by the term alone; ``moves``: what pauses added; ``due``: the end.
    """

    start: date
    cutoff: int | None
    counted: date
    moves: tuple[Moved, ...]
    due: datetime


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

    ``cutoff``: the law's hour for same-day work, by day and field. ``closing``: the ward's
    own end of office hours.
    """

    calendar: WorkingCalendar
    cutoff: Cutoff
    closing: time

    def due(self, received: datetime, term: Term, paused_days: int = 0, pauses: Iterable[Pause] = ()) -> datetime:
        """The moment at which a dossier ``received`` (local time) falls due: see ``reckon``."""
        return self.reckon(received, term, paused_days, pauses).due

    def reckon(
        self, received: datetime, term: Term, paused_days: int = 0, pauses: Iterable[Pause] = ()
    ) -> Reckoning:
        """The deadline with what led to it.

        A dossier that arrives on a day off counts as received on the next working
        day. A term in calendar days that ends on a day off ends on the next working
        day. ``paused_days`` are working days on which the clock stood still, ``pauses`` those
        known by their days. Raises CalendarUnknown beyond the years whose holidays are known.
        """
        start = self.calendar.on_or_after(received.date())
        missed = self._missed(received, term, start)
        counted = self._last_day(received.date(), start, term, missed is not None)
        day, moves = move(self.calendar, counted, pauses, term.unit)
        if paused_days:
            day = self.calendar.after(day, paused_days)
        return Reckoning(
            start, missed, self.calendar.on_or_after(counted), moves, datetime.combine(day, self.closing)
        )

    def later(self, promised: datetime, pauses: Iterable[Pause], unit: str = WORKING_DAYS) -> datetime:
        """An appointment moved by pauses that it does not know of; its hour stays."""
        day, moves = move(self.calendar, promised.date(), pauses, unit)
        return datetime.combine(day, promised.time()) if any(one.days for one in moves) else promised

    def _missed(self, received: datetime, term: Term, start: date) -> int | None:
        """The hour of the law that same-day work of this day missed."""
        if not term.same_day or start > received.date() or not self.cutoff.passed(received, term.subject):
            return None
        return self.cutoff.hour(received.date(), term.subject)

    def _last_day(self, day: date, start: date, term: Term, missed: bool) -> date:
        if term.same_day:
            return self.calendar.after(start, 1) if missed else start
        if term.unit == CALENDAR_DAYS:
            return day + timedelta(days=term.length)
        return self.calendar.after(start, term.length)
