"""Half-days laid out between two moments, at the edges of the day and of the week."""

from datetime import date, datetime
from decimal import Decimal as D

import pytest

from odoo.addons.ward_training.rules.parts import AFTERNOON, EVENING, MORNING, Part, fits, lay_out, moment

THURSDAY, FRIDAY, MONDAY = date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 7)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute)


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ((8, 0), (12, 0), [(MORNING, D(8), D(12))]),
        ((8, 0), (12, 30), [(MORNING, D(8), D("12.5"))]),
        ((8, 0), (12, 45), [(MORNING, D(8), D(12))]),
        ((8, 0), (17, 0), [(MORNING, D(8), D(12)), (AFTERNOON, D(13), D(17))]),
        ((13, 30), (17, 0), [(AFTERNOON, D("13.5"), D(17))]),
        ((18, 0), (20, 0), [(EVENING, D(18), D(20))]),
        ((17, 0), (20, 0), [(AFTERNOON, D(17), D(18)), (EVENING, D(18), D(20))]),
    ],
)
def test_a_day_is_cut_at_noon_and_at_six(begin, end, expected):
    parts = lay_out(at(THURSDAY, *begin), at(THURSDAY, *end))
    assert [(part.half, part.begin, part.end) for part in parts] == expected
    assert all(fits(part) for part in parts)


def test_the_weekend_is_left_out_and_so_is_a_holiday():
    parts = lay_out(at(THURSDAY, 8), at(MONDAY, 12), closed={FRIDAY})
    assert [(part.day, part.half) for part in parts] == [(THURSDAY, MORNING), (MONDAY, MORNING)]


def test_a_session_on_a_saturday_alone_keeps_it():
    saturday = date(2026, 12, 5)
    assert [part.day for part in lay_out(at(saturday, 8), at(saturday, 11))] == [saturday]


def test_days_that_end_earlier_than_they_begin_are_filled_to_the_evening():
    parts = lay_out(at(THURSDAY, 13), at(FRIDAY, 11))
    assert [(part.day, part.begin, part.end) for part in parts] == [
        (THURSDAY, D(13), D(18)),
        (FRIDAY, D(13), D(18)),
    ]


@pytest.mark.parametrize(
    ("half", "begin", "end", "expected"),
    [
        (MORNING, D(8), D("12.5"), True),
        (MORNING, D(8), D("12.6"), False),
        (AFTERNOON, D("12.4"), D(17), False),
        (AFTERNOON, D("12.5"), D(18), True),
        (EVENING, D(18), D(24), True),
        (EVENING, D(19), D(19), False),
    ],
)
def test_a_part_lies_within_its_half(half, begin, end, expected):
    assert fits(Part(THURSDAY, half, begin, end)) is expected


def test_hours_become_moments_to_the_minute():
    assert moment(THURSDAY, D("13.5")) == at(THURSDAY, 13, 30)
    assert moment(THURSDAY, D(24)) == at(FRIDAY, 0)
