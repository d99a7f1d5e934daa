"""What is paid does not change by any button, and a change by who switches the triggers off is found."""

from datetime import date
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models import ward_pay_run_state
from ..models.ward_pay_hash import content_hash
from .pay_case import OCTOBER
from .seal_case import SealCase

# Each leaves the sums as they were; the last only moves a value to the column beside it.
FORGERIES = (
    "UPDATE ward_pay_input SET reference = 'QĐ 46' WHERE month = '2026-10-01'",
    "UPDATE ward_pay_revision SET net = net + 1 WHERE run_id = %(run)s",
    "DELETE FROM ward_pay_difference WHERE run_id = %(run)s",
    "UPDATE ward_pay_omission SET reason = 'x' WHERE run_id = %(run)s",
    "UPDATE ward_pay_run SET seal_version = 1 WHERE id = %(run)s",
    "UPDATE ward_payslip SET pay_coefficient = NULL, leadership_coefficient = pay_coefficient WHERE run_id = %(run)s",
)


@tagged("post_install", "-at_install")
class TestWardPaySeal(SealCase):
    def test_every_button_and_field_of_a_paid_run_is_refused_with_a_sentence(self):
        run = self.run_october
        for step in (run.action_compute, run.action_submit, run.action_pay, run.action_return):
            with self.assert_refused(UserError, "this step needs"):
                step()
        with self.assert_refused(UserError, "cannot be deleted"):
            run.unlink()
        with self.assert_refused(UserError, "sealed"):
            run.write({"note": "later"})
        with self.assert_refused(UserError, "its amounts cannot change"):
            self.entry.with_user(self.pay_officer).amount = 1

    def test_an_open_run_stays_free(self):
        run = self.computed(date(2026, 11, 1))
        run.action_compute()
        run.unlink()

    def test_what_leaves_every_sum_is_found_too(self):
        ids = {"run": self.run_october.id}
        for statement in FORGERIES:
            with self.subTest(statement), self.cr.savepoint(flush=False) as savepoint:
                self.without_triggers()
                self.cr.execute(statement, ids)
                self.assertTrue(self.cr.rowcount)
                self.env.invalidate_all()
                self.assertEqual(self.run_october._first_broken(self.ward), self.run_october)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_seal_of_the_first_version_still_verifies_before_one_of_today(self):
        with patch.object(ward_pay_run_state, "SEAL_VERSION", 1):
            november = self.paid(date(2026, 11, 1))
        december = self.paid(date(2026, 12, 1))
        self.assertEqual([run.seal_version for run in (self.run_october, november, december)], [2, 1, 2])
        self.assertNotEqual(
            *[content_hash(self.cr, november.id, self.run_october.seal_hash, version) for version in (1, 2)]
        )
        self.assertFalse(december._first_broken(self.ward))

    def test_a_sealed_month_still_explains_itself_when_the_law_has_changed(self):
        line = self.run_october.slip_ids.line_ids.filtered(lambda one: one.code == "BASIC")
        before = line.why_html
        self.env["ward.law.value"].create(
            {
                "code": "base_salary",
                "since": OCTOBER,
                "value_number": 9,
                "label": "x",
                "subject": "base_salary",
                "unit": "VND/month",
                "decided_by": "x",
                "reference": "Nghị định tương lai",
                "company_id": self.ward.id,
            }
        )
        line.invalidate_recordset()
        self.assertEqual(line.why_html, before)
        self.assertIn("2,530,000", line.formula)
