"""What half-days are worth, at the edges of the rule."""

from decimal import Decimal as D

import pytest

from odoo.addons.ward_training.rules.attendance import (
    ABSENT,
    LATE,
    LEFT_EARLY,
    PRESENT,
    Credit,
    Half,
    attended,
    credited,
    share,
    was_there,
)

RULE = Credit(tolerance=15, least=D("0.8"))


@pytest.mark.parametrize(
    ("state", "minutes", "hours"),
    [
        (PRESENT, 0, D(4)),
        (LATE, 15, D(4)),
        (LATE, 16, D(4) - D(16) / 60),
        (LEFT_EARLY, 60, D(3)),
        (LEFT_EARLY, 240, D(0)),
        (LATE, 300, D(0)),
        (ABSENT, 0, D(0)),
    ],
)
def test_minutes_beyond_the_tolerance_are_taken_off(state, minutes, hours):
    assert attended(Half(D(4), state, minutes), RULE) == hours


@pytest.mark.parametrize(
    ("present", "absent", "expected"),
    [(5, 0, D(40)), (4, 1, D(32)), (3, 2, D(0)), (0, 5, D(0))],
)
def test_hours_go_by_the_share_of_half_days_and_none_below_the_least_share(present, absent, expected):
    halves = [Half(D(4), PRESENT)] * present + [Half(D(4), ABSENT)] * absent
    assert credited(D(40), halves, RULE) == expected


def test_a_long_half_day_weighs_more_than_a_short_one():
    assert share([Half(D(3), PRESENT), Half(D(1), ABSENT)], Credit()) == D("0.75")


def test_hours_are_rounded_half_up_to_a_tenth():
    assert credited(D("8.1"), [Half(D(2), PRESENT), Half(D(2), ABSENT)], Credit()) == D("4.1")


def test_without_half_days_nothing_is_credited():
    assert credited(D(8), [], Credit()) == 0


def test_more_time_in_class_never_credits_less():
    hours = [credited(D(8), [Half(D(4), LATE, minutes)], RULE) for minutes in range(240, -1, -1)]
    assert hours == sorted(hours)


def test_late_is_there_and_absent_from_all_is_not():
    assert was_there([Half(D(4), ABSENT), Half(D(4), LATE, 90)])
    assert not was_there([Half(D(4), ABSENT)])
