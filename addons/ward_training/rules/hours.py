"""Hours of training: what a course credits and what a year still asks for."""

from decimal import Decimal

ZERO = Decimal(0)


def credited(course_hours: Decimal, attended: bool, session_done: bool) -> Decimal:
    """Hours credited for one session: all of them for who attended it to its end, else none."""
    return course_hours if attended and session_done else ZERO


def shortfall(required: Decimal, done: Decimal) -> Decimal:
    """Hours still missing; never below zero."""
    return max(required - done, ZERO)


def percent(required: Decimal, done: Decimal) -> Decimal:
    """Share of the required hours that is done, 0 to 100; 100 when nothing is required."""
    if required <= ZERO:
        return Decimal(100)
    return min(done / required, Decimal(1)) * 100
