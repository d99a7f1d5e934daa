"""Who was sent to study serves afterwards, or pays back."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TrainingCase


@tagged("post_install", "-at_install")
class TestTrainingCommitment(TrainingCase):
    def committed(self, **values):
        row = self.env["ward.training.commitment"].with_user(self.hr_officer).create(
            {
                "employee_id": self.lan.id,
                "name": "Master of public administration",
                "decided_on": date(2025, 7, 1),
                "date_from": date(2026, 1, 1),
                "date_to": date(2026, 6, 30),
                "tuition": 50_000_000,
                "other_costs": 10_000_000,
                **values,
            }
        )
        row.action_sign()
        return row

    def leave(self, day, **values):
        decision = self.env["ward.decision"].create(
            {"employee_id": self.lan.id, "kind": "leaving", "number": "9/QĐ", "effective_date": day, **values}
        )
        decision.date = day
        decision.action_apply()
        return decision

    def test_the_law_of_the_day_of_sending_says_how_long_to_serve(self):
        row = self.committed()
        self.assertEqual((row.months, row.multiple, row.months_owed), (6, 3, 18))
        self.assertEqual(row.serves_until, date(2027, 12, 31))
        self.assertIn("Nghị định 171/2025", row.law_note)
        self.assertEqual(self.committed(decided_on=date(2025, 6, 30)).months_owed, 12)

    def test_the_decision_by_which_a_person_leaves_opens_the_claim_and_its_undoing_closes_it(self):
        row = self.committed()
        decision = self.leave(date(2026, 11, 1))  # last day 31 October: four months served
        self.assertEqual((row.state, row.cause, row.months_served), ("claim", "left_after", 4))
        self.assertEqual(row.claim_amount, 46_666_667)
        self.assertEqual(row.how, "60.000.000 / 18 × (18 − 4)")
        self.assertEqual(row.activity_ids.user_id, self.hr_officer)
        decision.action_revoke()
        self.assertEqual((row.state, row.claim_amount, len(row.activity_ids)), ("signed", 0, 0))

    def test_who_leaves_during_the_training_owes_all_of_it(self):
        row = self.committed(date_to=date(2026, 12, 31))
        self.leave(date(2026, 11, 1))
        self.assertEqual((row.cause, row.claim_amount), ("left_during", 60_000_000))
        self.assertEqual(row.how, "The whole cost")

    def test_of_who_has_served_nothing_is_claimed(self):
        row = self.committed(date_from=date(2026, 1, 1), date_to=date(2026, 2, 28))
        self.assertEqual(row.serves_until, date(2026, 8, 31))
        self.leave(date(2026, 9, 1))
        self.assertEqual(row.state, "signed")

    def test_without_the_degree_all_is_claimed_and_the_head_exempts_with_a_paper(self):
        row = self.committed()
        row.action_no_degree()
        head = row.with_user(self.ward_head)
        with self.assert_refused(UserError, "needs its reason and the paper"):
            head.action_exempt("Illness", "")
        with self.assert_refused(AccessError, "decided by the head of the ward"):
            row.action_exempt("Illness", "Hospital 12")
        head.action_exempt("Illness", "Hospital 12")
        self.assertEqual((row.state, row.exemption_paper), ("exempt", "Hospital 12"))
        with self.assert_refused(UserError, "this step is not possible now"):
            head.action_exempt("Illness", "Hospital 12")

    def test_a_claim_is_paid_with_a_receipt(self):
        row = self.committed()
        row.action_no_degree()
        settle = self.env["ward.commitment.settle"].with_user(self.hr_officer)
        with self.assert_refused(UserError, "number and day of the receipt"):
            settle.create({"commitment_id": row.id}).action_settle()
        settle.create({"commitment_id": row.id, "receipt": "PT 7"}).action_settle()
        self.assertEqual((row.state, row.receipt), ("paid", "PT 7"))

    def test_what_is_signed_stays_and_claims_are_not_written(self):
        row = self.committed()
        with self.assert_refused(UserError, "what it says stays"):
            row.write({"tuition": 1})
        with self.assert_refused(UserError, "are not written"):
            row.write({"claim_amount": 1})
        with self.assert_refused(UserError, "is kept"):
            row.unlink()

    def test_before_the_first_law_no_commitment_is_reckoned(self):
        with self.assert_refused(UserError, "is not known on"):
            self.committed(decided_on=date(2010, 1, 1))

    def test_the_person_reads_the_own_and_no_colleague_does(self):
        row = self.committed()
        self.assertTrue(row.with_user(self.staff).cost)
        for user in (self.colleague, self.unit_head):
            self.assertFalse(self.env["ward.training.commitment"].with_user(user).search([("id", "=", row.id)]))

    def test_the_paper_says_what_is_undertaken(self):
        says = self.committed()._paper()
        self.assertEqual((says["owed"], says["until"], says["cost"]), (18, "31/12/2027", "60.000.000"))
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        pdf, _kind = reports._render_qweb_pdf(
            "ward_training.ward_commitment_report", self.committed().ids
        )
        self.assertEqual(pdf[:4], b"%PDF")
