"""What is still to be confirmed by the accountant: one page, and how a row leaves it."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .pay_case import OCTOBER, PayCase


@tagged("post_install", "-at_install")
class TestWardLawQuestion(PayCase):
    def page(self, user=None):
        return self.env["ward.law.question"].with_user(user or self.pay_officer).search([])

    def row(self, code):
        return self.page().filtered(lambda row: row.code == code)[:1]

    def test_everything_uncertain_or_proposed_stands_on_the_page_and_nothing_else(self):
        values = self.env["ward.law.value"].search([("origin", "=", "shipped"), ("repealed", "=", False)])
        open_ones = values.filtered(lambda v: v.has_uncertain or v.confidence in ("uncertain", "proposed"))
        rules = self.env["ward.pay.component"].search(
            [("origin", "=", "shipped"), ("confidence", "in", ("uncertain", "proposed"))]
        )
        self.assertEqual(self.page().value_id, open_ones)
        self.assertEqual(self.page().component_id, rules)
        implied = self.env["ward.staff.type.rule"].search(
            [("company_id", "=", False), ("confidence", "in", ("uncertain", "proposed"))]
        )
        self.assertTrue(implied)
        self.assertEqual(self.page().staff_rule_id, implied)
        self.assertIn("ONESTOP", self.page().mapped("code"))

    def test_a_row_says_what_is_assumed_from_when_by_what_and_where_it_counts(self):
        row = self.row("ONESTOP")
        self.assertEqual((row.kind, row.confidence, row.in_pay), ("rule", "uncertain", True))
        self.assertIn("Fixed amount a month", row.says)
        self.assertIn("People's Council", row.reference)
        value = self.page().filtered(lambda one: one.kind == "value" and one.in_pay)[:1]
        self.assertTrue(value.since and value.says and value.effect)

    def test_a_reading_that_is_no_setting_reads_as_a_sentence_and_is_confirmed_by_its_paper(self):
        row = self.row("reading_split_month")
        self.assertEqual((row.confidence, row.in_pay), ("proposed", True))
        self.assertIn("calendar days / days of the month", row.says)
        self.env["res.lang"]._activate_lang("vi_VN")
        self.assertIn("số ngày theo lịch", row.with_context(lang="vi_VN").says)
        action = row.action_confirm()
        self.assertEqual(action["res_model"], "ward.law.confirmation")
        form = Form(self.env[action["res_model"]].with_user(self.pay_officer).with_context(**action["context"]))
        form.reference = "Công văn 46/SNV"
        form.save()
        self.assertFalse(self.row("reading_split_month"))

    def test_what_a_staff_type_implies_is_confirmed_by_its_paper_or_by_the_ward_s_own_rule(self):
        row = self.page().filtered(lambda one: one.kind == "staff_type")[:1]
        rule = row.staff_rule_id
        self.assertIn(rule.staff_type_id.name, row.label)
        self.assertTrue(row.says and row.reference and row.effect)
        action = row.action_confirm()
        form = Form(self.env[action["res_model"]].with_user(self.pay_officer).with_context(**action["context"]))
        form.reference = "Công văn 47/SNV"
        confirmation = form.save()
        self.assertNotIn(rule, self.page().staff_rule_id)
        confirmation.unlink()
        self.assertIn(rule, self.page().staff_rule_id)
        rule.sudo().copy({"origin": "local", "company_id": self.ward.id, "confidence": "reported", "reference": "NQ 5"})
        self.assertNotIn(rule, self.page().staff_rule_id)

    def test_the_month_that_was_reckoned_with_it_is_named(self):
        self.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        self.computed(OCTOBER)
        self.assertEqual(self.row("ONESTOP").last_month, OCTOBER)

    def test_a_number_is_confirmed_by_the_ward_s_own_value_of_that_day(self):
        row = self.page().filtered(lambda one: one.value_id.value_kind == "number")[:1]
        code, since, number = row.code, row.since, row.value_id.value_number
        action = row.action_confirm()
        form = Form(self.env["ward.law.value"].with_user(self.pay_officer).with_context(**action["context"]))
        form.reference = "Công văn 45/SNV ngày 02/11/2026"
        own = form.save()
        self.assertEqual((own.code, own.since, own.value_number), (code, since, number))
        self.assertEqual((own.origin, own.confidence, own.company_id), ("local", "reported", self.ward))
        self.assertFalse(self.page().filtered(lambda one: one.code == code and one.since == since))

    def test_a_rule_is_confirmed_by_its_paper_which_then_stands_on_the_payslip(self):
        action = self.row("ONESTOP").action_confirm()
        form = Form(self.env[action["res_model"]].with_user(self.pay_officer).with_context(**action["context"]))
        form.reference = "Công văn 45/SNV"
        form.save()
        self.assertFalse(self.row("ONESTOP"))
        self.hire("Lê Văn An", "civil_servant", ["ONESTOP"], pay_coefficient=3)
        line = self.computed(OCTOBER).slip_ids.line_ids.filtered(lambda one: one.code == "ONESTOP")
        self.assertIn("Công văn 45/SNV", line.why_html)

    def test_what_another_ward_has_confirmed_is_open_here(self):
        component = self.row("ONESTOP").component_id
        self.env["ward.law.confirmation"].create(
            {"component_id": component.id, "reference": "CV", "company_id": self.other_ward.id}
        )
        self.assertTrue(self.row("ONESTOP"))

    def test_a_confirmation_keeps_what_and_who(self):
        done = (
            self.env["ward.law.confirmation"]
            .with_user(self.pay_officer)
            .create({"component_id": self.row("ONESTOP").component_id.id, "reference": "CV", "confirmed_by_id": 1})
        )
        self.assertEqual(done.confirmed_by_id, self.pay_officer)
        self.assertEqual(done.confirmed_on, fields.Date.context_today(done))
        with self.assert_refused(UserError, "stays"):
            done.confirmed_by_id = self.ward_head

    def test_the_page_is_read_by_pay_officer_head_and_auditor_and_confirmed_by_the_first(self):
        for user in (self.pay_officer, self.ward_head, self.auditor):
            self.assertTrue(self.page(user))
        for user in (self.staff, self.unit_head, self.hr_officer, self.upper_tier):
            with self.assertRaises(AccessError):
                self.page(user)
        component = self.row("ONESTOP").component_id
        for user in (self.ward_head, self.auditor):
            with self.assertRaises(AccessError):
                self.env["ward.law.confirmation"].with_user(user).create(
                    {"component_id": component.id, "reference": "CV"}
                )

    def test_the_page_costs_the_same_for_one_ward_and_for_many(self):
        def statements():
            with self.counted() as spent:
                self.page().mapped("effect")
            return spent()

        few = statements()
        self.env["res.company"].create([{"name": f"Phường {number}"} for number in range(5)])
        self.assertEqual(statements(), few)
