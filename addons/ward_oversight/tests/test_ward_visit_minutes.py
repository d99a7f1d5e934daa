import io
from datetime import date

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OversightCase


def pages(pdf):
    """The text of each page of a PDF on one line."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def words(pdf):
    """The text of a PDF on one line."""
    return " ".join(pages(pdf))


@tagged("post_install", "-at_install")
class TestMinutes(OversightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff, department_id=cls.economy.id)

    def paper(self, visit, name):
        report = self.env["ir.actions.report"].with_user(self.oversight_lead).with_context(force_report_rendering=True)
        content, kind = report._render_qweb_pdf(f"ward_oversight.ward_visit_{name}", visit.ids)
        self.assertEqual(kind, "pdf")
        last = pages(content)[-1]
        if name != "conclusion":  # there the head of the ward signs, who has no name here
            self.assertIn(self.dung.name, last[last.index("TRƯỞNG ĐOÀN KIỂM TRA") :])
        return words(content)

    @freeze_time("2026-11-20 03:00:00")
    def test_the_minutes_have_the_parts_of_the_national_form(self):
        visit = self.signed_visit()
        finding = visit.finding_ids
        self.env["ward.action"].create(
            {"name": "Lập sổ", "finding_id": finding.id, "employee_id": self.lan.id, "deadline": date(2026, 11, 30)}
        )
        said = self.paper(visit, "minutes")
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "BIÊN BẢN KIỂM TRA",
            "I. THÀNH PHẦN",
            "Nguyễn Tiến Dũng",
            "II. NỘI DUNG VÀ THỜI KỲ KIỂM TRA",
            "III. KẾT QUẢ KIỂM TRA",
            "25,0/100",
            "Tồn tại, hạn chế",
            "IV. TÀI LIỆU, CHỨNG CỨ",
            "Ảnh 1",
            "V. Ý KIẾN CỦA ĐƠN VỊ",
            "đến hết ngày 30/11/2026",
            "VI. KIẾN NGHỊ VÀ THỜI HẠN",
            "30/11/2026",
            "lập thành 02 bản",
            "Trần Văn Hùng",
            visit.content_hash[:12],
        ):
            with self.subTest(part):
                self.assertIn(part, said)
        said = self.paper(visit, "actions")
        for part in (
            "DANH MỤC VIỆC PHẢI KHẮC PHỤC",
            "Lập sổ",
            "Phòng Kinh tế; Nguyễn Thị Lan",
            "30/11/2026",
            "Phải làm",
        ):
            with self.subTest(part):
                self.assertIn(part, said)

    @freeze_time("2026-11-20 03:00:00")
    def test_the_reply_of_the_unit_stands_in_the_conclusion(self):
        visit = self.signed_visit()
        self.env["ward.finding.reply"].with_user(self.economy_head).create(
            {"finding_id": visit.finding_ids.id, "agrees": "no", "text": "Sổ để ở kho"}
        )
        lead = visit.with_user(self.oversight_lead)
        lead.write({"conclusion": "Chấn chỉnh việc ghi sổ", "conclusion_number": "15/KL-UBND"})
        lead.action_conclude()
        said = self.paper(visit, "conclusion")
        for part in ("KẾT LUẬN KIỂM TRA", "15/KL-UBND", "II. GIẢI TRÌNH", "Sổ để ở kho", "Chấn chỉnh việc ghi sổ"):
            with self.subTest(part):
                self.assertIn(part, said)

    def test_the_minutes_are_filed_with_their_hash_and_a_later_copy_keeps_the_first(self):
        visit = self.signed_visit().with_context(force_report_rendering=True)
        visit.action_keep_minutes()
        visit.action_keep_minutes()
        visit.invalidate_recordset()
        second, first = visit.file_ids
        self.assertEqual((second.replaces_id, first.replaced, len(first.sha256)), (first, True, 64))
        with self.assert_refused(UserError, "filed once a visit is signed"):
            self.started_visit().action_keep_minutes()
