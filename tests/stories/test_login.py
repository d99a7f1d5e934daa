"""The front door, in Vietnamese."""

from .conftest import PHONE


def test_the_login_page_is_in_vietnamese(page, picture):
    page.goto("/web/login")
    page.wait_for_selector("button[type=submit]")
    assert "Đăng nhập" in page.inner_text("button[type=submit]")
    picture(page, "login")


def test_a_visitor_cannot_make_a_login(page):
    page.goto("/web/login")
    page.wait_for_selector("button[type=submit]")
    assert not page.query_selector("a[href*='/web/signup']")
    page.goto("/web/signup")
    assert not page.query_selector("form.oe_signup_form")


def test_the_administrator_comes_in_on_a_desktop(page, login, picture):
    login(page, "admin")
    picture(page, "home")


def test_the_administrator_comes_in_on_a_phone(new_page, login, picture):
    page = new_page(viewport=PHONE)
    login(page, "admin")
    picture(page, "home-phone")
