import io
from datetime import date

import openpyxl
import pytest

from odoo.addons.ward_oversight.rules.condition import BadCondition, Item, asked, check
from odoo.addons.ward_oversight.rules.sheet import CHOICE, DAY, FLAG, NUMBER, Column, Fault, NotRead, read, write

COLUMNS = (
    Column("question", "Nội dung", "Question", needed=True),
    Column("weight", "Trọng số", "Weight", NUMBER),
    Column("critical", "Bắt buộc", "Critical", FLAG),
    Column("day", "Ngày", "Day", DAY),
    Column("when", "Khi", "When", CHOICE, choices={"đạt": "pass", "không đạt": "fail"}),
)


@pytest.mark.parametrize(
    ("result", "expected"),
    [("fail", [True, True, False]), ("pass", [True, False, False]), ("unanswered", [True, False, False])],
)
def test_an_item_is_asked_only_after_the_answer_it_hangs_on(result, expected):
    items = [Item("1", result), Item("2", "na", "1", "fail"), Item("3", "na", "2", "pass")]
    assert asked(items) == expected


def test_what_hangs_on_an_item_that_is_not_asked_is_not_asked_either():
    items = [Item("1", "pass"), Item("2", "fail", "1", "fail"), Item("3", "pass", "2", "fail")]
    assert asked(items) == [True, False, False]


@pytest.mark.parametrize("on", ["2", "1", "9"])
def test_an_item_hangs_on_an_earlier_one_only(on):
    with pytest.raises(BadCondition):
        check([Item("1", on=on, when="fail"), Item("2")])


def test_what_is_written_is_read_again_in_either_language():
    record = {"question": "=1+1 công khai", "weight": 3, "critical": True, "day": date(2026, 11, 27), "when": "fail"}
    for lang in ("vi_VN", "en_US"):
        records, faults = read(write(COLUMNS, [record], lang), COLUMNS)
        assert (records, faults) == ([{"row": 2, **record}], [])


def test_every_fault_is_named_by_row_and_column():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Trọng số", "Bắt buộc", "Ngày", "Khi"])
    sheet.append(["ba", "đôi khi", "32/01/2026", "đạt một nửa"])
    content = io.BytesIO()
    book.save(content)
    _records, faults = read(content.getvalue(), COLUMNS)
    assert faults == [
        Fault(1, "question", "", "unknown_column"),
        Fault(2, "weight", "ba", "not_number"),
        Fault(2, "critical", "đôi khi", "not_flag"),
        Fault(2, "day", "32/01/2026", "not_day"),
        Fault(2, "when", "đạt một nửa", "not_choice"),
    ]


def test_a_file_that_is_no_workbook_is_refused():
    with pytest.raises(NotRead):
        read(b"no workbook", COLUMNS)
