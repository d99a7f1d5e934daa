from datetime import date, datetime, timedelta

import pytest

from odoo.addons.ward_training.rules import eligibility
from odoo.addons.ward_training.rules.eligibility import (
    BEGUN,
    DEADLINE,
    NOT_OPEN,
    OVERLAP,
    PREREQUISITE,
    Engagement,
    Obstacle,
    Person,
    Prerequisite,
    Session,
    obstacles,
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
    assert {OVERLAP, NOT_OPEN} == eligibility.BINDING
