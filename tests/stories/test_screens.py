"""Every screen of every role, on a desk and on a phone: none shows an error, and each leaves a picture to look at.

A screen is drawn once on a desk and once on a phone. For the other roles that have it, what it asks the server for is
asked as them: its views, and the fields of the first one with their records.
"""

import re

import pytest

from . import month, screens
from .conftest import DESKTOP, PHONE

ROLES = {
    "lan": "staff",
    "hung": "unit-head",
    "mai": "hr-officer",
    "thu": "pay-officer",
    "long": "ward-head",
    "quang": "auditor",
    "city": "upper-tier",
    "dung": "inspector",
    "phuc": "oversight-lead",
}
APPS = ("ward_hr.", "ward_training.", "ward_oversight.")
HARMLESS = (
    "selfie_segmentation",  # blurred backgrounds in calls: left out by the Debian package, and not used here
    "/static/description/icon.png",  # icons of applications that Odoo would sell, in the hidden help of its lists
)
# Loads an action, its views, and the records of the first one with the fields that it shows.
ASK = """
async (action) => {
    const ask = async (route, params) => {
        const answer = await fetch(route, {
            method: "POST",
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify({jsonrpc: "2.0", method: "call", params}),
        });
        const {result, error} = await answer.json();
        if (error) {
            throw new Error(error.data?.message || error.message);
        }
        return result;
    };
    const call = (model, method, kwargs) =>
        ask(`/web/dataset/call_kw/${model}/${method}`, {model, method, args: [], kwargs});
    try {
        const loaded = await ask("/web/action/load", {action_id: action});
        const {type, res_model: model, views, search_view_id: search} = loaded;
        if (type !== "ir.actions.act_window" || views[0][1] === "form") {
            return "open it";
        }
        const found = await call(model, "get_views", {views: [...views, [search[0], "search"]]});
        const arch = new DOMParser().parseFromString(found.views[views[0][1]].arch, "text/xml");
        const specification = {};
        for (const field of arch.querySelectorAll("field")) {
            const name = field.getAttribute("name");
            const known = found.models[model].fields[name];
            if (known && !field.parentElement.closest("field")) {
                specification[name] = known.type === "many2one" ? {fields: {display_name: {}}} : {};
            }
        }
        await call(model, "web_search_read", {domain: [], specification, limit: 80});
        return "";
    } catch (error) {
        return error.message;
    }
}
"""


@pytest.fixture(autouse=True, scope="module")
def month_of_work(browser, ward_url, login):
    """The month is imported and its pay submitted, so that screens have something to show."""
    context = browser.new_context(base_url=ward_url, viewport=DESKTOP, locale="vi-VN")
    page = context.new_page()
    login(page, "thu")
    month.imported(page)
    month.submitted(page)
    context.close()


@pytest.fixture(scope="module")
def seen():
    """Actions that somebody has opened on the phone: the next role need not look at them again."""
    return set()


@pytest.fixture(scope="module")
def drawn():
    """Actions that somebody has opened on a desk; for the next role only the server is asked."""
    return set()


@pytest.mark.parametrize("name", ROLES)
def test_no_screen_shows_an_error_on_a_desk(name, new_page, login, picture, drawn):
    page = new_page()
    login(page, name)
    menus = _menus(page)
    refused = {label: said for label, action in menus if action in drawn and (said := _asked(page, action, drawn))}
    new = [(label, action) for label, action in menus if action not in drawn]
    _walk(page, new, f"desk-{ROLES[name]}", picture, drawn)
    assert not refused


@pytest.mark.parametrize("name", ROLES)
def test_no_screen_shows_an_error_or_runs_over_on_a_phone(name, new_page, login, picture, seen):
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    login(page, name)
    menus = [(label, action) for label, action in _menus(page) if action not in seen]
    _walk(page, menus, f"phone-{ROLES[name]}", picture, seen, width=PHONE["width"])


def _asked(page, action, drawn):
    """What the server refuses this person of what a screen asks for, "" when nothing."""
    said = page.evaluate(ASK, action)
    if said == "open it":
        drawn.discard(action)
        return ""
    return said


def _walk(page, menus, folder, picture, drawn, width=None):
    """Open each menu, look, and keep a picture; tell of all that is wrong at the end."""
    said, wrong = [], {}
    page.on("console", lambda line: said.append(f"{line.text} {line.location}") if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for label, action in menus:
        screens.open_action(page, action)
        screens.grown(page)
        picture(page, f"{folder}-{_file_name(label)}")
        drawn.add(action)
        errors = [text for text in said if not any(known in text for known in HARMLESS)]
        if text := screens.error_text(page):
            errors.append(text)
        if width and screens.width(page) > width:
            errors.append(f"{screens.width(page)} pixels wide")
        if errors:
            wrong[label] = errors
            page.goto("/odoo")
            page.wait_for_selector(".o_main_navbar")
        said.clear()
    assert not wrong


def _menus(page):
    """``[(menu path, action id)]`` of our apps, as this person has them."""
    menus = page.evaluate("async () => (await fetch('/web/webclient/load_menus')).json()")
    found = []

    def walk(menu, above):
        label = [*above, menu["name"]]
        if menu["actionID"] and not menu["children"]:
            found.append((" - ".join(label), menu["actionID"]))
        for child in menu["children"]:
            walk(menus[str(child)], label)

    for app in menus["root"]["children"]:
        if menus[str(app)]["xmlid"].startswith(APPS):
            walk(menus[str(app)], [])
    return found


def _file_name(label):
    return re.sub(r"[^\w]+", "-", label.lower()).strip("-")
