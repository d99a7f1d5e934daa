"""The printed file: the usual form in Vietnamese, for its person and for HR."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .file_case import FileCase


@tagged("post_install", "-at_install")
class TestWardFilePaper(FileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        (cls.staff | cls.hr_officer | cls.unit_head).lang = "vi_VN"
        cls.file.entry_ids = [
            Command.create(
                {"kind": "work", "name": "Công chức hộ tịch", "place": "UBND phường cũ", "date_from": date(2019, 1, 1)}
            ),
            Command.create({"kind": "theory", "name": "Lý luận chính trị", "level": "Trung cấp"}),
        ]
        cls.env["ward.reward"].create(
            {"employee_id": cls.lan.id, "name": "Lao động tiên tiến", "date": date(2025, 12, 31)}
        )
        cls.env.flush_all()

    def text(self, user):
        report = self.env["ir.actions.report"].with_user(user).with_context(force_report_rendering=True)
        pdf, _kind = report._render_qweb_pdf("ward_hr.ward_staff_file_paper", self.file.ids)
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)

    def test_the_person_and_hr_print_what_the_file_says(self):
        for user in (self.staff, self.hr_officer):
            text = self.text(user)
            for words in (
                "SƠ YẾU LÝ LỊCH",
                "NGUYỄN THỊ LAN",
                "12 phố Cũ",
                "001300000001",
                "19/05/2015",
                "Luật",
                "Trung cấp",
                "Công chức hộ tịch, UBND phường cũ",
                "Lao động tiên tiến",
                "Nguyễn Văn Tí",
            ):
                with self.subTest(user=user.login, words=words):
                    self.assertIn(words, text)

    def test_a_head_prints_no_file(self):
        with self.assertRaises(AccessError):
            self.text(self.unit_head)
