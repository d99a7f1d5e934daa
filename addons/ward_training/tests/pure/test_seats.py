import pytest
from hypothesis import given
from hypothesis import strategies as some

from odoo.addons.ward_training.rules.seats import Waiting, promoted

QUEUE = [Waiting(11, ticket=3), Waiting(12, ticket=1), Waiting(13, ticket=2, free=False)]


@pytest.mark.parametrize(
    ("seats", "taken", "expected"),
    [
        (5, 3, (12, 11)),
        (5, 4, (12,)),
        (5, 5, ()),
        (5, 6, ()),
        (50, 0, (12, 11)),
    ],
)
def test_free_seats_go_to_those_who_asked_first(seats, taken, expected):
    assert promoted(seats, taken, QUEUE) == expected


def test_who_is_busy_at_that_time_is_passed_over():
    assert 13 not in promoted(5, 0, QUEUE)


def test_of_one_ticket_the_earlier_record_is_first():
    assert promoted(1, 0, [Waiting(9, ticket=4), Waiting(8, ticket=4)]) == (8,)


@given(
    some.integers(1, 30),
    some.integers(0, 30),
    some.lists(some.tuples(some.integers(1, 99), some.booleans()), max_size=30),
)
def test_never_more_than_there_is_room_for(seats, taken, queue):
    places = [Waiting(key, ticket, free) for key, (ticket, free) in enumerate(queue)]
    assert len(promoted(seats, taken, places)) <= max(seats - taken, 0)


def test_a_unit_sends_no_more_than_it_may_and_the_next_of_another_unit_goes():
    queue = [Waiting(1, 1, unit=7), Waiting(2, 2, unit=7), Waiting(3, 3, unit=8), Waiting(4, 4)]
    assert promoted(3, 0, queue, {7: 1, 8: 1}) == (1, 3, 4)
    assert promoted(3, 0, queue, {7: 0}) == (3, 4)
