"""Whether somebody meets a training condition of the ward."""

from decimal import Decimal


def meets(required: Decimal, done: Decimal, percent: Decimal) -> bool:
    """At least ``percent`` of the hours asked are done; who was asked for none meets it."""
    return done * 100 >= required * percent
