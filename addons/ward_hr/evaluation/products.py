"""Quantity, quality and progress of a person's assigned work (art. 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .rules import Rules

NOTHING, WHOLE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Product:
    """Pieces of one kind with the same outcome.

    ``units``: what they count for in standard units, all together; ``done`` whether they were
    finished; ``faults`` failed checks and ``delays`` of each piece.
    """

    units: Decimal
    done: bool
    faults: int = 0
    delays: int = 0


@dataclass(frozen=True)
class Rates:
    """a, b and c as shares of the assigned units, between 0 and 1, not rounded."""

    quantity: Decimal
    quality: Decimal
    progress: Decimal


@dataclass(frozen=True)
class Units:
    """Standard units: assigned, finished, and what of these is left for quality and progress."""

    assigned: Decimal
    done: Decimal
    good: Decimal
    timely: Decimal


def units(products: Iterable[Product], rules: Rules) -> Units:
    """The units of ``products``; each failed check and each delay takes its part, to 0 at most."""
    assigned = done = good = timely = NOTHING
    for product in products:
        assigned += product.units
        if product.done:
            done += product.units
            good += product.units * left(product.faults, rules.quality_penalty)
            timely += product.units * left(product.delays, rules.delay_penalty)
    return Units(assigned, done, good, timely)


def rates(products: Iterable[Product], rules: Rules) -> Rates | None:
    """a, b, c; None for a person without assigned work, who cannot be rated by it."""
    sums = units(products, rules)
    if not sums.assigned:
        return None
    return Rates(sums.done / sums.assigned, sums.good / sums.assigned, sums.timely / sums.assigned)


def left(times: int, penalty: Decimal) -> Decimal:
    """What ``times`` penalties leave of one, never below 0."""
    return max(NOTHING, WHOLE - times * penalty)
