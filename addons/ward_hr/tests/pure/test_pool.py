"""Sharing a fund to the đồng: by rating, by workload, never above it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from odoo.addons.ward_hr.law import Law, LawValue
from odoo.addons.ward_hr.pay import shipped_components
from odoo.addons.ward_hr.pay.pool import Member, PoolRule, rights, share_out

RULE = PoolRule({"excellent": Decimal("1.2"), "good": Decimal(1), "completed": Decimal("0.8")})
BY_LOAD = PoolRule({"good": Decimal(1)}, Decimal("0.5"), Decimal("0.8"), Decimal("1.5"))


def member(level="good", base=1000, load=None, key=1):
    return Member(key, Decimal(base), level, None if load is None else Decimal(load))


def test_three_equal_shares_of_a_hundred_sum_to_a_hundred():
    shares = share_out(Decimal(100), dict.fromkeys("abc", Decimal(1)))
    assert shares == {"a": Decimal(34), "b": Decimal(33), "c": Decimal(33)}


def test_the_odd_dong_goes_to_the_largest_remainder():
    shares = share_out(Decimal(10), {"a": Decimal("1.4"), "b": Decimal("1.6")})
    assert shares == {"a": Decimal(5), "b": Decimal(5)}
    assert share_out(Decimal(11), {"a": Decimal(2), "b": Decimal(1)}) == {"a": Decimal(7), "b": Decimal(4)}


def test_who_is_not_rated_completed_or_better_shares_nothing():
    assert RULE.points(member("not_completed")) == 0
    assert RULE.points(member("")) == 0
    shares = share_out(Decimal(100), {"a": Decimal(1), "b": RULE.points(member("not_completed"))})
    assert shares == {"a": Decimal(100), "b": Decimal(0)}


def test_a_fund_in_which_nobody_shares_stays_whole():
    assert share_out(Decimal(100), {"a": Decimal(0)}) == {"a": Decimal(0)}
    assert share_out(Decimal(100), {}) == {}


@pytest.mark.parametrize(
    ("load", "factor"),
    [
        (None, "1"),
        ("1", "1"),
        ("1.2", "1.1"),
        ("1.5", "1.25"),
        ("1.6", "1.25"),
        ("3", "1.25"),
        ("0.8", "0.9"),
        ("0.79", "0.9"),
        ("0", "0.9"),
    ],
)
def test_half_of_a_share_follows_the_load_between_its_floor_and_its_ceiling(load, factor):
    assert BY_LOAD.load_factor(None if load is None else Decimal(load)) == Decimal(factor)


def test_shares_follow_heads_where_the_rule_says_so():
    rule = PoolRule({"good": Decimal(1)}, by_base=False)
    assert rule.points(member(base=1000)) == rule.points(member(base=9000)) == 1


def test_what_is_above_a_cap_goes_to_the_others_and_stays_when_all_are_capped():
    points = {"a": Decimal(3), "b": Decimal(1), "c": Decimal(1)}
    assert share_out(Decimal(100), points, {"a": Decimal(40)}) == {"a": Decimal(40), "b": Decimal(30), "c": Decimal(30)}
    caps = dict.fromkeys("abc", Decimal(10))
    assert share_out(Decimal(100), points, caps) == caps


@pytest.mark.parametrize("fund", ["-1", "0.5"])
def test_a_fund_is_whole_dong(fund):
    with pytest.raises(ValueError, match="whole number"):
        share_out(Decimal(fund), {})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weights": {"good": Decimal(-1)}}, "weight"),
        ({"load_part": Decimal("1.1")}, "between 0 and 1"),
        ({"load_floor": Decimal(0)}, "floor"),
        ({"load_floor": Decimal(2), "load_ceiling": Decimal(1)}, "ceiling"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        PoolRule(**change)


figures = some.integers(0, 10**6).map(lambda n: Decimal(n) / 100)
funds = some.integers(0, 10**10).map(Decimal)


@given(funds, some.dictionaries(some.integers(), figures, max_size=20))
def test_the_shares_are_whole_and_sum_to_the_fund(fund, points):
    shares = share_out(fund, points)
    assert shares.keys() == points.keys()
    assert all(share == int(share) >= 0 for share in shares.values())
    assert sum(shares.values()) == (fund if any(points.values()) else 0)


@given(funds, some.dictionaries(some.integers(), figures, min_size=1, max_size=20), some.data())
def test_nobody_gets_more_than_the_cap_and_all_together_no_more_than_the_fund(fund, points, data):
    caps = data.draw(some.dictionaries(some.sampled_from(sorted(points)), funds))
    shares = share_out(fund, points, caps)
    assert all(shares[key] <= cap for key, cap in caps.items())
    assert sum(shares.values()) <= fund
    open_keys = [key for key, value in points.items() if value and key not in caps]
    if open_keys:
        assert sum(shares.values()) == fund


@given(funds, some.lists(figures, min_size=2, max_size=10))
def test_more_points_never_get_a_smaller_share(fund, values):
    shares = share_out(fund, dict(enumerate(sorted(values))))
    amounts = list(shares.values())
    assert all(after >= before - 1 for before, after in zip(amounts, amounts[1:], strict=False))


MONTHLY = next(component for component in shipped_components() if component.code == "EXTRA_MONTH")


def rule(since, applies):
    code = MONTHLY.rule_code("contract_111")
    return LawValue(code, since, Decimal(applies), "flag", "Resolution 12", "reported", code)


@pytest.mark.parametrize(
    "first, last, expected",
    [
        (date(2026, 11, 1), date(2026, 11, 15), {False}),
        (date(2026, 11, 1), date(2026, 11, 16), {True, False}),
        (date(2026, 11, 16), date(2026, 11, 30), {True}),
        (date(2026, 11, 16), date(2026, 12, 1), {True, False}),
        (date(2026, 12, 1), date(2026, 12, 1), {False}),
    ],
)
def test_the_right_to_a_component_follows_the_rule_of_each_day(first, last, expected):
    law = Law.shipped().with_values([rule(date(2026, 11, 16), 1), rule(date(2026, 12, 1), 0)])
    assert rights(MONTHLY, law, "contract_111", first, last) == expected


def test_before_the_first_rule_the_list_of_the_component_says_who_has_it():
    law, day = Law.shipped(), date(2026, 11, 1)
    assert rights(MONTHLY, law, "civil_servant", day, day) == {True}
    assert rights(MONTHLY, law, "contract_111", day, day) == {False}
