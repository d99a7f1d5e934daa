"""Takes the pictures of the README from a fresh demo ward: ``make pictures`` runs this on a server of its own.

Run as a script with ``WARD_URL`` and ``WARD_CHROMIUM``; writes ``docs/pictures/*.png``, small enough for a repository.
"""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from stories import month, screens
from stories.conftest import ARGUMENTS, DESKTOP, PHONE
from ward.say import say

FOLDER = Path(__file__).parents[1] / "docs/pictures"
PHOTO = Path(__file__).parents[1] / "addons/ward_oversight/demo/photo_notice_board.jpg"
COLOURS = 256
MARGIN = 16
# Pages that need nothing done first, and who opens them.
PAGES = {
    "establishment": ("mai", "establishment"),
    "gaps": ("mai", "competency-gaps"),
    "confirm": ("thu", "to-be-confirmed"),
    "hours": ("mai", "training-shortfall"),
    "league": ("phuc", "ward-unit-league"),
    "map": ("phuc", "ward-map"),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["WARD_CHROMIUM"], args=ARGUMENTS)
        pay, oversight = (why, run, payslip, raises, whatif), (visit, sample, finding, obstacle)
        for take in (workload, week, *pay, *oversight, training, attendance):
            keep(take.__name__, take(browser))
        for name, (login, path) in PAGES.items():
            keep(name, whole_page(browser, login, path))
        browser.close()


def workload(browser):
    """Who had more to do in October than there were hours."""
    page = person(browser, "thu")
    month.imported(page)
    screens.open_path(page, "ward-workload-hours")
    page.wait_for_selector(".o_graph_renderer canvas")
    return [shot(page)]


def week(browser):
    """The head's Monday: who has too much work, who can help, what that does."""
    page = person(browser, "long")
    screens.open_path(page, "this-week")
    page.locator(".o_ward_monday article").first.wait_for()
    return [shot(page)]


def why(browser):
    """A payslip of a month that a decision splits, and the reason of its first line."""
    page = person(browser, "thu")
    run = month.submitted(page)
    domain = [("run_id", "=", run), ("employee_name", "=", "Phạm Ngọc Ánh")]
    slip = month.done(screens.call(page, "ward.payslip", "search", domain))[0]
    screens.open_path(page, f"payslips/{slip}")
    page.locator(".o_field_widget[name=earning_ids] button[name=action_why]").first.click()
    page.wait_for_selector(".o_ward_why")
    return [shot(page)]


def run(browser):
    """The pay run of October with its totals, what to notice, and each payslip."""
    page = person(browser, "thu")
    number = month.done(screens.call(page, "ward.pay.run", "search", [], limit=1))[0]
    screens.open_path(page, f"pay-runs/{number}")
    page.wait_for_selector(".o_field_widget[name=slip_ids] .o_data_row")
    return [shot(page)]


def payslip(browser):
    """On her phone: Lan's own payslip, and why a line is what it is."""
    month.submitted(person(browser, "thu"))
    month.approved(person(browser, "long"))
    page = person(browser, "lan", PHONE, has_touch=True, is_mobile=True)
    screens.open_path(page, "my-payslips")
    page.locator(".o_kanban_record", has_text="10/2026").click()
    line = page.locator(".o_field_widget[name=earning_ids] .o_kanban_record:not(.o_kanban_ghost)").first
    line.wait_for()
    shots = [shot(page)]
    line.click()
    page.wait_for_selector(".o_ward_why")
    return [*shots, shot(page)]


def visit(browser):
    """On a phone: the plan, an item that fails with its photo, and the signatures."""
    page = person(browser, "dung", PHONE, has_touch=True, is_mobile=True)
    domain = [("state", "=", "draft"), ("leader_id.user_id.login", "=", "dung")]
    number = month.done(screens.call(page, "ward.visit", "search", domain, limit=1))[0]
    screens.open_path(page, f"my-visits/{number}")
    screens.press(page, "action_start")
    articles = page.locator(".o_ward_visit_sheet article")
    articles.first.wait_for()
    shots = [shot(page)]
    item = articles.nth(2)
    for index in range(articles.count()):
        result = "fail" if index == 2 else "pass"
        articles.nth(index).locator(f"button[data-result={result}]").click()
        articles.nth(index).locator(f"button[data-result={result}][aria-pressed=true]:enabled").wait_for()
    item.locator("textarea").fill("Ba người không đeo thẻ tại quầy")
    item.locator("textarea").press("Tab")
    item.locator("input[type=file]").set_input_files(PHOTO)
    item.locator(".o_ward_photo img").wait_for()
    item.evaluate("element => element.scrollIntoView({block: 'center'})")
    shots.append(shot(page))
    page.locator(".o_ward_visit_items > button").click()
    page.wait_for_selector(f"{screens.DIALOG} .o_field_widget[name=inspector_signature]")
    return [*shots, shot(page)]


