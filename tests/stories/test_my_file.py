"""Lan asks on her phone for two changes of her file, with a proof; Mai accepts one and refuses the other."""

from . import screens
from .conftest import PHONE

CHANGE = "ward.file.change"
LINES = ".o_field_widget[name=line_ids]"
MOVED = "Số 9, phố Mẫu, phường Cửa Nam"
ADDRESS, PHONE_NUMBER = 0, 1  # places in the list of what can be proposed
REASON = "Chưa thấy giấy xác nhận của nhà mạng."


def test_a_change_asked_for_on_a_phone_is_answered_line_by_line(new_page, login, picture, tmp_path):
    lan = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    login(lan, "lan")
    number = _propose(lan, _scan(tmp_path))
    picture(lan, "my-file-proposed")

    mai = new_page()
    login(mai, "mai")
    screens.open_path(mai, f"file-changes/{number}")
    _refuse(mai, 1, REASON)
    _row(mai, 0).locator("button[name=action_accept]").click()
    screens.wait_state(mai, "decided")
    screens.refuse_error(mai)
    picture(mai, "file-change-decided")

    screens.open_path(lan, f"my-file-changes/{number}")
    screens.wait_state(lan, "decided")
    answer = lan.inner_text(LINES)
    assert REASON in answer and MOVED in answer
    picture(lan, "my-file-answered")
    screens.open_path(lan, "my-file")
    assert screens.text(lan, "address") == MOVED
    assert screens.text(lan, "phone") != "0911 111 111"
    assert screens.width(lan) <= PHONE["width"]


def test_lan_s_proof_is_opened_by_no_colleague(new_page, login):
    mai, thu = new_page(), new_page()
    login(mai, "mai")
    lines, _refusal = screens.call(mai, f"{CHANGE}.line", "search", [["proof_name", "!=", False]])
    login(thu, "thu")
    for line in lines:
        address = f"/web/content/{CHANGE}.line/{line}/proof"
        assert mai.request.get(address).status == 200
        assert thu.request.get(address).status in (403, 404)


def _scan(folder):
    file = folder / "xac-nhan.pdf"
    file.write_bytes(b"%PDF-1.4 mau")
    return file


def _propose(page, scan):
    """From “My file” to a proposal of two lines that is with HR; its number."""
    screens.open_path(page, "my-file")
    screens.press(page, "action_propose")
    page.wait_for_selector(LINES)
    _add(page, ADDRESS, MOVED, scan)
    _add(page, PHONE_NUMBER, "0911 111 111")
    screens.press(page, "action_send")
    screens.wait_state(page, "sent")
    screens.refuse_error(page)
    return screens.record_id(page)


def _add(page, subject, value, scan=None):
    page.locator(f"{LINES} .o-kanban-button-new").click()
    page.wait_for_selector(screens.DIALOG)
    screens.field(page, "subject").locator("input").click()
    page.locator(".o_select_menu_item:visible").nth(subject).click()
    page.wait_for_selector(".o_select_menu_menu", state="detached")
    screens.settle(page)
    screens.fill(page, "new_value", value)
    if scan:
        screens.send_file(page, "proof", scan)
    page.locator(f"{screens.DIALOG} .o_form_button_save").first.click()
    page.wait_for_selector(screens.DIALOG, state="detached")
    screens.settle(page)


def _row(page, number):
    return page.locator(f"{LINES} .o_data_row").nth(number)


def _refuse(page, number, reason):
    _row(page, number).locator("td[name=reason]").click()
    _row(page, number).locator("td[name=reason] input").fill(reason)
    _row(page, number).locator("button[name=action_refuse]").click()
    _row(page, number).locator("button[name=action_refuse]").wait_for(state="detached")
    screens.settle(page)
