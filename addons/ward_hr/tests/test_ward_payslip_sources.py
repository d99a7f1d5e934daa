"""What stands behind a line: its document, its decision and its law, with an address for whoever may open them."""

from datetime import date

from odoo.tests import tagged

from .decision_case import DecisionCase
from .pay_case import OCTOBER, PayCase


@tagged("post_install", "-at_install")
class TestWardPayslipSources(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rank = cls.env.ref("ward_hr.ward_rank_01_003")
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", user=cls.staff, rank_id=rank.id, pay_step=3)
        cls.bonus = cls.env["ward.pay.input"].create(
            {
                "month": OCTOBER,
                "company_id": cls.ward.id,
                "employee_id": cls.lan.id,
                "component_id": cls.env.ref("ward_hr.ward_pay_component_bonus").id,
                "amount": 1_000_000,
                "reference": "QĐ 45 ngày 12/10/2026",
            }
        )

    def why(self, run, code, user):
        line = run.sudo().slip_ids.line_ids.filtered(lambda line: line.code == code and not line.back)
        line.invalidate_recordset(["why_html"])
        return line.with_user(user).why_html

    def test_an_entered_amount_names_its_document_and_leads_to_it(self):
        page = self.why(self.computed(), "BONUS", self.pay_officer)
        self.assertIn("QĐ 45 ngày 12/10/2026", page)
        self.assertIn(f'href="/odoo/pay-amounts/{self.bonus.id}"', page)

    def test_the_owner_reads_the_document_without_an_address(self):
        page = self.why(self.paid(), "BONUS", self.staff)
        self.assertIn("QĐ 45 ngày 12/10/2026", page)
        self.assertNotIn("pay-amounts", page)

    def test_a_value_of_law_leads_to_its_page(self):
        values = self.env["ward.law.value"].search([("code", "=", "base_salary"), ("origin", "=", "shipped")])
        value = values.filtered(lambda one: one.since == date(2026, 7, 1))
        self.assertIn(f'href="/odoo/law/{value.id}"', self.why(self.computed(), "BASIC", self.pay_officer))

    def test_a_value_of_law_that_is_gone_is_told_without_an_address(self):
        values = self.env["ward.law.value"].with_user(self.pay_officer)
        local = values.create(
            {"code": "base_salary", "since": OCTOBER, "value_number": 2_600_000, "reference": "NQ 12/2026"}
        )
        run = self.computed()
        self.assertIn(f"/odoo/law/{local.id}", self.why(run, "BASIC", self.pay_officer))
        local.active = False
        page = self.why(run, "BASIC", self.pay_officer)
        self.assertIn("NQ 12/2026", page)
        self.assertNotIn("/odoo/law", page)

    def test_a_line_by_decision_names_it_and_leads_to_it_for_whoever_may_open_it(self):
        decision = DecisionCase.decide.__func__(type(self), self.lan, "raise", OCTOBER, pay_step=4)
        decision.action_apply()
        run = self.paid()
        for user, path in ((self.ward_head, "decisions"), (self.staff, "my-decisions"), (self.pay_officer, None)):
            page = self.why(run, "BASIC", user)
            self.assertIn(f"{decision.number} of {decision.date:%d/%m/%Y}", page)
            self.assertEqual(f'href="/odoo/{path}/{decision.id}"' in page, bool(path), user.login)
        self.assertNotIn(decision.number, self.why(run, "SI_E", self.ward_head), "it rests on other lines")

    def test_many_lines_cost_no_more_statements_than_few(self):
        spent, run = [], self.run_of(OCTOBER)
        for number in (2, 10):
            for one in range(number):
                self.hire(f"Người {number} {one}", "civil_servant", pay_coefficient=3)
            run.action_compute()
            lines = run.slip_ids.line_ids.filtered(lambda line: line.code == "BASIC")
            reasons = {line: why for line, why, _names in lines._reasons()}
            lines.invalidate_recordset()
            with self.counted() as statements:
                lines._sources(reasons)
            spent.append(statements())
        self.assertLessEqual(spent[1] - spent[0], 3)