def sample(browser):
    """Dossiers of October drawn at random on a visit, with the seed, and how late each was."""
    month.imported(person(browser, "thu"))
    page = person(browser, "phuc")
    [old] = month.done(
        screens.call(page, "ward.visit", "search_read", [("state", "=", "signed")], ["department_id", "checklist_id"])
    )[:1]
    values = {name: old[name][0] for name in ("department_id", "checklist_id")}
    number = month.done(screens.call(page, "ward.visit", "create", [values]))
    month.done(screens.call(page, "ward.visit", "action_start", number))
    drawn = {"visit_id": number[0], "since": "2026-10-01", "until": "2026-10-31"}
    drawn = month.done(screens.call(page, "ward.visit.sample", "create", [drawn]))
    month.done(screens.call(page, "ward.visit.sample", "action_draw", drawn))
    screens.open_path(page, f"ward-visits/{number[0]}")
    page.locator(".o_notebook .nav-link[name=samples]").click()
    page.locator(".o_field_widget[name=sample_ids] .o_data_row td").first.click()
    page.wait_for_selector(f"{screens.DIALOG} .o_field_widget[name=line_ids] .o_data_row")
    return [shot(page)]


def finding(browser):
    """A finding with what is to be done about it, by whom, until when."""
    page = person(browser, "phuc")
    number = month.done(screens.call(page, "ward.finding", "search", [("overdue", "=", True)], limit=1))[0]
    screens.open_path(page, f"ward-findings/{number}")
    page.locator(".o_form_renderer").wait_for()
    return [shot(page)]


def obstacle(browser):
    """An obstacle past its day: the clock, and who was told."""
    page = person(browser, "phuc")
    number = month.done(screens.call(page, "ward.obstacle", "search", [("overdue", "=", True)], limit=1))[0]
    screens.open_path(page, f"ward-obstacles/{number}")
    page.locator(".o_notebook .nav-link[name=notices]").click()
    page.wait_for_selector(".o_field_widget[name=notice_ids] .o_data_row")
    return [shot(page)]


def whole_page(browser, login, path):
    page = person(browser, login)
    screens.open_path(page, path)
    page.locator(screens.DRAWN).first.wait_for()
    return [shot(page)]


def training(browser):
    """The courses that a member of the staff may enrol in."""
    page = person(browser, "lan")
    screens.open_path(page, "enrol")
    page.wait_for_selector(".o_kanban_record button[name=action_enrol]")
    return [shot(page)]


def attendance(browser):
    """The code that a person shows at the door, and the list on the phone of who keeps it."""
    code, kept = (person(browser, login, PHONE) for login in ("lan", "mai"))
    screens.open_path(code, "my-code")
    code.wait_for_selector(".o_field_widget[name=image] img")
    screens.open_path(kept, "attendance")
    kept.wait_for_selector(".o_kanban_record")
    return [shot(code), shot(kept)]


def raises(browser):
    """Who is due for a raise by the end of January."""
    page = person(browser, "mai")
    number = month.done(screens.call(page, "ward.raise.list", "search", [], limit=1))[0]
    screens.open_path(page, f"raises/{number}")
    page.wait_for_selector(".o_data_row")
    return [shot(page)]


def whatif(browser):
    """A base salary of 2,700,000 from December on, beside today's."""
    page = person(browser, "thu")
    change = {"kind": "law", "law_code": "base_salary", "value": 2_700_000, "since": "2026-12-01"}
    values = {"month_from": "2026-12-01", "month_to": "2026-12-01", "change_ids": [(0, 0, change)]}
    [number] = month.done(screens.call(page, "ward.pay.what.if", "create", [values]))
    month.done(screens.call(page, "ward.pay.what.if", "action_reckon", [number]))
    screens.open_path(page, f"pay-what-if/{number}")
    page.locator(screens.DRAWN).first.wait_for()
    return [shot(page)]


def person(browser, name, viewport=DESKTOP, **options):
    context = browser.new_context(
        base_url=os.environ["WARD_URL"], viewport=viewport, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    screens.log_in(page, name)
    return page


def shot(page):
    page.wait_for_timeout(2_000)  # charts grow, dialogs fade in
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def keep(name, shots):
    """The shots side by side, in few colours."""
    width = sum(each.width + MARGIN for each in shots) - MARGIN
    whole = Image.new("RGB", (width, max(each.height for each in shots)), "white")
    left = 0
    for each in shots:
        whole.paste(each, (left, 0))
        left += each.width + MARGIN
    path = FOLDER / f"{name}.png"
    whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    say(f"{path.relative_to(FOLDER.parents[1])}: {path.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
