"""Golden payslips: the worked examples, the edges, and the checker itself."""

from datetime import date
from pathlib import Path

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.pay import golden
from odoo.addons.ward_hr.staff.raises import Event, Held, next_raise

FOLDER = Path(__file__).parents[1] / "golden"
FILES = sorted(FOLDER.rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_payslip_comes_out_to_the_dong(path):
    assert golden.check(path) == []


def test_the_year_end_share_of_the_golden_payslip_is_what_the_law_leaves_of_the_year():
    """In total 0.8 of the basic salaries of 2026, of which 0.5 came month by month."""
    december = golden.read(FOLDER / "year_end_additional_income.toml")
    law, [facts] = Law.shipped(), december["facts"]
    share = 0
    for month in range(1, 13):
        day = date(2026, month, 1)
        rest = law.number("hanoi_extra_income_total", day) - law.number("hanoi_extra_income_monthly", day)
        share += rest * facts["pay_coefficient"] * law.number("base_salary", day)
    assert december["inputs"]["EXTRA_YEAR"] == share


def test_a_reprimand_delays_the_raise_of_the_golden_payslip_by_half_a_year():
    law, [facts] = Law.shipped(), golden.read(FOLDER / "raise_delayed_by_discipline.toml")["facts"]
    held = Held(facts["staff_type"], "A1", 3, facts["since"])
    assert next_raise(law, held).day == date(2026, 7, 1)
    assert next_raise(law, held, [Event("discipline", date(2026, 5, 20), "reprimand")]).day == date(2027, 1, 1)


def test_a_wrong_file_is_told_by_code_with_both_amounts(tmp_path):
    wrong = (FOLDER / "e6_specialist_digital.toml").read_text(encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(wrong.replace("PIT = 33985", "PIT = 33984"), "utf-8")
    said = []
    assert golden.main(tmp_path, out=said.append) == 1
    assert "         PIT: expected 33,984, reckoned 33,985 (+1)" in said
    assert said[-1] == "1 golden payslips, 1 differ."


def test_a_line_that_nobody_expected_is_a_difference(tmp_path):
    text = (FOLDER / "e1_specialist_step_3.toml").read_text(encoding="utf-8")
    (tmp_path / "short.toml").write_text(text.replace("HI_E = 113850\n", ""), "utf-8")
    assert golden.check(tmp_path / "short.toml") == [
        "HI_E: expected 0, reckoned 113,850 (+113,850)"
    ]


def test_a_wrong_figure_of_a_year_is_told(tmp_path):
    right = (FOLDER / "settlement_more_to_pay.toml").read_text(encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(right.replace("owed = 1660953", "owed = 1660952"), "utf-8")
    assert golden.check(tmp_path / "wrong.toml") == ["owed: expected 1,660,952, reckoned 1,660,953 (+1)"]


def test_an_empty_folder_is_not_taken_for_success(tmp_path):
    assert golden.main(tmp_path, out=lambda _text: None) == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("month = ", "not a TOML file"),
        ("month = 2026-10-01\n[lines]", "at least one [[facts]]"),
        ('month = 2026-10-01\n[[facts]]\nstaff_type = "elected"', "either [lines] or refused"),
        ("mont = 2026-10-01", "unknown: mont"),
        (
            'month = 2026-10-01\n[[facts]]\nstaff_type = "elected"\ncoef = 3\n[lines]',
            "unknown fact: coef",
        ),
        ("year = 2026\n[[facts]]", "at least one [[facts]] and [settlement]"),
        ('year = 2026\n[[facts]]\nstaff_type = "elected"\n[settlement]\nrefnd = 1', "unknown: refnd"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(tmp_path, text, fault):
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    [said] = golden.check(tmp_path / "bad.toml")
    assert fault in said


def test_the_example_of_the_manual_is_a_golden_payslip(tmp_path):
    manual = (Path(golden.__file__).parent / "README.md").read_text(encoding="utf-8")
    example = manual.split("```toml\n")[1].split("```")[0]
    (tmp_path / "example.toml").write_text(example, encoding="utf-8")
    assert golden.check(tmp_path / "example.toml") == []
