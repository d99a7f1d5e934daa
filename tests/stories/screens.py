"""What a person does on Odoo's pages, by the names of fields and buttons, so that a story holds in every language.

Each step waits for what it needs to see, never for the network to be idle (the bus keeps a socket open).
"""

import re
from pathlib import Path

ERROR = ".o_error_dialog"
VIEW = (
    ".o_view_controller, .o_client_action, .o_ward_visit_sheet, .o_ward_monday, .o_ward_training, "
    ".o_ward_place_map"
)
DRAWN = (
    ".o_renderer, .o_form_renderer, .o_pivot, .o_view_nocontent, .o_graph_renderer, "
    ".o_calendar_renderer, .o_ward_visit_sheet, .o_ward_monday, .o_ward_training, .o_ward_place_map"
)
IMPORT = ".o_widget_ward_import"
DIALOG = ".modal:not(.o_inactive_modal)"


def log_in(page, name):
    """By the login page; the password of a demo login is the login."""
    page.goto("/web/login")
    page.wait_for_selector("input[name=login]")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", name)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".o_main_navbar")


def open_path(page, path):
    """Open an action by its path: ``pay-runs``, ``pay-runs/new``, ``payslips/12``."""
    page.goto(f"/odoo/{path}")
    page.wait_for_selector(VIEW)
    settle(page)
    refuse_error(page)


def settle(page):
    """Wait until nothing is being loaded and what was loaded is drawn."""
    page.wait_for_function("!document.querySelector('.o_loading_indicator, .o_blockUI')")
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def error_text(page):
    """What an error dialog says, "" when there is none."""
    dialog = page.query_selector(ERROR)
    return dialog.inner_text() if dialog else ""


def refuse_error(page):
    assert not error_text(page)


def press(page, name):
    """Press a button of the view (or of the dialog over it) by the method it calls."""
    within = DIALOG if page.query_selector(DIALOG) else VIEW
    page.locator(within).locator(f"button[name={name}]:visible").first.click()
    settle(page)


def has_button(page, name):
    return page.locator(f"{VIEW} >> button[name={name}]:visible").count() > 0


def confirm(page):
    """Answer a question with its first button."""
    page.locator(f"{DIALOG} .modal-footer .btn-primary").click()
    page.wait_for_selector(DIALOG, state="detached")
    settle(page)


def field(page, name):
    """The first field of this name, in a dialog if there is one."""
    within = DIALOG if page.query_selector(DIALOG) else VIEW
    return page.locator(within).locator(f".o_field_widget[name={name}]").first


def text(page, name):
    return field(page, name).inner_text().strip()


def dong(words):
    """``"12.345 ₫"`` -> 12345."""
    return int(re.sub(r"[^\d-]", "", words))


def fill(page, name, value):
    box = field(page, name).locator("input, textarea").first
    box.fill(value)
    box.press("Tab")


def choose_month(page, name, month):
    """Pick a month (1-12) of the year that the calendar shows."""
    field(page, name).locator("button, input").first.click()
    page.locator(".o_datetime_picker .o_date_item_cell").nth(month - 1).click()
    page.wait_for_selector(".o_datetime_picker", state="detached")
    settle(page)


def choose(page, name, words):
    """Pick a record in a field that proposes while one types."""
    field(page, name).locator("input").first.fill(words)
    page.locator(".o-autocomplete--dropdown-item:visible", has_text=words).first.click()


def wait_state(page, state):
    """Wait until the status bar of the form stands on ``state``."""
    page.wait_for_selector(f".o_statusbar_status button.o_arrow_button_current[data-value={state}]", state="attached")
    settle(page)


def save(page):
    page.locator(".o_form_button_save:visible").click()
    page.wait_for_selector(".o_form_status_indicator_buttons.invisible", state="attached")
    settle(page)


def record_id(page):
    """The number of the record in the address."""
    return int(re.search(r"/(\d+)(?:\?|$)", page.url).group(1))


def send_file(page, name, path):
    """Put a file into a binary field."""
    with page.expect_file_chooser() as chooser:
        field(page, name).locator(".o_select_file_button").first.click()
    chooser.value.set_files(str(path))
    settle(page)


def send_import(page, path):
    """Choose the file of an import; it is sent at once."""
    with page.expect_file_chooser() as chooser:
        page.locator(f"{IMPORT} button[name=choose]").click()
    chooser.value.set_files(str(path))
    settle(page)


def check_import(page):
    page.locator(f"{IMPORT} button[name=check]").click()
    wait_state(page, "checked")


def download(page, click, folder):
    """What ``click()`` downloads, as a path in ``folder``."""
    with page.expect_download() as waiting:
        click()
    path = Path(folder) / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def call(page, model, method, *arguments, **keywords):
    """Call a method as the person logged in on this page would by hand: ``(result, refusal)``, one of them None."""
    answer = page.evaluate(
        """async ({model, method, args, kwargs}) => {
            const answer = await fetch(`/web/dataset/call_kw/${model}/${method}`, {
                method: "POST",
                headers: {"Content-Type": "application/json"},
                body: JSON.stringify({jsonrpc: "2.0", id: 1, method: "call", params: {model, method, args, kwargs}}),
            });
            return await answer.json();
        }""",
        {"model": model, "method": method, "args": list(arguments), "kwargs": keywords},
    )
    return answer.get("result"), answer.get("error")


def open_action(page, action):
    """Open an action as a menu does, without loading the page again, and wait until it is drawn."""
    page.evaluate(
        """async action => {
            const { action: service } = odoo.__WOWL_DEBUG__.root.env.services;
            await service.doAction(action, { clearBreadcrumbs: true });
        }""",
        action,
    )
    page.wait_for_timeout(200)  # what was there before goes away
    page.wait_for_selector(f"{DRAWN}, {ERROR}")
    settle(page)


def grown(page):
    """Wait until a chart has grown, before a picture is taken."""
    if page.query_selector(".o_graph_renderer canvas"):
        page.wait_for_timeout(1_200)


def width(page):
    """How wide the page is, in pixels; more than the window when something runs over its edge."""
    return page.evaluate("document.documentElement.scrollWidth")
