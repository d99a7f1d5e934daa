"""Who can help: shares at the edges of the rule, the order of those who can, and hours that are never lost."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ward_hr.workload.moving import Helper, Hours, HoursMissing, Unit, move
from odoo.addons.ward_hr.workload.reinforcement import Case, Rule, candidates, refusals

DAY = date(2026, 11, 2)
RULE = Rule(overload_index=D(1), minimum_people=2, days_between=90, share_max=D(50))
OFFICE, CULTURE = 1, 2


def unit(key=CULTURE, needed=100, available=400, people=4, **rest):
    return Unit(key, Hours(D(needed), D(available)), D(people), **rest)


def helper(key=7, needed=40, available=160, home=CULTURE, **rest):
    return Helper(key, home, Hours(D(needed), D(available)), **({"done": 5} | rest))


def case(needed=500, available=400, person=None):
    return Case(unit(OFFICE, needed, available), DAY, person)


def ranked(helpers, *, rule=RULE, home=None, of=None):
    of = of or case()
    return candidates(of, helpers, {CULTURE: home or unit(), OFFICE: of.unit}, rule)


def codes(reasons):
    return [reason.code for reason in reasons]


# -- hours ---------------------------------------------------------------------------------------


def test_a_load_at_the_threshold_lacks_nothing_and_an_hour_more_lacks_one():
    assert Hours(D(400), D(400)).lack(D(1)) == 0
    assert Hours(D(401), D(400)).lack(D(1)) == 1
    assert Hours(D(401), D(400)).lack(D("1.1")) == 0


def test_without_working_time_there_is_no_load():
    assert Hours(D(5), D(0)).index is None


def test_more_than_there_is_cannot_be_given_nor_less_than_nothing():
    for hours in (D("400.01"), D("-0.01")):
        with pytest.raises(HoursMissing):
            Hours(D(1), D(400)).given(hours)
    assert Hours(D(1), D(400)).given(D(400)).available == 0


def test_a_share_of_more_than_the_whole_cannot_be_moved():
    with pytest.raises(HoursMissing):
        move(helper(), unit(), unit(OFFICE), D("100.01"))


# -- one move ------------------------------------------------------------------------------------


def test_a_move_takes_from_one_unit_and_gives_to_the_other():
    effect = move(helper(), unit(), unit(OFFICE, 500, 400), D(50))
    assert effect.hours == 80
    assert (effect.home.before.index, effect.home.after.available) == (D("0.25"), 320)
    assert (effect.unit.before.index, effect.unit.after.available) == (D("1.25"), 480)
    assert (effect.helper.before.index, effect.helper.after.index) == (D("0.25"), D("0.75"))


def test_within_a_unit_only_the_helper_takes_work_on_and_the_person_is_relieved():
    office = unit(OFFICE, 500, 400)
    effect = move(helper(home=OFFICE), office, office, D(50), person=Hours(D(200), D(160)))
    assert effect.home.before == effect.home.after == effect.unit.after == office.hours
    assert (effect.person.before.needed, effect.person.after.needed) == (200, 120)


def test_more_dossiers_follow_from_what_a_dossier_of_the_unit_takes():
    effect = move(helper(), unit(), unit(OFFICE, 500, 400, finished=1000, backlog=170), D(50))
    assert (effect.dossiers, effect.backlog) == (160, 10)


def test_a_backlog_does_not_fall_below_nothing():
    assert move(helper(), unit(), unit(OFFICE, 500, 400, finished=1000, backlog=159), D(50)).backlog == 0


# -- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "share", "refused"),
    [
        (80, 50, []),  # 80 of 160 hours to spare: exactly half
        ("80.01", 50, ["no_spare"]),
        ("80.01", 40, []),
        (160, 10, ["no_spare"]),
        (170, 10, ["no_spare"]),
    ],
)
def test_nobody_gives_more_than_there_is_to_spare(needed, share, refused):
    assert codes(refusals(unit(OFFICE), helper(needed=needed), unit(), D(share), RULE)) == refused


@pytest.mark.parametrize(("people", "refused"), [(3, []), (2, ["unit_minimum"]), (1, ["unit_minimum"])])
def test_a_unit_keeps_its_minimum_of_people(people, refused):
    assert codes(refusals(unit(OFFICE), helper(), unit(people=people), D(50), RULE)) == refused


@pytest.mark.parametrize(("needed", "refused"), [(320, []), ("320.01", ["unit_over"])])
def test_a_unit_does_not_come_above_the_threshold_by_helping(needed, refused):
    assert codes(refusals(unit(OFFICE), helper(), unit(needed=needed), D(50), RULE)) == refused


@pytest.mark.parametrize(("share", "refused"), [(50, []), (60, ["share_max"])])
def test_a_share_is_at_most_what_the_rule_says(share, refused):
    assert codes(refusals(unit(OFFICE), helper(), unit(), D(share), RULE)) == refused


@pytest.mark.parametrize(
    ("helping", "refused"),
    [(20, []), ("20.01", ["share_max", "no_spare"]), (50, ["share_max", "no_spare"])],
)
def test_what_is_promised_to_another_unit_is_not_promised_twice(helping, refused):
    person = helper(needed=80, helping=D(helping))  # half of the time to spare
    assert codes(refusals(unit(OFFICE), person, unit(), D(30), RULE)) == refused


@pytest.mark.parametrize(("assigned", "refused"), [(50, []), ("50.01", ["assigned"])])
def test_assignments_and_the_new_share_are_at_most_the_whole(assigned, refused):
    person = helper(assigned=D(assigned))
    assert codes(refusals(unit(OFFICE), person, unit(), D(50), RULE)) == refused


def test_somebody_on_leave_all_month_gives_nothing():
    assert "no_spare" in codes(refusals(unit(OFFICE), helper(needed=0, available=0), unit(), D(10), RULE))


# -- how much ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "share"),
    [(401, 10), (416, 10), ("416.01", 20), (432, 20), (480, 50), (900, 50)],
)
def test_the_share_is_what_is_lacking_in_tenths_up_to_the_rule(needed, share):
    assert ranked([helper()], of=case(needed))[0].share == share


def test_the_share_is_lowered_until_the_helper_can_bear_it():
    best = ranked([helper(needed=110)])[0]
    assert (best.share, best.refusals) == (30, ())


def test_a_person_is_relieved_of_what_is_above_the_threshold():
    of = case(100, 400, person=Hours(D(190), D(160)))
    best = ranked([helper(home=OFFICE)], of=of)[0]
    assert (best.share, codes(best.reasons)[0]) == (20, "same_unit")
    assert best.effect.person.after.needed == 158


# -- in which order ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"done": 1, "needed": 100}, {"done": 0, "field": 90}),  # these procedures before their field
        ({"done": 0, "field": 1, "needed": 100}, {"done": 0}),  # some skill before none
        ({"needed": 100}, {"last_help": DAY - timedelta(89)}),  # who did not help lately first
        ({"last_help": DAY - timedelta(90)}, {"needed": 120}),  # ninety days ago is long ago
        ({"last_help": DAY - timedelta(1)}, {"done": 0}),  # fairness does not send the unskilled
        ({}, {"needed": 120}),  # more hours first
        ({"needed": 110}, {"needed": 150}),  # who can before who cannot
    ],
)
def test_the_fitter_of_two_comes_first(first, second):
    found = ranked([helper(2, **second), helper(1, **first)])
    assert [one.helper.key for one in found] == [1, 2]


def test_a_colleague_of_the_unit_comes_before_a_stranger():
    of = case(100, 400, person=Hours(D(190), D(160)))
    found = ranked([helper(1), helper(2, home=OFFICE)], of=of)
    assert [one.helper.key for one in found] == [2, 1]


def test_equal_people_keep_a_steady_order():
    people = [helper(key) for key in (3, 1, 2)]
    assert [one.helper.key for one in ranked(people)] == [1, 2, 3]


def test_reasons_name_the_numbers():
    person = helper(done=34, last_help=DAY - timedelta(30), away=D(2))
    reasons = {reason.code: reason.numbers for reason in ranked([person])[0].reasons}
    assert reasons == {"done_lately": (34,), "spare": (120,), "helped_lately": (30,), "away": (2,)}


def test_nobody_is_an_empty_list():
    assert ranked([]) == []


# -- properties ----------------------------------------------------------------------------------

AMOUNT = st.integers(0, 40_000).map(lambda n: D(n) / 100)
PEOPLE = st.builds(
    lambda key, needed, available, done, assigned, ago: helper(
        key,
        needed,
        available,
        done=done,
        assigned=assigned,
        last_help=DAY - timedelta(ago),
    ),
    st.integers(1, 9),
    AMOUNT,
    AMOUNT,
    st.integers(0, 3),
    st.sampled_from([D(0), D(50), D(100)]),
    st.integers(0, 200),
)


@given(PEOPLE, AMOUNT, AMOUNT, st.integers(0, 100))
def test_moving_hours_makes_and_loses_none_and_none_is_negative(person, needed, rest, share):
    home = Unit(CULTURE, Hours(needed, person.hours.available + rest), D(3))
    office = unit(OFFICE, 500, 400)
    effect = move(person, home, office, D(share))
    before = effect.home.before.available + effect.unit.before.available
    assert effect.home.after.available + effect.unit.after.available == before
    assert min(effect.hours, effect.home.after.available, effect.unit.after.available) >= 0
    assert (effect.home.after.needed, effect.unit.after.needed) == (needed, 500)


@given(st.lists(PEOPLE, max_size=8), AMOUNT)
def test_who_is_offered_never_breaks_the_rule(people, rest):
    home = Unit(CULTURE, Hours(rest, sum((p.hours.available for p in people), D(400))), D(4))
    for one in ranked(people, home=home):
        if not one.refusals:
            assert one.share <= RULE.share_max
            assert one.effect.helper.after.index <= RULE.overload_index
            assert one.effect.home.after.index <= RULE.overload_index
            assert one.helper.assigned + one.share <= 100


@given(st.lists(PEOPLE, max_size=8))
def test_all_are_listed_and_those_who_cannot_are_last(people):
    home = Unit(CULTURE, Hours(D(0), sum((p.hours.available for p in people), D(0))), D(9))
    found = ranked(people, home=home)
    assert sorted(one.helper.key for one in found) == sorted(p.key for p in people)
    refused = [bool(one.refusals) for one in found]
    assert refused == sorted(refused)
