"""Working days of the Vietnamese administration, by the holidays of the law.

Monday to Friday are worked, except public holidays and days swapped away; a
Saturday or Sunday is worked only when the law makes it up for a swapped day.
"""

from bisect import bisect_left
from calendar import SATURDAY
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..law import Law

WORKED = "makeup_workday"


class CalendarUnknown(Exception):
    """The working days of a year were asked for, but its holidays are not known."""

    def __init__(self, year: int, known: Iterable[int]):
        self.year, self.known = year, tuple(sorted(known))
        super().__init__(
            f"The public holidays of {year} are not known; known years: {', '.join(map(str, self.known)) or 'none'}."
        )


@dataclass(frozen=True)
class SpecialDay:
    """A day on which the law departs from Monday-to-Friday.

    ``kind``: holiday, swapped_off (not worked) or makeup_workday (worked).
    """

    day: date
    name: str
    kind: str

    @property
    def worked(self) -> bool:
        return self.kind == WORKED


@dataclass(frozen=True)
class WorkingCalendar:
    """``special``: every special day of each of the ``years``; other years are refused."""

    special: tuple[SpecialDay, ...]
    years: frozenset[int]

    @classmethod
    def of(cls, special: Iterable[SpecialDay]) -> "WorkingCalendar":
        """A calendar that knows exactly the years of ``special``."""
        days = tuple(sorted(special, key=lambda one: one.day))
        return cls(days, frozenset(one.day.year for one in days))

    @classmethod
    def by_law(cls, law: Law) -> "WorkingCalendar":
        """The calendar of every year whose public holidays the law knows."""
        return cls.of(
            SpecialDay(row["day"], row["vi"], row["kind"])
            for value in law.history("public_holidays")
            for row in value.value or ()
        )

    @cached_property
    def _by_day(self) -> dict[date, SpecialDay]:
        return {one.day: one for one in self.special}

    @cached_property
    def _worked(self) -> list[date]:
        """Every working day of the known years, in order."""
        return [
            day
            for year in sorted(self.years)
            for day in _days(date(year, 1, 1), date(year + 1, 1, 1) - _DAY)
            if self._is_worked(day)
        ]

    def _is_worked(self, day: date) -> bool:
        special = self._by_day.get(day)
        return special.worked if special else day.weekday() < SATURDAY

    def _known(self, *days: date) -> None:
        for day in days:
            if day.year not in self.years:
                raise CalendarUnknown(day.year, self.years)

    def is_working(self, day: date) -> bool:
        self._known(day)
        return self._is_worked(day)

    def on_or_after(self, day: date) -> date:
        """``day`` itself when worked, else the next working day."""
        return self.after(day, 0)

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; a day off starts on the next worked one."""
        self._known(day)
        position = bisect_left(self._worked, day) + count
        if position >= len(self._worked):
            raise CalendarUnknown(max(self.years) + 1, self.years)
        found = self._worked[position]
        if any(year not in self.years for year in range(day.year, found.year)):
            raise CalendarUnknown(day.year + 1, self.years)
        return found

    def ordinal(self, day: date) -> int:
        """Working days before ``day`` since the first known year: differences count days."""
        self._known(day)
        return bisect_left(self._worked, day)

    def working_days(self, first: date, last: date) -> tuple[date, ...]:
        """The working days from ``first`` to ``last``, both included."""
        if last < first:
            return ()
        self._known(first, last)
        start = bisect_left(self._worked, first)
        return tuple(self._worked[start : bisect_left(self._worked, last + _DAY)])

    def special_days(self, first: date, last: date) -> tuple[SpecialDay, ...]:
        """What the law changes between ``first`` and ``last``, both included."""
        return tuple(one for one in self.special if first <= one.day <= last)


_DAY = timedelta(days=1)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
