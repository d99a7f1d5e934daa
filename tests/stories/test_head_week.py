"""A head's week: a request approved in one tap, and the own seat a week later, so that the counter is never empty."""

from datetime import datetime, timedelta

import pytest

from . import month, screens
from .conftest import PHONE

CARD = ".o_kanban_record:not(.o_kanban_ghost)"


def call(page, model, method, *arguments, **keywords):
    return month.done(screens.call(page, model, method, *arguments, **keywords))


@pytest.fixture
def officer(new_page, login):
    page = new_page()
    login(page, "mai")
    return page


@pytest.fixture
def two_sessions(officer):
    """Two sessions of a course of the ward, a week apart, in the first of which a unit may send one person."""
    code = f"TUAN-{datetime.now():%H%M%S%f}"
    course = call(
        officer,
        "ward.course",
        "create",
        [{"code": code, "name": f"Tuần {code}", "content_group": "digital", "hours": 4}],
    )
    begin = datetime(2027, 4, 6, 1)
    sessions = [
        call(
            officer,
            "ward.course.session",
            "create",
            [
                {
                    "course_id": course[0],
                    "date_begin": str(begin + timedelta(days=days)),
                    "date_end": str(begin + timedelta(days=days, hours=4)),
                    "seats": 10,
                    "place": f"Phòng {code}",
                }
            ],
        )[0]
        for days in (0, 7)
    ]
    call(officer, "ward.course.session", "action_open", sessions)
    unit = call(officer, "hr.department", "search", [["manager_id.user_id.login", "=", "hung"]])[0]
    people = call(officer, "hr.employee", "search_count", [["department_id", "=", unit]])
    rule = {"since": "2027-04-01", "department_id": unit, "most_percent": 100, "keep": people - 1}
    call(officer, "ward.training.absence.rule", "create", [rule])
    return f"Phòng {code}", sessions


def test_hung_approves_lan_and_goes_himself_a_week_later(two_sessions, new_page, login, picture):
    place, (first, second) = two_sessions
    lan = new_page()
    login(lan, "lan")
    screens.open_path(lan, "enrol")
    card = lan.locator(CARD, has_text=place).filter(has_text="06/04/2027")
    card.locator("button[name=action_enrol]").click()
    card.locator("button[name=action_leave]").wait_for()

    head = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    login(head, "hung")
    screens.open_path(head, "enrolments-to-approve")
    request = head.locator(CARD, has_text="Nguyễn Thị Ngọc Lan").filter(has_text="06/04/2027")
    request.wait_for()
    assert screens.width(head) <= PHONE["width"]
    picture(head, "head-week-approve")
    request.locator("button[name=action_approve]").first.click()
    request.wait_for(state="detached")
    assert _mine(lan, first) == "enrolled"

    screens.open_path(head, "enrol")
    own = head.locator(CARD, has_text=place).filter(has_text="06/04/2027")
    assert not own.locator("button[name=action_enrol]").count(), "one more of the unit would be one too many"
    own.locator("button[name=action_choose]").click()
    head.wait_for_selector(screens.DIALOG)
    picture(head, "head-week-next-free")
    screens.press(head, "action_enrol_next")
    assert (_mine(head, first), _mine(head, second)) == (False, "requested")


def _mine(page, session):
    return call(page, "ward.course.session", "read", [session], ["my_state"])[0]["my_state"]
