"""The rating by points: a, b, c and d, đ, e, levels at their edges, the quota, a year from its periods."""

import csv
from datetime import date
from decimal import Decimal as D
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ward_hr.evaluation.level import NotACause, level, rank
from odoo.addons.ward_hr.evaluation.points import Leading, task_points, unit_share
from odoo.addons.ward_hr.evaluation.products import Product, Rates, rates, units
from odoo.addons.ward_hr.evaluation.quota import Rating, allowed, check
from odoo.addons.ward_hr.evaluation.rules import Rules, UnknownWord
from odoo.addons.ward_hr.evaluation.year import Part, weights, year_points
from odoo.addons.ward_hr.law import Law, LawValue, NoLawOn

LAW = Law.shipped()
DAY = date(2026, 9, 30)
RULES = Rules.on(LAW, DAY)


def ruled(**words):
    """The rules with other words of the ward: ``ruled(eval_quota_rounding="half up")``."""
    own = [LawValue(code, date(2026, 1, 1), word, "word", "x", "proposed", code) for code, word in words.items()]
    return Rules.on(LAW.with_values(own), DAY)


# -- the law -------------------------------------------------------------------------------------------


def test_the_levels_are_those_that_were_collected():
    path = Path(__file__).parent / "facts" / "evaluation_levels.csv"
    with path.open(encoding="utf-8", newline="") as file:
        facts = [(row["code"], row["name_vi"], row["name_en"], D(row["points_from"])) for row in csv.DictReader(file)]
    rows = LAW.table("eval_levels", DAY)
    assert [(row["code"], row["vi"], row["en"], row["from"]) for row in rows] == facts


def test_a_day_before_the_decree_has_no_rules():
    with pytest.raises(NoLawOn):
        Rules.on(LAW, date(2025, 12, 31))
    assert Rules.on(LAW, date(2026, 1, 1)).levels


def test_common_and_task_points_make_a_hundred():
    assert RULES.common_points + RULES.task_points == 100


def test_a_word_that_a_setting_does_not_know_is_refused_with_those_that_it_knows():
    with pytest.raises(UnknownWord, match="“up”. Enter one of: down, half up"):
        ruled(eval_quota_rounding="up")


# -- a, b, c -------------------------------------------------------------------------------------------


def test_work_done_well_and_in_time_is_worth_all_points():
    full = rates([Product(D(40), done=True)], RULES)
    assert full == Rates(D(1), D(1), D(1))
    assert task_points(full, RULES) == 70


def test_each_failed_check_and_each_delay_takes_a_quarter_of_its_piece():
    found = units(
        [Product(D(4), True), Product(D(4), True, faults=1), Product(D(4), True, delays=2), Product(D(4), False)],
        RULES,
    )
    assert (found.assigned, found.done) == (16, 12)
    assert found.good == 4 + 3 + 4
    assert found.timely == 4 + 4 + 2


@pytest.mark.parametrize(("faults", "good"), [(0, 100), (1, 75), (3, 25), (4, 0), (5, 0), (9, 0)])
def test_a_piece_never_falls_below_nothing(faults, good):
    assert units([Product(D(100), True, faults=faults)], RULES).good == good


def test_a_person_without_assigned_work_has_no_rates():
    assert rates([], RULES) is None
    assert rates([Product(D(0), True)], RULES) is None
    assert rates([Product(D(1), False)], RULES) == Rates(D(0), D(0), D(0))


products = st.builds(
    Product,
    units=st.integers(1, 500).map(D),
    done=st.booleans(),
    faults=st.integers(0, 6),
    delays=st.integers(0, 6),
)


@given(st.lists(products, min_size=1, max_size=20), st.integers(1, 500).map(D))
def test_more_good_work_never_lowers_points(some, more):
    before = rates(some, RULES)
    after = rates([*some, Product(more, done=True)], RULES)
    assert task_points(after, RULES) >= task_points(before, RULES)


@given(st.lists(products, min_size=1, max_size=20))
def test_points_stay_between_nothing_and_all_and_quality_never_exceeds_quantity(some):
    found = rates(some, RULES)
    assert 0 <= found.quality <= found.quantity <= 1 and 0 <= found.progress <= found.quantity
    assert 0 <= task_points(found, RULES) <= RULES.task_points


# -- golden sheets -------------------------------------------------------------------------------------


def test_a_golden_sheet_of_a_member_of_staff():
    """40 units assigned, 36 done, one of 4 units with a fault, one of 2 units late: (0.9+0.875+0.8875)/3 x 70."""
    work = [Product(D(30), True), Product(D(4), True, 1), Product(D(2), True, 0, 1), Product(D(4), False)]
    found = rates(work, RULES)
    assert (found.quantity, found.quality, found.progress) == (D("0.9"), D("0.875"), D("0.8875"))
    assert task_points(found, RULES) == D("62.13")
    assert level(D("62.13") + D("27.5"), RULES) == "T"


