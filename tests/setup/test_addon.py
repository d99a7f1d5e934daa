"""Our addons, in order, and the fingerprint that decides whether a database is upgraded."""

import re
from pathlib import Path

import pytest
from ward import addon, folders


@pytest.fixture
def addons(tmp_path):
    for name, depends in (("a_last", ["b_first", "mail"]), ("b_first", ["hr"])):
        folder = tmp_path / name
        (folder / "tests").mkdir(parents=True)
        (folder / "demo").mkdir()
        (folder / "__manifest__.py").write_text(repr({"depends": depends}))
    return tmp_path


def test_what_others_need_comes_first(addons):
    assert list(addon.manifests(addons)) == ["b_first", "a_last"]


def test_the_three_addons_stand_in_the_order_of_the_design():
    assert addon.names() == ["ward_hr", "ward_training", "ward_oversight"]
    assert "hr_skills" in addon.others()
    assert "ward_hr" not in addon.others()


def test_a_bridge_is_left_to_odoo_to_install(addons):
    (addons / "c_bridge").mkdir()
    (addons / "c_bridge/__manifest__.py").write_text(repr({"depends": ["a_last", "survey"], "auto_install": True}))
    assert addon.names(addons) == ["b_first", "a_last"]
    assert addon.bridges(addons) == ["c_bridge"]
    assert addon.fingerprint(addons) != addon.fingerprint(addons, only=["b_first", "a_last"])


def test_no_ward_gets_elearning_or_surveys_unless_it_wants_them():
    assert addon.bridges() == ["ward_training_slides", "ward_training_survey"]
    assert addon.others(addon.bridges()) == ["survey", "website_slides"]
    assert not {"survey", "website", "website_slides"} & set(addon.others())


def test_the_three_addons_know_nothing_of_elearning_and_surveys():
    theirs = re.compile(r"slide\.(channel|slide)|survey\.|website_slides|addons\.survey|ward_training_(slides|survey)")
    files = [file for name in addon.names() for kind in ("py", "xml", "csv", "js")
             for file in (folders.ADDONS / name).rglob(f"*.{kind}")]  # fmt: skip
    assert files
    assert [file for file in files if theirs.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("file", "upgrades", "is_demo"),
    [
        ("a_last/models/thing.py", True, False),
        ("a_last/i18n/vi.po", True, False),
        ("a_last/tests/test_thing.py", False, False),
        ("a_last/README.md", False, False),
        ("a_last/demo/people.xml", False, True),
        ("a_last/__pycache__/thing.pyc", False, False),
    ],
)
def test_the_database_is_upgraded_for_what_an_upgrade_reads(addons, file, upgrades, is_demo):
    before = addon.fingerprint(addons), addon.demo_fingerprint(addons)
    path = Path(addons, file)
    path.parent.mkdir(exist_ok=True)
    path.write_text("new")
    after = addon.fingerprint(addons), addon.demo_fingerprint(addons)
    assert (before[0] != after[0], before[1] != after[1]) == (upgrades, is_demo)
