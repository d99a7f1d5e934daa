"""Walks every day on which any value changes. No amount is asserted: only no gap, no overlap, a source."""

from datetime import timedelta

import pytest

from odoo.addons.ward_hr.law import Law, NoLawOn
from odoo.addons.ward_hr.law.loader import read_words

LAW = Law.shipped()
DAYS = sorted({value.since for value in LAW})


@pytest.mark.parametrize("code", LAW.codes)
def test_each_code_holds_without_gap_from_its_first_day(code):
    history = LAW.history(code)
    first, ends = history[0].since, [v.since for v in history if v.repealed]
    assert not history[0].repealed
    for day in DAYS:
        in_force = [v for v in history if v.since <= day][-1:]
        if day < first or in_force[0].repealed:
            with pytest.raises(NoLawOn):
                LAW.entry(code, day)
        else:
            assert LAW.entry(code, day) is in_force[0]
    with pytest.raises(NoLawOn):
        LAW.entry(code, first - timedelta(days=1))
    assert len(ends) <= 1 and (not ends or ends[0] == history[-1].since)


@pytest.mark.parametrize("code", LAW.codes)
def test_each_code_has_one_value_a_day_in_the_order_of_its_file(code):
    days = [value.since for value in LAW.history(code)]
    assert days == sorted(set(days))


@pytest.mark.parametrize("code", LAW.codes)
def test_each_value_names_its_source_and_how_far_it_is_trusted(code):
    for value in LAW.history(code):
        assert value.reference and value.label and value.label_vi and value.unit
        assert value.confidence in ("reported", "common", "uncertain", "proposed")
        assert not value.published or value.published.year >= 2000


@pytest.mark.parametrize(
    "code", [c for c in LAW.codes if c.startswith("salary_scale_")]
)
def test_the_coefficients_of_a_scale_rise_with_its_steps(code):
    for value in LAW.history(code):
        steps = [row["step"] for row in value.value]
        coefficients = [row["coefficient"] for row in value.value]
        assert steps == list(range(1, len(steps) + 1))
        assert coefficients == sorted(set(coefficients))
        assert [row["next"] for row in value.value][-1] == "overgrade"


def test_each_recurring_word_of_the_law_has_its_vietnamese():
    words = read_words()
    assert {value.subject for value in LAW} <= words["subjects"].keys()
    assert {value.unit for value in LAW} <= words["units"].keys()
    assert {value.decided_by for value in LAW} <= words["decided_by"].keys()
