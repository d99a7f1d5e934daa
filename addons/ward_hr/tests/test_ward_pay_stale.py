"""What comes after a run was computed: said on its page, not handed on, never sealed unpaid."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase
from .test_ward_pay_rush import PayRushCase

SEPTEMBER, NOVEMBER = date(2026, 9, 1), date(2026, 11, 1)
AWARD = 5_000_000


@tagged("post_install", "-at_install")
class TestWardPayStale(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0)
        cls.binh = cls.hire("Trần Thị Bình", "civil_servant", pay_coefficient=3.0)

    def award(self, **values):
        return self.env["ward.pay.input"].with_user(self.pay_officer).create(self.award_values(**values))

    def award_values(self, **values):
        return {
            "company_id": self.ward.id,
            "month": OCTOBER,
            "employee_id": self.an.id,
            "component_id": self.env.ref("ward_hr.ward_pay_component_bonus").id,
            "amount": AWARD,
            "reference": "QĐ 300",
            **values,
        }

    def changed(self, run):
        """What the page of the run says."""
        run.invalidate_recordset()
        return run.stale_text

    def assert_not_handed_on(self, run, what):
        with self.assert_refused(UserError, what):
            run.action_submit()
        self.assertEqual(run.state, "computed")

    def test_a_run_computed_with_all_that_is_known_says_nothing_and_is_submitted(self):
        self.award()
        run = self.computed()
        self.assertFalse(self.changed(run))
        run.action_submit()
        self.assertEqual(run.state, "submitted")

    def test_an_award_entered_after_computing_is_told_and_paid_once_computed_again(self):
        run = self.computed()
        self.award()
        self.assertEqual(self.changed(run), "Amounts of the month: Nguyễn Văn An")
        self.assert_not_handed_on(run, "Amounts of the month: Nguyễn Văn An\nPress “Compute again”")
        run.action_compute()
        self.assertFalse(self.changed(run))
        run.action_submit()
        self.assertEqual(self.amounts(self.slip_of(run, self.an))["BONUS"], AWARD)

    def test_an_amount_is_told_by_whatever_route_it_comes_changes_or_goes(self):
        award = self.award(reference="QĐ 1")
        fields = ["month", "employee_id/.id", "component_id/.id", "amount", "reference", "company_id/.id"]
        values = self.award_values(amount=1)
        row = [str(values[name.split("/")[0]]) for name in fields]
        inputs = self.env["ward.pay.input"].with_user(self.pay_officer)
        routes = {
            "corrected": lambda: award.write({"amount": 1}),
            "for somebody else": lambda: award.write({"employee_id": self.binh.id}),
            "moved to another month": lambda: award.write({"month": NOVEMBER}),
            "moved back": lambda: award.write({"month": OCTOBER}),
            "deleted": lambda: award.unlink(),
            "imported": lambda: self.assertFalse(inputs.load(fields, [row])["messages"]),
            "in the database": lambda: self.env.cr.execute(
                "UPDATE ward_pay_input SET amount = 2 WHERE company_id = %s", [self.ward.id]
            ),
        }
        run = self.computed()
        for name, change in routes.items():
            with self.subTest(name):
                change()
                self.assertIn("Amounts of the month: ", self.changed(run))
                self.assert_not_handed_on(run, "Amounts of the month: ")
                run.action_compute()
                self.assertFalse(self.changed(run))

    def test_shares_of_the_year_entered_after_computing_are_told(self):
        policy = self.env["ward.pay.policy"].create(
            {"name": "Quy chế", "since": date(2026, 1, 1), "reference": "QĐ 112", "company_id": self.ward.id}
        )
        run = self.computed()
        pool = self.env["ward.pay.pool"].create(
            {"year": 2026, "month": OCTOBER, "policy_id": policy.id, "company_id": self.ward.id, "reference": "QĐ 210"}
        )
        pool.with_user(self.pay_officer).action_compute()
        self.env.flush_all()
        self.env.cr.execute("UPDATE ward_pay_pool_line SET share = 1000000 WHERE pool_id = %s", [pool.id])
        self.env.invalidate_all()
        pool._keep({"state": "approved"})
        pool.with_user(self.pay_officer).action_enter()
        self.assert_not_handed_on(run, "Amounts of the month: Nguyễn Văn An, Trần Thị Bình")
        run.action_compute()
        pool.with_user(self.pay_officer).action_back()
        self.assert_not_handed_on(run, "Amounts of the month: Nguyễn Văn An, Trần Thị Bình")

    def test_an_amount_of_another_month_or_ward_is_none_of_its_business(self):
        run = self.computed()
        self.award(month=NOVEMBER)
        self.award(month=SEPTEMBER)
        other = self.hire("Người Phường Khác", "civil_servant", pay_coefficient=3, company=self.other_ward)
        self.env["ward.pay.input"].create(
            self.award_values(company_id=self.other_ward.id, employee_id=other.id)
        )
        self.assertFalse(self.changed(run))

    def test_somebody_left_out_after_computing_is_not_paid_and_sealed_as_left_out(self):
        run = self.computed()
        run.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Đang xác minh"})]
        self.assert_not_handed_on(run, "Left out, or no longer left out: Nguyễn Văn An")
        run.action_compute()
        run.omission_ids.unlink()
        self.assert_not_handed_on(run, "Left out, or no longer left out: Nguyễn Văn An")
        run.action_compute()
        run.action_submit()
        self.assertTrue(self.slip_of(run, self.an))

    def test_a_decision_and_leave_that_come_after_computing_are_told(self):
        run = self.computed()
        self.an.version_id.pay_coefficient = 3.33
        self.leave(self.binh, date(2026, 10, 5), date(2026, 10, 6))
        self.assertEqual(self.changed(run), "Decisions: Nguyễn Văn An\nLeave: Trần Thị Bình")
        self.assert_not_handed_on(run, "Decisions: Nguyễn Văn An")
        self.an.create_version({"date_version": NOVEMBER, "pay_coefficient": 3.66})
        run.action_compute()
        self.an.create_version({"date_version": date(2026, 12, 1), "pay_coefficient": 4})
        self.assertFalse(self.changed(run), "a decision for a later month is none of its business")

    def test_a_value_of_law_and_a_component_that_change_after_computing_are_told(self):
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
        run = self.computed()
        self.assertFalse(self.changed(run))
        support.figure = 800_000
        self.assertEqual(self.changed(run), "Law and components: Hỗ trợ một cửa")
        self.env["ward.law.value"].create(
            {
                "code": "base_salary",
                "since": OCTOBER,
                "value_number": 2_600_000,
                "reference": "Nghị định 200/2026/NĐ-CP",
                "company_id": self.ward.id,
            }
        )
        self.assertIn("Base salary", self.changed(run))
        self.assert_not_handed_on(run, "Base salary")
        run.action_compute()
        self.assertFalse(self.changed(run))

    def test_an_earlier_month_that_is_paid_after_computing_is_told(self):
        september = self.approved(SEPTEMBER)
        run = self.computed()
        self.env.flush_all()
        run._keep({"computed_at": "2026-01-01 00:00:00"})  # times are kept to the second
        september.action_pay()
        self.assert_not_handed_on(run, "Earlier months that were paid: 09/2026")
        run.action_compute()
        run.action_submit()

    def test_a_decision_after_the_submission_is_shown_to_the_approver_and_follows_as_back_pay(self):
        run = self.computed()
        run.action_submit()
        self.an.version_id.pay_coefficient = 3.33
        self.assertEqual(self.changed(run.with_user(self.ward_head)), "Decisions: Nguyễn Văn An")
        run.with_user(self.ward_head).action_approve()
        run.action_pay()
        self.assertFalse(self.changed(run))
        lines = self.slip_of(self.computed(NOVEMBER), self.an).line_ids
        self.assertEqual(sum(lines.filtered(lambda line: line.back and line.code == "BASIC").mapped("amount")), 834900)

    def test_what_a_run_has_seen_in_its_own_month_gives_the_next_one_no_work(self):
        draft = self.run_of(OCTOBER)
        self.award()
        self.an.create_version({"date_version": date(2026, 10, 12), "leadership_coefficient": 0.2})
        draft.action_compute()
        self.award(reference="QĐ 301", employee_id=self.binh.id)
        draft.action_compute()
        draft.action_submit()
        draft.with_user(self.ward_head).action_approve()
        draft.action_pay()
        november = self.computed(NOVEMBER)
        self.assertEqual((november.touch_count, november.back_count), (0, 0))

    def test_a_change_that_two_open_runs_wait_for_stays_until_both_have_seen_it(self):
        october, november = self.computed(OCTOBER), self.computed(NOVEMBER)
        self.an.version_id.pay_coefficient = 3.33
        self.assertTrue(self.changed(october) and self.changed(november))
        october.action_compute()
        self.assertFalse(self.changed(october))
        self.assertTrue(self.changed(november))
        november.action_compute()
        self.assertFalse(self.changed(november))

    def test_the_list_of_changes_costs_the_same_for_few_and_for_many(self):
        run = self.computed()
        self._spent(run)
        self.award()
        few = self._spent(run)
        for number in range(30):
            one = self.hire(f"Người {number}", "civil_servant", pay_coefficient=3)
            self.award(employee_id=one.id)
        self.assertEqual(self._spent(run), few)

    def _spent(self, run):
        with self.counted() as spent:
            self.assertIsNotNone(run.stale_text)
        return spent()


@tagged("post_install", "-at_install")
class TestWardPayStaleRush(PayRushCase):
    """What others enter while the month is being computed, on real connections."""

    def entered(self, env, **values):
        return env["ward.pay.input"].create(
            {
                "company_id": self.ward_id,
                "month": date(2026, 10, 1),
                "employee_id": self.people_ids[0],
                "component_id": env.ref("ward_hr.ward_pay_component_bonus").id,
                "amount": AWARD,
                "reference": "QĐ 300",
                **values,
            }
        )

    def remove(self):
        with self.connection() as env:
            env["ward.pay.run"].browse(self.run_id)._keep({"state": "computed"})
            env["ward.pay.input"].search([("company_id", "=", self.ward_id)]).unlink()
        super().remove()

    def stale(self):
        with self.connection() as env:
            return env["ward.pay.run"].browse(self.run_id).stale_text

    def test_a_decision_that_comes_while_the_first_revision_is_computed_is_told(self):
        with self.connection() as computing, self.connection() as officer:
            computing["ward.pay.run"].browse(self.run_id)._compute_slips()
            officer["hr.employee"].browse(self.people_ids[0]).version_id.pay_coefficient = 3.33
        self.assertEqual(self.stale(), "Decisions: Lê Văn An 0")
        with self.connection() as env:
            run = env["ward.pay.run"].browse(self.run_id)
            self.assertEqual(int(run.slip_ids.line_ids.filtered(lambda one: one.code == "BASIC").amount), 7590000)
            with self.assertRaisesRegex(UserError, "Decisions: Lê Văn An 0"):
                run._move("computed", "submitted")
            run._compute_slips()
        self.assertFalse(self.stale())

    def test_an_amount_kept_before_the_computation_that_did_not_see_it_is_told(self):
        with self.connection() as computing:
            computing["ward.pay.run"].browse(self.run_id).read(["state"])  # the old picture
            with self.connection() as officer:
                self.entered(officer)
            computing["ward.pay.run"].browse(self.run_id)._compute_slips()
        self.assertEqual(self.stale(), "Amounts of the month: Lê Văn An 0")

    def test_a_decision_begun_before_the_computation_and_kept_after_it_is_told(self):
        with self.connection() as officer:
            officer["ward.pay.run"].browse(self.run_id).read(["state"])  # the old picture
            with self.connection() as computing:
                computing["ward.pay.run"].browse(self.run_id)._compute_slips()
            officer["hr.employee"].browse(self.people_ids[0]).version_id.pay_coefficient = 3.33
        self.assertEqual(self.stale(), "Decisions: Lê Văn An 0")

    def test_an_amount_entered_in_the_moment_of_submission_holds_the_approval_back(self):
        with self.connection() as env:
            env["ward.pay.run"].browse(self.run_id)._compute_slips()
        with self.connection() as handing_on, self.connection() as officer:
            handing_on["ward.pay.run"].browse(self.run_id)._move("computed", "submitted")
            self.entered(officer)
        with self.connection() as env:
            run = env["ward.pay.run"].browse(self.run_id)
            self.assertEqual(run.state, "submitted")
            for step in (("submitted", "approved"), ("submitted", "paid")):
                with self.assertRaisesRegex(UserError, "Have it sent back and computed again"):
                    run._move(*step)
