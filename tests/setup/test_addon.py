"""Our addons, in order, and the fingerprint that decides whether a database is upgraded."""

from pathlib import Path

import pytest
from ward import addon


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
