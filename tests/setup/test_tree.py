"""What must hold for the tree as a whole."""

import configparser
import csv
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest
from ward import command, folders, source

ROOT = folders.REPOSITORY
ADDONS = sorted(file.parent for file in folders.ADDONS.glob("*/__manifest__.py"))
# Names of registries and of machines, put together so that this file does not contain them itself.
FOREIGN = re.compile("deb[.]" "debian|pypi[.]" "org|python" "hosted|registry[.]" "npm|/" "work/")
RECORDS = ("record", "template", "menuitem")


def tracked():
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("without git it is not known which files belong to the tree")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_machine():
    found = []
    for file in tracked():
        text = file.read_bytes().decode(errors="ignore")
        found += [f"{file.relative_to(ROOT)}: {hit}" for hit in FOREIGN.findall(text)]
    assert found == []


@pytest.mark.parametrize("name", ["requirements", "requirements-tests", "requirements-bench"])
def test_a_lock_pins_every_package_by_hash_and_names_no_host(name):
    lock = (folders.CONFIG / f"{name}.lock").read_text()
    assert "://" not in lock
    assert not re.search(r"^--?[a-z]", lock, re.MULTILINE)
    packages = re.split(r"^(?=\S+==)", lock, flags=re.MULTILINE)[1:]
    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []
    asked = re.findall(r"^([A-Za-z][\w.-]*)", (folders.CONFIG / f"{name}.in").read_text(), re.MULTILINE)
    locked = {package.split("==")[0] for package in packages}
    assert {re.sub(r"[-_.]+", "-", each).lower() for each in asked} <= locked


def test_make_alone_lists_every_target():
    listed = subprocess.run(["make", "--silent"], cwd=ROOT, capture_output=True, text=True).stdout
    assert set(re.findall(r"^make ([\w-]+)", listed, re.MULTILINE)) == set(command.COMMANDS)


def test_the_build_script_can_be_run():
    assert os.access(ROOT / ".ci/run", os.X_OK)


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_no_record_is_defined_twice_in_an_addon(addon):
    ids = Counter()
    for file in addon.rglob("*.xml"):
        if file.relative_to(addon).parts[0] not in ("static", "demo"):
            nodes = [node for node in ElementTree.parse(file).iter() if node.tag in RECORDS]
            ids.update(node.get("id") for node in nodes if node.get("id"))
    for file in addon.rglob("*.csv"):
        if file.parent.name in ("data", "security"):
            with open(file, encoding="utf-8", newline="") as rows:
                ids.update(row["id"] for row in csv.DictReader(rows) if row.get("id"))
    assert [each for each, times in ids.items() if times > 1] == []


def test_no_page_has_the_address_of_a_page_of_odoo():
    """An addon of Odoo with the same one could not be installed beside ours: a ward may want any of them."""
    path = re.compile(r"""<field name="path">\s*([^<\s]+)""")

    def paths(folder):
        return [each for file in folder.glob("*/*/*.xml") for each in path.findall(file.read_text(encoding="utf-8"))]

    ours = paths(folders.ADDONS)
    assert len(ours) > 100
    assert len(set(ours)) == len(ours)
    theirs = paths(source.find().library / "odoo/addons")
    assert len(theirs) > 100
    assert set(ours) & set(theirs) == set()


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_pure_tests_need_no_database(addon):
    pure = addon / "tests/pure"
    if any(pure.glob("test_*.py")):
        assert "def load_registry" in (pure / "conftest.py").read_text()


@pytest.mark.parametrize("file", ["odoo.conf", "config/production.conf"])
def test_a_configuration_names_only_what_odoo_knows_and_lists_no_database(file):
    from odoo.tools import config

    conf = configparser.ConfigParser(interpolation=None)
    conf.read(ROOT / file)
    options = dict(conf["options"])
    assert [name for name in options if name not in config.options_index] == []
    assert options["list_db"] == "False"
    assert options["http_interface"] == "127.0.0.1"
    assert options["unaccent"] == "True"
    assert options.get("with_demo", "False") == "False"
