"""One person's month: days that can be worked, hours needed, and the load they make."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .calendar import WorkingCalendar
from .standard_hours import Work, rounded, total, unmeasured
from .wisn import available_working_time, category_allowance_factor


@dataclass(frozen=True)
class Absence:
    """Approved leave from ``first`` to ``last``; ``part`` of each of its days (1 or 0.5)."""

    first: date
    last: date
    part: Decimal = Decimal(1)


@dataclass(frozen=True)
class Person:
    """Who worked: employed ``since`` .. ``until`` (None: still), ``hours_a_day`` on average."""

    key: int
    since: date
    until: date | None
    hours_a_day: Decimal
    absences: tuple[Absence, ...] = field(default=())


@dataclass(frozen=True)
class Load:
    """What a month asks of a person and what the person has; hours to the hundredth.

    ``service`` the dossiers' standard hours, ``support`` what the support share adds,
    ``needed`` both, ``available`` the working time, ``index`` needed over available
    (None without working time), ``spare`` available less needed.
    """

    working_days: int
    leave_days: Decimal
    available: Decimal
    service: Decimal
    support: Decimal
    unmeasured: int

    @property
    def needed(self) -> Decimal:
        return self.service + self.support

    @property
    def spare(self) -> Decimal:
        return self.available - self.needed

    @property
    def index(self) -> Decimal | None:
        return self.needed / self.available if self.available > 0 else None


def load(
    person: Person,
    first: date,
    last: date,
    works: Iterable[Work],
    calendar: WorkingCalendar,
    support_share: Decimal,
) -> Load:
    """The load of ``person`` between ``first`` and ``last``, both included.

    ``support_share``: the part of working time that is no dossier's (facts.md 7.1).
    Raises CalendarUnknown for a year whose holidays are not known.
    """
    works = tuple(works)
    days = calendar.working_days(max(first, person.since), min(last, person.until or last))
    leave = _leave_days(person.absences, frozenset(days))
    available = rounded(available_working_time(Decimal(len(days)), [leave], person.hours_a_day))
    service = total(works)
    needed = rounded(service * category_allowance_factor([support_share]))
    return Load(len(days), leave, available, service, needed - service, unmeasured(works))


def _leave_days(absences: Iterable[Absence], days: frozenset[date]) -> Decimal:
    """Working days of leave; a day counted twice by two leaves counts once at most."""
    parts: dict[date, Decimal] = {}
    for absence in absences:
        for day in days:
            if absence.first <= day <= absence.last:
                parts[day] = min(Decimal(1), parts.get(day, Decimal(0)) + absence.part)
    return sum(parts.values(), Decimal(0))
