"""A person's file over time: what a decision changes in it, and how that is undone.

A history maps the day of each version to its values, ``{day: {subject: value}}``; a version holds
until the day before the next. A *subject* is what one decision speaks of as a whole (rank and step,
the leadership post, the unit). A later version that merely carried a value forward takes the
new one; one that another decision set by itself does not.

Nothing here writes: `plan` and `undo` say what is to be written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """``cuts``: versions to make, ``{day: day of the one it copies}``; ``writes``: ``{day: {subject: value}}``."""

    cuts: Mapping[date, date]
    writes: Mapping[date, Mapping[str, object]]


@dataclass(frozen=True)
class Entry:
    """What applying one decision did, in the ``turn`` in which it was applied.

    ``made``: days of the versions that it made; ``edits``: ``{day: {subject: (old, new)}}``;
    ``until``: the last day of what it says, ``None`` when open.
    """

    turn: int
    day: date
    until: date | None
    subjects: frozenset
    made: frozenset = frozenset()
    edits: Mapping[date, Mapping[str, tuple]] = field(default_factory=dict)

    def stands_on(self, day):
        """Whether the version of ``day`` is this decision's own: its first day, or the day after its last."""
        return day == self.day or (self.until is not None and day == self.until + DAY)


@dataclass(frozen=True)
class Undo:
    """``writes``: values to restore; ``drops``: versions without a reason left; ``heirs``: who keeps the others."""

    writes: Mapping[date, Mapping[str, object]]
    drops: tuple
    heirs: Mapping[date, int]


class Altered(Exception):
    """What the decision wrote is no longer there: ``days`` whose values were changed since."""

    def __init__(self, days):
        super().__init__(days)
        self.days = days


class BeforeTheFile(Exception):
    """The day lies before ``first``, the first version of the file: nothing is known of it."""

    def __init__(self, first):
        super().__init__(first)
        self.first = first


def in_force(history: Mapping, day: date) -> date:
    """The day of the version that holds on ``day``; raises `BeforeTheFile` when there is none."""
    if day < min(history):
        raise BeforeTheFile(min(history))
    return max(known for known in history if known <= day)


def plan(history, day, values, until=None, fixed=None) -> Plan:
    """What is to be written so that ``values`` hold from ``day`` to ``until`` (``None``: on).

    ``fixed``: ``{subject: days}`` whose value another decision set; it is never carried over.
    """
    cuts = {day: in_force(history, day)} if day not in history else {}
    if until and until + DAY not in history:
        cuts[until + DAY] = in_force(history, until + DAY)
    cut = {**history, **{made: history[source] for made, source in cuts.items()}}
    writes = {}
    for subject, value in values.items():
        for touched in _carried(cut, day, subject, until, (fixed or {}).get(subject, ())):
            writes.setdefault(touched, {})[subject] = value
    return Plan(cuts, writes)


def _carried(history, day, subject, until, fixed):
    """``day``, and the days of the later versions that merely carry its value."""
    yield day
    for later in sorted(known for known in history if known > day):
        if (until and later > until) or later in fixed or history[later][subject] != history[day][subject]:
            return
        yield later


def resting_on(entry: Entry, others: Iterable[Entry]) -> list[Entry]:
    """The decisions that were applied after ``entry`` and speak of the same, last one first."""
    later = [other for other in others if other.turn > entry.turn and other.subjects & entry.subjects]
    return sorted(later, key=lambda other: -other.turn)


def undo(history, entry: Entry, others: Iterable[Entry], later=frozenset()) -> Undo:
    """What is to be written so that the file is as if ``entry`` had never been.

    ``others``: the other decisions that stay applied; ``later``: days of versions made since.
    Raises `Altered` where what the decision wrote was changed by hand.
    """
    altered = sorted(
        day
        for day, edits in entry.edits.items()
        if day in history and any(history[day][subject] != new for subject, (_old, new) in edits.items())
    )
    if altered:
        raise Altered(altered)
    writes = {}
    for subject in sorted({subject for edits in entry.edits.values() for subject in edits}):
        for day, old in _to_restore(history, entry, subject, later):
            writes.setdefault(day, {})[subject] = old
    heirs, drops = {}, []
    for day in sorted(entry.made & set(history)):
        heir = min((other.turn for other in others if other.stands_on(day)), default=None)
        if heir is None:
            drops.append(day)
        else:
            heirs[day] = heir
    return Undo(writes, tuple(drops), heirs)


def _to_restore(history, entry, subject, later):
    """``(day, old value)`` of the versions that carry what the decision says of ``subject``."""
    recorded = {day: edits[subject] for day, edits in entry.edits.items() if subject in edits}
    old, new = recorded[min(recorded)]
    for day in sorted(known for known in history if known >= entry.day):
        if day in recorded:
            yield day, recorded[day][0]
        elif (
            day in later
            and history[day][subject] == new
            and (entry.until is None or day <= entry.until)
        ):
            yield day, old
        else:
            return
