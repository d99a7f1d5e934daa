from decimal import Decimal

import pytest

from odoo.addons.ward_training.rules import hours


@pytest.mark.parametrize(
    ("attended", "done", "expected"),
    [(True, True, 16), (True, False, 0), (False, True, 0), (False, False, 0)],
)
def test_hours_are_credited_for_who_attended_once_the_session_is_done(attended, done, expected):
    assert hours.credited(Decimal(16), attended, done) == expected


@pytest.mark.parametrize(
    ("done", "missing", "percent"),
    [(0, 40, 0), ("39.5", "0.5", "98.75"), (40, 0, 100), (48, 0, 100)],
)
def test_the_shortfall_ends_at_the_required_hours(done, missing, percent):
    assert hours.shortfall(Decimal(40), Decimal(done)) == Decimal(missing)
    assert hours.percent(Decimal(40), Decimal(done)) == Decimal(percent)


def test_where_nothing_is_required_nothing_is_missing():
    assert hours.shortfall(Decimal(0), Decimal(0)) == 0
    assert hours.percent(Decimal(0), Decimal(0)) == 100
