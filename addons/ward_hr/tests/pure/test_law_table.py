"""A table that a ward enters: each cell is read as the known tables of its code have it, each fault says its place."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Fault, Law, NotKnown, columns, read_table

A1, TAX, POSTS, HOLIDAYS = "salary_scale_A1", "pit_scale", "leadership_allowances", "public_holidays"
KEYS = {A1: "step", TAX: "bracket", POSTS: "post", HOLIDAYS: "day"}


def known(code):
    return [value.value for value in Law.shipped().history(code) if value.is_table]


def text(code, at=-1):
    """The known table as a form keeps it."""
    return [{name: str(cell) for name, cell in row.raw().items()} for row in known(code)[at]]


def read(code, rows):
    return read_table(code, KEYS[code], known(code), rows)


def changed(code, row, **cells):
    rows = text(code)
    rows[row - 1] = {**rows[row - 1], **cells}
    return rows


@pytest.mark.parametrize("code", [A1, TAX, POSTS, HOLIDAYS])
def test_what_is_known_is_a_table_of_its_kind(code):
    for number, table in enumerate(known(code)):
        if table:
            assert read(code, text(code, number)) == (table, [])


def test_columns_take_their_kind_from_the_known_tables():
    found = {column.name: (column.kind, column.needed) for column in columns("bracket", known(TAX))}
    assert found == {
        "bracket": ("number", True),
        "above": ("number", True),
        "upto": ("number", False),
        "rate": ("number", True),
        "quick": ("number", True),
    }
    found = {column.name: column.kind for column in columns("post", known(POSTS))}
    assert (found["post"], found["vi"], found["hn_hcm"]) == ("choice", "name", "number")


def test_numbers_are_exact_and_days_are_days():
    rows, _faults = read(A1, changed(A1, 1, coefficient="2.5"))
    assert rows[0]["coefficient"] == Decimal("2.5")
    rows, _faults = read(HOLIDAYS, [{"day": "2029-01-01", "vi": "Tết Dương lịch", "kind": "holiday"}])
    assert rows[0]["day"] == date(2029, 1, 1)


def test_the_name_of_a_post_is_that_of_the_known_tables():
    rows, _faults = read(POSTS, [{"post": "PC_CHAIR", "hn_hcm": "0.8", "other": "0.7", "vi": "Người khác"}])
    assert rows[0]["vi"] == "Chủ tịch UBND phường/xã"


def test_a_figure_may_stay_unknown_and_is_then_refused_by_name():
    entered = [{"post": "PC_CHAIR", "hn_hcm": "0.8", "other": "unknown"}]
    rows, _faults = read_table(POSTS, "post", known(POSTS), entered, (POSTS, date(2027, 1, 1), "Leadership"))
    with pytest.raises(NotKnown, match="PC_CHAIR"):
        rows[0]["other"]


@pytest.mark.parametrize(
    ("code", "rows", "fault"),
    [
        (A1, [], Fault("empty", 0)),
        (A1, changed(A1, 2, coefficient=""), Fault("missing", 2, "coefficient")),
        (A1, changed(A1, 2, coefficient="2,67"), Fault("number", 2, "coefficient", "2,67")),
        (A1, changed(A1, 2, coefficient="-1"), Fault("number", 2, "coefficient", "-1")),
        (A1, changed(A1, 2, coefficient="NaN"), Fault("number", 2, "coefficient", "NaN")),
        (A1, changed(A1, 2, coefficient="2.34"), Fault("rising", 2, "coefficient", "2.34", "2.34")),
        (A1, changed(A1, 2, step="1"), Fault("twice", 2, "step", "1")),
        (A1, changed(A1, 9, step="10"), Fault("count", 9, "step", "10", "9")),
        (A1, changed(A1, 2, next="up"), Fault("choice", 2, "next", "up", "next_step, overgrade")),
        (HOLIDAYS, [{"day": "1/1/2029", "vi": "Tết", "kind": "holiday"}], Fault("day", 1, "day", "1/1/2029")),
        (TAX, changed(TAX, 2, above="9000000"), Fault("joined", 2, "above", "9000000", "10000000")),
        (TAX, changed(TAX, 5, upto="200000000"), Fault("open_end", 5, "upto", "200000000")),
        (TAX, changed(TAX, 1, upto=""), Fault("open_end", 1, "upto")),
        (TAX, changed(TAX, 5, rate="5"), Fault("rate", 5, "rate", "5")),
        (TAX, changed(TAX, 2, quick="400000"), Fault("quick", 2, "quick", "400000", "500000")),
    ],
)
def test_a_fault_says_row_column_value_and_what_would_fit(code, rows, fault):
    found, faults = read(code, rows)
    assert found == ()
    assert fault in faults


def test_a_post_that_is_not_known_is_refused_with_those_that_are():
    _rows, faults = read(POSTS, [{"post": "MAYOR", "hn_hcm": "1", "other": "1"}])
    assert faults[0][:4] == ("choice", 1, "post", "MAYOR")
    assert "PC_CHAIR" in faults[0].known
