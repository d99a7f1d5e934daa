"""The install logs have no warning that config/install_log_allowed.txt does not explain."""

import os
import re
from pathlib import Path

import pytest

ALLOWED = Path(__file__).parents[1] / "config/install_log_allowed.txt"


def allowed():
    """The expressions of the allow-list; each has a reason."""
    lines = [line for line in ALLOWED.read_text().splitlines() if line and not line.startswith("#")]
    for line in lines:
        assert re.search(r"\S  # \S", line), f"No reason beside: {line}"
    return [re.compile(line.split("  # ")[0]) for line in lines]


def surprises(log):
    """Lines with WARNING or worse that nothing explains."""
    lines = re.findall(r"^.* (?:WARNING|ERROR|CRITICAL) .*$", log, re.MULTILINE)
    return [line for line in lines if not any(each.search(line) for each in allowed())]


@pytest.mark.parametrize("name", os.environ.get("WARD_DATABASES", "ward_base ward_first ward_test").split())
def test_the_install_log_has_no_warning(name):
    log = Path(os.environ["WARD_INSTALL_LOGS"], f"install-{name}.log").read_text(errors="replace")
    assert "Modules loaded" in log
    assert surprises(log) == []


def test_a_warning_is_noticed():
    line = "2026-01-01 00:00:00,000 1 WARNING ward odoo.models: something is odd"
    assert surprises(line) == [line]
