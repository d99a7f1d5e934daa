"""An inspector on a phone: answers, fails an item with a photo, makes a finding, takes both signatures."""

from pathlib import Path

import pytest

from . import month, screens
from .conftest import PHONE

PHOTO = Path(__file__).parents[2] / "addons/ward_oversight/demo/photo_notice_board.jpg"
ASKS_FOR_A_PHOTO = 2


def open_sheet(page):
    page.goto("/odoo/my-visits")
    page.click(".o_kanban_record:has-text('Phòng Văn hóa - Xã hội')")
    page.click("button[name=action_start]:visible")
    page.wait_for_selector(".o_ward_visit_sheet article")


def answer(page, number, result):
    item = page.locator("article").nth(number)
    item.locator(f"[data-result={result}]").click()
    page.wait_for_selector(f"article:nth-of-type({number + 1}).o_ward_result_{result}")
    return item


def draw(page, name):
    page.locator(f".modal div[name={name}] .o_signature").click()
    dialog = page.locator(".modal").last
    dialog.locator(".o_web_sign_draw_button").click()
    canvas = dialog.locator("canvas").bounding_box()
    middle = canvas["y"] + canvas["height"] / 2
    page.mouse.move(canvas["x"] + 30, middle)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(canvas["x"] + 30 + 10 * step, middle + 9 * (step % 5 - 2))
    page.mouse.up()
    dialog.locator("footer .btn-primary").click()
    page.wait_for_function("document.querySelectorAll('.modal').length === 1")


@pytest.fixture
def phone(new_page, login):
    page = new_page(
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        permissions=["geolocation"],
        geolocation={"latitude": 21.028511, "longitude": 105.854444, "accuracy": 12},
    )
    login(page, "dung")
    return page


def test_an_inspector_fails_an_item_with_a_photo_and_signs(phone, picture):
    open_sheet(phone)
    picture(phone, "visit-phone")
    for number in range(phone.locator("article").count()):
        answer(phone, number, "fail" if number == ASKS_FOR_A_PHOTO else "pass")

    phone.click("button:has-text('Ký biên bản')")
    phone.wait_for_selector(".modal:has-text('phải có ảnh')")
    phone.click(".modal .btn-primary")

    phone.context.clear_permissions()
    phone.click(".o_ward_locate")
    phone.wait_for_selector(".o_notification:has-text('ghi địa điểm')")
    phone.click(".o_notification_close")
    phone.context.grant_permissions(["geolocation"])
    phone.click(".o_ward_locate")
    phone.wait_for_selector(".o_ward_locate[aria-pressed=true]")
    item = phone.locator("article").nth(ASKS_FOR_A_PHOTO)
    item.locator("input[type=file]").set_input_files(PHOTO)
    item.locator(".o_ward_photo img").wait_for()
    item.locator("button:has-text('Tạo phát hiện')").click()
    phone.click(".modal .o_form_button_save")
    item.locator("li:has-text('Nhẹ')").wait_for()
    item.scroll_into_view_if_needed()
    picture(phone, "visit-failed-phone")

    phone.click("button:has-text('Ký biên bản')")
    phone.wait_for_selector(".modal .o_form_view")
    draw(phone, "inspector_signature")
    draw(phone, "unit_signature")
    picture(phone, "visit-signing-phone")
    phone.click(".modal button[name=action_sign]")
    phone.wait_for_selector(".ribbon:has-text('Đã ký')")
    picture(phone, "visit-signed-phone")
    [photo] = month.done(
        screens.call(phone, "ward.evidence", "search_read", [], ["whereabouts"], order="id desc", limit=1)
    )
    assert "21.028511, 105.854444 (±12 m)" in photo["whereabouts"]


def test_the_oversight_lead_sees_who_leads_and_what_ends(page, login, picture):
    login(page, "phuc")
    page.goto("/odoo/ward-tasks")
    page.wait_for_selector(".o_data_row:has-text('Phòng Kinh tế, Hạ tầng và Đô thị')")
    picture(page, "task-register")
    page.goto("/odoo/ward-legal-bases-ending")
    page.wait_for_selector(".o_kanban_record:has-text('125/2025/NĐ-CP')")
    picture(page, "legal-bases-ending")
    page.goto("/odoo/ward-findings")
    page.wait_for_selector(".o_data_row")
    picture(page, "findings")
