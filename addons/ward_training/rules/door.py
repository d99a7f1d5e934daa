"""A person's code at the door: signed, short-lived; and what coming at that moment means.

A code is ``<employee>.<second at which it ends>.<signature>``. Whoever makes up another person, or
another second, has no signature for it. The secret is the caller's: ``sign`` turns a text into one.
"""

from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

FORGED, EXPIRED = "forged", "expired"
CLOSED, PRESENT, LATE, OVER = "closed", "present", "late", "over"


class RefusedCode(Exception):
    """``reason``: FORGED or EXPIRED."""

    def __init__(self, reason: str):
        self.reason = reason
        super().__init__(reason)


def make(employee: int, until: datetime, sign: Callable[[str], str]) -> str:
    """The code of a person that holds ``until`` a moment (UTC)."""
    claim = f"{employee}.{timegm(until.timetuple())}"
    return f"{claim}.{sign(claim)}"


def read(code: str, now: datetime, sign: Callable[[str], str]) -> int:
    """Whose code it is. Raises :class:`RefusedCode` for one that was made up, or has ended."""
    claim, _dot, signature = code.rpartition(".")
    if not claim or not compare_digest(sign(claim).encode(), signature.encode()):
        raise RefusedCode(FORGED)
    employee, _dot, ends = claim.partition(".")
    if timegm(now.timetuple()) > int(ends):
        raise RefusedCode(EXPIRED)
    return int(employee)


@dataclass(frozen=True)
class Coming:
    """What coming at a moment means: CLOSED (too early), PRESENT, LATE with its minutes, or OVER."""

    says: str
    minutes: int = 0


def coming(begin: datetime, end: datetime, now: datetime, opens: int, tolerance: int) -> Coming:
    """At ``now``, of a half-day from ``begin`` to ``end``; ``opens`` and ``tolerance`` are minutes."""
    if now < begin - timedelta(minutes=opens):
        return Coming(CLOSED)
    if now >= end:
        return Coming(OVER)
    minutes = max(int((now - begin) / timedelta(minutes=1)), 0)
    return Coming(LATE, minutes) if minutes > tolerance else Coming(PRESENT)
