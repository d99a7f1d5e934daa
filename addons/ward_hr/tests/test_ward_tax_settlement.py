"""The yearly settlement: from paid payslips, confirmed by a second person, seen by those who read pay."""

from datetime import date, timedelta
from io import BytesIO
from unittest.mock import patch

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .pay_case import PayCase

READERS = ("pay_officer", "ward_head", "auditor")
CLOSED = ("staff", "hr_officer", "unit_head", "upper_tier")


class SettlementCase(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.an = cls.hire("=Lê Văn An", "elected", pay_coefficient=5.76, leadership_coefficient=0.7)
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", user=cls.staff, pay_coefficient=3)
        bonus = cls.env.ref("ward_hr.ward_pay_component_bonus")
        cls.env["ward.pay.input"].with_user(cls.pay_officer).create(
            {
                "company_id": cls.ward.id,
                "month": date(2026, 12, 1),
                "employee_id": cls.lan.id,
                "component_id": bonus.id,
                "amount": 10000000,
                "reference": "QĐ 9",
            }
        )
        cls.paid(date(2026, 11, 1))

    @classmethod
    def settlement(cls, year=2026, **values):
        one = (
            cls.env["ward.tax.settlement"]
            .with_user(cls.pay_officer)
            .create({"year": year, "company_id": cls.ward.id, **values})
        )
        one.action_compute()
        return one

    def line_of(self, settlement, employee):
        return settlement.line_ids.filtered(lambda line: line.employee_id.id == employee.id)


@tagged("post_install", "-at_install")
class TestWardTaxSettlement(SettlementCase):
    def test_what_was_withheld_in_a_month_with_a_bonus_comes_back(self):
        self.paid(date(2026, 12, 1))
        line = self.line_of(self.settlement(), self.lan)
        # December: 13,282,500 + 10,000,000 - 721,050 - 15,500,000 = 7,061,450, of which 5%
        self.assertEqual((line.withheld, line.tax, line.refund, line.owed), (353073, 0, 353073, 0))
        self.assertEqual((line.months, line.income, line.self_deduction), (2, 36565000, 186000000))

    def test_computing_again_takes_what_was_paid_since(self):
        one = self.settlement()
        self.assertEqual((one.people, self.line_of(one, self.an).months), (2, 1))
        self.paid(date(2026, 12, 1))
        one.action_compute()
        self.assertEqual((one.people, self.line_of(one, self.an).months), (2, 2))
        self.assertEqual(one.withheld, sum(one.line_ids.mapped("withheld")))

    def test_a_year_that_is_not_over_is_not_confirmed(self):
        with self.assert_refused(UserError, "December 2026 is not paid yet"):
            self.settlement().with_user(self.ward_head).action_confirm()

    def test_a_month_paid_after_the_settlement_was_confirmed_is_told_until_it_is_computed_again(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement(note="Tháng 1-10: phần mềm cũ")
        one.with_user(self.ward_head).action_confirm()
        self.assertFalse(one.late)
        later = one.computed_at + timedelta(hours=1)  # days are kept by the second, and a test takes less
        with patch.object(fields.Datetime, "now", return_value=later):
            self.paid(date(2026, 10, 1))
            one.invalidate_recordset()
            self.assertEqual(one.late, "10/2026")
            one.with_user(self.ward_head).action_back()
            one.action_compute()
            self.assertFalse(one.late)

    def test_months_that_were_not_paid_here_need_a_word_in_the_note(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement()
        self.assertEqual(one.missing, ", ".join(f"{month:02}/2026" for month in range(1, 11)))
        with self.assert_refused(UserError, "01/2026, 02/2026"):
            one.with_user(self.ward_head).action_confirm()
        one.note = "Tháng 1-10: phần mềm cũ"
        one.with_user(self.ward_head).action_confirm()
        self.assertEqual((one.state, one.confirmed_by_id), ("confirmed", self.ward_head))

    def test_what_was_computed_before_december_was_paid_is_not_confirmed(self):
        one = self.settlement(note="Tháng 1-10: phần mềm cũ")
        self.paid(date(2026, 12, 1))
        one._keep({"computed_at": "2020-01-04 03:00:00"})
        with self.assert_refused(UserError, "Compute it again"):
            one.with_user(self.ward_head).action_confirm()

    def test_the_head_confirms_what_the_page_shows(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement(note="Tháng 1-10: phần mềm cũ")
        shown = one.with_user(self.ward_head).with_context(ward_revision=one.revision)
        one.action_compute()
        with self.assert_refused(UserError, "was computed again since you opened it"):
            shown.action_confirm()
        shown.with_context(ward_revision=one.revision).action_confirm()
        self.assertEqual(one.state, "confirmed")

    def test_a_law_that_came_after_computing_is_not_passed_over(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement(note="Tháng 1-10: phần mềm cũ")
        self.env["ward.law.value"].with_user(self.pay_officer).create(
            {
                "code": "pit_small_balance_exempt",
                "since": "2026-12-01",
                "value_number": 60000,
                "reference": "Nghị quyết 9",
                "company_id": self.ward.id,
            }
        )
        with self.assert_refused(UserError, "another law than the one known today"):
            one.with_user(self.ward_head).action_confirm()
        one.action_compute()
        one.with_user(self.ward_head).action_confirm()

    def test_a_deduction_that_rises_inside_the_year_counts_from_its_month_on(self):
        self.lan.create_version({"date_version": date(2026, 12, 1), "pay_coefficient": 3, "dependants": 2})
        for code, number in (("pit_self_deduction", 18000000), ("pit_dependant_deduction", 7000000)):
            self.env["ward.law.value"].with_user(self.pay_officer).create(
                {
                    "code": code,
                    "since": date(2026, 12, 1),
                    "value_number": number,
                    "reference": "Nghị quyết 9",
                    "company_id": self.ward.id,
                }
            )
        run = self.paid(date(2026, 12, 1))
        # An, taxable: 27,716,150 - 1,552,661 - 15,500,000 = 10,663,489, in December less 2,500,000, of which 5%
        before, after = (
            self.amounts(self.slip_of(month, self.an))["PIT"]
            for month in (self.env["ward.pay.run"].search([("month", "=", "2026-11-01")]), run)
        )
        self.assertEqual((before, after), (566349, 408174))
        one = self.settlement()
        an, lan = self.line_of(one, self.an), self.line_of(one, self.lan)
        self.assertEqual(an.self_deduction, 11 * 15500000 + 18000000)
        self.assertEqual((lan.dependant_months, lan.dependant_deduction), (2, 14000000))
        self.assertEqual((an.withheld, an.refund), (before + after, before + after))

    def test_who_computed_does_not_confirm_even_with_both_roles(self):
        self.paid(date(2026, 12, 1))
        both = self.user_of("pay_officer", self.ward, login="both")
        both.group_ids += self.env.ref("ward_hr.ward_hr_group_ward_head")
        one = self.settlement(note="x").with_user(both)
        one.action_compute()
        with self.assert_refused(UserError, "another person confirms it"):
            one.action_confirm()

    def test_a_confirmed_settlement_stays_until_it_is_taken_back(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement(note="x")
        one.with_user(self.ward_head).action_confirm()
        for step in (one.action_compute, one.unlink, lambda: one.write({"note": "y"})):
            with self.assert_refused(UserError, "this needs"):
                step()
        one.with_user(self.ward_head).action_back()
        one.action_compute()
        self.assertEqual(one.state, "computed")

    def test_each_step_asks_for_its_role(self):
        one = self.settlement()
        with self.assertRaises(AccessError):
            one.with_user(self.ward_head).action_compute()
        for role in ("pay_officer", "auditor"):
            with self.assertRaises(AccessError):
                one.with_user(getattr(self, role)).action_confirm()
        with self.assert_refused(UserError, "cannot be written"):
            one.write({"state": "confirmed"})
        with self.assertRaises(AccessError):
            one.line_ids.write({"tax": 0})

    def test_a_year_without_a_paid_month_has_nothing_to_settle(self):
        with self.assert_refused(UserError, "no month of 2025 is paid"):
            self.settlement(year=2025)

    def test_a_year_whose_law_is_not_known_is_refused_by_name(self):
        with self.assert_refused(UserError, "The tax of 2008 cannot be settled"):
            self.settlement(year=2008)

    def test_only_readers_of_pay_see_a_settlement(self):
        one = self.settlement()
        for model in ("ward.tax.settlement", "ward.tax.settlement.line"):
            for role in READERS:
                self.assertTrue(self.env[model].with_user(getattr(self, role)).search([]), f"{role} {model}")
            for role in CLOSED:
                closed = self.env[model].with_user(getattr(self, role))
                self.assertFalse(closed.has_access("read") and closed.search([]), f"{role} {model}")
            foreign = self.env[model].with_user(self.user_of("pay_officer", self.other_ward, login=model))
            self.assertFalse(foreign.with_context(allowed_company_ids=self.other_ward.ids).search([]))
            for field in self.env[model]._fields.values():
                self.assertTrue(field.groups or field.type != "monetary", f"{model}.{field.name}")
        with self.assertRaises(AccessError):
            one.with_user(self.staff)._list()

    def test_the_person_sees_the_own_settlement_once_it_is_confirmed(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement(note="Tháng 1-10: bảng lương trước đây")
        own = self.env["ward.tax.settlement.line"].with_user(self.staff)
        year = self.env["ward.pay.year"].with_user(self.staff).search([("year", "=", 2026)])
        self.assertFalse(own.search([]) or year.settlement_line_id)
        one.with_user(self.ward_head).action_confirm()
        self.env.invalidate_all()
        self.assertEqual(own.search([]).employee_name, "Nguyễn Thị Lan")
        self.assertEqual((year.settlement_line_id.refund, year.settlement_refund), (353073, 353073))
        wanted = {"settlement_id": {"fields": {"display_name": {}}}, "months_html": {}}
        [shown] = year.settlement_line_id.web_read(wanted)
        self.assertIn("2026", shown["settlement_id"]["display_name"])
        self.assertIn("12/2026", shown["months_html"])
        self.assertEqual(year.action_settlement()["res_id"], self.line_of(one, self.lan).id)

    def test_the_year_on_paper_says_what_comes_back_in_vietnamese_and_for_nobody_else(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement(note="Tháng 1-10: bảng lương trước đây")
        one.with_user(self.ward_head).action_confirm()
        self.staff.lang = "vi_VN"
        years = self.env["ward.pay.year"].search([("company_id", "=", self.ward.id)])
        mine = years.filtered(lambda year: year.employee_id.id == self.lan.id)
        report = self.env["ir.actions.report"].with_user(self.staff).with_context(force_report_rendering=True)
        pdf = report._render_qweb_pdf("ward_hr.ward_pay_year_paper", mine.ids)[0]
        [page] = PdfReader(BytesIO(pdf)).pages
        self.assertGreater(page.mediabox.width, page.mediabox.height)
        text = " ".join(page.extract_text().split())
        for words in ("Nguyễn Thị Lan", "Thực lĩnh", "10.000.000", "353.073", "Năm 2026"):
            self.assertIn(words, text)
        with self.assertRaises(AccessError):
            report._render_qweb_pdf("ward_hr.ward_pay_year_paper", (years - mine).ids)

    def test_the_list_says_what_the_lines_say_and_that_it_is_a_draft(self):
        one = self.settlement()
        _name, content = one._list()
        sheet = load_workbook(BytesIO(content), data_only=True).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        titles = next(row for row in rows if row[0] == "STT")
        table = {row[1]: dict(zip(titles, row, strict=True)) for row in rows if isinstance(row[0], int)}
        line = self.line_of(one, self.an)
        self.assertEqual(table["=Lê Văn An"]["Thuế đã khấu trừ"], line.withheld)
        self.assertEqual(table["=Lê Văn An"]["Nộp thừa"], line.refund)
        self.assertEqual(table["=Lê Văn An"]["Thu nhập tính thuế"], line.taxable)
        total = next(row for row in rows if str(row[1]).startswith("Tổng cộng"))
        self.assertEqual(dict(zip(titles, total, strict=True))["Nộp thừa"], one.refund)
        self.assertIn("BẢN NHÁP", str(rows))

    def test_a_layout_of_the_ward_arranges_the_list(self):
        layout = self.env["ward.pay.layout"].create(
            {"kind": "settlement", "since": "2026-01-01", "reference": "CV 46", "form": "Mẫu của phường"}
        )
        for column in layout.column_ids:
            column.shown = column.key in ("owed", "refund")
        _name, content = self.settlement()._list()
        rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]
        self.assertIn(["STT", "Họ và tên", "Còn phải nộp", "Nộp thừa"], rows)
        self.assertEqual(rows[1][0], "Mẫu của phường")

    def test_the_months_behind_a_line_are_shown(self):
        line = self.line_of(self.settlement(), self.an)
        self.assertIn("11/2026", line.months_html)
        self.assertIn("566,349", line.months_html)

    def test_a_settlement_costs_the_same_statements_for_two_and_for_twelve_people(self):
        one, spent = self.settlement(), []
        for more in (0, 10):
            if more:
                for number in range(more):
                    self.hire(f"Người {number}", "civil_servant", pay_coefficient=3)
                self.paid(date(2026, 12, 1))
            one.action_compute()  # what is replaced is as many as what comes
            one._keep({"computed_at": "2026-01-01 03:00:00"})
            self.env.flush_all()
            self.env.invalidate_all()
            with self.counted() as counted:
                one.action_compute()
                self.env.flush_all()
            spent.append(counted())
        self.assertEqual(*spent)


@tagged("post_install", "-at_install")
class TestWardTaxSettlementRoutes(HttpCase, SettlementCase):
    def test_the_list_opens_for_readers_of_pay_and_is_nowhere_for_others(self):
        url = f"/ward/tax/settlement/{self.settlement().id}/list.xlsx"
        for role in READERS + CLOSED:
            getattr(self, role).password = "a long enough password"
            self.authenticate(getattr(self, role).login, "a long enough password")
            self.assertEqual(self.url_open(url).status_code, 200 if role in READERS else 404, role)
