from decimal import Decimal

import pytest

from odoo.addons.ward_hr.workload.time_study import TooFewObservations, propose

FENCE = Decimal("1.5")


def minutes(*values):
    return [Decimal(value) for value in values]


def test_mean_median_and_spread_of_five_observations():
    found = propose(minutes(8, 9, 10, 11, 12), minimum=5, fence=FENCE)
    assert (found.size, found.mean, found.median) == (5, 10, 10)
    assert (found.lower_quartile, found.upper_quartile) == (9, 11)
    assert found.deviation**2 == pytest.approx(Decimal("2.5"))
    assert found.outliers == ()


def test_one_observation_short_of_the_minimum_is_refused():
    with pytest.raises(TooFewObservations) as refusal:
        propose(minutes(8, 9, 10, 11), minimum=5, fence=FENCE)
    assert (refusal.value.size, refusal.value.minimum) == (4, 5)


def test_one_observation_has_no_spread_and_is_refused():
    with pytest.raises(TooFewObservations):
        propose(minutes(8), minimum=1, fence=FENCE)


@pytest.mark.parametrize(("last", "out"), [(14, ()), (15, (Decimal(15),))])
def test_an_observation_is_out_only_beyond_the_fence(last, out):
    assert propose(minutes(8, 9, 10, 11, last), minimum=5, fence=FENCE).outliers == out


def test_no_minutes_at_all_is_not_an_observation():
    with pytest.raises(ValueError, match="above 0"):
        propose(minutes(0, 9), minimum=2, fence=FENCE)
