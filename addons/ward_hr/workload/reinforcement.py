"""Who can help a unit or a person with too much work, how much, and why; the fittest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from .moving import WHOLE, Effect, Helper, Hours, Unit, move
from .standard_hours import rounded

STEP = Decimal(10)  # shares are offered in tenths of the working time


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
