"""Where dossiers stand: one stage at a time, and none is lost between two."""

import random
from collections import Counter
from datetime import datetime, timedelta

from odoo.addons.ward_hr.workload.stages import Course, stages, stands

START = datetime(2026, 10, 12, 8)


def after(hours):
    return START + timedelta(hours=hours)


def test_a_dossier_with_a_supplement_goes_through_four_stages():
    found = stages(Course(START, after(5), after(30), after(40), after(50)))
    assert [one.kind for one in found] == ["processing", "supplement", "processing", "ready"]
    assert found[-1].until == after(50)


def test_a_supplement_that_is_awaited_is_where_the_dossier_stands():
    assert stands(Course(START, asked=after(5)), after(100)) == "supplement"


def test_the_moment_of_a_change_belongs_to_the_new_stage():
    course = Course(START, processed=after(4), returned=after(8))
    at = [stands(course, after(hours)) for hours in (-1, 0, 3, 4, 7, 8)]
    assert at == [None, "processing", "processing", "ready", "ready", None]


def test_no_dossier_is_lost_or_doubled_between_stages():
    chance = random.Random(20261012)
    courses = []
    for _ in range(300):
        hours = sorted(chance.sample(range(200), 5))
        asked, answered, processed, returned = (after(h) for h in hours[1:])
        known = chance.randrange(5)
        moments = [asked, answered, processed, returned]
        if chance.random() < 0.5:
            moments[:2] = [None, None]
        courses.append(Course(after(hours[0]), *[m if n < known else None for n, m in enumerate(moments)]))
    for hours in range(0, 220, 7):
        moment = after(hours)
        standing = Counter(stands(course, moment) for course in courses)
        received = sum(course.received <= moment for course in courses)
        returned = sum(bool(course.returned and course.returned <= moment) for course in courses)
        assert sum(standing.values()) - standing[None] == received - returned


def test_the_hours_of_the_stages_add_up_to_the_life_of_the_dossier():
    course = Course(START, after(5), after(30), after(40), after(50))
    assert sum((one.until - one.since for one in stages(course)), timedelta()) == after(50) - START
