"""A visit answered and signed on a phone: after both signatures nothing can be changed, by screen or by call."""

import pytest
from PIL import Image

from . import month, screens
from .conftest import PHONE

VISIT, ANSWER = "ward.visit", "ward.visit.answer"


@pytest.fixture
def inspector(new_page, login):
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    login(page, "dung")
    return page


@pytest.fixture
def photo(tmp_path):
    """What a phone might take, only smaller."""
    path = tmp_path / "bang-niem-yet.jpg"
    Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(path, "JPEG")
    return path


def test_a_visit_signed_on_a_phone_can_no_longer_be_changed(inspector, photo, picture):
    visit = _planned(inspector)
    screens.open_path(inspector, f"my-visits/{visit}")
    picture(inspector, "phone-visit-planned")
    screens.press(inspector, "action_start")
    inspector.wait_for_selector(".o_ward_visit_sheet article")
    picture(inspector, "phone-visit-sheet")

    first = inspector.locator(".o_ward_visit_sheet article").first
    _answer(first, "fail")
    first.locator("textarea").fill("Bảng niêm yết thiếu hai thủ tục")
    first.locator("textarea").press("Tab")
    first.locator("input[type=file]").set_input_files(str(photo))
    first.locator(".o_ward_photo img").wait_for()
    first.locator("button:has(.fa-exclamation-triangle)").click()
    _keep_finding(inspector)
    first.locator("li.list-group-item").wait_for()
    first.scroll_into_view_if_needed()
    picture(inspector, "phone-visit-failed")

    for number in range(1, inspector.locator(".o_ward_visit_sheet article").count()):
        _answer(inspector.locator(".o_ward_visit_sheet article").nth(number), "pass")
    inspector.locator(".o_ward_visit_items > button").click()
    inspector.wait_for_selector(f"{screens.DIALOG} .o_field_widget[name=inspector_signature]")
    screens.fill(inspector, "signer", "Trần Quốc Hùng")
    screens.fill(inspector, "post", "Chánh Văn phòng")
    for name in ("inspector_signature", "unit_signature"):
        _draw(inspector, name)
    picture(inspector, "phone-visit-signing")
    screens.press(inspector, "action_sign")
    screens.wait_state(inspector, "signed")
    picture(inspector, "phone-visit-signed")

    assert not screens.has_button(inspector, "action_sign")
    for refused in _attempts(inspector, visit):
        assert refused and refused["data"]["name"].endswith(("UserError", "AccessError")), refused
    screens.open_path(inspector, f"my-visits/{visit}")
    screens.press(inspector, "action_sheet")
    inspector.wait_for_selector(".o_ward_visit_sheet article")
    assert inspector.locator(".o_ward_visit_sheet button[data-result]:enabled").count() == 0
    assert inspector.locator(".o_ward_visit_sheet textarea, .o_ward_visit_sheet input[type=file]").count() == 0


def _planned(page):
    """A visit of today to the military command, which the inspector did not inspect last time."""
    unit = month.done(screens.call(page, "hr.department", "search", [("code", "=", "MIL")]))[0]
    checklist = month.done(screens.call(page, "ward.checklist", "search", [("version_id", "!=", False)], limit=1))[0]
    values = {"department_id": unit, "checklist_id": checklist}
    return month.done(screens.call(page, VISIT, "create", [values]))[0]


def _answer(card, result):
    card.locator(f"button[data-result={result}]").click()
    card.locator(f"button[data-result={result}][aria-pressed=true]:enabled").wait_for()


def _keep_finding(page):
    """The dialog proposes everything: text, severity, unit, deadline."""
    page.wait_for_selector(f"{screens.DIALOG} .o_field_widget[name=severity]")
    page.locator(f"{screens.DIALOG} .o_form_button_save").click()
    page.wait_for_selector(screens.DIALOG, state="detached")


def _draw(page, name):
    """Sign with a finger: open the field, draw a stroke, keep it."""
    screens.field(page, name).locator(".o_signature").click()
    page.wait_for_selector(".o_web_sign_name_and_signature")
    draw = page.locator(".o_web_sign_draw_button")
    if draw.count():
        draw.click()
    canvas = page.locator(".o_web_sign_signature")
    box = canvas.bounding_box()
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(x + 15 * step, y + (12 if step % 2 else -12))
    page.mouse.up()
    page.locator(f"{screens.DIALOG} .modal-footer .btn-primary").click()
    screens.field(page, name).locator("img:not([src*='placeholder'])").wait_for()


def _attempts(page, visit):
    """The refusals of everything one might still try on a signed visit."""
    answers, _ = screens.call(page, ANSWER, "search", [("visit_id", "=", visit)])
    photos, _ = screens.call(page, "ward.evidence", "search", [("visit_id", "=", visit)])
    findings, _ = screens.call(page, "ward.finding", "search", [("visit_id", "=", visit)])
    yield screens.call(page, VISIT, "write", [visit], {"note": "khác"})[1]
    yield screens.call(page, VISIT, "unlink", [visit])[1]
    yield screens.call(page, VISIT, "action_sign", [visit])[1]
    yield screens.call(page, ANSWER, "write", answers[:1], {"result": "pass"})[1]
    yield screens.call(page, "ward.evidence", "unlink", photos)[1]
    yield screens.call(page, "ward.evidence", "create", [{"answer_id": answers[0], "name": "x", "image": "aGVq"}])[1]
    yield screens.call(page, "ward.finding", "write", findings[:1], {"name": "khác"})[1]
    yield screens.call(page, "ward.finding", "unlink", findings)[1]
