"""The days on which a duty that comes back falls due."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEKLY, MONTHLY, QUARTERLY = "week", "month", "quarter"
MONTHS = {MONTHLY: 1, QUARTERLY: 3}


@dataclass(frozen=True)
class Recurrence:
    """``every`` week, month or quarter, on ``day``, between ``since`` and ``until`` (None: no end).

    ``day``: 1 (Monday) to 7 of a week, or the day of the month; a month that is shorter has its
    last day instead. ``month``: which month of the quarter (1 to 3).
    """

    every: str
    day: int
    since: date
    until: date | None = None
    month: int = 1

    def days(self, first: date, last: date) -> Iterator[date]:
        """Its days from ``first`` to ``last``, both included, not moved for days off."""
        first = max(first, self.since)
        last = min(last, self.until) if self.until else last
        candidates = self._weekly(first) if self.every == WEEKLY else self._monthly(first)
        for day in candidates:
            if day > last:
                return
            if day >= first:
                yield day

    def _weekly(self, first: date) -> Iterator[date]:
        day = first + timedelta(days=(self.day - first.isoweekday()) % 7)
        while True:
            yield day
            day += timedelta(days=7)

    def _monthly(self, first: date) -> Iterator[date]:
        step = MONTHS[self.every]
        position = first.year * 12 + first.month - 1
        position += -position % step + (self.month - 1 if step > 1 else 0) - step
        while True:
            year, month = divmod(position, 12)
            yield date(year, month + 1, min(self.day, monthrange(year, month + 1)[1]))
            position += step
