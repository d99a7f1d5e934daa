"""A course: enrolled in by a staff member, approved in one tap, and a waiting list when the seats are gone."""

from datetime import datetime, timedelta

import pytest

from . import month, screens

CARD = ".o_kanban_record:not(.o_kanban_ghost)"


@pytest.fixture
def session(new_page, login):
    """A session with one seat, opened by the HR officer, on a day when nothing else is: its place and day."""
    officer = new_page()
    login(officer, "mai")
    free = [("approval_needed", "=", True), ("prerequisite_ids", "=", False)]
    course = month.done(screens.call(officer, "ward.course", "search", free))[0]
    taken = month.done(screens.call(officer, "ward.course.session", "search_count", []))
    begin = datetime(2027, 3, 1, 1) + timedelta(days=taken)
    values = {
        "course_id": course,
        "date_begin": str(begin),
        "date_end": str(begin + timedelta(hours=3)),
        "seats": 1,
        "place": f"Phòng {begin:%d%m}",
    }
    made = month.done(screens.call(officer, "ward.course.session", "create", [values]))
    month.done(screens.call(officer, "ward.course.session", "action_open", made))
    return values["place"], f"{begin:%d/%m/%Y}"


def test_lan_enrols_and_her_head_approves_in_one_tap(session, new_page, login, picture):
    place, day = session
    lan = new_page()
    login(lan, "lan")
    _enrol(lan, place)
    picture(lan, "course-requested")

    head = new_page()
    login(head, "hung")
    screens.open_path(head, "enrolments-to-approve")
    request = head.locator(CARD, has_text="Nguyễn Thị Ngọc Lan").filter(has_text=day)
    request.locator("button[name=action_approve]").first.click()
    request.wait_for(state="detached")
    screens.refuse_error(head)
    assert _state(lan, place) == "enrolled"


def test_the_next_person_after_the_last_seat_goes_on_the_waiting_list(session, new_page, login, picture):
    place, _day = session
    first, second = new_page(), new_page()
    login(first, "lan")
    login(second, "thu")
    _enrol(first, place)
    _enrol(second, place)
    assert (_state(first, place), _state(second, place)) == ("requested", "waiting")
    screens.open_path(second, "my-training")
    picture(second, "my-training-waiting")


def _enrol(page, place):
    screens.open_path(page, "enrol")
    card = page.locator(CARD, has_text=place)
    card.locator("button[name=action_enrol]").click()
    card.locator("button[name=action_leave]").wait_for()
    screens.refuse_error(page)


def _state(page, place):
    sessions = screens.call(page, "ward.course.session", "search_read", [("place", "=", place)], ["my_state"])
    return month.done(sessions)[0]["my_state"]
