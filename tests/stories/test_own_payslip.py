"""A staff member sees their own pay, and nobody else's, whichever way they try."""

import base64
import io

import pypdf
import pytest

from . import month, screens
from .conftest import PHONE

SLIP = "ward.payslip"


@pytest.fixture
def slips(new_page, login):
    """``{name: id}`` of the payslips of October, approved, as the pay officer sees them."""
    officer = new_page()
    login(officer, "thu")
    run = month.submitted(officer)
    head = new_page()
    login(head, "long")
    month.approved(head)
    rows = month.done(screens.call(officer, SLIP, "search_read", [("run_id", "=", run)], ["employee_name"]))
    return {row["employee_name"]: row["id"] for row in rows}


@pytest.fixture
def lan(new_page, login):
    page = new_page()
    login(page, "lan")
    return page


def test_lan_reads_her_own_payslip_on_screen_and_as_searchable_pdf(slips, lan, picture):
    screens.open_path(lan, "my-payslips")
    lan.locator(".o_kanban_record", has_text="10/2026").click()
    lan.wait_for_selector(".o_field_widget[name=earning_ids] .o_data_row")
    net = screens.text(lan, "net")
    assert screens.dong(net) > 5_000_000
    picture(lan, "payslip-own")
    text = _pdf(lan, slips["Nguyễn Thị Ngọc Lan"])
    assert "Nguyễn Thị Ngọc Lan" in text and net.split()[0] in text.replace("\xa0", " ")


def test_lan_reads_on_her_phone_why_a_line_is_what_it_is(slips, new_page, login, picture):
    phone = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    login(phone, "lan")
    screens.open_path(phone, "my-payslips")
    phone.locator(".o_kanban_record", has_text="10/2026").click()
    lines = phone.locator(".o_field_widget[name=earning_ids] .o_kanban_record:not(.o_kanban_ghost)")
    lines.first.wait_for()
    screens.settle(phone)
    assert screens.width(phone) <= PHONE["width"]
    picture(phone, "payslip-phone")
    lines.first.click()
    phone.wait_for_selector(".o_ward_why")
    screens.settle(phone)
    why = phone.inner_text(".o_ward_why")
    assert "2.530.000" in why and "Nghị định" in why and "161/2026" in why
    assert screens.width(phone) <= PHONE["width"]
    box = phone.locator(".o_ward_why").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    picture(phone, "payslip-phone-why")


def test_lan_cannot_reach_a_colleague_by_the_address_of_the_slip(slips, lan):
    lan.goto(f"/odoo/payslips/{_colleague(slips)}")
    lan.wait_for_selector(f"{screens.ERROR}, .o_notification, .o_home_menu, .o_view_controller")
    lan.wait_for_timeout(1_000)
    assert "Trần Quốc Hùng" not in lan.inner_text("body")


def test_lan_cannot_reach_a_colleague_by_calling_the_server(slips, lan):
    colleague = _colleague(slips)
    for method, *rest in (("read", ["net"]), ("web_read", {"net": {}}), ("action_print",)):
        keywords = {"specification": rest.pop()} if method == "web_read" else {}
        result, refusal = screens.call(lan, SLIP, method, [colleague], *rest, **keywords)
        assert result is None and refusal["data"]["name"] == "odoo.exceptions.AccessError", method


def test_lan_finds_only_herself_in_every_list_of_slips(slips, lan):
    names = {row["employee_name"] for row in month.done(screens.call(lan, SLIP, "search_read", [], ["employee_name"]))}
    assert names == {"Nguyễn Thị Ngọc Lan"}
    lines = month.done(screens.call(lan, "ward.payslip.line", "search_read", [], ["payslip_id"]))
    assert lines and all("Nguyễn Thị Ngọc Lan" in line["payslip_id"][1] for line in lines)
    groups = month.done(screens.call(lan, SLIP, "formatted_read_group", [], ["employee_id"], ["net:sum", "__count"]))
    assert [group["employee_id"][1] for group in groups] == ["Nguyễn Thị Ngọc Lan"]
    for model in ("ward.pay.run", "ward.pay.analysis", "ward.pay.difference"):
        _, refusal = screens.call(lan, model, "search_read", [], ["id"])
        assert refusal["data"]["name"] == "odoo.exceptions.AccessError", model


def test_lan_cannot_fetch_a_colleague_s_paper_nor_the_payroll_table(slips, lan):
    answer = _fetch(lan, f"/report/pdf/ward_hr.ward_payslip_paper/{_colleague(slips)}")
    assert answer["status"] >= 400 and "Trần Quốc Hùng" not in answer["text"]
    answer = _fetch(lan, f"/ward/pay/run/{_run_of(lan)}/payroll_table.xlsx")
    assert answer["status"] == 404


def _colleague(slips):
    return slips["Trần Quốc Hùng"]


def _run_of(page):
    return month.done(screens.call(page, SLIP, "search_read", [], ["run_id"]))[0]["run_id"][0]


def _pdf(page, slip):
    report = month.done(screens.call(page, SLIP, "action_print", [slip]))["report_name"]
    content = base64.b64decode(_fetch(page, f"/report/pdf/{report}/{slip}")["content"])
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages)


def _fetch(page, url):
    return page.evaluate(
        """async url => {
            const answer = await fetch(url);
            const bytes = new Uint8Array(await answer.arrayBuffer());
            let content = "";
            for (const byte of bytes) content += String.fromCharCode(byte);
            return {status: answer.status, text: content, content: btoa(content)};
        }""",
        url,
    )
