"""Shares of a person's working time: on no day more than the whole of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

WHOLE = Decimal(100)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Share:
    """``percent`` of the working time, from ``since`` to ``until``, both included (``None``: open)."""

    key: object
    percent: Decimal
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Excess:
    """Days on which more than the whole is given out (``last`` ``None``: from ``first`` on), and by what."""

    first: date
    last: date | None
    percent: Decimal
    keys: tuple


def excesses(shares: Iterable[Share]) -> list[Excess]:
    """The days of one person on which the shares exceed 100 %, in order; ``[]`` when none do.

    Walks the days on which something begins or ends, not every day.
    """
    shares = sorted(shares, key=lambda share: share.since)
    found = []
    for first, last in _stretches(shares):
        held = [share for share in shares if share.since <= first and (share.until is None or share.until >= first)]
        percent = sum((share.percent for share in held), Decimal(0))
        if percent > WHOLE:
            found.append(Excess(first, last, percent, tuple(share.key for share in held)))
    return found


def _stretches(shares):
    """``(first, last)`` between two changes; the last stretch is open."""
    changes = {share.since for share in shares}
    changes |= {share.until + DAY for share in shares if share.until and share.until < date.max}
    days = sorted(changes)
    for first, following in pairwise([*days, None]):
        yield first, following - DAY if following else None
