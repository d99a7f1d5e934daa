"""Money is ``Decimal`` in whole đồng; this is the only place where it is rounded."""

from decimal import ROUND_HALF_UP, Decimal

DONG = Decimal(1)


def dong(amount, whole=1):
    """``amount`` rounded to a multiple of ``whole`` đồng, half up (half away from zero below zero).

    >>> dong(Decimal("101326.5")), dong(Decimal("101326.49")), dong(Decimal("101500"), 1_000)
    (Decimal('101327'), Decimal('101326'), Decimal('102000'))
    """
    if whole == 1:
        return amount.quantize(DONG, ROUND_HALF_UP)
    return (amount / whole).quantize(DONG, ROUND_HALF_UP) * whole
