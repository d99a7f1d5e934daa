"""The frame of the lists: what a formula adds is what stands above or below it, and its value is kept."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from odoo.addons.ward_hr.importing.staff_writing import workbook
from odoo.addons.ward_hr.report import payroll_table
from odoo.addons.ward_hr.report.pay_sheet import MONEY, NUMBER, TEXT, WHOLE, Column, Sheet, pay_book
from odoo.addons.ward_oversight.rules import sheet as office_list
from odoo.addons.ward_training.report.training_plan import training_plan
from odoo.addons.ward_training.report.training_report import training_report

COLUMNS = (
    Column(NUMBER, "STT", WHOLE, 5),
    Column("name", "Họ và tên", TEXT, 20),
    Column("net", "Số tiền", MONEY, 12),
)
HEAD = {"ward": "Phường Thử", "form": "Mẫu", "period": "Tháng 10/2026", "draft": False}


def rows(*amounts):
    return [{"name": f"Người {amount}", "net": amount} for amount in amounts]


def opened(sheet, head=HEAD):
    """``(formulas, values)`` of the only sheet."""
    content = pay_book(head, [sheet])
    return load_workbook(BytesIO(content)).active, load_workbook(BytesIO(content), data_only=True).active


def reckon(page, cell):
    """The number of a cell, its SUM reckoned again; a cell that adds itself never ends."""
    if not str(cell.value).startswith("="):
        return cell.value or 0
    total = 0
    for part in re.fullmatch(r"=SUM\((.*)\)", cell.value)[1].split(","):
        if part == "0":
            continue
        left, top, right, bottom = range_boundaries(part)
        assert top <= bottom and not (top <= cell.row <= bottom), f"{cell.coordinate} {cell.value}"
        total += sum(reckon(page, page.cell(row, left)) for row in range(top, bottom + 1))
    return total


def formulas_agree(sheet):
    page, kept = opened(sheet)
    found = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("=")]
    for cell in found:
        assert reckon(page, cell) == kept[cell.coordinate].value, cell.coordinate
    return [reckon(page, cell) for cell in found]


def test_a_group_adds_its_rows_and_the_total_its_groups():
    assert formulas_agree(Sheet("A", "T", COLUMNS, [("Một", rows(5, 7)), ("Hai", rows(-2))])) == [12, -2, 10]


def test_an_empty_group_adds_nothing_and_not_itself():
    assert formulas_agree(Sheet("A", "T", COLUMNS, [("Một", []), ("Hai", rows(3))])) == [0, 3, 3]


def test_a_list_without_groups_adds_its_rows():
    assert formulas_agree(Sheet("A", "T", COLUMNS, [("", rows(1, 2, 3))])) == [6]


def test_an_empty_list_is_a_total_of_nobody():
    assert formulas_agree(Sheet("A", "T", COLUMNS, [("", [])])) == [0]


def test_rows_that_are_not_people_have_no_total():
    assert formulas_agree(Sheet("A", "T", COLUMNS, [("", rows(1, 2))], people=False)) == []


def test_the_numbers_run_through_all_groups():
    _page, kept = opened(Sheet("A", "T", COLUMNS, [("Một", rows(1, 2)), ("Hai", rows(3))]))
    assert [cell.value for cell in kept["A"] if isinstance(cell.value, int)] == [1, 2, 3]


def test_a_draft_says_so_above_its_title():
    _page, kept = opened(Sheet("A", "T", COLUMNS, [("", [])]), HEAD | {"draft": True})
    texts = [cell.value for cell in kept["A"] if cell.value]
    assert "BẢN NHÁP" in texts[2] and texts[3] == "T"


def test_five_thousand_rows_are_written_in_their_order():
    many = rows(*range(1, 5001))
    page, _kept = opened(Sheet("A", "T", COLUMNS, [("", many)]))
    found = [cell.value for cell in page["B"] if str(cell.value).startswith("Người")]
    assert found == [row["name"] for row in many]


def payroll(count):
    head = {"ward": "P", "month": "10/2026", "base_salary": "1", "draft": "", "notes": (), "in_words": "x"}
    person = {column.key: "x" if column.kind == TEXT else 1 for column in payroll_table.COLUMNS}
    return payroll_table.payroll_table(head | {"place_day": "x", "signers": ("a", "b")}, [("Một", [person] * count)])


@pytest.mark.parametrize(
    "written",
    [
        lambda: pay_book(HEAD, [Sheet("A", "T", COLUMNS, [("Một", rows(1))])]),
        lambda: payroll(1),
        lambda: workbook("vi_VN", "A", [["x"]]),
        lambda: training_plan({"ward": "P", "year": 2026, "state": "s", "note": "n"}, []),
        lambda: training_report("P", "d", []),
        lambda: office_list.write((office_list.Column("a", "A", "A"),), [{"a": "x"}], "vi"),
    ],
    ids=["pay lists", "payroll table", "staff list", "training plan", "training report", "office lists"],
)
def test_no_list_is_held_in_memory_until_its_end(written):
    """A list written as it goes has its texts in its rows; one that is held keeps them in a table of their own."""
    book = ZipFile(BytesIO(written()))
    assert b'"inlineStr"' in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("width", "paper"), [(180, 9), (200, 8)])
def test_a_sheet_too_wide_for_a4_is_printed_on_a3_landscape_one_page_wide(width, paper):
    columns = (*COLUMNS[:2], Column("note", "Ghi chú", TEXT, width - 25), Column("more", "Thêm", TEXT, 1))
    page, _kept = opened(Sheet("A", "T", columns, [("", rows(1))]))
    setup = page.page_setup
    assert (int(setup.paperSize), setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage) == (
        paper,
        "landscape",
        True,
    )
    assert page.print_title_rows