def test_a_golden_sheet_of_a_leader():
    """a 1, b 0.95, c 0.9; one of the unit not completed: d 0.5; đ 0.9, e 1: 5.25/6 x 70."""
    leading = Leading(unit_share(["T", "KHT", "HT"], RULES), D("0.9"), D(1))
    assert leading.unit == D("0.5")
    assert task_points(Rates(D(1), D("0.95"), D("0.9")), RULES, leading) == D("61.25")


def test_a_unit_whose_people_all_completed_gives_its_leader_everything():
    assert unit_share(["HT", "T", "XS"], RULES) == 1
    assert unit_share([], RULES) is None


# -- levels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("0", "KHT"),
        ("49.99", "KHT"),
        ("50", "HT"),
        ("69.99", "HT"),
        ("70", "T"),
        ("89.99", "T"),
        ("90", "XS"),
        ("100", "XS"),
    ],
)
def test_a_level_begins_exactly_at_its_points(points, code):
    assert level(D(points), RULES) == code


def test_points_are_rounded_before_the_level_is_read():
    assert level(RULES.rounded(D("89.995")), RULES) == "XS"
    assert level(RULES.rounded(D("89.994")), RULES) == "T"


def test_a_case_of_article_20_4_is_not_completed_whatever_the_points():
    for cause in ("degradation", "party_bans", "discipline"):
        assert level(D(95), RULES, cause) == "KHT"
    assert level(D(95), RULES, "corruption", is_leader=True) == "KHT"


@pytest.mark.parametrize("cause", ["corruption", "unheard of"])
def test_a_cause_that_is_not_one_of_the_person_is_refused(cause):
    with pytest.raises(NotACause):
        level(D(95), RULES, cause)


def test_levels_are_ranked_from_the_best():
    assert [rank(code, RULES) for code in ("XS", "T", "HT", "KHT")] == [0, 1, 2, 3]


# -- quota ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "strict", "half_up"),
    [(0, 0, 0), (2, 0, 0), (3, 0, 1), (4, 0, 1), (5, 1, 1), (9, 1, 2), (10, 2, 2)],
)
def test_the_rounding_of_the_quota_is_a_setting(good, strict, half_up):
    assert allowed(good, 0, RULES) == strict
    assert allowed(good, 0, ruled(eval_quota_rounding="half up")) == half_up


def test_a_unit_with_outstanding_results_may_have_a_quarter():
    assert (allowed(8, 0, RULES), allowed(8, 0, RULES, outstanding=True)) == (1, 2)


def test_who_is_counted_is_a_setting():
    assert (allowed(4, 1, RULES), allowed(4, 1, ruled(eval_quota_base="good and excellent"))) == (0, 1)


def test_the_quota_is_kept_in_each_unit_and_in_each_group_of_similar_tasks():
    people = [Rating(n, "T", 1, "professional") for n in range(5)] + [Rating(9, "XS", 1, "lead")]
    found = {(one.scope, one.key): (one.allowed, one.over) for one in check(people, RULES)}
    assert found == {("unit", 1): (1, 0), ("group", "professional"): (1, 0), ("group", "lead"): (0, 1)}


def test_a_group_takes_the_higher_share_only_when_all_its_units_are_outstanding():
    people = [Rating(n, "T", n % 2, "professional") for n in range(8)]
    one, both = check(people, RULES, frozenset([1])), check(people, RULES, frozenset([0, 1]))
    assert [q.allowed for q in one if q.scope == "group"] == [1]
    assert [q.allowed for q in both if q.scope == "group"] == [2]


# -- year ----------------------------------------------------------------------------------------------


def test_a_move_between_units_weighs_by_time():
    parts = [Part(1, D(60), D(30), D(70)), Part(2, D(20), D(20), D(50))]
    assert weights(parts) == {1: Fraction(3, 4), 2: Fraction(1, 4)}
    assert year_points(parts, RULES) == (D("27.50"), D("65.00"))


def test_time_away_does_not_count():
    parts = [Part(1, D(60), D(27), D(60)), Part(2, D(0), D(0), D(0))]
    assert year_points(parts, RULES) == (D("27.00"), D("60.00"))
    assert year_points([Part(1, D(0), D(27), D(60))], RULES) is None


@given(st.lists(st.decimals(0, 66, places=1), min_size=1, max_size=12))
def test_weights_add_up_to_one(days):
    shares = weights(Part(n, d, D(20), D(50)) for n, d in enumerate(days))
    assert not any(days) or sum(shares.values()) == 1
    assert any(days) or shares == {}


@given(st.lists(st.tuples(st.integers(1, 66), st.integers(0, 70)), min_size=1, max_size=12))
def test_a_year_lies_between_its_worst_and_its_best_period(periods):
    _common, task = year_points([Part(n, D(d), D(20), D(p)) for n, (d, p) in enumerate(periods)], RULES)
    assert min(p for _d, p in periods) <= task <= max(p for _d, p in periods)
