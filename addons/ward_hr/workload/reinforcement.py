"""Who can help a unit with too much work, how much, and what that does to both units.

Moving a share of a person's time takes hours from one unit and gives them to another: no
hour is made or lost, and none is below zero. Hours are those of one month, measured.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .standard_hours import rounded

STEP = Decimal(10)  # shares are offered in tenths of the working time
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
class Rule:
    """The ward's rule: load and share (percent) at most, people who stay, days between helps."""

    overload_index: Decimal
    minimum_people: int
    days_between: int
    share_max: Decimal


@dataclass(frozen=True)
class Case:
    """Who needs help: a unit, or one ``person`` of it; ``day``: the first day of the help."""

    unit: Unit
    day: date
    person: Hours | None = None

    def lack(self, index: Decimal) -> Decimal:
        """Hours that bring the load down to ``index``: a person is relieved, a unit gets people."""
        if self.person is None:
            return self.unit.hours.lack(index)
        return max(rounded(self.person.needed - self.person.available * index), Decimal(0))


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


@dataclass(frozen=True)
class Reason:
    """A code and its numbers; words are made where the language is known."""

    code: str
    numbers: tuple = ()


@dataclass(frozen=True)
class Candidate:
    """A helper with the share (percent) to ask for, its effect, and why, or why not."""

    helper: Helper
    share: Decimal
    effect: Effect
    reasons: tuple[Reason, ...]
    refusals: tuple[Reason, ...] = ()


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


def candidates(case: Case, helpers: Iterable[Helper], units: Mapping[int, Unit], rule: Rule) -> list[Candidate]:
    """All ``helpers``, the fittest first; those who cannot help are last, with the reason.

    The skilled go before the unskilled, colleagues of the same unit first among them; who helped
    less than ``days_between`` days ago comes after all others of that skill; then more skill, more hours to spare.
    """
    found = [_candidate(case, helper, units[helper.unit], rule) for helper in helpers]
    return sorted(found, key=lambda one: _rank(case, one, rule))


def _rank(case: Case, one: Candidate, rule: Rule):
    helper = one.helper
    return (
        bool(one.refusals),
        not helper.skill,
        _days_since(case, helper, rule) is not None,
        helper.unit != case.unit.key,
        -helper.skill,
        -helper.room(rule.overload_index),
        helper.key,
    )


def _candidate(case: Case, helper: Helper, home: Unit, rule: Rule) -> Candidate:
    share = min(_enough(case.lack(rule.overload_index), helper), _tenths(rule.share_max))
    while share > STEP and refusals(case.unit, helper, home, share, rule):
        share -= STEP
    share = max(share, STEP)
    effect = move(helper, home, case.unit, share, case.person)
    reasons = tuple(_reasons(case, helper, rule))
    return Candidate(helper, share, effect, reasons, refusals(case.unit, helper, home, share, rule))


def _enough(lack: Decimal, helper: Helper) -> Decimal:
    """The share of the helper's time that holds ``lack`` hours, in full tenths; at most the whole."""
    if lack >= helper.hours.available:
        return WHOLE
    return (lack * WHOLE / helper.hours.available / STEP).to_integral_value(ROUND_CEILING) * STEP


def _tenths(share: Decimal) -> Decimal:
    return share // STEP * STEP


def refusals(unit: Unit, helper: Helper, home: Unit, share: Decimal, rule: Rule) -> tuple[Reason, ...]:
    """Why ``share`` percent of the helper's time cannot be asked for; empty when it can."""
    return tuple(_refusals(unit, helper, home, share, rule))


def _refusals(unit, helper, home, share, rule):
    hours = helper.hours.available * share / WHOLE
    if helper.helping + share > rule.share_max:
        yield Reason("share_max", (helper.helping + share, rule.share_max))
    room = helper.room(rule.overload_index)
    if not hours or hours > room:
        yield Reason("no_spare", (rounded(room),))
    if home.key == unit.key:
        return
    if helper.assigned + share > WHOLE:
        yield Reason("assigned", (helper.assigned,))
    if home.people - share / WHOLE < rule.minimum_people:
        yield Reason("unit_minimum", (home.people, rule.minimum_people))
    after = home.hours.given(min(hours, home.hours.available)).index
    if home.hours.needed and (after is None or after > rule.overload_index):
        yield Reason("unit_over", (after,))


def _reasons(case, helper, rule):
    if helper.unit == case.unit.key:
        yield Reason("same_unit")
    if helper.done:
        yield Reason("done_lately", (helper.done,))
    elif helper.field:
        yield Reason("same_field", (helper.field,))
    else:
        yield Reason("no_skill")
    yield Reason("spare", (rounded(helper.hours.spare),))
    days = _days_since(case, helper, rule)
    if days is not None:
        yield Reason("helped_lately", (days,))
    if helper.away:
        yield Reason("away", (helper.away,))


def _days_since(case: Case, helper: Helper, rule: Rule) -> int | None:
    """Days since the helper's latest reinforcement, None when it is long ago or there was none."""
    if helper.last_help is None:
        return None
    days = max((case.day - helper.last_help).days, 0)
    return days if days < rule.days_between else None
