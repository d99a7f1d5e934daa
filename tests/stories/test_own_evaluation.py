"""Lan's October: her own scores, the head's proposal, her objection, the answer, the decision."""

import pytest

from . import month, screens
from .conftest import PHONE

SHEET = "ward.evaluation"
OCTOBER = [("period_id.date_from", "=", "2026-10-01"), ("kind", "=", "month")]


@pytest.fixture
def sheet(new_page, login):
    """The number of Lan's open sheet, with the dossiers of October in it."""
    officer = new_page()
    login(officer, "mai")
    month.imported(officer)
    domain = [*OCTOBER, ("employee_id.user_id.login", "=", "lan")]
    return month.done(screens.call(officer, SHEET, "search", domain))[0]


def test_a_sheet_goes_from_own_scores_by_an_objection_to_the_decision(sheet, new_page, login, picture):
    lan, hung, long = (_signed_in(new_page, login, name) for name in ("lan", "hung", "long"))
    phone = _signed_in(new_page, login, "lan", viewport=PHONE, has_touch=True, is_mobile=True)

    screens.open_path(lan, f"my-evaluation/{sheet}")
    assert "%" in screens.text(lan, "quantity_rate")
    _score(lan, "self_points", ("8", "8", "7"))
    screens.press(lan, "action_submit")
    screens.wait_state(lan, "head")

    screens.open_path(hung, f"evaluations/{sheet}")
    screens.press(hung, "action_take_own_scores")
    screens.press(hung, "action_review")
    screens.wait_state(hung, "objection")
    picture(hung, "evaluation-proposed")

    screens.open_path(phone, f"my-evaluation/{sheet}")
    _open_page(phone, "decision")
    screens.fill(phone, "objection", "Đề nghị xem lại tiêu chí phối hợp.")
    screens.save(phone)
    picture(phone, "evaluation-objection")
    month.done(screens.call(phone, SHEET, "action_object", [sheet]))

    screens.open_path(hung, f"evaluations/{sheet}")
    _open_page(hung, "decision")
    screens.fill(hung, "answer", "Đã xem lại, giữ nguyên điểm.")
    screens.press(hung, "action_answer")

    screens.open_path(long, f"evaluations/{sheet}")
    screens.press(long, "action_decide")
    screens.confirm(long)
    screens.wait_state(long, "final")
    assert screens.text(long, "shown_level")

    paper = month.done(screens.call(lan, SHEET, "action_print", [sheet]))["report_name"]
    assert lan.request.get(f"/report/pdf/{paper}/{sheet}").body().startswith(b"%PDF")


def test_a_colleague_reaches_lan_s_sheet_by_no_address(sheet, new_page, login):
    thu = _signed_in(new_page, login, "thu")
    for method, *rest in (("read", ["total_points"]), ("action_print",), ("action_open_work",)):
        result, refusal = screens.call(thu, SHEET, method, [sheet], *rest)
        assert result is None and refusal, method
    names = month.done(screens.call(thu, SHEET, "search_read", [], ["employee_id"]))
    assert {row["employee_id"][1] for row in names} <= {"Phạm Thị Thu"}


def _signed_in(new_page, login, name, **options):
    page = new_page(**options)
    login(page, name)
    return page


def _open_page(page, name):
    page.locator(f".o_notebook .nav-link[name={name}]").click()
    screens.settle(page)


def _score(page, name, points):
    rows = page.locator(".o_field_widget[name=score_ids] .o_data_row")
    for number, figure in enumerate(points):
        rows.nth(number).locator(f"td[name={name}]").click()
        rows.nth(number).locator(f"td[name={name}] input").fill(figure)
    screens.save(page)
