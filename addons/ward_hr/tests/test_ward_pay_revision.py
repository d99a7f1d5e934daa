"""Computing again: what the revision before said is kept, and every line that changed says why."""

from datetime import date

from freezegun import freeze_time
from lxml import etree, html
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .pay_case import OCTOBER, PayCase


@tagged("post_install", "-at_install")
class TestWardPayRevision(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        cls.binh = cls.hire("Trần Bình", "civil_servant", pay_coefficient=2.34)
        cls.month = cls.computed(OCTOBER)

    def differences(self, against="revision"):
        rows = self.month.difference_ids.filtered(lambda row: row.against == against)
        return {
            (row.employee_id, row.component_id.code): (row.cause, int(row.difference), row.document or "")
            for row in rows
        }

    def enter(self, person, amount, reference="QĐ 45"):
        bonus = self.env.ref("ward_hr.ward_pay_component_bonus")
        self.env["ward.pay.input"].create(
            {
                "month": OCTOBER,
                "company_id": self.ward.id,
                "employee_id": person.id,
                "component_id": bonus.id,
                "amount": amount,
                "reference": reference,
            }
        )

    def test_a_first_computation_has_no_revision_to_be_compared_with(self):
        self.assertFalse(self.month.revision_ids)
        self.assertFalse(self.differences())

    def test_the_totals_of_every_earlier_revision_stay(self):
        first = int(self.month.net)
        self.an.version_id.pay_coefficient = 3.33
        self.month.action_compute()
        second = int(self.month.net)
        self.month.action_compute()
        kept = {one.number: int(one.net) for one in self.month.revision_ids}
        self.assertEqual(kept, {1: first, 2: second})
        self.assertEqual(self.month.revision, 3)

    def test_a_component_that_an_earlier_revision_paid_is_not_deleted(self):
        support = self.env["ward.pay.component"].create(
            {
                "name": "Hỗ trợ một cửa",
                "code": "SUPPORT",
                "kind": "fixed",
                "figure": 700_000,
                "by_decision": True,
                "reference": "NQ 12",
                "company_id": self.ward.id,
            }
        )
        self.an.version_id.allowance_ids = support
        self.month.action_compute()
        self.an.version_id.allowance_ids = False
        self.month.action_compute()
        self.assertNotIn(support, self.month.slip_ids.line_ids.component_id)
        with self.assertRaisesRegex(UserError, "Enter its last day instead"):
            support.unlink()

    def test_nothing_changed_is_no_difference(self):
        self.month.action_compute()
        self.assertFalse(self.differences())

    def test_only_the_payslips_that_change_are_written_anew(self):
        before = {slip.employee_id: slip.id for slip in self.month.slip_ids}
        self.an.version_id.pay_coefficient = 3.33
        self.month.action_compute()
        after = {slip.employee_id: slip.id for slip in self.month.slip_ids}
        self.assertEqual(after[self.binh], before[self.binh])
        self.assertNotEqual(after[self.an], before[self.an])

    def test_what_somebody_changed_in_the_database_is_put_right(self):
        net, slip = int(self.month.net), self.month.slip_ids.filtered(lambda one: one.employee_id == self.binh)
        self.env.cr.execute("UPDATE ward_payslip_line SET amount = amount + 1 WHERE payslip_id = %s", [slip.id])
        self.month.action_compute()
        slip = self.month.slip_ids.filtered(lambda one: one.employee_id == self.binh)
        lines = {section: sum(slip.line_ids.filtered(lambda one, s=section: one.section == s).mapped("amount"))
                 for section in ("earning", "deduction")}  # fmt: skip
        self.assertEqual(lines, {"earning": slip.gross, "deduction": slip.deductions})
        self.assertEqual(int(self.month.net), net)

    def test_a_decision_that_changed_names_itself(self):
        self.an.version_id.write({"pay_coefficient": 3.33, "decision_number": "12/QĐ-UBND"})
        self.month.action_compute()
        self.assertEqual(self.differences()[self.an, "BASIC"], ("decision", 834900, "12/QĐ-UBND"))
        self.assertNotIn((self.binh, "BASIC"), self.differences())

    def test_an_amount_entered_names_its_document(self):
        self.enter(self.an, 2_000_000)
        self.month.action_compute()
        self.assertEqual(self.differences(), {(self.an, "BONUS"): ("input", 2_000_000, "QĐ 45")})

    def test_a_new_value_of_law_names_its_source(self):
        self.env["ward.law.value"].create(
            {
                "code": "base_salary",
                "since": OCTOBER,
                "value_number": 2_600_000,
                "reference": "Nghị định 200/2026/NĐ-CP",
                "company_id": self.ward.id,
            }
        )
        self.month.action_compute()
        changed = self.differences()
        self.assertEqual(changed[self.an, "BASIC"], ("law", 210_000, "Nghị định 200/2026/NĐ-CP"))
        self.assertEqual({cause for cause, _amount, _document in changed.values()}, {"law"})

    def test_people_who_come_go_or_are_left_out_are_told_apart(self):
        self.hire("Người Mới", "civil_servant", pay_coefficient=3, since=OCTOBER)
        self.binh.version_id.departure_date = date(2026, 9, 30)
        self.month.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Đang xác minh"})]
        self.month.action_compute()
        causes = {
            person.name: (cause, document) for (person, _code), (cause, _sum, document) in self.differences().items()
        }
        self.assertEqual(causes["Lê Văn An"], ("left_out", "Đang xác minh"))
        self.assertEqual(causes["Trần Bình"][0], "left")
        self.assertEqual(causes["Người Mới"][0], "joined")

    def test_the_sum_of_the_differences_is_the_difference_of_the_totals(self):
        before = self.month.gross
        self.an.version_id.pay_coefficient = 3.33
        self.enter(self.binh, 1_000_000)
        self.month.action_compute()
        rows = self.month.difference_ids.filtered(lambda row: row.against == "revision")
        self.assertEqual(
            int(sum(rows.filtered(lambda row: row.section == "earning").mapped("difference"))),
            int(self.month.gross - before),
        )

    def test_the_approver_sees_totals_causes_and_what_the_budget_leaves(self):
        self.env["ward.pay.budget"].create(
            {"year": 2026, "reference": "QĐ 12", "budget": 1_000_000_000, "company_id": self.ward.id}
        )
        self.an.version_id.pay_coefficient = 3.33
        self.month.action_compute()
        self.env.registry.clear_all_caches()  # as for the first reader after a start
        page = str(self.month.with_user(self.ward_head).summary_html)
        self.assertIn("Revision 1", page)
        self.assertIn("New decision", page)
        self.assertIn("Pay budget 2026", page)
        self.assertIn("1,000,000,000", page)

    def test_the_page_of_the_approver_shows_what_is_left_of_budget_and_bonus_fund_and_the_warnings(self):
        self.env["ward.pay.budget"].create(
            {"year": 2026, "reference": "QĐ 12", "budget": 100_000_000, "company_id": self.ward.id}
        )
        self.env["ward.bonus.fund"].create({"year": 2026, "company_id": self.ward.id, "budget": 5_000_000})
        self.enter(self.an, 2_000_000)
        self.binh.version_id.departure_date = date(2026, 10, 16)
        self.month.action_compute()
        self.month.action_submit()
        left = 100_000_000 - int(self.month.gross + self.month.employer)
        page = Form(self.month.with_user(self.ward_head))
        rows = html.fromstring(page.summary_html).xpath("//h5[contains(., 'left')]/following-sibling::table//tr[td]")
        budget, fund = [[cell.text_content().strip() for cell in row.findall("td")] for row in rows]
        self.assertEqual(budget, ["Pay budget 2026", "100,000,000", f"{100_000_000 - left:,}", f"{left:,}"])
        self.assertEqual(fund, ["Bonus fund 2026", "5,000,000", "2,000,000", "3,000,000"])
        self.assertIn("Month split by a decision, joining or leaving: Trần Bình", page.remark_text)
        self.assertEqual(page.account_text, "No bank account: Lê Văn An, Trần Bình")

    def test_a_run_that_was_sent_back_is_not_deleted_with_its_history(self):
        self.month.action_submit()
        back = self.env["ward.pay.return"].with_user(self.ward_head)
        back.create({"run_id": self.month.id, "reason": "Thiếu quyết định thưởng."}).action_send_back()
        with self.assert_refused(UserError, "was submitted once and cannot be deleted"):
            self.month.unlink()
        self.month.action_compute()
        with self.assert_refused(UserError, "was submitted once and cannot be deleted"):
            self.month.unlink()
        self.assertEqual((self.month.revision, len(self.month.revision_ids)), (2, 1))

    def test_in_january_the_list_of_runs_shows_december_and_what_is_open_of_whatever_year(self):
        december, forgotten, paid = (self.run_of(date(*day, 1)) for day in ((2026, 12), (2024, 5), (2025, 3)))
        paid._keep({"state": "paid"})
        action = self.env.ref("ward_hr.ward_pay_run_action")
        [shown] = [key.removeprefix("search_default_") for key in safe_eval(action.context)]
        arch = etree.fromstring(self.env["ward.pay.run"].get_view(view_type="search")["arch"])
        [domain] = arch.xpath(f"//filter[@name='{shown}']/@domain")
        with freeze_time("2027-01-15 03:00:00"):
            found = self.env["ward.pay.run"].search([*safe_eval(domain), ("company_id", "=", self.ward.id)])
        self.assertEqual(found, self.month | december | forgotten)

    def test_a_month_computed_by_mistake_and_shown_to_nobody_is_deleted(self):
        run = self.computed(date(2026, 9, 1))
        run.unlink()
        self.assertFalse(run.exists())

    def test_two_awards_of_one_month_stand_beside_each_other_and_are_paid_together(self):
        self.env["ward.bonus.regulation"].create(
            {"since": date(2026, 1, 1), "reference": "Quy chế", "most": 6_000_000, "company_id": self.ward.id}
        )
        self.enter(self.an, 5_000_000)
        self.enter(self.an, 5_000_000, "QĐ 46")
        self.month.action_compute()
        slip = self.slip_of(self.month, self.an)
        self.assertEqual(self.amounts(slip)["BONUS"], 10_000_000)
        self.assertEqual(self.differences()[self.an, "BONUS"], ("input", 10_000_000, "QĐ 45; QĐ 46"))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.enter(self.an, 1, "QĐ 46")

    def test_earlier_revisions_and_budgets_are_for_the_readers_of_pay(self):
        self.month.action_compute()
        self.env["ward.pay.budget"].create({"year": 2026, "reference": "QĐ", "budget": 1, "company_id": self.ward.id})
        for model in ("ward.pay.revision", "ward.pay.budget"):
            self.assertTrue(self.env[model].with_user(self.auditor).search([]))
            for user in (self.staff, self.hr_officer, self.unit_head, self.upper_tier):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_who_sends_a_run_back_says_why_and_the_officer_is_asked_to_act(self):
        self.month.action_submit()
        back = self.env["ward.pay.return"].with_user(self.ward_head).create(
            {"run_id": self.month.id, "reason": "Thiếu quyết định thưởng."}
        )
        back.action_send_back()
        self.assertEqual(self.month.state, "computed")
        self.assertIn("Thiếu quyết định thưởng.", self.month.message_ids[:1].body)
        [asked] = self.month.activity_ids
        self.assertEqual(asked.user_id, self.pay_officer)

    def test_only_the_head_of_the_ward_sends_back_with_a_reason(self):
        self.month.action_submit()
        for user in (self.staff, self.pay_officer, self.hr_officer, self.auditor):
            with self.assertRaises(AccessError):
                self.env["ward.pay.return"].with_user(user).create({"run_id": self.month.id, "reason": "x"})
