"""The hours of training that a year asks of one person, less the months that do not count.

A year asks for the whole of its hours of who is in service all year. Neither Decree 171/2025 nor an older
text that was seen says what is asked of somebody who was away: that months away do not count, and from how
many days a month is one of them, is a proposal that a ward may replace (``ward.training.requirement``).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

MONTHS = 12


@dataclass(frozen=True)
class Span:
    """Days, both included, on which a person was exempt, on leave, or not yet or no more in service."""

    first: date
    last: date


def months_counted(year: int, spans: tuple[Span, ...], away_days: int) -> int:
    """Months of ``year`` that count: all but those with at least ``away_days`` days in ``spans``.

    ``away_days``: 1 or more. Days in several spans count once.
    """
    if away_days < 1:
        raise ValueError("a month is away from at least one day on")
    if not spans:
        return MONTHS
    months = range(1, MONTHS + 1)
    return sum(_days_away(year, month, spans) < min(away_days, monthrange(year, month)[1]) for month in months)


def required(hours: Decimal, year: int, spans: tuple[Span, ...], away_days: int) -> Decimal:
    """Hours asked of the person, whole hours, half up: ``hours`` by the months counted, of twelve."""
    counted = months_counted(year, spans, away_days)
    return (hours * counted / MONTHS).quantize(Decimal(1), ROUND_HALF_UP) if counted < MONTHS else hours


def _days_away(year, month, spans):
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    days = set()
    for span in spans:
        begin, end = max(first, span.first), min(last, span.last)
        days.update(begin + timedelta(days=turn) for turn in range((end - begin).days + 1))
    return len(days)
