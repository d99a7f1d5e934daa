"""The head's Monday: who has too much work, who can help, what that does; accepted, both heads are told."""

import pytest

from . import month, screens
from .conftest import PHONE

PAGE = ".o_ward_monday"
ASSIGNED = "ward.assignment"


@pytest.fixture
def head(new_page, login):
    """The head of the ward, on a desk, with the figures of October."""
    officer = new_page()
    login(officer, "mai")
    month.imported(officer)
    page = new_page()
    login(page, "long")
    return page


def test_from_too_much_work_to_an_assignment_and_both_heads_know(head, new_page, login, picture):
    screens.open_path(head, "this-week")
    alert = head.locator(f"{PAGE} article", has_text="Phạm Ngọc Ánh")
    alert.wait_for()
    assert "120%" in alert.inner_text()
    helper = alert.locator("[data-helper]", has=head.locator("button[name=propose]")).first
    name = helper.locator("strong").first.inner_text()
    assert "→" in helper.inner_text()
    picture(head, "head-monday")

    helper.locator("button[name=propose]").click()
    head.wait_for_selector(".o_form_view .o_field_widget[name=effect_html] .progress")
    screens.press(head, "action_accept")
    screens.confirm(head)
    screens.wait_state(head, "accepted")
    number = screens.record_id(head)
    picture(head, "head-monday-accepted")

    done = month.done(screens.call(head, "ward.reinforcement", "read", [number], ["assignment_id", "employee_id"]))[0]
    assert done["employee_id"][1] == name
    made = month.done(
        screens.call(head, ASSIGNED, "read", [done["assignment_id"][0]], ["kind", "date_from", "date_to"])
    )
    assert made[0]["kind"] == "reinforcement" and made[0]["date_from"] < made[0]["date_to"]

    told = month.done(
        screens.call(
            head, "mail.activity", "search_read", [("res_model", "=", "ward.reinforcement")], ["user_id", "res_id"]
        )
    )
    asked = [row["user_id"][1] for row in told if row["res_id"] == number]
    assert asked, "the heads of both units have something to do"

    screens.open_path(head, "this-week")
    head.locator(f"{PAGE} [data-reinforcement='{number}']", has_text=name).wait_for()
    screens.open_path(head, f"reinforcements/{number}")
    screens.press(head, "action_undo")
    screens.confirm(head)
    screens.wait_state(head, "undone")


def test_the_page_fits_a_phone(head, new_page, login, picture):
    phone = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    login(phone, "long")
    screens.open_path(phone, "this-week")
    phone.locator(f"{PAGE} article").first.wait_for()
    assert screens.width(phone) <= PHONE["width"]
    picture(phone, "head-monday-phone")


def test_a_colleague_reaches_the_page_by_no_address(new_page, login):
    page = new_page()
    login(page, "lan")
    result, refusal = screens.call(page, "ward.workload.alert", "get_monday")
    assert result is None and refusal
