"""What half-days of attendance are worth: the hours credited, and whether somebody was there at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PRESENT, LATE, LEFT_EARLY, ABSENT = "present", "late", "left_early", "absent"
TENTH = Decimal(1) / 10
ZERO = Decimal(0)


@dataclass(frozen=True)
class Half:
    """One half-day of one person: its ``hours``, how it went, and the ``minutes`` that were missed."""

    hours: Decimal
    state: str
    minutes: int = 0


@dataclass(frozen=True)
class Credit:
    """The rule of a ward: ``tolerance`` minutes count as present; below ``least`` of the hours nothing counts.

    ``least`` is a share, 0 to 1.
    """

    tolerance: int = 0
    least: Decimal = ZERO


def attended(half: Half, rule: Credit) -> Decimal:
    """Hours of a half-day that count: all, less the minutes missed beyond the tolerance, or none."""
    if half.state == ABSENT:
        return ZERO
    if half.state == PRESENT or half.minutes <= rule.tolerance:
        return half.hours
    return max(half.hours - Decimal(half.minutes) / 60, ZERO)


def share(halves: Sequence[Half], rule: Credit) -> Decimal:
    """Share of the hours of all half-days that was attended, 0 to 1; 0 without half-days."""
    total = sum((half.hours for half in halves), ZERO)
    return sum((attended(half, rule) for half in halves), ZERO) / total if total else ZERO


def credited(course_hours: Decimal, halves: Sequence[Half], rule: Credit) -> Decimal:
    """Hours credited of ``course_hours``: in proportion to what was attended, to a tenth of an hour.

    Nothing when less than ``rule.least`` was attended.
    """
    part = share(halves, rule)
    if part < rule.least:
        return ZERO
    return (course_hours * part).quantize(TENTH, ROUND_HALF_UP)


def was_there(halves: Sequence[Half]) -> bool:
    """Whether somebody came to any half-day."""
    return any(half.state != ABSENT for half in halves)
