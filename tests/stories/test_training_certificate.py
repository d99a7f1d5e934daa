"""A person from a gap to a certificate, and a stranger who scans it."""

from datetime import datetime, timedelta

import pytest

from . import month, screens
from .conftest import PHONE


@pytest.fixture
def session(new_page, login):
    """A session that needs the head's approval, opened by the HR officer: its id and place."""
    officer = new_page()
    login(officer, "mai")
    course = [
        ("approval_needed", "=", True),
        ("prerequisite_ids", "=", False),
        ("certificate", "=", "internal"),
        ("code", "=", "SO-ATTT"),
    ]
    begin = datetime.now().replace(hour=1, minute=0, second=0, microsecond=0) + timedelta(days=40)
    values = {
        "course_id": month.done(screens.call(officer, "ward.course", "search", course))[0],
        "date_begin": str(begin),
        "date_end": str(begin + timedelta(hours=3)),
        "seats": 5,
        "place": "Phòng chứng nhận",
    }
    made = month.done(screens.call(officer, "ward.course.session", "create", [values]))
    month.done(screens.call(officer, "ward.course.session", "action_open", made))
    return officer, made[0], begin


def test_from_a_gap_to_a_certificate_that_a_stranger_checks(session, new_page, login, picture):
    officer, session_id, begin = session
    lan = new_page(viewport=PHONE)
    login(lan, "lan")
    screens.open_path(lan, "my-training")
    picture(lan, "my-training-phone")
    # in forty days it may be a busy weekday of her unit: she has read so, and goes
    month.done(screens.call(lan, "ward.course.session", "action_enrol_anyway", [session_id]))
    screens.open_path(lan, "my-training")
    lan.locator("article[data-seat]", has_text="Phòng chứng nhận").wait_for()

    head = new_page()
    login(head, "hung")
    screens.open_path(head, "training-team")
    request = head.locator("article[data-seat]", has_text=f"{begin:%d/%m/%Y}").filter(has_text="Lan")
    request.locator("button[name=approve]").first.click()
    request.wait_for(state="detached")
    picture(head, "training-team")

    _close(officer, session_id, begin)
    screens.open_path(officer, f"ward-sessions/{session_id}")
    screens.press(officer, "action_issue_certificates")
    officer.locator(".o_list_view .o_data_row", has_text=f"/{datetime.now().year}/").first.wait_for()
    [held] = month.done(
        screens.call(
            officer,
            "ward.certificate",
            "search_read",
            [("enrolment_id.session_id", "=", session_id)],
            ["code", "number"],
        )
    )
    screens.open_path(lan, "my-training")
    lan.locator(".list-group-item", has_text=held["number"]).wait_for()

    stranger = new_page(viewport=PHONE)
    stranger.goto(f"/verify/{held['code']}")
    said = stranger.locator("main").inner_text()
    assert "Lan" in said and "Còn hiệu lực" in said and held["number"] not in said
    picture(stranger, "certificate-check")
    month.done(screens.call(officer, "ward.certificate", "action_revoke", [held["id"]], "Cấp nhầm"))
    stranger.reload()
    said = stranger.locator("main").inner_text()
    assert "Đã thu hồi" in said and "Cấp nhầm" not in said


def _close(officer, session_id, begin):
    """The session lies in the past, everybody was there, and it is closed."""
    earlier = begin - timedelta(days=47)
    moved = {
        "enrol_deadline": False,
        "date_begin": str(earlier),
        "date_end": str(earlier + timedelta(hours=3)),
    }
    for method, *rest in (("write", moved), ("action_start",), ("action_all_attended",), ("action_done",)):
        month.done(screens.call(officer, "ward.course.session", method, [session_id], *rest))
