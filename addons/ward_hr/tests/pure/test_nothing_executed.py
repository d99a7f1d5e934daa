"""Rules of pay are rows of a few kinds: no text that somebody typed, imported or stored is ever executed."""

import ast
from pathlib import Path

ADDONS = Path(__file__).parents[3]
PRODUCT = [path for path in sorted(ADDONS.rglob("*.py")) if "tests" not in path.parts]
RUNS_TEXT = {"eval", "exec", "compile", "__import__", "safe_eval", "test_python_expr", "expr_eval"}


def found(text):
    """``name, line`` of whatever could run text: names called or brought in; ``re.compile`` is not the builtin."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name) and node.id in RUNS_TEXT:
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and node.attr in RUNS_TEXT - {"compile"}:
            yield node.attr, node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((name.name, node.lineno) for name in node.names if name.name in RUNS_TEXT)


def test_nothing_is_ever_executed_from_text():
    assert len(PRODUCT) > 400
    assert not {str(path): list(found(path.read_text(encoding="utf-8"))) for path in PRODUCT
                if list(found(path.read_text(encoding="utf-8")))}  # fmt: skip


def test_text_that_would_be_executed_is_found():
    text = "from odoo.tools.safe_eval import safe_eval as s\nexec(rule.code)\ntools.safe_eval(x)\nre.compile('x')"
    assert sorted(found(text)) == [("exec", 2), ("safe_eval", 1), ("safe_eval", 3)]
