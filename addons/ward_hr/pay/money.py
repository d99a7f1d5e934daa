"""Money is ``Decimal`` in whole đồng; this is the only place where it is rounded."""

from decimal import ROUND_HALF_UP, Decimal

DONG = Decimal(1)


def dong(amount):
    """``amount`` rounded to the đồng, half up (half away from zero below zero).

    >>> dong(Decimal("101326.5")), dong(Decimal("101326.49"))
    (Decimal('101327'), Decimal('101326'))
    """
    return amount.quantize(DONG, ROUND_HALF_UP)
