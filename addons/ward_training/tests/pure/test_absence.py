"""How many of a unit may be away, at the edges; and its busy weekdays."""

from datetime import date
from decimal import Decimal as D

import pytest

from odoo.addons.ward_training.rules.absence import Limit, Unit, most_away, peaks

HALF = Limit(D(50), 1)
ALWAYS = ((date.min, HALF),)
TUESDAY, WEDNESDAY = date(2026, 12, 1), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("size", "limit", "expected"),
    [
        (0, HALF, 0),
        (1, HALF, 1),
        (2, HALF, 1),
        (2, Limit(D(40), 1), 1),
        (2, Limit(D(40), 2), 0),
        (3, HALF, 1),
        (4, HALF, 2),
        (5, Limit(D(100), 1), 4),
        (5, Limit(D(100), 5), 0),
        (5, Limit(D(0), 0), 0),
        (10, Limit(D("33.3"), 2), 3),
    ],
)
def test_at_most_a_share_is_away_and_some_always_stay(size, limit, expected):
    assert most_away(size, limit) == expected


def test_the_whole_counter_is_never_away():
    for size in range(2, 60):
        assert most_away(size, Limit(D(100), 1)) < size


def test_a_day_is_full_when_one_more_would_be_too_many_and_the_person_counts_once():
    unit = Unit(size=4, limits=ALWAYS, away={TUESDAY: frozenset({7, 8}), WEDNESDAY: frozenset({7})})
    assert unit.full_days([WEDNESDAY, TUESDAY], person=9) == (TUESDAY,)
    assert unit.full_days([TUESDAY], person=7) == ()
    assert unit.room([TUESDAY, WEDNESDAY]) == 0
    assert unit.room([WEDNESDAY]) == 1


def test_a_rule_holds_from_its_first_day_and_the_first_in_order_wins():
    away = {TUESDAY: frozenset({1}), WEDNESDAY: frozenset({1})}
    unit = Unit(size=2, limits=((WEDNESDAY, HALF),), away=away)
    assert unit.full_days([TUESDAY, WEDNESDAY], person=2) == (WEDNESDAY,)
    assert unit.room([TUESDAY]) is None
    assert unit.room([TUESDAY, WEDNESDAY]) == 0
    of_the_unit = Limit(D(100), 0)
    unit = Unit(size=2, limits=((WEDNESDAY, of_the_unit), (date.min, HALF)), away=away)
    assert unit.full_days([TUESDAY, WEDNESDAY], person=2) == (TUESDAY,)


def test_without_a_rule_everybody_may_go():
    unit = Unit(size=4, away={TUESDAY: frozenset({1, 2, 3})})
    assert unit.full_days([TUESDAY], person=4) == ()
    assert unit.room([TUESDAY]) is None


def test_a_peak_is_a_weekday_with_so_much_more_than_the_average():
    a_day = {0: D(13), 1: D(10), 2: D(7)}
    assert peaks(a_day, D("1.3")) == {0: D("0.3")}
    assert peaks(a_day, D("1.31")) == {}
    assert peaks({}, D("1.3")) == peaks({0: D(0)}, D("1.3")) == {}


def test_peak_days_are_those_on_such_a_weekday():
    assert Unit(peaks={1: D("0.4")}).peak_days([WEDNESDAY, TUESDAY]) == (TUESDAY,)
