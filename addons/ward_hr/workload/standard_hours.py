"""Standard minutes of a stage of a procedure, as they hold on a day, and hours from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

RECEPTION, PROCESSING = "reception", "processing"
MINUTES_AN_HOUR = Decimal(60)
HUNDREDTH = Decimal(1).scaleb(-2)


@dataclass(frozen=True)
class Work:
    """``dossiers`` of one procedure at one stage done by one person in one month.

    ``minutes``: the standard of the day for one dossier; None where no standard was
    in force, which is shown as work that could not be measured, never as 0 hours.
    ``unit``: the one that leads the procedure, None where none does.
    """

    person: int
    procedure: int
    stage: str
    dossiers: int
    minutes: Decimal | None
    unit: int | None = None

    @property
    def hours(self) -> Decimal | None:
        return None if self.minutes is None else hours(self.dossiers, self.minutes)


@dataclass(frozen=True)
class OtherWork:
    """``count`` pieces of work of a ``kind`` that is no dossier's, and the ``hours`` that they take."""

    kind: str
    count: int
    hours: Decimal


def hours(dossiers: int, minutes: Decimal) -> Decimal:
    """Standard hours of ``dossiers`` at ``minutes`` each, to the hundredth of an hour."""
    return rounded(dossiers * minutes / MINUTES_AN_HOUR)


def rounded(value: Decimal) -> Decimal:
    """Hours to the hundredth, half up: the one place where hours are rounded."""
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)


def total(works: Iterable[Work]) -> Decimal:
    """Hours of all measured work: the sum of its rounded lines."""
    return sum((one.hours for one in works if one.hours is not None), Decimal(0))


def unmeasured(works: Iterable[Work]) -> int:
    """Dossiers for whose stage no standard was in force on their day."""
    return sum(one.dossiers for one in works if one.minutes is None)
