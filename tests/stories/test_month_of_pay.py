"""The month's pay, from the file of the one-stop system to the paid run, by the people whose work it is."""

import openpyxl

from . import screens

MONTH = "01/10/2026"


def test_the_pay_officer_imports_the_example_month_and_sees_who_is_overloaded(page, login, picture, tmp_path):
    login(page, "thu")
    screens.open_path(page, "import-dossiers/new")
    example = screens.download(page, lambda: page.click("a[href='/ward/dossiers/example']"), tmp_path)
    assert example.read_text("utf-8-sig").startswith("DỮ LIỆU GIẢ LẬP")
    screens.send_import(page, example)
    screens.check_import(page)
    rows, new = (int(screens.dong(screens.text(page, name))) for name in ("total_count", "new_count"))
    assert 1_200 < rows < 1_600 and screens.text(page, "refused_count") == "0"
    picture(page, "import-checked")
    page.locator(f"{screens.IMPORT} button[name=import]").click()
    screens.wait_state(page, "done")
    assert screens.dong(screens.text(page, "new_count")) == new
    picture(page, "import-done")

    screens.open_path(page, "ward-workload")
    page.click(".o_cp_switch_buttons .o_graph")
    page.wait_for_selector(".o_graph_renderer canvas")
    picture(page, "workload-graph")
    loads, _ = screens.call(page, "ward.workload", "search_read", [("month", "=", "2026-10-01")], ["load_index"])
    assert max(row["load_index"] for row in loads) > 1


def test_the_pay_of_october_is_computed_asked_why_exported_approved_and_sealed(new_page, login, picture, tmp_path):
    officer = new_page()
    login(officer, "thu")
    _compute(officer)
    net = screens.dong(screens.text(officer, "net"))
    picture(officer, "pay-run-computed")
    run = screens.record_id(officer)
    _ask_why(officer, picture)

    screens.open_path(officer, f"pay-runs/{run}")
    table = screens.download(officer, lambda: screens.press(officer, "action_payroll_table"), tmp_path)
    assert _total_of(table) == net

    screens.press(officer, "action_submit")
    screens.wait_state(officer, "submitted")
    assert not screens.has_button(officer, "action_approve")
    _, refusal = screens.call(officer, "ward.pay.run", "action_approve", [run])
    assert refusal["data"]["name"] == "odoo.exceptions.AccessError"

    head = new_page()
    login(head, "long")
    screens.open_path(head, f"pay-runs/{run}")
    screens.press(head, "action_approve")
    screens.confirm(head)
    screens.wait_state(head, "approved")
    screens.press(head, "action_pay")
    screens.confirm(head)
    screens.wait_state(head, "paid")
    assert len(screens.text(head, "seal_hash")) == 64
    picture(head, "pay-run-paid")
    _, refusal = screens.call(head, "ward.pay.run", "action_return", [run])
    assert refusal["data"]["name"] == "odoo.exceptions.UserError"


def _compute(page):
    screens.open_path(page, "pay-runs/new")
    screens.choose_month(page, "month", 10)
    assert screens.text(page, "month") == MONTH
    page.get_by_text("10/2026,").first.wait_for()  # the name follows the month: the form has calmed down
    screens.press(page, "action_compute")
    screens.wait_state(page, "computed")
    screens.refuse_error(page)
    assert "10/2026" in screens.text(page, "name")


def _ask_why(page, picture):
    """Open a person's slip, and ask the first line why."""
    page.locator(".o_field_widget[name=slip_ids] .o_data_row").first.click()
    page.wait_for_selector(".o_field_widget[name=earning_ids] .o_data_row")
    page.locator(".o_field_widget[name=earning_ids] button[name=action_why]").first.click()
    page.wait_for_selector(".o_ward_why")
    why = page.inner_text(".o_ward_why")
    assert "2.530.000" in why and "×" in why and "161/2026" in why
    picture(page, "payslip-line-why")


def _total_of(table):
    """The take-home pay under all of the payroll table: every total is a formula with its value kept."""
    formulas = openpyxl.load_workbook(table)["C02-HD"]
    values = openpyxl.load_workbook(table, data_only=True)["C02-HD"]
    last = next(row for row in range(1, values.max_row + 1) if values.cell(row, 2).value == "Tổng cộng")
    columns = range(9, 23)
    assert all(str(formulas.cell(last, column).value).startswith("=SUM(") for column in columns)
    people = [row for row in range(9, last) if str(values.cell(row, 1).value or "").isdigit()]
    assert all(
        values.cell(last, column).value == sum(values.cell(row, column).value for row in people) for column in columns
    )
    return values.cell(last, 22).value
