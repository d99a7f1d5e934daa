from dataclasses import replace
from datetime import date

import pytest

from odoo.addons.ward_oversight.rules.repeat import Found, earlier

NOW = Found(9, date(2026, 11, 20), 1, "late dossiers", 7)
BEFORE = replace(NOW, key=3, day=date(2026, 5, 4))


def test_the_same_item_procedure_and_unit_are_a_repeat_and_the_latest_comes_first():
    first = replace(NOW, key=1, day=date(2025, 12, 1))
    assert earlier(NOW, [first, NOW, BEFORE]) == [BEFORE, first]


@pytest.mark.parametrize(
    "other",
    [
        replace(BEFORE, unit=2),
        replace(BEFORE, item="another"),
        replace(BEFORE, procedure=8),
        replace(BEFORE, procedure=None),
        replace(BEFORE, day=date(2026, 11, 21)),
        replace(BEFORE, day=NOW.day, key=10),
    ],
)
def test_another_unit_item_or_procedure_or_a_later_one_is_no_repeat(other):
    assert earlier(NOW, [other]) == []


def test_without_item_and_procedure_nothing_is_recognised():
    bare = replace(NOW, item=None, procedure=None)
    assert earlier(bare, [replace(bare, key=3, day=date(2026, 5, 4))]) == []


def test_two_of_one_day_are_in_the_order_of_their_making():
    assert earlier(NOW, [replace(NOW, key=8)]) == [replace(NOW, key=8)]
