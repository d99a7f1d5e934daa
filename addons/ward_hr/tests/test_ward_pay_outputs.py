"""The files a run gives out: opened again, reckoned again, looked through."""

import re
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from pypdf import PdfReader

from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

FIRST_ROW = 9


@tagged("post_install", "-at_install")
class TestPayrollTable(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        unit = cls.env["hr.department"].create({"name": "Văn phòng", "company_id": cls.ward.id})
        cls.hire("=1+1", "civil_servant", pay_coefficient=3, department_id=unit.id)
        cls.hire("Lê Văn An", "elected", pay_coefficient=5.76, leadership_coefficient=0.7)
        cls.hire("@SUM(A1)", "contract_111", pay_coefficient=2.34, department_id=unit.id)
        cls.run_october = cls.computed(OCTOBER)
        content = cls.run_october._payroll_table()
        cls.sheet = load_workbook(BytesIO(content))["C02-HD"]
        cls.kept = load_workbook(BytesIO(content), data_only=True)["C02-HD"]

    def _reckon(self, cell):
        """The value of a cell: a number, or its SUM or difference reckoned again."""
        value = self.sheet[cell].value
        if not str(value).startswith("="):
            return value or 0
        total = re.fullmatch(r"=SUM\((.*)\)", value)
        if total:
            return sum(self._range(part) for part in total[1].split(","))
        left, right = value[1:].split("-")
        return self._reckon(left) - self._reckon(right)

    def _range(self, part):
        left, top, right, bottom = range_boundaries(part)
        return sum(
            self._reckon(self.sheet.cell(row, column).coordinate)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        )

    def _row(self, text):
        return next(row for row in range(FIRST_ROW, 40) if self.sheet.cell(row, 2).value == text)

    def _column(self, title):
        for row in (6, 7):
            for column in range(1, 23):
                if self.sheet.cell(row, column).value == title:
                    return column
        return self.fail(title)

    def test_totals_are_formulas_and_equal_the_run(self):
        row = self._row("Tổng cộng")
        for title, total in (
            ("Tổng tiền lương", self.run_october.gross),
            ("Cộng", self.run_october.deductions),
            ("Thực lĩnh", self.run_october.net),
        ):
            cell = self.sheet.cell(row, self._column(title))
            self.assertTrue(str(cell.value).startswith("=SUM("), title)
            self.assertEqual(self._reckon(cell.coordinate), int(total), title)
            self.assertEqual(self.kept[cell.coordinate].value, int(total), title)

    def test_each_person_s_row_adds_up_by_its_own_formulas(self):
        for slip in self.run_october.slip_ids:
            row = self._row(slip.employee_name)
            for title, amount in (("Tổng tiền lương", slip.gross), ("Thực lĩnh", slip.net)):
                cell = self.sheet.cell(row, self._column(title))
                self.assertEqual(self._reckon(cell.coordinate), int(amount))
                self.assertEqual(self.kept[cell.coordinate].value, int(amount))

    def test_a_name_that_looks_like_a_formula_stays_a_name(self):
        for name in ("=1+1", "@SUM(A1)"):
            cell = self.sheet.cell(self._row(name), 2)
            self.assertEqual((cell.value, cell.data_type), (name, "s"))

    def test_the_head_is_the_form_s_own(self):
        words = [str(cell.value) for row in self.sheet["A1:V8"] for cell in row if cell.value]
        self.assertIn("BẢNG THANH TOÁN TIỀN LƯƠNG", words)
        self.assertIn("Tháng 10/2026", words)
        self.assertIn("Đơn vị: Phường Thử Nghiệm", words)
        self.assertTrue(any("2.530.000" in word for word in words))


@tagged("post_install", "-at_install")
class TestPayslipPaper(PayCase):
    def _pdf(self, slips):
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        return report._render_qweb_pdf("ward_hr.ward_payslip_paper", slips.ids)[0]

    def _pages(self, pdf):
        return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]

    def test_the_payslip_can_be_searched_and_says_the_amount_in_words(self):
        self.hire("Nguyễn Thị Hường", "civil_servant", pay_coefficient=3)
        (text,) = self._pages(self._pdf(self.computed().slip_ids))
        self.assertIn("Nguyễn Thị Hường", text)
        self.assertIn(
            "Mười hai triệu năm trăm sáu mươi mốt nghìn bốn trăm năm mươi đồng",
            " ".join(text.split()),
        )
        self.assertIn("1/1", text)

    def test_many_payslips_are_one_file_with_a_page_each(self):
        for number in range(3):
            self.hire(f"Người Thứ {number}", "civil_servant", pay_coefficient=3)
        pages = self._pages(self._pdf(self.computed().slip_ids))
        self.assertEqual(len(pages), 3)
        for number in range(3):
            self.assertEqual("".join(pages).count(f"Người Thứ {number}"), 1)

    def test_nothing_is_fetched_for_a_text_of_a_record(self):
        self.hire('<img src="file:///etc/passwd">', "civil_servant", pay_coefficient=3)
        (text,) = self._pages(self._pdf(self.computed().slip_ids))
        self.assertIn("file:///etc/passwd", text)
