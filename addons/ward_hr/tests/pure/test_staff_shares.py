"""Shares of working time over the days: at most the whole, on every single day."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ward_hr.staff.shares import Excess, Share, excesses

OCT, NOV, DEC = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
DAY = timedelta(days=1)


def share(key, percent, since=OCT, until=None):
    return Share(key, D(percent), since, until)


def test_the_whole_is_no_excess_and_a_hundredth_more_is():
    assert excesses([share("a", 60), share("b", 40)]) == []
    assert excesses([share("a", 60), share("b", "40.01")]) == [Excess(OCT, None, D("100.01"), ("a", "b"))]


def test_nothing_assigned_is_no_excess():
    assert excesses([]) == []


@pytest.mark.parametrize(
    ("end", "found"),
    [
        (NOV - DAY, []),
        (NOV, [Excess(NOV, NOV, D(150), ("a", "b"))]),
        (NOV + DAY, [Excess(NOV, NOV + DAY, D(150), ("a", "b"))]),
    ],
)
def test_the_last_day_counts_and_the_day_after_does_not(end, found):
    assert excesses([share("a", 100, OCT, end), share("b", 50, NOV)]) == found


def test_only_the_days_in_excess_are_named():
    rows = [share("a", 60), share("b", 60, NOV, DEC - DAY)]
    assert excesses(rows) == [Excess(NOV, DEC - DAY, D(120), ("a", "b"))]


def test_an_end_at_the_last_day_there_is_is_an_end():
    assert excesses([share("a", 100, OCT, date.max), share("b", 1, NOV)])[0].first == NOV


DAYS = st.integers(0, 40).map(lambda n: OCT + n * DAY)
ROWS = st.lists(
    st.tuples(st.integers(1, 100), DAYS, DAYS, st.booleans()).map(
        lambda r: (r[0], min(r[1], r[2]), None if r[3] else max(r[1], r[2]))
    ),
    max_size=5,
)


@given(ROWS)
def test_the_sweep_finds_what_counting_every_day_finds(rows):
    shares = [share(key, *row) for key, row in enumerate(rows)]
    found = excesses(shares)
    for day in (OCT + n * DAY for n in range(45)):
        held = sum(s.percent for s in shares if s.since <= day and (s.until is None or s.until >= day))
        inside = [e for e in found if e.first <= day and (e.last is None or day <= e.last)]
        assert (held > 100) == bool(inside)
        assert not inside or inside[0].percent == held
