"""Moving a share of a person's time between units: hours of one month, none made, none lost, none below zero."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from .standard_hours import rounded

WHOLE = Decimal(100)


class HoursMissing(ValueError):
    """More hours were to be moved than there are, or fewer than none."""


@dataclass(frozen=True)
class Hours:
    """Hours ``needed`` and ``available`` in a month, of a person or of a unit."""

    needed: Decimal
    available: Decimal

    @property
    def index(self) -> Decimal | None:
        """Needed over available; None without working time."""
        return self.needed / self.available if self.available > 0 else None

    @property
    def spare(self) -> Decimal:
        return max(self.available - self.needed, Decimal(0))

    def lack(self, index: Decimal) -> Decimal:
        """Hours that must come in for the load to be ``index`` at most."""
        return max(rounded(self.needed / index - self.available), Decimal(0))

    def room(self, index: Decimal) -> Decimal:
        """Hours of other work that can be taken on before the load is above ``index``."""
        return max(min(self.spare, self.available * index - self.needed), Decimal(0))

    def given(self, hours: Decimal) -> "Hours":
        if not 0 <= hours <= self.available:
            raise HoursMissing(f"{hours} hours of {self.available} cannot be given.")
        return Hours(self.needed, self.available - hours)

    def received(self, hours: Decimal) -> "Hours":
        return Hours(self.needed, self.available + hours)

    def asked(self, hours: Decimal) -> "Hours":
        """The hours with other work on top."""
        return Hours(self.needed + hours, self.available)

    def relieved(self, hours: Decimal) -> "Hours":
        """The hours with work taken away, as far as there is any."""
        return Hours(max(self.needed - hours, Decimal(0)), self.available)


@dataclass(frozen=True)
class Unit:
    """A unit's month: the hours of its people with dossiers, and how many there are (a share is a part of one)."""

    key: int
    hours: Hours
    people: Decimal
    finished: int = 0
    backlog: int = 0


@dataclass(frozen=True)
class Helper:
    """Somebody who might help.

    ``done`` and ``field``: dossiers finished lately of the procedures in question, and of their
    fields. ``last_help``: last day of the latest reinforcement. ``assigned``: percent of the
    working time that assignments hold already, ``helping``: the part of it that is reinforcement.
    ``away``: days of approved leave in the time ahead.
    """

    key: int
    unit: int
    hours: Hours
    done: int = 0
    field: int = 0
    last_help: date | None = None
    assigned: Decimal = Decimal(0)
    helping: Decimal = Decimal(0)
    away: Decimal = Decimal(0)

    @property
    def skill(self) -> int:
        """2 has done these procedures lately, 1 others of their fields, 0 neither."""
        return 2 if self.done else 1 if self.field else 0

    def room(self, index: Decimal) -> Decimal:
        """Hours that can be asked for: to spare, and not promised to another unit already."""
        promised = self.hours.available * self.helping / WHOLE
        return max(self.hours.room(index) - promised, Decimal(0))


@dataclass(frozen=True)
class Change:
    before: Hours
    after: Hours


@dataclass(frozen=True)
class Effect:
    """What moving hours does to the unit that gives, the one that gets, the helper, the relieved person.

    ``dossiers``: how many more the unit can finish in a month, at its own hours a dossier; ``backlog_before``
    and ``backlog``: what waits without them, and with them.
    """

    hours: Decimal
    home: Change
    unit: Change
    helper: Change
    person: Change | None
    dossiers: int
    backlog_before: int
    backlog: int


def move(helper: Helper, home: Unit, unit: Unit, share: Decimal, person: Hours | None = None) -> Effect:
    """What it does to all when ``share`` percent of the helper's time goes from ``home`` to ``unit``.

    Within one unit nothing changes for it; the helper only takes work on.
    Raises HoursMissing for more time than there is.
    """
    if not 0 <= share <= WHOLE:
        raise HoursMissing(f"{share}% of the working time cannot be moved.")
    hours = min(rounded(helper.hours.available * share / WHOLE), helper.hours.available)
    within = home.key == unit.key
    gone = home.hours if within else home.hours.given(hours)
    come = unit.hours if within else unit.hours.received(hours)
    more = _dossiers(hours, unit)
    return Effect(
        hours=hours,
        home=Change(home.hours, gone),
        unit=Change(unit.hours, come),
        helper=Change(helper.hours, helper.hours.asked(hours)),
        person=Change(person, person.relieved(hours)) if person else None,
        dossiers=more,
        backlog_before=unit.backlog,
        backlog=max(unit.backlog - more, 0),
    )


def _dossiers(hours: Decimal, unit: Unit) -> int:
    """How many dossiers of the unit's usual mix fit into ``hours``."""
    if not unit.hours.needed:
        return 0
    return int((hours * unit.finished / unit.hours.needed).to_integral_value(ROUND_FLOOR))
