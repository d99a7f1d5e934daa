"""Headers, cells and rows of a dossier file, without a database."""

import io
from datetime import datetime, time

import openpyxl
import pytest

from odoo.addons.ward_hr.importing import headers
from odoo.addons.ward_hr.importing.columns import CHANNELS, COLUMNS, STATUSES
from odoo.addons.ward_hr.importing.dossiers import CLEAN, DossierCheck
from odoo.addons.ward_hr.importing.facts import Known, Procedure
from odoo.addons.ward_hr.importing.tables import FileRefused, Table
from odoo.addons.ward_hr.importing.values import Moments, whole
from odoo.addons.ward_hr.importing.writing import harmless
from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.workload.calendar import WorkingCalendar
from odoo.addons.ward_hr.workload.cutoff import Cutoff
from odoo.addons.ward_hr.workload.deadline import Office, Term

VI = [column.vi for column in COLUMNS]
KNOWN = Known(
    procedures={
        "2.000815": Procedure(1, Term(1, "WD", True, "Chứng thực"), 10),
        "1.004873": Procedure(2, Term(3, "WD", False), 10),
    },
    officers={"lan@ward.example": 5, "nguyễn thị lan": 5, "trần văn nam": -1},
    units={5: [("2026-01-01", 10), ("2026-10-15", 11)]},
    office=Office(WorkingCalendar.by_law(Law.shipped()), Cutoff(Law.shipped()), time(17, 30)),
    moment=datetime(2026, 11, 23, 14, 0),
)
GOOD = {
    "code": "H26.123-261012-0001",
    "procedure": "2.000815",
    "channel": "Trực tuyến",
    "received": "12/10/2026 08:31",
    "due": "12/10/2026 17:30",
    "processed": "12/10/2026 10:05",
    "returned": "12/10/2026 15:00",
    "state": "Đã trả kết quả",
    "handling": "lan@ward.example",
}


def checked(**cells):
    cells = GOOD | cells
    found = DossierCheck(KNOWN).check([cells.get(column.key, "") for column in COLUMNS])
    return dict(zip(CLEAN, found, strict=False)) if isinstance(found, tuple) else found


@pytest.mark.parametrize(
    "line",
    [
        VI,
        [column.en for column in COLUMNS],
        [column.vi.upper() for column in COLUMNS],
        ["ma ho so", "Ma thu tuc (TTHC)", "hinh thuc nop *", "ngay tiep nhan", "", "", "", "trang thai"],
    ],
)
def test_headers_are_known_in_both_languages_with_or_without_accents(line):
    found = headers.recognise(line)
    assert not (found.missing or found.citizen or found.unknown or found.doubled)


@pytest.mark.parametrize(
    "name",
    ["Họ tên người nộp", "Họ và tên", "Số CCCD", "CMND/Hộ chiếu", "Số điện thoại", "SĐT", "Địa chỉ",
     "Email", "Ngày sinh", "Giới tính", "Chủ hồ sơ", "Nơi thường trú", "Applicant name", "Phone",
     "Số GTTT", "Zalo", "Nơi sinh", "Tên chủ hộ", "Quốc tịch", "Name", "DOB", "National ID", "Số định danh",
     "MST cá nhân", "Tên", "Giấy tờ tuỳ thân", "Người đại diện", "Số BHXH", "Số tài khoản", "Quê quán", "Tel",
     "Date of birth", "Last name", "Nationality", "Nghề nghiệp", "Hộ khẩu", "Chữ ký"],
)  # fmt: skip
def test_columns_that_look_like_data_of_citizens_are_told(name):
    assert headers.recognise([*VI, name]).citizen == (name,)


@pytest.mark.parametrize(
    "name",
    ["Ghi chú", "Lĩnh vực", "Tên thủ tục", "Đơn vị", "Lệ phí", "STT", "Quá hạn", "Số biên nhận", "Note", "Fee",
     "Procedure name", "Mức độ dịch vụ công"],
)  # fmt: skip
def test_columns_about_the_work_are_only_passed_over(name):
    assert headers.recognise([*VI, name]).unknown == (name,)


