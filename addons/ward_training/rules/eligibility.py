"""What stands between a person and a session of a course.

The answer is a tuple of obstacles, empty for somebody who may enrol. An obstacle
carries its facts (names, days), so that the screen can say it in a sentence of the
reader's language, and never a finished text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .absence import Unit

NOT_OPEN = "not_open"
BEGUN = "begun"
DEADLINE = "deadline"
OVERLAP = "overlap"
PREREQUISITE = "prerequisite"
SKILL = "skill"
LEAVE = "leave"
AWAY = "away"
VISIT = "visit"
PEAK = "peak"

#: Also hold for somebody whom the HR officer enrols; the others the officer may waive.
BINDING = frozenset({NOT_OPEN, OVERLAP, LEAVE, AWAY})
#: Clashes of time: another session of the course may be free of them.
CLASHES = frozenset({OVERLAP, LEAVE, AWAY})


@dataclass(frozen=True)
class Engagement:
    """Where the person is already: a half-day of a session, a leave, a visit. Times are local, end excluded.

    ``key`` tells sessions apart: a session is no obstacle to itself. ``kind``: OVERLAP (a session),
    LEAVE or VISIT.
    """

    name: str
    begin: datetime
    end: datetime
    key: int = 0
    kind: str = OVERLAP


@dataclass(frozen=True)
class Prerequisite:
    """A course to be completed first, or the skill that it teaches, at that level or above.

    ``skill`` is any key of ``Person.skills``, or None; ``level`` is its progress, 0-100.
    """

    code: str
    name: str
    skill: int | None = None
    level: int = 0


@dataclass(frozen=True)
class Need:
    """A skill to be held before, ``level`` its progress 0-100; ``course`` and ``day`` of the next that teaches it."""

    skill: int
    name: str
    level: int
    level_name: str
    course: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Session:
    """A dated session: ``state`` is draft, open, running, done or cancelled.

    ``times``: (begin, end) of its half-days; without them it takes all the time in between.
    """

    state: str
    begin: datetime
    end: datetime
    deadline: date | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    key: int | None = None
    times: tuple[tuple[datetime, datetime], ...] = ()
    need: Need | None = None

    @property
    def spans(self) -> tuple[tuple[datetime, datetime], ...]:
        return self.times or ((self.begin, self.end),)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(sorted({begin.date() for begin, _end in self.spans}))


@dataclass(frozen=True)
class Person:
    """``completed``: codes of courses attended to the end; ``skills``: progress 0-100; ``key`` as in ``unit``."""

    completed: frozenset[str] = frozenset()
    skills: Mapping[int, int] = field(default_factory=dict)
    engagements: tuple[Engagement, ...] = ()
    unit: Unit = Unit()
    key: int = 0


@dataclass(frozen=True)
class Obstacle:
    """``code`` is one of this module's; ``subject`` a name, ``day`` and ``until`` its days.

    ``detail``: the level of a skill; ``count`` and ``size``: people of a unit, or percent above its average.
    """

    code: str
    subject: str = ""
    day: date | None = None
    until: date | None = None
    detail: str = ""
    count: int = 0
    size: int = 0


def obstacles(
    person: Person, session: Session, now: datetime, offers: Mapping[str, date]
) -> tuple[Obstacle, ...]:
    """Everything that keeps ``person`` out of ``session`` at local time ``now``.

    ``offers`` is the first day of the next open session by course code: the way out
    that a missing prerequisite names (``day`` None when none is planned).
    """
    return (
        *_calendar(session, now),
        *_clashes(person, session, OVERLAP),
        *_clashes(person, session, LEAVE),
        *_too_many_away(person, session),
        *(
            Obstacle(PREREQUISITE, wanted.name, offers.get(wanted.code))
            for wanted in session.prerequisites
            if not has_completed(person, wanted)
        ),
        *_needed(person, session.need),
    )


def warnings(person: Person, session: Session) -> tuple[Obstacle, ...]:
    """What a person should know before enrolling, and may decide against: visits, and busy days of the unit."""
    return (*_clashes(person, session, VISIT), *_busy(person.unit, session))


def _clashes(person: Person, session: Session, kind: str) -> list[Obstacle]:
    """Each engagement of a kind that shares time with the session, once."""
    found = {}
    for taken in person.engagements:
        if taken.kind == kind and (kind != OVERLAP or taken.key != session.key) and overlap(session, taken):
            found.setdefault(
                (taken.key, taken.name), Obstacle(kind, taken.name, taken.begin.date(), taken.end.date())
            )
    return list(found.values())


def _too_many_away(person: Person, session: Session) -> list[Obstacle]:
    """The first day on which too many of the unit would be away, with how many are already."""
    unit = person.unit
    return [
        Obstacle(AWAY, unit.name, day, count=unit.others_away(day, person.key), size=unit.size)
        for day in unit.full_days(session.days, person.key)[:1]
    ]


def _busy(unit: Unit, session: Session) -> list[Obstacle]:
    """The first of the session's days that is a busy one of the unit."""
    return [
        Obstacle(PEAK, unit.name, day, count=round(unit.peaks[day.weekday()] * 100))
        for day in unit.peak_days(session.days)[:1]
    ]


def _needed(person: Person, need: Need | None) -> list[Obstacle]:
    if need is None or person.skills.get(need.skill, -1) >= need.level:
        return []
    return [Obstacle(SKILL, need.name, need.day, detail=need.level_name)]


def _calendar(session: Session, now: datetime) -> tuple[Obstacle, ...]:
    """Open, not begun, and not past the deadline, whose day still counts whole."""
    if session.state != "open":
        return (Obstacle(NOT_OPEN, session.state),)
    if session.begin <= now:
        return (Obstacle(BEGUN, day=session.begin.date()),)
    if session.deadline and now.date() > session.deadline:
        return (Obstacle(DEADLINE, day=session.deadline),)
    return ()


def overlap(one: Session | Engagement, other: Session | Engagement) -> bool:
    """True when they share time; one that ends at noon leaves room for one that begins then."""
    return any(
        begin < other_end and other_begin < end
        for begin, end in _spans(one)
        for other_begin, other_end in _spans(other)
    )


def _spans(one: Session | Engagement) -> tuple[tuple[datetime, datetime], ...]:
    return one.spans if isinstance(one, Session) else ((one.begin, one.end),)


def has_completed(person: Person, wanted: Prerequisite) -> bool:
    """The course itself was attended to the end, or its skill is held at that level."""
    if wanted.code in person.completed:
        return True
    return wanted.skill is not None and person.skills.get(wanted.skill, -1) >= wanted.level
