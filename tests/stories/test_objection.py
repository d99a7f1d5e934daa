"""Lan does not agree with her October: she sees why on her phone, objects, her head answers, she reads the answer."""

import pytest

from . import month, screens
from .conftest import PHONE

FIGURE, OBJECTION = "ward.workload", "ward.workload.objection"
OCTOBER = [("month", "=", "2026-10-01"), ("employee_id.user_id.login", "=", "lan")]
REASON = "Thiếu 5 hồ sơ chứng thực ngày 12/10."
ANSWER = "Đã đối chiếu với một cửa: đủ hồ sơ."


@pytest.fixture
def figure(new_page, login):
    """The number of Lan's figure of October."""
    officer = new_page()
    login(officer, "mai")
    month.imported(officer)
    return month.done(screens.call(officer, FIGURE, "search", OCTOBER))[0]


def test_a_figure_is_explained_objected_to_and_answered(figure, new_page, login, picture):
    phone = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    hung = new_page()
    login(phone, "lan")
    login(hung, "hung")

    screens.open_path(phone, f"my-workload/{figure}")
    assert "%" in screens.text(phone, "load_index")
    picture(phone, "objection-why")
    screens.press(phone, "action_open_work")
    phone.wait_for_selector(".o_kanban_record:not(.o_kanban_ghost) >> text=H26")
    assert screens.width(phone) <= PHONE["width"]

    screens.open_path(phone, f"my-workload/{figure}")
    screens.press(phone, "action_object")
    screens.fill(phone, "reason", REASON)
    picture(phone, "objection-written")
    screens.press(phone, "action_sent")
    phone.wait_for_selector(screens.DIALOG, state="detached")

    [objection] = month.done(screens.call(hung, OBJECTION, "search", OCTOBER))
    screens.open_path(hung, f"workload-objections/{objection}")
    assert screens.text(hung, "reason") == REASON
    hung.locator(".o_field_widget[name=outcome] input[data-value=kept]").click()
    screens.fill(hung, "answer", ANSWER)
    screens.press(hung, "action_answer")
    screens.wait_state(hung, "answered")
    picture(hung, "objection-answered")

    screens.open_path(phone, f"my-workload/{figure}")
    phone.locator(".o_notebook .nav-link[name=objections]").click()
    phone.wait_for_selector(f".o_kanban_record >> text={ANSWER}")
    picture(phone, "objection-read")


def test_a_colleague_and_the_pay_officer_reach_no_objection(figure, new_page, login):
    for name in ("thu", "long"):
        page = new_page()
        login(page, name)
        assert month.done(screens.call(page, OBJECTION, "search", [])) == [], name