def test_the_header_may_stand_below_a_title():
    rows = [["SỔ THEO DÕI HỒ SƠ"], [""], VI, ["H26.123-261012-0001"]]
    place, found = headers.find(rows)
    assert place == 2
    assert not found.missing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12/10/2026", ("2026-10-12", "")),
        ("1.2.2026 8:05", ("2026-02-01", "08:05:00")),
        ("2026-10-12T08:31:59", ("2026-10-12", "08:31:59")),
        ("12-10-2026 8h30", ("2026-10-12", "08:30:00")),
        ("46307.354", ("2026-10-12", "08:29:46")),
        ("29/02/2028", ("2028-02-29", "")),
        ("29/02/2026", None),
        ("10/13/2026", None),
        ("12/10/26", None),
        ("12/10/2026 24:00", None),
        ("hôm qua", None),
        ("#N/A", None),
    ],
)
def test_days_and_times_are_read_as_officers_and_programs_write_them(text, found):
    assert Moments()(text) == found


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("3.0", 3), ("0", 0), ("-1", None), ("3,5", None), ("ba", None)]
)
def test_whole_numbers(text, number):
    assert whole(text) == number


def test_a_good_row_becomes_clean_values():
    assert checked() == {
        "code": "H26.123-261012-0001",
        "procedure_id": "1",
        "channel": "online",
        "received_at": "2026-10-12 08:31:00",
        "due_at": "2026-10-12 17:30:00",
        "processed_at": "2026-10-12 10:05:00",
        "returned_at": "2026-10-12 15:00:00",
        "state": "returned",
        "reception_officer_id": r"\N",
        "handling_officer_id": "5",
        "department_id": "10",
        "paused_days": "0",
        "documents": "1",
        "timeliness": "on_time",
        "late_days": "0",
        "due_given": "t",
        "promised_at": "2026-10-12 17:30:00",
        "faults_reported": "0",
        "supplement_asked_at": r"\N",
        "supplement_received_at": r"\N",
        "supplements": "0",
        "verified": "f",
        "field_checked": "f",
        "digitised": "0",
    }


def test_an_empty_appointment_is_computed_from_the_deadline():
    assert checked(due="")["due_at"] == "2026-10-12 17:30:00"
    later = checked(due="", procedure="1.004873", paused="2")
    assert later["due_at"] == "2026-10-19 17:30:00"


@pytest.mark.parametrize(
    ("processed", "timeliness", "days"),
    [
        ("12/10/2026 17:30", "on_time", "0"),
        ("12/10/2026 17:31", "late", "1"),
        ("13/10/2026 08:00", "late", "1"),
        ("14/10/2026 08:00", "late", "2"),
        ("19/10/2026 08:00", "late", "5"),
        ("12/10/2026", "on_time", "0"),
    ],
)
def test_lateness_is_counted_in_working_days(processed, timeliness, days):
    found = checked(processed=processed, returned="", state="Đã xử lý xong")
    assert (found["timeliness"], found["late_days"]) == (timeliness, days)


def test_the_unit_is_that_of_the_officer_on_the_day_of_the_work():
    found = checked(processed="15/10/2026 10:00", returned="15/10/2026 11:00")
    assert found["department_id"] == "11"


def test_a_dossier_that_nobody_handles_yet_belongs_to_the_leading_unit():
    found = checked(processed="", returned="", handling="", state="2")
    assert (found["department_id"], found["timeliness"]) == ("10", "open")


def test_a_withdrawn_dossier_is_neither_open_nor_late():
    found = checked(processed="", returned="", state="Công dân yêu cầu rút hồ sơ")
    assert found["timeliness"] == "closed"


