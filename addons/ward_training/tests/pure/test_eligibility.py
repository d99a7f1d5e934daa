from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from odoo.addons.ward_training.rules import eligibility
from odoo.addons.ward_training.rules.absence import Limit, Unit
from odoo.addons.ward_training.rules.eligibility import (
    AWAY,
    BEGUN,
    DEADLINE,
    LEAVE,
    NOT_OPEN,
    OVERLAP,
    PEAK,
    PREREQUISITE,
    SKILL,
    VISIT,
    Engagement,
    Need,
    Obstacle,
    Person,
    Prerequisite,
    Session,
    obstacles,
    warnings,
)

BEGIN = datetime(2026, 12, 1, 8)
END = datetime(2026, 12, 1, 17)
NOW = datetime(2026, 11, 23, 9)
BASIC = Prerequisite("SO-CB", "Basic digital skills", skill=7, level=50)


def session(**changes):
    return Session(**{"state": "open", "begin": BEGIN, "end": END, **changes})


def codes(person=None, now=NOW, offers=None, **changes):
    found = obstacles(person or Person(), session(**changes), now, offers or {})
    return [obstacle.code for obstacle in found]


def test_nothing_stands_between_a_person_and_an_open_session():
    assert obstacles(Person(), session(), NOW, {}) == ()


@pytest.mark.parametrize("state", ["draft", "running", "done", "cancelled"])
def test_a_session_that_is_not_open_takes_nobody_and_says_its_state(state):
    assert obstacles(Person(), session(state=state), NOW, {}) == (Obstacle(NOT_OPEN, state),)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 27, 23, 59), []),
        (datetime(2026, 11, 28, 0, 0), []),
        (datetime(2026, 11, 28, 23, 59), []),
        (datetime(2026, 11, 29, 0, 0), [DEADLINE]),
    ],
)
def test_the_day_of_the_deadline_still_counts_whole(now, expected):
    assert codes(now=now, deadline=date(2026, 11, 28)) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [(BEGIN - timedelta(seconds=1), []), (BEGIN, [BEGUN]), (END, [BEGUN])],
)
def test_nobody_enrols_from_the_moment_it_begins(now, expected):
    assert codes(now=now) == expected


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        (BEGIN - timedelta(hours=4), BEGIN, []),
        (BEGIN - timedelta(hours=4), BEGIN + timedelta(minutes=1), [OVERLAP]),
        (BEGIN + timedelta(hours=1), END - timedelta(hours=1), [OVERLAP]),
        (END - timedelta(minutes=1), END + timedelta(hours=4), [OVERLAP]),
        (END, END + timedelta(hours=4), []),
    ],
)
def test_two_sessions_overlap_only_when_they_share_time(begin, end, expected):
    assert codes(Person(engagements=(Engagement("Other", begin, end),))) == expected


def test_a_session_is_no_obstacle_to_itself():
    seat = Engagement("Same", BEGIN, END, key=5)
    assert codes(Person(engagements=(seat,)), key=5) == []
    assert codes(Person(engagements=(seat,)), key=6) == [OVERLAP]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(), [PREREQUISITE]),
        (Person(completed=frozenset({"SO-AI"})), [PREREQUISITE]),
        (Person(completed=frozenset({"SO-CB"})), []),
        (Person(skills={7: 49}), [PREREQUISITE]),
        (Person(skills={7: 50}), []),
        (Person(skills={8: 100}), [PREREQUISITE]),
    ],
)
def test_a_prerequisite_is_met_by_the_course_or_by_its_skill(person, expected):
    assert codes(person, prerequisites=(BASIC,)) == expected


def test_a_course_without_skill_is_not_met_by_skills():
    assert codes(Person(skills={7: 100}), prerequisites=(Prerequisite("X", "X"),)) == [PREREQUISITE]


def test_a_missing_prerequisite_names_the_next_session_that_offers_it():
    [found] = obstacles(
        Person(), session(prerequisites=(BASIC,)), NOW, {"SO-CB": date(2027, 1, 12)}
    )
    assert found == Obstacle(PREREQUISITE, "Basic digital skills", date(2027, 1, 12))


def test_every_obstacle_is_named_not_only_the_first():
    busy = Person(engagements=(Engagement("Other", BEGIN, END),))
    assert codes(busy, state="draft", prerequisites=(BASIC,)) == [NOT_OPEN, OVERLAP, PREREQUISITE]


def test_the_officer_can_waive_days_and_prerequisites_but_not_time():
    assert {OVERLAP, NOT_OPEN, LEAVE, AWAY} == eligibility.BINDING


# -- leave, visits, the unit, and the half-days between ------------------------------------------------

MORNING = (datetime(2026, 12, 1, 8), datetime(2026, 12, 1, 12))
THURSDAY_MORNING = (datetime(2026, 12, 3, 8), datetime(2026, 12, 3, 12))


def at(kind, begin, end, key=0):
    return Person(engagements=(Engagement("x", begin, end, key, kind),))


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        (datetime(2026, 12, 1, 12), datetime(2026, 12, 3, 8), []),
        (datetime(2026, 12, 2, 0), datetime(2026, 12, 2, 23), []),
        (datetime(2026, 12, 1, 11, 59), datetime(2026, 12, 1, 13), [LEAVE]),
        (datetime(2026, 12, 1, 0), datetime(2026, 12, 3, 23), [LEAVE]),
    ],
)
def test_only_the_half_days_of_a_session_clash_with_leave(begin, end, expected):
    assert codes(at(LEAVE, begin, end), times=(MORNING, THURSDAY_MORNING)) == expected


def test_two_half_days_of_one_other_session_are_said_once():
    other = tuple(Engagement("Other", *span, key=5) for span in (MORNING, THURSDAY_MORNING))
    assert codes(Person(engagements=other), times=(MORNING, THURSDAY_MORNING), key=4) == [OVERLAP]
    assert codes(Person(engagements=other), times=(MORNING, THURSDAY_MORNING), key=5) == []


def test_a_visit_is_told_and_does_not_refuse():
    person = at(VISIT, *MORNING)
    assert codes(person) == []
    assert [one.code for one in warnings(person, session())] == [VISIT]


def test_one_too_many_of_a_unit_is_refused_with_the_day_and_the_count():
    limits = ((date(2026, 1, 1), Limit(Decimal(50), 1)),)
    unit = Unit("One-stop", 4, limits, {date(2026, 12, 1): frozenset({1, 2})})
    found = obstacles(Person(unit=unit, key=3), session(), NOW, {})
    assert found == (Obstacle(AWAY, "One-stop", date(2026, 12, 1), count=2, size=4),)
    assert codes(Person(unit=unit, key=2)) == []


def test_a_busy_weekday_of_the_unit_is_told_with_how_much_busier():
    unit = Unit("One-stop", 4, peaks={1: Decimal("0.4")})
    assert warnings(Person(unit=unit), session()) == (Obstacle(PEAK, "One-stop", date(2026, 12, 1), count=40),)


@pytest.mark.parametrize(("held", "expected"), [({}, [SKILL]), ({7: 39}, [SKILL]), ({7: 40}, []), ({7: 60}, [])])
def test_a_skill_needed_before_is_said_with_its_level_and_the_next_course(held, expected):
    need = Need(7, "Information technology", 40, "2", "Basic", date(2027, 1, 12))
    found = obstacles(Person(skills=held), session(need=need), NOW, {})
    assert [one.code for one in found] == expected
    if found:
        assert (found[0].detail, found[0].day) == ("2", date(2027, 1, 12))
