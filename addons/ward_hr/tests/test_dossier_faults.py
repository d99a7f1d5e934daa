# ruff: noqa: E501  (a table of sentences reads best a row a line)
"""Twenty different faults in one file: each is told with row, column, value, reason and remedy.

The file itself is ``tests/files/twenty-faults.csv``: one good row, then one row a fault.
"""

import base64
import csv
from pathlib import Path

from odoo.tests import tagged

from .dossier_case import DossierCase

FILE = Path(__file__).parent / "files" / "twenty-faults.csv"
CITY = "Correct it, or leave it empty when the city's service centre received the dossier."
STAFF = "Use the work e-mail or staff code, or add the person to the staff."
NOBODY = "Nobody on the ward's staff has this e-mail, code or name."
FUTURE = "This lies in the future."
# row: (column, value, reason, remedy)
EXPECTED = {
    3: ("Dossier code", "", "This column must not be empty.", "Fill in the value from the one-stop system."),
    4: ("Dossier code", "hồ sơ của chị Hoa", "This is not a dossier code.", "Use the code of the receipt, such as H26.123-261012-0001."),
    5: ("Dossier code", "…345", "This looks like a citizen's identity number.", "Put the dossier code here; identity numbers are not kept."),
    6: ("Dossier code", "H26.123-261012-0001", "The same dossier code stands in row 2.", "Keep one row per dossier: the latest."),
    7: ("Procedure code", "9.999999", "No procedure has this code.", "Correct the code, or add the procedure under Work / Procedures first."),
    8: ("Channel", "Chim bồ câu", "This channel is not known.", "Use one of: Trực tiếp, Trực tuyến, Bưu chính công ích."),
    9: ("Received at", "31/09/2026", "This is not a day of the calendar.", "Write dd/mm/yyyy or dd/mm/yyyy hh:mm."),
    10: ("Received at", "12/10/2036 08:00", FUTURE, "Correct the day: only what has happened can be imported."),
    11: ("Received at", "06/05/2019 08:00", "The public holidays of 2019 are not known.", "Check the day, or have the holidays of that year entered first."),
    12: ("Due at", "11/10/2026 17:00", "This is before the dossier was received.", "Correct this day or the day of receipt."),
    13: ("Processed at", "12/10/2026 08:00", "This is before the dossier was received.", "Correct this day or the day of receipt."),
    14: ("Returned at", "12/10/2026 09:00", "The result was returned before it was ready.", "Correct this day or the day of processing."),
    15: ("Processed at", "", "The dossier is finished, but the day is missing.", "Fill in the day on which processing ended, or correct the status."),
    16: ("Returned at", "", "The result was returned, but the day is missing.", "Fill in the day of return, or use the status Processed."),
    17: ("Handling officer", "", "The dossier is finished, but nobody handled it.", "Fill in the handling officer: the hours count for that person."),
    18: ("Status", "Đang xử lý", "The status says not finished, but there is a day of finishing.", "Correct the status, or remove the day."),
    19: ("Status", "Thất lạc", "This status is not known.", "Use a status of the one-stop system, by name or number 1 to 10."),
    20: ("Reception officer", "ai@thanhpho.example", NOBODY, CITY),
    21: ("Handling officer", "binh@other.example", NOBODY, STAFF),
    22: ("Handling officer", "Trần Thị Trùng", "Several people on the ward's staff have this name.", "Use the work e-mail or staff code."),
    23: ("Handling officer", "moi@ward.example", "This person had no post in the ward on 12/10/2026.", "Correct the officer, or enter the decision of that time."),
    24: ("Paused days", "hai", "This is not a whole number from 0 up.", "Write digits only, or leave it empty."),
    25: ("Copies", "0", "This is not a whole number from 1 up.", "Write digits only, or leave it empty."),
}  # fmt: skip


@tagged("post_install", "-at_install")
class TestDossierFaults(DossierCase):
    def test_each_fault_is_told_with_row_column_value_reason_and_remedy(self):
        for number in (1, 2):
            self.officer("Trần Thị Trùng", f"trung{number}@ward.example", self.office)
        self.employ("Võ Mới", since="2026-11-01", department_id=self.office.id).work_email = "moi@ward.example"
        record = self.sent(FILE.read_bytes(), name=FILE.name)
        record.action_check()
        self.assertEqual(self.counts(record), (1, 0, 0, len(EXPECTED)))
        told = {f.row: (f.column, f.value or "", f.reason, f.remedy) for f in record.fault_ids}
        for row, expected in EXPECTED.items():
            with self.subTest(row=row):
                self.assertEqual(told[row], expected)
        self.assertEqual(len(record.fault_ids), len(EXPECTED))

    def test_the_file_of_refused_rows_names_each_fault_beside_its_row(self):
        record = self.sent(FILE.read_bytes(), name=FILE.name)
        record.action_check()
        text = base64.b64decode(record.refused_file).decode("utf-8-sig")
        lines = list(csv.DictReader(text.splitlines(), delimiter=";"))
        by_row = {int(line["Row no."]): line for line in lines}
        self.assertEqual(by_row[7]["Mã thủ tục"], "9.999999")
        self.assertEqual(by_row[7]["Reason"], "No procedure has this code.")
        self.assertEqual(by_row[8]["Value"], "Chim bồ câu")
        self.assertNotIn("001099012345", text)

    def test_reasons_are_told_in_the_language_of_the_officer(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.hr_officer.lang = "vi_VN"
        record = self.sent(FILE.read_bytes(), name=FILE.name).with_context(lang="vi_VN")
        record.action_check()
        self.assertEqual(record.fault_ids[0].column, "Mã hồ sơ")
