"""Headers and rows of a staff list, and the list written out, without a database."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from odoo.addons.ward_hr.importing import staff_columns
from odoo.addons.ward_hr.importing.staff import Known, StaffCheck, cell
from odoo.addons.ward_hr.importing.staff_columns import COLUMNS, KEYS
from odoo.addons.ward_hr.importing.staff_writing import workbook, written_day, written_number
from odoo.addons.ward_hr.importing.tables import Table
from odoo.addons.ward_hr.importing.writing import Template, of_words
from odoo.addons.ward_hr.law import Law

VI = [column.vi for column in COLUMNS]
KNOWN = Known(
    codes={
        "unit": {"VP": 1, "VHXH": 2},
        "working_unit": {"VP": 1},
        "position": {"P01": 3},
        "staff_type": {"civil_servant": 4},
        "rank": {"01.003": 5},
        "scale": {"A1": 6},
        "post": {"dept_head": 7, "unheard": 8},
    },
    scale_of={"01.003": "A1"},
    law=Law.shipped(),
    zone="hanoi",
    first={"CN-009": date(2026, 1, 1)},
)
GOOD = {
    "code": "CN-001",
    "name": "Nguyễn Thị Lan",
    "sex": "Nữ",
    "birthday": "01/02/1990",
    "unit": "VP",
    "staff_type": "civil_servant",
    "rank": "01.003",
    "step": "3",
    "since": "01/01/2026",
}


def checked(**cells):
    cells = GOOD | cells
    return StaffCheck(KNOWN).check(2, {key: cells.get(key, "") for key in KEYS})


def kinds(**cells):
    return [(fault.column, fault.kind) for fault in checked(**cells)]


def test_a_good_row_becomes_ids_days_and_decimals():
    row = checked(reserved="0,25", dependants="2", decision_date="46022", counted_from="01/07/2024")
    assert (row["unit"], row["scale"], row["sex"]) == (1, 6, "female")
    assert (row["birthday"], row["since"]) == (date(1990, 2, 1), date(2026, 1, 1))
    assert (row["reserved"], row["dependants"]) == (Decimal("0.25"), 2)
    assert row["decision_date"] == date(2025, 12, 31)
    assert row["counted_from"] == date(2024, 7, 1)
    assert checked()["counted_from"] is None


def test_the_coefficient_left_empty_is_that_of_the_step_on_the_day():
    assert checked()["coefficient"] == Decimal("3.00")
    assert checked(step="4")["coefficient"] == Decimal("3.33")


def test_without_a_scale_the_coefficient_is_as_entered():
    assert checked(rank="", step="", coefficient="3,15")["coefficient"] == Decimal("3.15")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"name": ""}, ("name", "absent")),
        ({"unit": "XX"}, ("unit", "code_unknown")),
        ({"sex": "x"}, ("sex", "sex_unknown")),
        ({"birthday": "29/02/1990"}, ("birthday", "date_unreadable")),
        ({"birthday": "01/01/2026"}, ("birthday", "born_later")),
        ({"coefficient": "3.01"}, ("coefficient", "not_of_step")),
        ({"coefficient": "ba"}, ("coefficient", "decimal_unreadable")),
        ({"step": "10"}, ("step", "step_outside")),
        ({"step": "0"}, ("step", "step_outside")),
        ({"step": "2,5"}, ("step", "whole_unreadable")),
        ({"dependants": "-1"}, ("dependants", "whole_unreadable")),
        ({"overgrade": "101", "step": "9"}, ("overgrade", "decimal_unreadable")),
        ({"overgrade": "5", "step": "8"}, ("overgrade", "not_last_step")),
        ({"since": "30/09/2004"}, ("scale", "scale_not_then")),
        ({"code": "CN-009", "since": "31/12/2025"}, ("since", "before_first")),
        ({"post": "unheard"}, ("leadership", "leadership_absent")),
    ],
)
def test_what_is_wrong_is_named_by_its_column(cells, found):
    assert kinds(**cells) == [found]


@pytest.mark.parametrize(
    "cells",
    [
        {"birthday": "31/12/2025"},
        {"step": "9"},
        {"step": "9", "overgrade": "100"},
        {"code": "CN-009", "since": "01/01/2026"},
        {"post": "unheard", "leadership": "0.30"},
        {"coefficient": "3.000"},
    ],
)
def test_what_is_right_at_the_edge_is_taken(cells):
    assert isinstance(checked(**cells), dict)


def test_a_staff_code_twice_is_refused_the_second_time():
    check = StaffCheck(KNOWN)
    cells = {key: GOOD.get(key, "") for key in KEYS}
    assert isinstance(check.check(2, cells), dict)
    [fault] = check.check(3, cells)
    assert (fault.kind, fault.detail) == ("code_twice", {"row": 2})


@pytest.mark.parametrize(("text", "meant"), [("'+84", "+84"), ("'Lan", "'Lan"), (" VP ", "VP"), ("'", "'")])
def test_the_quote_that_kept_a_cell_from_being_a_formula_is_taken_off(text, meant):
    assert cell(text) == meant


def test_the_header_may_stand_below_a_title_and_in_english():
    english = [column.en for column in COLUMNS]
    row, places = staff_columns.find([["DANH SÁCH"], english])
    assert (row, places["phone"]) == (1, len(COLUMNS) - 1)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["a", "b"], "no_header"),
        (VI[:-1], "missing"),
        ([*VI, "Tên cha"], "unknown"),
        ([*VI, VI[0]], "doubled"),
    ],
)
def test_a_header_that_leaves_a_doubt_is_refused(header, kind):
    with pytest.raises(staff_columns.HeaderRefused) as refused:
        staff_columns.find([header])
    assert refused.value.kind == kind


def test_the_notes_of_a_file_of_refused_rows_are_passed_over():
    _row, places = staff_columns.find([[*VI, "Dòng số", "Cột sai", "Giá trị sai", "Lý do", "Cách sửa"]])
    assert set(places) == set(KEYS)


@pytest.mark.parametrize(("number", "text"), [(0, ""), (3.0, "3.00"), (2.345, "2.345"), (0.7, "0.70")])
def test_coefficients_are_written_as_they_are_read(number, text):
    assert written_number(number) == text


def test_days_are_written_as_they_are_read():
    assert (written_day(date(2026, 1, 31)), written_day(None)) == ("31/01/2026", "")


def test_a_list_is_written_as_text_so_that_no_cell_is_a_formula():
    row = ["=1+1", *[""] * (len(COLUMNS) - 1)]
    assert list(Table(workbook("vi_VN", "Cán bộ", [row]))) == [VI, row]


def test_the_template_offers_its_lists_and_says_what_goes_where():
    titles = ["Cán bộ", "Cách điền", "Danh mục", "Cột", "Cần", "Ghi gì", "bắt buộc", "tùy chọn"]
    units = [(f"D{number:03}", f"Đơn vị {number}") for number in range(300)]
    lists = {"sex": of_words(["Nam", "Nữ"]), "unit": units}
    content = Template("vi_VN", COLUMNS, titles, dict.fromkeys(KEYS, "…"), lists).content()
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, helping, listing = book.worksheets
    assert [cell.value for cell in sheet[1]] == VI
    assert [helping.cell(row, 2).value for row in (2, 4)] == ["bắt buộc", "tùy chọn"]
    sources = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert sources == {"C2:C5001": "'Danh mục'!$A$2:$A$3", "E2:E5001": "'Danh mục'!$C$2:$C$301"}
    assert (listing["C301"].value, listing["D301"].value) == ("D299", "Đơn vị 299")
