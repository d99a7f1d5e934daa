"""Thu tries a new base salary, downloads the table by unit, and finds the page's figures in it."""

import openpyxl

from . import month, screens

PAGE = "ward.pay.what.if"
MEASURES = ("cost_today", "cost_a", "more_a", "cost_b", "more_b")


def test_the_downloaded_table_says_what_the_page_says(page, login, picture, tmp_path):
    login(page, "thu")
    change = {"kind": "law", "law_code": "base_salary", "value": 2_700_000, "since": "2026-12-01"}
    values = {"month_from": "2026-12-01", "month_to": "2026-12-01", "change_ids": [(0, 0, change)]}
    [number] = month.done(screens.call(page, PAGE, "create", [values]))
    month.done(screens.call(page, PAGE, "action_reckon", [number]))
    screens.open_action(page, month.done(screens.call(page, PAGE, "action_by_unit", [number])))
    page.wait_for_selector(".o_pivot tbody tr")
    picture(page, "what-if-by-unit")
    path = screens.download(page, lambda: page.click(".o_pivot_download"), tmp_path)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    total, *units = [row[1:6] for row in rows if isinstance(row[1], int | float)]
    kept_total, *kept_units = _by_unit(page, number)
    assert total == kept_total and sorted(units) == sorted(kept_units) and len(units) > 3
    assert total[2] > 0 and total[2] == total[1] - total[0] and total[4] == 0
    assert total == [sum(column) for column in zip(*units, strict=True)]


def _by_unit(page, number):
    """The sums that the page keeps: of all, then of each unit."""
    domain = [("what_if_id", "=", number)]
    sums = [f"{name}:sum" for name in MEASURES]
    groups = []
    for by in ([], ["department_id"]):
        groups += month.done(screens.call(page, f"{PAGE}.effect", "formatted_read_group", domain, by, sums))
    return [[group[one] for one in sums] for group in groups]
