"""Since when a step is held, from what the versions of a file say."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.staff import Said, early_in_a_row, held_since

FIRST, MARCH, JUNE = date(2024, 1, 1), date(2025, 3, 1), date(2026, 6, 1)
EARLIER = date(2023, 5, 1)


def said(day, step=3, overgrade=0, counted_from=None, scale="A1"):
    return Said(day, scale, step, Decimal(overgrade), counted_from)


@pytest.mark.parametrize(
    ("versions", "day", "assumed"),
    [
        ([said(FIRST)], FIRST, True),
        ([said(FIRST), said(MARCH)], FIRST, True),
        ([said(FIRST, step=2), said(MARCH)], MARCH, False),
        ([said(FIRST, step=2), said(MARCH), said(JUNE)], MARCH, False),
        ([said(FIRST, scale="B"), said(MARCH)], MARCH, False),
        ([said(FIRST, step=9), said(MARCH, step=9, overgrade=5)], MARCH, False),
        ([said(FIRST, step=3), said(MARCH, step=2), said(JUNE, step=3)], JUNE, False),
        ([said(FIRST, counted_from=EARLIER)], EARLIER, False),
        ([said(FIRST, counted_from=EARLIER), said(MARCH)], EARLIER, False),
        ([said(FIRST, counted_from=EARLIER), said(MARCH, step=4)], MARCH, False),
        ([said(FIRST, step=2), said(MARCH, counted_from=EARLIER)], EARLIER, False),
        ([said(FIRST, counted_from=EARLIER), said(MARCH, counted_from=FIRST)], FIRST, False),
    ],
)
def test_the_day_from_which_the_time_at_the_step_counts(versions, day, assumed):
    since = held_since(versions)
    assert (since.day, since.assumed) == (day, assumed)


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ([], 0),
        (["raise"], 0),
        (["early_raise"], 1),
        (["early_raise", "raise"], 0),
        (["raise", "early_raise", "early_raise"], 2),
        (["early_raise", "rank_step"], 0),
    ],
)
def test_raises_before_term_in_a_row_are_counted_from_the_last(kinds, count):
    assert early_in_a_row(kinds) == count
