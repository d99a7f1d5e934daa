"""The day of the next raise: months at the step, time that does not count, delays.

Sources: Decree 204/2004/NĐ-CP, Circulars 08/2013, 03/2021 and 04/2005/TT-BNV, as dated values in ``law/raises.toml``
and the scales. Nothing here knows a person's name or a clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ..workload.calendar import WorkingCalendar
from .months import add_months, months_between

SCALE = "salary_scale_"
DISCIPLINE, NOT_COMPLETED = "discipline", "not_completed"
OVERGRADE, RAISE = "overgrade", "raise"
ONE_DAY = timedelta(1)
HUNDRED = Decimal(100)


class CannotRaise(ValueError):
    """The day cannot be reckoned: ``reason`` (a code) and ``what`` (the figure or word it stumbles over)."""

    def __init__(self, reason, what=""):
        super().__init__(f"The next raise cannot be reckoned: {reason} {what}.")
        self.reason, self.what = reason, what


@dataclass(frozen=True)
class Held:
    """The step a person holds. ``since``: the day from which the time for the next raise counts.

    ``overgrade`` as written: 5 means 5%; ``early_before``: raises before term in a row that led to this step.
    """

    staff_type: str
    scale: str
    step: int
    since: date
    overgrade: Decimal = Decimal(0)
    early_before: int = 0


@dataclass(frozen=True)
class Event:
    """What delays: a disciplinary measure (``form``) or a rating “not completed”, from ``day`` on."""

    kind: str
    day: date
    form: str = ""
    source: str = ""


@dataclass(frozen=True)
class Absence:
    """Time that does not count, by ``kind`` of the law; ``first`` to ``last``, both included."""

    kind: str
    first: date
    last: date
    source: str = ""


@dataclass(frozen=True)
class Reason:
    """Why the day is later: ``months`` because of what was on ``first`` (to ``last``)."""

    kind: str
    months: int
    first: date
    last: date | None = None
    form: str = ""
    source: str = ""


@dataclass(frozen=True)
class Due:
    """The next raise. ``months``: of the step; ``regular``: the day without delays; ``reasons``: what moved it."""

    kind: str
    day: date
    regular: date
    months: int
    delay: int
    step: int
    coefficient: Decimal
    overgrade: Decimal
    reasons: tuple
    uncertain: frozenset


def next_raise(law, held, events=(), absences=()):
    """The :class:`Due` of a person; raises ``LawError`` or :class:`CannotRaise` where the law gives no answer.

    A measure counts when its day lies in the time at the step, the first day included and the due day not: on the
    due day the raise is earned. What moves the due day may bring further measures before it.
    """
    reader = _Reader(law)
    row = _row_of(law, held, held.since)
    kind, months = _period(law, held, row)
    regular = day = add_months(held.since, months)
    while True:
        reasons = _reasons(reader, held, day, events, absences)
        delay = sum(reason.months for reason in reasons)
        later = add_months(held.since, months + delay)
        if later == day:
            break
        day = later
    step, coefficient, overgrade = _what_follows(law, held, kind, day)
    return Due(
        kind, day, regular, months, delay, step, coefficient, overgrade, tuple(reasons), frozenset(reader.uncertain)
    )


def _row_of(law, held, day):
    steps = law.keyed(SCALE + held.scale, day)
    if Decimal(held.step) not in steps:
        raise CannotRaise("no_such_step", str(held.step))
    return steps[Decimal(held.step)]


def _period(law, held, row):
    """Kind of the next raise, and its months."""
    if row["next"] != OVERGRADE:
        return RAISE, int(row["months"])
    if not held.overgrade:
        return OVERGRADE, int(row["months"])
    return OVERGRADE, int(law.number("overgrade_next_months", held.since))


def _what_follows(law, held, kind, day):
    """Step, coefficient and over-grade percentage from ``day`` on, by the scale of that day."""
    if kind == RAISE:
        steps = law.keyed(SCALE + held.scale, day)
        return held.step + 1, steps[Decimal(held.step + 1)]["coefficient"], Decimal(0)
    code = "overgrade_yearly_rate" if held.overgrade else "overgrade_first_rate"
    percent = held.overgrade + law.number(code, day) * HUNDRED
    return held.step, _row_of(law, held, day)["coefficient"], percent


def _reasons(reader, held, due, events, absences):
    inside = [event for event in events if held.since <= event.day < due]
    delays = [_delay(reader, held, event) for event in sorted(inside, key=lambda event: event.day)]
    if len(delays) > 1 and reader.word("raise_delays_together", due - ONE_DAY) == "longest":
        delays = [max(delays, key=lambda reason: reason.months)]
    return [*delays, *_not_counted(reader, held, due, absences)]


def _delay(reader, held, event):
    if event.kind == NOT_COMPLETED:
        months = reader.number("raise_delay_not_completed", event.day)
    else:
        row = reader.row("raise_delay_discipline", event.form, event.day)
        if row is None or held.staff_type not in row:
            raise CannotRaise("no_delay_known", event.form)
        months = row[held.staff_type]
    return Reason(event.kind, int(months), event.day, form=event.form, source=event.source)


def _not_counted(reader, held, due, absences):
    """At most one `Reason` of kind ``not_counted``, with the first and the last day, and the kinds as its form."""
    left_out, kinds, sources = set(), [], []
    for kind in dict.fromkeys(absence.kind for absence in absences):
        own = [absence for absence in absences if absence.kind == kind]
        days = _beyond_what_is_free(reader, kind, _days_of(own, held.since, due))
        if days:
            left_out |= days
            kinds.append(kind)
            sources += [absence.source for absence in own if absence.source]
    months = _months_of(reader, sorted(left_out))
    if not months:
        return []
    return [
        Reason("not_counted", months, min(left_out), max(left_out), ",".join(kinds), "; ".join(dict.fromkeys(sources)))
    ]


def _days_of(absences, since, due):
    return {
        day
        for absence in absences
        for day in _days(max(absence.first, since), min(absence.last, due - ONE_DAY))
    }


def _days(first, last):
    return [first + timedelta(number) for number in range((last - first).days + 1)]


def _beyond_what_is_free(reader, kind, days):
    if not days:
        return days
    row = reader.row("raise_not_counted", kind, min(days))
    if row is None:
        raise CannotRaise("no_rule_known", kind)
    first = min(days)
    free = (add_months(first, row["free_months"]) - first).days
    return set(sorted(days)[free:])


def _months_of(reader, days):
    """Whole months of the days together; what is left over is one month more from the law's working days on."""
    if not days:
        return 0
    first = days[0]
    months, after = months_between(first, first + timedelta(len(days) - 1))
    left = days[(after - first).days :]
    if not left:
        return months
    threshold = reader.number("raise_not_counted_part_month", first)
    return months + (len(left) >= threshold and reader.worked(left) >= threshold)


class _Reader:
    """Reads the law, and remembers which of the values it read are uncertain."""

    def __init__(self, law):
        self.law, self.uncertain = law, set()

    def number(self, code, day):
        self._note(code, day)
        return self.law.number(code, day)

    def word(self, code, day):
        return self.law.entry(code, day).value

    def row(self, code, key, day):
        """The row of a table, ``None`` where it has none of that name; a row may be less sure than its table."""
        row = self.law.keyed(code, day).get(key)
        self._note(code, day, row and row.get("confidence"))
        return row

    def worked(self, days):
        calendar = WorkingCalendar.by_law(self.law)
        return sum(calendar.is_working(day) for day in days)

    def _note(self, code, day, confidence=None):
        if (confidence or self.law.entry(code, day).confidence) in ("uncertain", "proposed"):
            self.uncertain.add(code)
