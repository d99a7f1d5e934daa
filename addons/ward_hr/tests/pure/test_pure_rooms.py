"""The pure rooms stay pure: no Odoo, no clock, no file, and no number of law in Python.

Allowed numbers: those of the structure of things (0, 1, 2; months of a year; 100 of a percentage; ...),
named in ``STRUCTURAL``. A rate, an amount, a ceiling or a coefficient belongs in ``law/*.toml``.
Numbers in a docstring are words and are not looked at.
"""

import ast
from pathlib import Path

import pytest

ADDONS = Path(__file__).parents[3]
ROOMS = (
    "ward_hr/law",
    "ward_hr/pay",
    "ward_hr/staff",
    "ward_hr/workload",
    "ward_hr/competency",
    "ward_hr/importing",
    "ward_hr/evaluation",
    "ward_training/rules",
    "ward_oversight/rules",
)
STRUCTURAL = {
    0: "nothing, the first",
    1: "one, the next",
    2: "two of a pair",
    3: "three of a triple",
    4: "quarters of a year",
    6: "months of a half-year",
    7: "days of a week",
    10: "base of our numerals",
    12: "months of a year",
    24: "hours of a day",
    60: "minutes of an hour",
    75: "octets of a line of a calendar file",
    100: "of a percentage",
    1000: "of a thousand",
    1024: "bytes of a kilobyte",
}
FORBIDDEN = {"odoo", "time", "random", "psycopg2", "requests", "os", "sys"}
CLOCK = {"today", "now", "utcnow"}
OPEN_FILES = {  # the only files of the rooms that touch the disk or the command line
    "ward_hr/law/loader.py": "the law",
    "ward_hr/pay/shipped.py": "the national components",
    "ward_hr/pay/golden.py": "golden payslips",
}
# The importing room counts bytes, cells and signs of file formats; it knows no law.
NO_LAW_INSIDE = "importing"
FILES = [path for room in ROOMS for path in sorted((ADDONS / room).rglob("*.py"))]


def may_open_files(path):
    return str(path.relative_to(ADDONS)) in OPEN_FILES


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def numbers(tree):
    """Every number written in the code, with its line; also inside ``Decimal("0.25")``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node.value, node.lineno
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Decimal":
            for word in node.args:
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield float(word.value), word.lineno


def imports(tree):
    """The top-level packages that a file imports; relative imports give nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if NO_LAW_INSIDE not in path.parts],
    ids=lambda p: str(p.relative_to(ADDONS)),
)
def test_no_statutory_number_stands_in_python(path):
    found = [(n, line) for n, line in numbers(tree_of(path)) if n not in STRUCTURAL]
    assert not found, f"{path}: {found}. Move it to law/*.toml, or name it in STRUCTURAL."


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ADDONS)))
def test_a_pure_room_imports_nothing_of_odoo_and_knows_no_clock(path):
    tree = tree_of(path)
    called = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    assert not FORBIDDEN & set(imports(tree)), path
    assert not CLOCK & called, path


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ADDONS)))
def test_only_the_named_loaders_open_a_file(path):
    if may_open_files(path):
        return
    names = {n.id for n in ast.walk(tree_of(path)) if isinstance(n, ast.Name)}
    assert not {"open", "Path"} & names, path
