from decimal import Decimal

import pytest

from odoo.addons.ward_oversight.rules.conflict import (
    FAMILY,
    LAST_TIME,
    OWN_UNIT,
    Conflict,
    Inspector,
    conflicts,
    standing,
)
from odoo.addons.ward_oversight.rules.coverage import Coverage
from odoo.addons.ward_oversight.rules.sample import draw, population

CODES = [f"H26.123-261012-{number:04}" for number in range(1, 201)]


@pytest.mark.parametrize(
    ("inspector", "last", "kinds"),
    [
        (Inspector(1, frozenset({5})), [], [OWN_UNIT]),
        (Inspector(1, frozenset({4, 5})), [], [OWN_UNIT]),
        (Inspector(1, frozenset({4}), frozenset({5})), [], [FAMILY]),
        (Inspector(1, frozenset({4}), frozenset({6})), [], []),
        (Inspector(1, frozenset({4})), [1, 2], [LAST_TIME]),
        (Inspector(1, frozenset({4})), [2], []),
        (Inspector(1, frozenset({5}), frozenset({5})), [1], [FAMILY, LAST_TIME, OWN_UNIT]),
    ],
)
def test_who_must_not_inspect_unit_five(inspector, last, kinds):
    assert [one.kind for one in conflicts([inspector], 5, last)] == kinds


def test_family_and_last_time_can_be_waived_the_own_unit_never():
    found = [Conflict(1, kind) for kind in (OWN_UNIT, FAMILY, LAST_TIME)]
    assert standing(found, found) == (Conflict(1, OWN_UNIT),)
    assert standing(found, [Conflict(2, FAMILY)]) == tuple(found)


def test_the_same_seed_draws_the_same_dossiers_in_whatever_order_they_come():
    assert draw(CODES, 26, "phuong-2026") == draw(CODES[::-1], 26, "phuong-2026")
    assert draw(CODES, 26, "phuong-2026") != draw(CODES, 26, "phuong-2027")
    assert population(CODES) == population(CODES[::-1]) != population(CODES[1:])


def test_a_dossier_that_is_gone_moves_only_itself():
    drawn = draw(CODES, 26, "x")
    rest = [code for code in CODES if code != drawn[3]]
    assert set(drawn) - set(draw(rest, 26, "x")) == {drawn[3]}


@pytest.mark.parametrize(("size", "count"), [(0, 0), (1, 1), (200, 200), (201, 200)])
def test_a_sample_is_never_larger_than_what_there_is(size, count):
    assert len(set(draw(CODES, size, "x"))) == count


def test_every_dossier_is_about_as_likely_as_another():
    times = dict.fromkeys(CODES, 0)
    for seed in range(400):
        for code in draw(CODES, 20, str(seed)):
            times[code] += 1
    assert 15 < min(times.values()) and max(times.values()) < 70  # 40 on average


def test_a_dossier_named_twice_is_refused():
    with pytest.raises(ValueError):
        draw(["a", "a"], 1, "x")


@pytest.mark.parametrize(
    ("units", "visited", "needed", "missing"),
    [
        ([], [], 0, 0),
        ([1, 2, 3, 4, 5], [], 1, 1),
        ([1, 2, 3, 4, 5], [1, 1], 1, 0),
        ([1, 2, 3, 4, 5, 6], [1], 2, 1),  # 1.2 units are two
        ([1, 2, 3, 4, 5, 6], [1, 9], 2, 1),  # a unit that is gone covers nothing
    ],
)
def test_a_fifth_of_the_units_rounded_up(units, visited, needed, missing):
    coverage = Coverage.of(units, visited, Decimal("0.2"))
    assert (coverage.needed, coverage.missing) == (needed, missing)
