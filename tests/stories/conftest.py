"""Browser stories: ``page`` (Chromium, Vietnamese, desktop), ``login(page, "thu")``, ``picture(page, "pay")``.

The server and its demo ward are made by ``make test`` for this run alone; a story may change what it likes.
"""

import os
from pathlib import Path

import pytest

from . import screens

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PAGES = pytest.StashKey()
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items):
    """Without a browser the stories are skipped, and counted as such, with the reason."""
    reason = os.environ.get("WARD_NO_CHROMIUM")
    if reason:
        here = Path(__file__).parent
        for item in items:
            if item.path.is_relative_to(here):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A story that fails leaves a picture of each page it had open."""
    outcome = yield
    if call.when == "call" and outcome.get_result().failed:
        for number, page in enumerate(item.stash.get(PAGES, [])):
            page.screenshot(path=Path(os.environ["WARD_SCREENSHOTS"]) / f"failed-{item.name}-{number}.png")


@pytest.fixture(scope="session", autouse=True)
def load_registry():
    """The server has the registry; the stories only see pages."""
    yield


@pytest.fixture(scope="session")
def ward_url():
    return os.environ["WARD_URL"]


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["WARD_CHROMIUM"], args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, ward_url, request):
    """``new_page(viewport=PHONE)``: a page with cookies of its own, in Vietnamese."""
    contexts = []
    pages = request.node.stash[PAGES] = []

    def open_one(viewport=None, **options):
        context = browser.new_context(
            base_url=ward_url,
            viewport=viewport or DESKTOP,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",  # a list that still slides up closes when one scrolls to its line
            **options,
        )
        context.set_default_timeout(60_000)  # the first page of all is built while one waits
        contexts.append(context)
        pages.append(context.new_page())
        return pages[-1]

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture(scope="session")
def login():
    """``login(page, "thu")``: the password of a demo login is the login. Later pages come in with the same cookies."""
    cookies = {}

    def log_in(page, name):
        if name in cookies:
            page.context.add_cookies(cookies[name])
            page.goto("/odoo")
            page.wait_for_selector(".o_main_navbar")
        else:
            screens.log_in(page, name)
        cookies[name] = page.context.cookies()

    return log_in


@pytest.fixture(scope="session")
def picture():
    """``picture(page, "pay")`` keeps a screenshot in ``.ward/screenshots``."""
    folder = Path(os.environ["WARD_SCREENSHOTS"])

    def take(page, name):
        page.screenshot(path=folder / f"{name}.png")

    return take
