"""The groups of Decision 766/QĐ-TTg of 23/06/2022, as far as a ward's own dossiers tell them.

The points are an estimate: the share of what is measured, of the group's most points. The portal counts more than
dossiers; groups without data here are marked as not covered, never as 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PUBLICITY, PROGRESS, ONLINE, PAYMENT, DIGITISED, SATISFACTION = "1", "2", "3", "4", "5", "6"
TENTH = Decimal(1) / 10


@dataclass(frozen=True)
class Counts:
    """Dossiers of a ward and month: those finished, in time, received, received online, with digitised papers."""

    finished: int
    on_time: int
    received: int
    online: int
    digitised: int


@dataclass(frozen=True)
class Figure:
    """A group: its ``most`` points; ``share`` (0 to 1) and ``points``, None where it is not covered."""

    group: str
    most: Decimal
    share: Decimal | None = None

    @property
    def points(self) -> Decimal | None:
        return None if self.share is None else (self.share * self.most).quantize(TENTH, ROUND_HALF_UP)


def figures(counts: Counts, most: Mapping[str, Decimal]) -> tuple[Figure, ...]:
    """One figure a group of ``most`` (points by group), in order."""
    shares = {
        PROGRESS: _share(counts.on_time, counts.finished),
        ONLINE: _share(counts.online, counts.received),
        DIGITISED: _share(counts.digitised, counts.finished),
    }
    return tuple(Figure(group, points, shares.get(group)) for group, points in sorted(most.items()))


def total(found: Iterable[Figure]) -> tuple[Decimal, Decimal]:
    """``(points, most points)`` of the groups that are covered."""
    covered = [one for one in found if one.share is not None]
    return sum((one.points for one in covered), Decimal(0)), sum((one.most for one in covered), Decimal(0))


def _share(part, whole):
    return Decimal(part) / whole if whole else None
