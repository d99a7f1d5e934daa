"""What stands between a person and a session of a course.

The answer is a tuple of obstacles, empty for somebody who may enrol. An obstacle
carries its facts (names, days), so that the screen can say it in a sentence of the
reader's language, and never a finished text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

NOT_OPEN = "not_open"
BEGUN = "begun"
DEADLINE = "deadline"
OVERLAP = "overlap"
PREREQUISITE = "prerequisite"

#: Also hold for somebody whom the HR officer enrols; the others the officer may waive.
BINDING = frozenset({NOT_OPEN, OVERLAP})


@dataclass(frozen=True)
class Engagement:
    """A session in which the person already has a seat. Times are local, end excluded.

    ``key`` tells sessions apart: a session is no obstacle to itself.
    """

    name: str
    begin: datetime
    end: datetime
    key: int = 0


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
class Session:
    """A dated session: ``state`` is draft, open, running, done or cancelled."""

    state: str
    begin: datetime
    end: datetime
    deadline: date | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    key: int | None = None


@dataclass(frozen=True)
class Person:
    """``completed``: codes of courses attended to the end; ``skills``: progress 0-100."""

    completed: frozenset[str] = frozenset()
    skills: Mapping[int, int] = field(default_factory=dict)
    engagements: tuple[Engagement, ...] = ()


@dataclass(frozen=True)
class Obstacle:
    """``code`` is one of this module's; ``subject`` a name, ``day`` and ``until`` its days."""

    code: str
    subject: str = ""
    day: date | None = None
    until: date | None = None


def obstacles(
    person: Person, session: Session, now: datetime, offers: Mapping[str, date]
) -> tuple[Obstacle, ...]:
    """Everything that keeps ``person`` out of ``session`` at local time ``now``.

    ``offers`` is the first day of the next open session by course code: the way out
    that a missing prerequisite names (``day`` None when none is planned).
    """
    return (
        *_calendar(session, now),
        *(
            Obstacle(OVERLAP, taken.name, taken.begin.date(), taken.end.date())
            for taken in person.engagements
            if taken.key != session.key and overlap(session, taken)
        ),
        *(
            Obstacle(PREREQUISITE, wanted.name, offers.get(wanted.code))
            for wanted in session.prerequisites
            if not has_completed(person, wanted)
        ),
    )


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
    return one.begin < other.end and other.begin < one.end


def has_completed(person: Person, wanted: Prerequisite) -> bool:
    """The course itself was attended to the end, or its skill is held at that level."""
    if wanted.code in person.completed:
        return True
    return wanted.skill is not None and person.skills.get(wanted.skill, -1) >= wanted.level
