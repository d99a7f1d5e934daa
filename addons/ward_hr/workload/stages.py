"""Where a dossier stands: one stage at a time, from receipt to the result in the citizen's hands.

processing  in the hands of who handles it
supplement  the citizen has been asked for something: the clock stands still
ready       the result waits to be collected, in the hands of the desk
"""

from dataclasses import dataclass
from datetime import datetime

PROCESSING, SUPPLEMENT, READY = "processing", "supplement", "ready"


@dataclass(frozen=True)
class Course:
    """The moments of a dossier as far as they are known; None: has not happened."""

    received: datetime
    asked: datetime | None = None
    answered: datetime | None = None
    processed: datetime | None = None
    returned: datetime | None = None


@dataclass(frozen=True)
class Stage:
    """A dossier stood in ``kind`` since ``since``, until ``until`` (None: still does)."""

    kind: str
    since: datetime
    until: datetime | None


def stages(course: Course) -> tuple[Stage, ...]:
    """The stages in order: each begins when the one before ends, so that a dossier is in one at a time."""
    marks = [(PROCESSING, course.received)]
    if course.asked:
        marks.append((SUPPLEMENT, course.asked))
        if course.answered:
            marks.append((PROCESSING, course.answered))
    if course.processed:
        marks.append((READY, course.processed))
    ends = [since for _kind, since in marks[1:]] + [course.returned]
    return tuple(Stage(kind, since, until) for (kind, since), until in zip(marks, ends, strict=True))


def stands(course: Course, moment: datetime) -> str | None:
    """The stage at a moment; None before receipt and after the return of the result."""
    for stage in stages(course):
        if stage.since <= moment and (stage.until is None or moment < stage.until):
            return stage.kind
    return None
