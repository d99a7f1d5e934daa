"""``make test`` tells the truth: what it runs, and what it counts."""

import subprocess
from collections import Counter

import pytest
from ward import check


@pytest.mark.parametrize(
    ("target", "kinds"),
    [
        (".", ["pure", "odoo", "stories", "bridges"]),
        ("tests", ["pure", "odoo", "stories"]),
        ("tests/setup", ["pure"]),
        ("tests/setup/test_check.py::test_x", ["pure"]),
        ("tests/stories", ["stories"]),
        ("tests/test_install_log.py", ["odoo"]),
        ("addons/ward_hr", ["pure", "odoo"]),
        ("addons/ward_hr/tests/pure", ["pure"]),
        ("addons", ["pure", "odoo", "bridges"]),
        ("addons/ward_training_slides", ["bridges"]),
        ("addons/ward_hr/tests/test_hr_version.py", ["odoo"]),
        ("config", []),
        ("addons/ward_hr/models", []),
    ],
)
def test_a_path_chooses_the_kinds_of_test_it_holds(target, kinds):
    assert [name for name, kind in check.kinds().items() if kind.chosen([target])] == kinds


REPORT = """<testsuites><testsuite>
<testcase name="a"/>
<testcase name="b"><failure message="no"/></testcase>
<testcase name="c"><error message="no"/></testcase>
<testcase name="d"><skipped message="no browser"/></testcase>
<testcase name="e"><skipped message="no browser"/></testcase>
</testsuite></testsuites>"""


def test_failures_errors_and_skips_are_counted_with_their_reason(tmp_path, capsys):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert check.counted(report, 1) == {"passed": 1, "failed": 2, "skipped": 2}
    assert "skipped 2: no browser" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "failed"), [(0, 0), (5, 0), (1, 1), (3, 1), (-9, 1)])
def test_a_run_that_breaks_off_is_a_failure(tmp_path, code, failed):
    assert check.counted(tmp_path / "none.xml", code)["failed"] == failed


@pytest.mark.parametrize(
    ("sums", "code"),
    [
        ({"passed": 3}, 0),
        ({"passed": 3, "skipped": 1}, 0),
        ({"skipped": 2}, 0),
        ({"passed": 3, "failed": 1}, 1),
        ({}, 1),
    ],
)
def test_the_last_line_and_the_exit_code_agree(monkeypatch, capsys, sums, code):
    monkeypatch.setenv("WHAT", "tests/setup")
    monkeypatch.setattr(check.source, "find", lambda: None)
    monkeypatch.setattr(check.environment, "python", lambda *_: None)
    monkeypatch.setattr(check, "_pytest", lambda *_: Counter(sums))
    assert check.test(None) == code
    said = capsys.readouterr().err.splitlines()
    counts = [sums.get(kind, 0) for kind in ("passed", "failed", "skipped")]
    assert said[-1] == "{} passed, {} failed, {} skipped".format(*counts)
    assert ("No tests were found: that is a failure." in said) == (not sums)


def test_what_runs_beside_is_counted_with_the_rest():
    sums = Counter(passed=1)
    with check._beside(lambda: Counter(passed=2, failed=1), sums):
        sums += Counter(passed=4)
    assert sums == {"passed": 7, "failed": 1}


def test_what_runs_beside_ends_when_the_block_breaks_off(monkeypatch):
    child = subprocess.Popen(["sleep", "60"])
    monkeypatch.setattr(check, "RUNNING", [child])
    with pytest.raises(KeyboardInterrupt), check._beside(child.wait, Counter()):
        raise KeyboardInterrupt
    assert child.returncode == -15
