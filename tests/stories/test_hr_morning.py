"""The HR officer's morning: the staff list comes in, a promotion is applied, raises are drafted, a letter printed."""

import io

import openpyxl
from pypdf import PdfReader

from . import month, screens

NEW = {"Mã cán bộ": "MOI-01", "Họ và tên": "Đinh Thị Sớm Mai", "Thư điện tử công vụ": "sommai@cuanam.example"}
CHANGED = "Điện thoại công vụ"
PROMOTION = "318/QĐ-UBND (mẫu)"
ROW = ".o_data_row"


def test_from_the_staff_list_to_the_letter_of_a_raise(page, login, picture, tmp_path):
    login(page, "mai")
    _import_the_list(page, tmp_path, picture)
    _apply_the_promotion(page, picture)
    decision = _draft_who_is_due(page, picture)
    person = _sign(page, decision)
    letter = _letter(page, decision)
    assert person in letter and "901/QĐ-UBND" in letter
    assert "QUYẾT ĐỊNH" in letter and "ngày 27 tháng 11 năm 2026" in letter

    screens.press(page, "action_apply")
    screens.wait_state(page, "applied")
    assert "→" in screens.text(page, "outcome")
    screens.refuse_error(page)


def test_the_staff_list_and_the_letter_reach_no_colleague(new_page, login):
    page = new_page()
    login(page, "lan")
    result, refusal = screens.call(page, "ward.staff.import", "create", [{"file_name": "a.xlsx"}])
    assert result is None and refusal
    assert not page.request.get("/ward/staff/export").ok
    drafts, refusal = screens.call(page, "ward.decision", "search", [["state", "=", "draft"]])
    assert refusal or not drafts


def _import_the_list(page, folder, picture):
    """The list as exported, with one person more and one telephone changed: first a dry run, then brought in."""
    screens.open_path(page, "import-staff/new")
    exported = screens.download(page, lambda: page.click("a[href='/ward/staff/export']"), folder)
    people = _corrected(exported)
    screens.send_import(page, exported)
    screens.check_import(page)
    counted = ("total_count", "new_count", "changed_count", "refused_count")
    assert [screens.dong(screens.text(page, name)) for name in counted] == [people + 1, 1, 1, 0]
    assert not _found(page, "hr.employee", [("staff_code", "=", NEW["Mã cán bộ"])])
    picture(page, "hr-morning-checked")

    page.locator(f"{screens.IMPORT} button[name=import]").click()
    screens.wait_state(page, "done")
    assert _found(page, "hr.employee", [("staff_code", "=", NEW["Mã cán bộ"])])


def _corrected(path):
    """Correct the exported workbook in place; how many people it had."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    place = {cell.value: number for number, cell in enumerate(sheet[1])}
    people = sheet.max_row - 1
    sheet[2][place[CHANGED]].value = "024 0000 9999"
    row = [cell.value for cell in sheet[people + 1]]
    for name, value in NEW.items():
        row[place[name]] = value
    sheet.append(row)
    book.save(path)
    return people


def _apply_the_promotion(page, picture):
    """A draft that waits: Quân becomes deputy head; the file says so from the day on."""
    number = _found(page, "ward.decision", [("number", "=", PROMOTION)])[0]
    screens.open_path(page, f"decisions/{number}")
    screens.press(page, "action_apply")
    screens.wait_state(page, "applied")
    assert screens.text(page, "outcome")
    picture(page, "hr-morning-promotion")


def _draft_who_is_due(page, picture):
    """The list of raises of the demo ward; one draft for each person due. The number of one of them."""
    screens.open_path(page, "raises")
    page.locator(ROW).first.click()
    due = page.locator(f".o_field_widget[name=due_line_ids] {ROW}")
    due.first.wait_for()
    assert due.count() >= 3
    picture(page, "hr-morning-raises")
    screens.press(page, "action_draft")
    page.wait_for_selector(f"{screens.DIALOG} .o_field_widget[name=line_ids] {ROW}")
    screens.press(page, "action_draft")
    page.wait_for_selector(f".o_list_renderer {ROW} td[name=outcome]")
    assert page.locator(ROW).count() >= 3
    return _found(page, "ward.decision", [("raise_line_id", "!=", False), ("kind", "=", "raise")])[0]


def _sign(page, decision):
    """Number and day, as on the signed paper; the person it is about."""
    screens.open_path(page, f"decisions/{decision}")
    screens.fill(page, "number", "901/QĐ-UBND")
    screens.fill(page, "date", "27/11/2026")
    screens.save(page)
    read = month.done(screens.call(page, "ward.decision", "read", [decision], ["employee_id"]))
    return read[0]["employee_id"][1]


def _letter(page, decision):
    """What the PDF of the letter says."""
    answer = page.request.get(f"/report/pdf/ward_hr.ward_raise_letter/{decision}")
    assert answer.ok, answer.status
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages).split())


def _found(page, model, domain):
    return month.done(screens.call(page, model, "search", domain))
