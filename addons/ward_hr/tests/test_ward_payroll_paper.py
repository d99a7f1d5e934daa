"""The payroll table on paper: really drawn, read back page by page."""

from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .list_case import ListCase
from .pay_case import OCTOBER, PayCase

REPORT = "ward_hr.ward_payroll_table_paper"
WIDE, HIGH = 842, 595  # points of an A4 on its side
MONEY = ("gross", "deductions", "net")


def dong(amount):
    return f"{int(amount):,}".replace(",", ".")


@tagged("post_install", "-at_install")
class TestWardPayrollPaper(ListCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["hr.department"].create({"name": "Văn phòng", "company_id": cls.ward.id})
        cls.binh = cls.hire("Trần Bình", "civil_servant", pay_coefficient=3, department_id=cls.office.id)
        cls.cuc = cls.hire("Phạm Cúc", "contract_111", pay_coefficient=2.34, department_id=cls.office.id)
        cls.an = cls.hire("Lê Văn An", "elected", pay_coefficient=5.76, leadership_coefficient=0.7)

    def pages(self, run, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.pay_officer)
        content, kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(REPORT, run.ids)
        self.assertEqual(kind, "pdf")
        return PdfReader(BytesIO(content)).pages

    def texts(self, run, user=None):
        """The words of each page, with single spaces between them."""
        return [" ".join(page.extract_text().split()) for page in self.pages(run, user)]

    def test_it_is_one_landscape_page_with_the_heading_of_the_form(self):
        run = self.approved()
        [page] = self.pages(run)
        self.assertEqual((round(page.mediabox.width), round(page.mediabox.height)), (WIDE, HIGH))
        [text] = self.texts(run)
        for words in (
            "Đơn vị: Phường Thử Nghiệm",
            "Mẫu số C02-HD",
            "BẢNG THANH TOÁN TIỀN LƯƠNG",
            "Tháng 10/2026",
            "Mức lương cơ sở: 2.530.000 đồng/tháng",
            "Các khoản trừ vào lương",
            "Truy lĩnh (+), truy thu (-)",
            "Trang 1/1",
        ):
            self.assertIn(words, text)
        self.assertNotIn("BẢN NHÁP", text)

    def test_each_person_stands_in_a_row_with_the_figures_of_the_payslip(self):
        run = self.approved()
        [text] = self.texts(run)
        for slip in run.slip_ids:
            row = text.split(slip.employee_name)[1]
            at = [row.index(dong(slip[name])) for name in MONEY]
            self.assertEqual(at, sorted(at), slip.employee_name)
        self.assertIn("5,76 0,70", text)

    def test_units_have_their_sums_and_the_ward_its_total_also_in_words(self):
        run = self.approved()
        [text] = self.texts(run)
        office = run.slip_ids.filtered(lambda slip: slip.department_id == self.office)
        self.assertEqual(len(office), 2)
        after = text.split("Văn phòng")[1].split("Trần Bình")[0]
        for name in MONEY:
            self.assertIn(dong(sum(office.mapped(name))), after)
            self.assertIn(dong(run[name]), text.split("Tổng cộng")[1])
        self.assertIn(f"Tổng số tiền (viết bằng chữ): {run._words(run.net)}.", text)

    def test_there_is_a_place_for_each_signature_and_the_day(self):
        [text] = self.texts(self.approved())
        end = text.split("viết bằng chữ")[1]
        for words in ("Người lập", "Kế toán trưởng", "Thủ trưởng đơn vị", "(Ký, họ tên)", "Ngày …… tháng …… năm ……"):
            self.assertIn(words, end)

    def test_it_is_marked_as_a_draft_until_the_run_is_approved(self):
        run = self.computed()
        self.assertIn("BẢN NHÁP", self.texts(run)[0])
        self.assertTrue(run._payroll_name().endswith("-nhap"))
        run.action_submit()
        run.with_user(self.ward_head).action_approve()
        self.assertNotIn("BẢN NHÁP", self.texts(run)[0])
        self.assertEqual(run._payroll_name(), "bang-luong-C02-HD-2026-10")

    def test_what_is_not_certain_is_said_on_it(self):
        run = self.computed()
        run._keep({"remarks": dict(run.remarks, uncertain=["public_duty_allowance_rate"])})
        label = run.law["law"]["public_duty_allowance_rate"][-1]["label_vi"]
        self.assertIn(f"cần kế toán xác nhận: {label}", self.texts(run)[0])

    def test_sixty_people_take_three_pages_that_each_begin_with_the_titles(self):
        for number in range(57):
            self.hire(f"Người Thứ {number:02}", "civil_servant", pay_coefficient=3, department_id=self.office.id)
        texts = self.texts(self.approved())
        self.assertEqual(len(texts), 3)
        for number, text in enumerate(texts, 1):
            for words in ("Họ và tên", "Thực lĩnh", "Các khoản trừ vào lương", f"Trang {number}/3"):
                self.assertIn(words, text)
        whole = " ".join(texts)
        for number in range(57):
            self.assertEqual(whole.count(f"Người Thứ {number:02}"), 1)

    def test_the_signatures_never_stand_on_a_page_without_the_total_and_somebody_above_it(self):
        for number in range(17):
            self.hire(f"Người Thứ {number:02}", "civil_servant", pay_coefficient=3, department_id=self.office.id)
        first, last = self.texts(self.approved())
        for words in ("20 Lê Văn An", "Tổng cộng", "viết bằng chữ", "Người lập"):
            self.assertIn(words, last)
        self.assertIn("19 Phạm Cúc", first)

    def test_a_ward_s_own_layout_stands_on_the_paper_too(self):
        layout = self.env["ward.pay.layout"].with_user(self.pay_officer)
        layout = layout.create({"kind": "payroll", "since": OCTOBER, "reference": "CV 45", "form": "Mẫu của phường"})
        for column in layout.column_ids:
            column.shown = column.key in ("gross", "net")
            column.heading = "Còn được lĩnh" if column.key == "net" else False
        run = self.approved()
        [text] = self.texts(run)
        for words in ("Mẫu của phường", "Còn được lĩnh", "Tổng tiền lương", dong(run.net)):
            self.assertIn(words, text)
        for words in ("C02-HD", "Hệ số lương", "BHXH"):
            self.assertNotIn(words, text)

    def test_its_form_is_vietnamese_for_a_reader_of_english(self):
        self.auditor.lang = "en_US"
        self.assertEqual(self.texts(self.approved(), self.auditor), self.texts(self.env["ward.pay.run"].search([])))

    def test_a_run_that_is_not_computed_has_no_paper(self):
        with self.assert_refused(UserError, "is not computed yet"):
            self.run_of(OCTOBER)._payroll_paper()

    def test_it_costs_the_same_statements_for_three_and_for_twenty_people(self):
        run, spent = self.run_of(OCTOBER), []
        for more in (0, 17):
            for number in range(more):
                self.hire(f"Người {number}", "civil_servant", pay_coefficient=3)
            run.action_compute()
            self.env.invalidate_all()
            with self.counted() as counted:
                run.with_user(self.auditor)._payroll_paper()
            spent.append(counted())
        self.assertEqual(*spent)

    def test_no_file_of_it_is_kept(self):
        run = self.approved()
        before = self.env["ir.attachment"].search_count([])
        self.pages(run)
        self.assertEqual(self.env["ir.attachment"].search_count([]), before)


@tagged("post_install", "-at_install")
class TestWardPayrollPaperRoute(HttpCase, PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hire("Lê Văn An", "civil_servant", pay_coefficient=2.34)
        cls.run_october = cls.approved(OCTOBER)

    def test_readers_of_the_run_open_it_and_nobody_else(self):
        address = f"/report/html/{REPORT}/{self.run_october.id}"
        foreign = self.user_of("pay_officer", self.other_ward)
        for role in ("pay_officer", "ward_head", "auditor"):
            answer = self.get(getattr(self, role), address)
            self.assertEqual(answer.status_code, 200, role)
            self.assertIn("Lê Văn An", answer.text)
        closed = [getattr(self, role) for role in ("staff", "hr_officer", "unit_head", "upper_tier")]
        for user in (*closed, foreign):
            answer = self.get(user, address)
            self.assertGreaterEqual(answer.status_code, 400, user.login)
            self.assertNotIn("Lê Văn An", answer.text, user.login)
            with self.assertRaises(AccessError):
                self.run_october.with_user(user).action_payroll_paper()

    def get(self, user, address):
        user.password = "a long enough password"
        self.authenticate(user.login, user.password)
        return self.url_open(address)