def test_every_status_and_channel_is_known_by_each_of_its_names():
    for status in STATUSES:
        day = "12/10/2026 10:05" if status.done else ""
        for word in (status.number, status.vi, status.en.upper()):
            found = checked(state=word, processed=day, returned=day)
            assert found["state"] == status.key
    for key, words in CHANNELS.items():
        assert all(checked(channel=word)["channel"] == key for word in words)


def test_what_made_the_work_longer_is_read_from_its_columns():
    found = checked(faults="2", verified="Có", field_check="không", digitised="4", supplement_asked="12/10/2026")
    assert [found[name] for name in ("faults_reported", "verified", "field_checked", "digitised", "supplements")] == [
        "2",
        "t",
        "f",
        "4",
        "1",
    ]


def test_the_wait_for_a_supplement_moves_a_deadline_that_the_file_does_not_give():
    cells = {"procedure": "1.004873", "due": "", "processed": "", "returned": "", "state": "4"}
    wait = {"supplement_asked": "13/10/2026", "supplement_received": "15/10/2026"}
    assert checked(**cells)["due_at"] == "2026-10-15 17:30:00"
    assert checked(**cells, **wait)["due_at"] == "2026-10-19 17:30:00"
    assert checked(**cells | {"due": "15/10/2026"}, **wait)["due_at"] == "2026-10-15 17:30:00"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"supplement_asked": "11/10/2026"}, "before_received"),
        ({"supplement_asked": "24/11/2026"}, "in_future"),
        ({"supplement_asked": "13/10/2026", "supplement_received": "12/10/2026"}, "before_asked"),
        ({"supplement_received": "13/10/2026"}, "before_asked"),
        ({"verified": "có thể"}, "yes_no_unknown"),
        ({"digitised": "-1"}, "number_unreadable"),
        ({"supplement_asked": "13/10/2026", "supplements": "0"}, "number_unreadable"),
    ],
)
def test_what_cannot_be_about_supplements_and_work_is_refused(cells, kind):
    assert [fault.kind for fault in checked(**cells)] == [kind]


def test_all_faults_of_a_row_are_told_at_once():
    found = checked(code="", procedure="9.999999", received="31/02/2026")
    assert [fault.kind for fault in found] == ["absent", "procedure_unknown", "date_unreadable"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_files_of_every_program_are_read(encoding, separator):
    lines = "\r\n".join([separator.join(VI), separator.join(["a"] * len(VI))])
    assert list(Table(lines.encode(encoding))) == [VI, ["a"] * len(VI)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"%PDF-1.7\x00\x00", "not_text"),
        ("Mã hồ sơ;Thủ tục".encode()[:5] + "Trạng".encode("cp1258", "replace") + b"\xe1", "not_text"),
        (b"PK\x03\x04 and nothing of a workbook", "not_workbook"),
    ],
)
def test_what_is_no_table_is_refused(content, kind):
    with pytest.raises(FileRefused) as refused:
        list(Table(content))
    assert refused.value.kind == kind


def test_a_long_file_may_be_cut_within_a_letter_when_its_separator_is_looked_for():
    for filler in range(4):
        content = ("a" * filler + "ộ;" * 40000).encode("utf-8-sig")
        assert Table(content).separator == ";"


def test_a_workbook_gives_text_dates_and_numbers_as_a_person_would_type_them():
    book = openpyxl.Workbook()
    book.active.append(["H26", datetime(2026, 10, 12, 8, 31), datetime(2026, 10, 12), 3, 2.5])
    content = io.BytesIO()
    book.save(content)
    rows = list(Table(content.getvalue()))
    assert rows == [["H26", "2026-10-12 08:31:00", "2026-10-12", "3", "2.5"]]


def test_a_file_with_too_many_rows_is_refused():
    with pytest.raises(FileRefused, match="too_many_rows"):
        list(Table(b"a;b\n" * 12, row_limit=10))


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\tx"])
def test_refused_cells_cannot_become_formulas(text):
    assert harmless(text) == "'" + text
