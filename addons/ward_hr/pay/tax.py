"""A progressive scale: each bracket's rate on the part of the income inside it."""

from decimal import Decimal

ZERO = Decimal(0)


def brackets_of(rows):
    """``rows`` of law (``upto`` in đồng, the last without; ``rate``) as a tuple of pairs.

    Refuses a scale whose limits do not rise or whose last bracket is not open: such a
    scale would leave some income without a rate.
    """
    pairs = tuple((row.get("upto"), row["rate"]) for row in rows)
    limits = [upto for upto, _rate in pairs]
    if not limits or limits[-1] is not None or None in limits[:-1]:
        raise ValueError("A progressive scale ends with one open bracket.")
    if sorted(set(limits[:-1])) != limits[:-1]:
        raise ValueError("The limits of a progressive scale rise.")
    return pairs


def tax_on(income, brackets):
    """The tax, not rounded, on ``income`` đồng (nothing on zero or less)."""
    return sum((part * rate for part, rate in parts_of(income, brackets)), ZERO)


def parts_of(income, brackets):
    """The income cut at the limits: a list of (part in đồng, rate), no empty parts."""
    parts, below = [], ZERO
    for upto, rate in brackets:
        if income <= below:
            break
        inside = income if upto is None or income < upto else upto
        parts.append((inside - below, rate))
        below = upto
    return parts
