"""How many of one unit may be away on a day, and which weekdays are its busy ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Limit:
    """The rule of a ward: at most ``percent`` of a unit away on a day, and ``keep`` people always there."""

    percent: Decimal
    keep: int


def most_away(size: int, limit: Limit) -> int:
    """How many of ``size`` people may be away on one day, 0 or more.

    A share above 0 lets at least one go, where enough others stay. A unit of one person is not
    held back: nobody could ever train there.
    """
    if size <= 1:
        return size
    share = int(Decimal(size) * limit.percent / HUNDRED)
    if limit.percent > 0:
        share = max(share, 1)
    return max(min(share, size - limit.keep), 0)


@dataclass(frozen=True)
class Unit:
    """A unit on the days asked about. ``away``: who is away, by day.

    ``limits``: (first day, rule), in the order in which they win: those of the unit before those of
    the ward, the latest first. Without one in force on a day, nobody is held back.

    ``peaks``: weekdays (0 Monday to 6 Sunday) on which it has most to do, with how much more than
    on its average day, as a share (0.4 is 40% more).
    """

    name: str = ""
    size: int = 0
    limits: tuple[tuple[date, Limit], ...] = ()
    away: Mapping[date, frozenset[int]] = None
    peaks: Mapping[int, Decimal] = None

    def most_away(self, day: date) -> int | None:
        """How many may be away on a day; None without a rule in force."""
        limit = next((limit for since, limit in self.limits if since <= day), None)
        return None if limit is None else most_away(self.size, limit)

    def others_away(self, day: date, person: int) -> int:
        """How many others are away on that day."""
        return len((self.away or {}).get(day, frozenset()) - {person})

    def full_days(self, days: Collection[date], person: int) -> tuple[date, ...]:
        """Days on which this person would be one too many away."""
        mosts = {day: self.most_away(day) for day in sorted(days)}
        return tuple(
            day for day, most in mosts.items() if most is not None and self.others_away(day, person) + 1 > most
        )

    def room(self, days: Collection[date]) -> int | None:
        """How many more of the unit may go on all of these days; None without a rule on any of them."""
        mosts = {day: self.most_away(day) for day in days}
        return min(
            (max(most - len((self.away or {}).get(day, ())), 0) for day, most in mosts.items() if most is not None),
            default=None,
        )

    def peak_days(self, days: Collection[date]) -> tuple[date, ...]:
        """Those of the days that fall on a busy weekday."""
        return tuple(day for day in sorted(days) if day.weekday() in (self.peaks or {}))


def peaks(a_day: Mapping[int, Decimal], ratio: Decimal) -> dict[int, Decimal]:
    """Weekdays on which work comes at ``ratio`` times the average or more, with how much more.

    ``a_day``: work on an average day by weekday, 0 Monday to 6 Sunday.
    """
    if not a_day:
        return {}
    average = sum(a_day.values(), Decimal(0)) / len(a_day)
    if not average:
        return {}
    return {day: work / average - 1 for day, work in a_day.items() if work >= average * ratio}
