from decimal import Decimal

import pytest

from odoo.addons.ward_oversight.rules.indicators import Counts, figures, total
from odoo.addons.ward_oversight.rules.projection import Point, project

MOST = {"1": Decimal(18), "2": Decimal(20), "3": Decimal(12), "4": Decimal(10), "5": Decimal(22), "6": Decimal(18)}


def test_groups_with_dossiers_have_points_and_the_others_are_not_covered():
    found = figures(Counts(finished=200, on_time=190, received=220, online=110, digitised=50), MOST)
    assert [one.points for one in found] == [None, Decimal("19.0"), Decimal("6.0"), None, Decimal("5.5"), None]
    assert total(found) == (Decimal("30.5"), Decimal(54))


def test_without_dossiers_nothing_is_covered_and_nothing_is_zero():
    found = figures(Counts(0, 0, 0, 0, 0), MOST)
    assert {one.points for one in found} == {None}
    assert total(found) == (0, 0)


@pytest.mark.parametrize(
    ("places", "points"),
    [
        ({}, {}),
        ({1: (21.02, 105.84)}, {1: Point(50, 50)}),
        ({1: (21.0, 105.0), 2: (22.0, 105.0)}, {1: Point(50, 90), 2: Point(50, 10)}),
        ({1: (0.0, 105.0), 2: (0.0, 106.0)}, {1: Point(10, 50), 2: Point(90, 50)}),
    ],
)
def test_north_is_above_and_east_to_the_right(places, points):
    assert project(places) == points
