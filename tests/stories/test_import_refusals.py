"""What an import refuses it says in the row, the column, the value and the remedy; twice the same changes nothing."""

import csv
from pathlib import Path

from . import month, screens

FAULTS = Path(__file__).parents[2] / "addons/ward_hr/tests/files/twenty-faults.csv"


def test_a_wrong_file_shows_each_refused_row_and_gives_a_file_to_correct(page, login, picture, tmp_path):
    login(page, "mai")
    screens.open_path(page, "import-dossiers/new")
    screens.send_import(page, FAULTS)
    screens.check_import(page)
    refused = screens.dong(screens.text(page, "refused_count"))
    assert refused >= 20
    faults = page.locator(".o_field_widget[name=fault_ids] .o_data_row")
    faults.first.wait_for()
    for name in ("row", "column", "reason", "remedy"):
        assert faults.first.locator(f"td[name={name}]").inner_text().strip(), name
    assert "Chim bồ câu" in page.inner_text(".o_field_widget[name=fault_ids]")
    picture(page, "import-refused")

    back = screens.download(page, lambda: screens.press(page, "action_refused_file"), tmp_path)
    rows = list(csv.reader(back.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == refused + 1 and len(rows[0]) > 12


def test_a_file_that_is_no_table_is_refused_in_a_sentence(page, login, tmp_path):
    login(page, "mai")
    screens.open_path(page, "import-dossiers/new")
    strange = tmp_path / "anh.xlsx"
    strange.write_bytes(b"\x89PNG not a workbook")
    screens.send_import(page, strange)
    page.wait_for_selector(f"{screens.IMPORT} .alert-danger")
    assert page.inner_text(f"{screens.IMPORT} .alert-danger").strip()
    screens.refuse_error(page)


def test_the_same_month_sent_again_changes_nothing(page, login, picture, tmp_path):
    login(page, "mai")
    month.imported(page)
    screens.open_path(page, "import-dossiers/new")
    example = screens.download(page, lambda: page.click("a[href='/ward/dossiers/example']"), tmp_path)
    screens.send_import(page, example)
    screens.check_import(page)
    picture(page, "import-again")
    rows, same = (screens.dong(screens.text(page, name)) for name in ("total_count", "unchanged_count"))
    assert rows == same > 1_000
    assert screens.text(page, "new_count") == screens.text(page, "changed_count") == "0"
