"""Days for which the ward does not pay: unpaid leave; sickness and maternity, which social insurance pays;
suspension and detention, whose part of the pay follows from their decision and is entered.

What a month without pay does to pay rests on working days; which of them an absence takes is told by the calendar
of the law. Half days count as half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

ONE = Decimal(1)
HALF = ONE / 2
KINDS = ("unpaid", "sickness", "maternity", "suspension")
NOT_COVERED = ("sickness", "maternity", "suspension")  # what is owed for such days is not reckoned here
ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Absence:
    """``first`` to ``last``, both included; ``part`` of each working day (0.5: half days)."""

    first: date
    last: date
    kind: str = "unpaid"
    part: Decimal = ONE

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of absence {self.kind!r}")


def from_noon_to_noon(first, last, kind, starts_at_noon=False, ends_at_noon=False):
    """The `Absence`s of a leave over several days; of a day on which it begins or ends at noon it takes half.

    >>> leave = from_noon_to_noon(date(2026, 10, 5), date(2026, 10, 7), "unpaid", True, True)
    >>> [(one.first.day, one.last.day, str(one.part)) for one in leave]
    [(5, 5, '0.5'), (6, 6, '1'), (7, 7, '0.5')]
    """
    inner = (first + ONE_DAY if starts_at_noon else first, last - ONE_DAY if ends_at_noon else last)
    leave = [Absence(first, first, kind, HALF)] if starts_at_noon else []
    leave += [Absence(*inner, kind)] if inner[0] <= inner[1] else []
    return leave + ([Absence(last, last, kind, HALF)] if ends_at_noon else [])


def absent_days(absences, working_days) -> Mapping[date, Decimal]:
    """``{working day: part of it without pay}``; absences on one day add up to one day at most.

    >>> from datetime import date
    >>> leave = [Absence(date(2026, 10, 2), date(2026, 10, 5)), Absence(date(2026, 10, 5), date(2026, 10, 5), part=ONE)]
    >>> days = absent_days(leave, [date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 5)])
    >>> [(day.day, str(part)) for day, part in days.items()]
    [(2, '1'), (5, '1')]
    """
    days = {}
    for absence in absences:
        for day in working_days:
            if absence.first <= day <= absence.last:
                days[day] = min(ONE, days.get(day, 0) + absence.part)
    return days


def unpaid_spells(absences):
    """Unbroken unpaid leave as (first, last), neighbours joined; half days are no unbroken leave."""
    spells = []
    whole = [one for one in absences if one.kind == "unpaid" and one.part == ONE]
    for absence in sorted(whole, key=lambda one: one.first):
        if spells and absence.first <= spells[-1][1] + ONE_DAY:
            spells[-1] = (spells[-1][0], max(spells[-1][1], absence.last))
        else:
            spells.append((absence.first, absence.last))
    return spells


def stops_support(absences, month_first, month_last):
    """Whether the month is one of unpaid leave of a month or more, of suspension or of detention.

    Such months have no digital support (Decree 179/2025/NĐ-CP).
    """
    spells = [spell for spell in unpaid_spells(absences) if lasts_a_month(*spell)]
    spells += [(one.first, one.last) for one in absences if one.kind == "suspension"]
    return any(first <= month_last and month_first <= last for first, last in spells)


def lasts_a_month(first, last):
    """Whether ``first`` to ``last`` is one month or more: to the day before the same day of the next month.

    >>> lasts_a_month(date(2026, 10, 10), date(2026, 11, 8)), lasts_a_month(date(2026, 10, 10), date(2026, 11, 9))
    (False, True)
    >>> lasts_a_month(date(2026, 1, 31), date(2026, 2, 28))
    True
    """
    try:
        end = _day(first.year, first.month + 1, first.day)
    except ValueError:  # the next month has no such day: it is over with its last one
        end = _day(first.year, first.month + 2, 1)
    return last + ONE_DAY >= end


def _day(year, month, day):
    """The date; a month beyond 12 is one of the next year."""
    more, index = divmod(month - 1, 12)
    return date(year + more, index + 1, day)
