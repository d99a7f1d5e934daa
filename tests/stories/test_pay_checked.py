"""Pay that is checked: the head of the ward sends a run back, the auditor rebuilds a figure of a paid month."""

from . import screens

NOVEMBER = "2026-11-01"
REASON = "Thiếu quyết định thưởng của tháng, đề nghị bổ sung."


def test_the_head_sends_a_run_back_and_the_officer_reads_why(new_page, login, picture):
    officer = new_page()
    login(officer, "thu")
    run = _submitted(officer)

    head = new_page()
    login(head, "long")
    screens.open_path(head, f"pay-runs/{run}")
    assert "Tổng tiền lương" in screens.text(head, "summary_html")
    picture(head, "pay-run-for-the-approver")
    head.get_by_role("button", name="Trả lại").click()
    screens.fill(head, "reason", REASON)
    screens.press(head, "action_send_back")
    screens.wait_state(head, "computed")

    screens.open_path(officer, f"pay-runs/{run}")
    screens.wait_state(officer, "computed")
    officer.get_by_text(REASON).first.wait_for()
    officer.get_by_text("sửa rồi trình lại").first.wait_for()


def _submitted(page):
    """The run of November, computed and handed on by the pay officer."""
    made, refusal = screens.call(page, "ward.pay.run", "create", [{"month": NOVEMBER}])
    assert refusal is None, refusal
    for step in ("action_compute", "action_submit"):
        _, refusal = screens.call(page, "ward.pay.run", step, made)
        assert refusal is None, refusal
    return made[0]


def test_the_auditor_rebuilds_a_payslip_of_a_sealed_month_and_changes_nothing(page, login, picture):
    login(page, "quang")
    rows, refusal = screens.call(page, "ward.pay.run", "search_read", [("month", "=", "2026-09-01")], ["net"])
    assert refusal is None
    screens.open_path(page, f"pay-runs/{rows[0]['id']}")
    screens.wait_state(page, "paid")
    for step in ("action_compute", "action_submit", "action_approve", "action_pay"):
        assert not screens.has_button(page, step)
    screens.press(page, "action_verify")
    page.locator(".o_notification", has_text="niêm phong").wait_for()

    page.locator(".o_field_widget[name=slip_ids] .o_data_row").first.click()
    page.wait_for_selector(".o_field_widget[name=earning_ids] .o_data_row")
    earned, taken = (_sum(page, name) for name in ("earning_ids", "deduction_ids"))
    assert earned - taken == screens.dong(screens.text(page, "net"))
    page.locator(".o_field_widget[name=earning_ids] button[name=action_why]").first.click()
    page.wait_for_selector(".o_ward_why")
    why = page.inner_text(".o_ward_why")
    assert "×" in why and "161/2026" in why
    picture(page, "auditor-why")


def _sum(page, name):
    """The amounts that stand in a list of lines, added up by who reads them."""
    amounts = page.locator(f".o_field_widget[name={name}] .o_data_row td[name=amount]").all_inner_texts()
    return sum(map(screens.dong, amounts))
