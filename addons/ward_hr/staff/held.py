"""Since when a step is held: the run of versions of a file that say the same of scale, step and over-grade."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Said:
    """What a version says from ``day`` on; ``counted_from``: the day entered by hand, from which the time counts."""

    day: date
    scale: str
    step: int
    overgrade: Decimal = Decimal(0)
    counted_from: date | None = None

    @property
    def rank(self):
        return self.scale, self.step, self.overgrade


@dataclass(frozen=True)
class Since:
    """``day`` from which the time at the step counts; ``assumed`` when the file only begins there."""

    day: date
    assumed: bool


def held_since(versions):
    """The :class:`Since` of the last of ``versions`` (:class:`Said`, oldest first, at least one).

    A day entered by hand goes first, the latest one of the run. Else it is the day of the version that set the step.
    Where the file begins with the step, that day is assumed: the person may have held it for longer.
    """
    last = versions[-1]
    run = []
    for version in reversed(versions):
        if version.rank != last.rank:
            break
        run.append(version)
    for version in run:
        if version.counted_from:
            return Since(version.counted_from, False)
    return Since(run[-1].day, run[-1] is versions[0])


def early_in_a_row(kinds):
    """How many of the last raises, ``kinds`` of decisions oldest first, came before term one after the other."""
    count = 0
    for kind in reversed(kinds):
        if kind != "early_raise":
            break
        count += 1
    return count
