"""What the check of a row is told of the ward, and what it tells of the row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..workload.deadline import Office, Term

AMBIGUOUS = -1
_PERSONAL = re.compile(r"\d{9}|0\d{9}|\d{12}")  # identity numbers, mobile phones


@dataclass(frozen=True)
class Fault:
    """What is wrong: ``column`` key, the ``value`` as sent, the ``kind``, words to fill in."""

    column: str
    value: str
    kind: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Procedure:
    """A procedure as the check needs it; ``unit``: the department that leads it, or None."""

    key: int
    term: Term
    unit: int | None


@dataclass(frozen=True)
class Known:
    """What is known of the ward when a file is read.

    ``procedures`` by code; ``officers`` by e-mail, staff code or full name in lower
    case, AMBIGUOUS where two share it; ``units``: for each officer the days (ISO) from
    which a department holds, in order; ``moment``: now, in local time.
    """

    procedures: Mapping[str, Procedure]
    officers: Mapping[str, int]
    units: Mapping[int, Sequence[tuple[str, int | None]]]
    office: Office
    moment: datetime


def masked(text: str) -> str:
    """An identity or phone number as it may be shown and kept: its last three digits."""
    return "…" + text[-3:] if _PERSONAL.fullmatch(text) else text
