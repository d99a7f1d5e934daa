"""The score of a visit, as a table with its edges."""

from decimal import Decimal

import pytest

from odoo.addons.ward_oversight.rules.score import Answer, Unanswered, final, score

P, F, N, U = "pass", "fail", "na", "unanswered"

TABLE = [
    # (result, weight, critical) ...                      cap  score  capped
    ([(P, 1, False)], 50, "100.0", False),
    ([(F, 1, False)], 50, "0.0", False),
    ([(P, 1, False), (F, 1, False)], 50, "50.0", False),
    ([(P, 2, False), (F, 1, False)], 50, "66.7", False),
    ([(P, 1, False), (F, 2, False)], 50, "33.3", False),
    ([(P, 1, False), (F, 7, False)], 50, "12.5", False),
    # half a tenth goes up: 1 of 16 is 6.25
    ([(P, 1, False), (F, 15, False)], 50, "6.3", False),
    # not applicable leaves the base, heavy as it may be
    ([(P, 1, False), (N, 99, False)], 50, "100.0", False),
    ([(P, 1, False), (N, 99, True)], 50, "100.0", False),
    # a critical failure caps, only where the score would be higher
    ([(P, 3, False), (F, 1, True)], 50, "50.0", True),
    ([(P, 1, False), (F, 1, True)], 50, "50.0", False),
    ([(P, 1, False), (F, 3, True)], 50, "25.0", False),
    ([(P, 3, False), (F, 1, True)], 0, "0.0", True),
    ([(P, 3, False), (F, 1, True)], 100, "75.0", False),
    # a critical item that passes caps nothing
    ([(P, 3, True), (F, 1, False)], 50, "75.0", False),
    # unanswered counts for nothing yet
    ([(P, 1, False), (U, 9, True)], 50, "100.0", False),
]


def answers(rows):
    return [Answer(*row) for row in rows]


@pytest.mark.parametrize(("rows", "cap", "value", "capped"), TABLE)
def test_the_score_follows_the_table(rows, cap, value, capped):
    result = score(answers(rows), cap)
    assert result.value == Decimal(value)
    assert result.capped is capped


@pytest.mark.parametrize("rows", [[], [(N, 3, True)], [(U, 1, False)], [(N, 1, False), (U, 1, False)]])
def test_nothing_applicable_has_no_score_rather_than_zero(rows):
    assert score(answers(rows), 50).value is None


def test_an_unanswered_item_blocks_the_final_score_and_is_counted():
    with pytest.raises(Unanswered) as error:
        final(answers([(P, 1, False), (U, 1, False), (U, 2, False)]), 50)
    assert error.value.count == 2


def test_a_pass_more_never_lowers_the_score():
    for weight in range(1, 6):
        before = score(answers([(P, 2, False), (F, 3, False)]), 50)
        after = score(answers([(P, 2, False), (F, 3, False), (P, weight, False)]), 50)
        assert after.value >= before.value
