"""One person's month: days that can be worked, hours needed, and the load they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .calendar import WorkingCalendar
from .standard_hours import OtherWork, Work, rounded, total, unmeasured
from .wisn import available_working_time, category_allowance_factor

LEAVE = "leave"


@dataclass(frozen=True)
class Absence:
    """Time away of a ``kind`` from ``first`` to ``last``; ``part`` of each of its days (above 0, at most 1)."""

    first: date
    last: date
    part: Decimal = Decimal(1)
    kind: str = LEAVE


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

    ``absent`` days away by kind, ``service`` the dossiers' standard hours, ``support`` what
    the support share adds to them, ``additional`` the hours of other work, ``needed`` all
    three, ``available`` the working time, ``index`` needed over available (None without
    working time), ``spare`` available less needed.
    """

    working_days: int
    absent: Mapping[str, Decimal]
    available: Decimal
    service: Decimal
    support: Decimal
    additional: Decimal
    unmeasured: int

    @property
    def leave_days(self) -> Decimal:
        return self.absent.get(LEAVE, Decimal(0))

    @property
    def needed(self) -> Decimal:
        return self.service + self.support + self.additional

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
    others: Iterable[OtherWork] = (),
) -> Load:
    """The load of ``person`` between ``first`` and ``last``, both included.

    ``support_share``: the part of working time that is no dossier's (facts.md 7.1); it is
    added to dossiers only, since other work is what WHO calls additional: of some, in hours.
    Raises CalendarUnknown for a year whose holidays are not known.
    """
    works = tuple(works)
    days = calendar.working_days(max(first, person.since), min(last, person.until or last))
    absent = _absent(person.absences, days)
    available = rounded(available_working_time(Decimal(len(days)), absent.values(), person.hours_a_day))
    service = total(works)
    support = rounded(service * category_allowance_factor([support_share])) - service
    additional = sum((one.hours for one in others), Decimal(0))
    return Load(len(days), absent, available, service, support, additional, unmeasured(works))


def _absent(absences: Iterable[Absence], days: Iterable[date]) -> dict[str, Decimal]:
    """Working days away by kind; a day that two absences cover counts once at most, for the first of them."""
    kinds: dict[str, Decimal] = {}
    taken: dict[date, Decimal] = {}
    for absence in absences:
        for day in days:
            if absence.first <= day <= absence.last:
                part = min(absence.part, Decimal(1) - taken.get(day, Decimal(0)))
                taken[day] = taken.get(day, Decimal(0)) + part
                kinds[absence.kind] = kinds.get(absence.kind, Decimal(0)) + part
    return kinds
