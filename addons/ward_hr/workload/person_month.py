"""One person's month: days that can be worked, hours needed, and the load they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..staff.shares import Share
from .calendar import WorkingCalendar
from .standard_hours import HUNDREDTH, OtherWork, Work, rounded, total, unmeasured
from .unit_hours import HOME, UnitHours, days_of, rounded_parts
from .wisn import available_working_time, category_allowance_factor

LEAVE = "leave"
THOUSANDTH = Decimal(1).scaleb(-3)


@dataclass(frozen=True)
class Absence:
    """Time away of a ``kind`` from ``first`` to ``last``; ``part`` of each of its days (above 0, at most 1)."""

    first: date
    last: date
    part: Decimal = Decimal(1)
    kind: str = LEAVE


@dataclass(frozen=True)
class Person:
    """Who worked: employed ``since`` .. ``until`` (None: still), ``hours_a_day`` on average.

    ``shares``: what other units have of the working time (``key``: the unit); ``outside``: those
    of them that are not of the ward.
    """

    key: int
    since: date
    until: date | None
    hours_a_day: Decimal
    absences: tuple[Absence, ...] = field(default=())
    shares: tuple[Share, ...] = field(default=())
    outside: frozenset = field(default=frozenset())


@dataclass(frozen=True)
class Load:
    """What a month asks of a person and what the person has; hours to the hundredth.

    ``absent`` days away by kind, ``service`` the dossiers' standard hours, ``support`` what
    the support share adds to them, ``additional`` the hours of other work, ``needed`` all
    three, ``available`` the working time for the ward, ``index`` needed over available (None without
    working time), ``spare`` available less needed, ``posts`` the part of the month (1: all of
    it) in which there was a post, ``units`` what other units had of hours and posts.
    """

    working_days: int
    absent: Mapping[str, Decimal]
    available: Decimal
    service: Decimal
    support: Decimal
    additional: Decimal
    unmeasured: int
    posts: Decimal
    units: tuple[UnitHours, ...]

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
    month = calendar.working_days(first, last)
    days = tuple(day for day in month if person.since <= day <= (person.until or last))
    absent, present = _absent(person.absences, days)
    time = rounded(available_working_time(Decimal(len(days)), absent.values(), person.hours_a_day))
    posts = Decimal(len(days)) / len(month) if month else Decimal(0)
    units = tuple(_units(person, present, len(month)))
    service = total(works)
    return Load(
        working_days=len(days),
        absent=absent,
        available=time - sum((one.hours for one in units if one.unit in person.outside), Decimal(0)),
        service=service,
        support=rounded(service * category_allowance_factor([support_share])) - service,
        additional=sum((one.hours for one in others), Decimal(0)),
        unmeasured=unmeasured(works),
        posts=posts.quantize(THOUSANDTH, ROUND_HALF_UP),
        units=units,
    )


def _units(person: Person, present: Mapping[date, Decimal], month: int) -> Iterable[UnitHours]:
    """What other units have, rounded so that home and they together have what the person has."""
    if not person.shares or not present:
        return
    hours = rounded_parts((d * person.hours_a_day for d in days_of(present, person.shares).values()), HUNDREDTH)
    whole = days_of(dict.fromkeys(present, Decimal(1)), person.shares)
    posts = rounded_parts((days / month for days in whole.values()), THOUSANDTH)
    for unit, own, part in zip(whole, hours, posts, strict=True):
        if unit is not HOME and (own or part):
            yield UnitHours(unit, own, part)


def _absent(absences: Iterable[Absence], days: Iterable[date]) -> tuple[dict[str, Decimal], dict[date, Decimal]]:
    """Working days away by kind, and the part of each day that is left.

    A day that two absences cover counts once at most, for the first of them.
    """
    kinds: dict[str, Decimal] = {}
    present = dict.fromkeys(days, Decimal(1))
    for absence in absences:
        for day in present:
            if absence.first <= day <= absence.last:
                part = min(absence.part, present[day])
                present[day] -= part
                kinds[absence.kind] = kinds.get(absence.kind, Decimal(0)) + part
    return kinds, present
