from decimal import Decimal

import pytest

from odoo.addons.ward_training.rules.cost import Norms, classes_of, cost, sessions_of

NORMS = Norms(Decimal(2_000_000), Decimal(4), Decimal(40_000), Decimal(50_000), Decimal(500_000))


@pytest.mark.parametrize(("hours", "sessions"), [("0", 0), ("4", 1), ("4.5", 2), ("16", 4)])
def test_a_session_begun_counts(hours, sessions):
    assert sessions_of(Decimal(hours), Decimal(4)) == sessions


@pytest.mark.parametrize(("people", "classes"), [(0, 0), (1, 1), (30, 1), (31, 2)])
def test_one_more_than_a_class_holds_makes_another_class(people, classes):
    assert classes_of(people, 30) == classes


def test_trainers_rooms_and_learners_add_up():
    # 2 classes x 4 sessions x 2,000,000; 2 classes x 2 days x 500,000; 40 people x (2 x 40,000 + 50,000)
    assert cost(40, 2, Decimal(16), 2, NORMS) == 16_000_000 + 2_000_000 + 5_200_000


def test_a_norm_that_is_not_known_counts_nothing():
    assert cost(40, 2, Decimal(16), 2, Norms()) == 0


@pytest.mark.parametrize(("call", "args"), [(sessions_of, (Decimal(1), Decimal(0))), (classes_of, (1, 0))])
def test_a_session_or_class_of_nothing_is_refused(call, args):
    with pytest.raises(ValueError, match="a (session|class) has"):
        call(*args)
