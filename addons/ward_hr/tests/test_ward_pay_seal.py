"""What is paid does not change: not by buttons, not by SQL; and a change would be found."""

from datetime import date
from unittest.mock import patch

from psycopg2.errors import RaiseException

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..models import ward_pay_run_state
from ..models.ward_pay_hash import content_hash
from .pay_case import OCTOBER, PayCase

STATEMENTS = (
    "UPDATE ward_payslip_line SET amount = 1 WHERE payslip_id = %(slip)s",
    "DELETE FROM ward_payslip_line WHERE payslip_id = %(slip)s",
    "INSERT INTO ward_payslip_line (payslip_id, company_id, component_id, code, section,"
    " origin_month, amount) SELECT payslip_id, company_id, component_id, code, section,"
    " origin_month, 1 FROM ward_payslip_line WHERE payslip_id = %(slip)s",
    "UPDATE ward_payslip SET net = 1 WHERE id = %(slip)s",
    "DELETE FROM ward_payslip WHERE id = %(slip)s",
    "UPDATE ward_pay_run SET state = 'draft' WHERE id = %(run)s",
    "DELETE FROM ward_pay_run WHERE id = %(run)s",
    "UPDATE ward_pay_input SET amount = 1 WHERE month = '2026-10-01'",
    "DELETE FROM ward_pay_input WHERE month = '2026-10-01'",
    "TRUNCATE ward_payslip_line",
    "UPDATE ward_pay_revision SET net = 1 WHERE run_id = %(run)s",
    "DELETE FROM ward_pay_revision WHERE run_id = %(run)s",
    "UPDATE ward_pay_difference SET cause = 'law' WHERE run_id = %(run)s",
    "DELETE FROM ward_pay_difference WHERE run_id = %(run)s",
    "UPDATE ward_pay_omission SET reason = 'x' WHERE run_id = %(run)s",
    "DELETE FROM ward_pay_omission WHERE run_id = %(run)s",
)
# Each leaves the sums as they were; the last only moves a value to the column beside it.
FORGERIES = (
    "UPDATE ward_pay_input SET reference = 'QĐ 46' WHERE month = '2026-10-01'",
    "UPDATE ward_pay_revision SET net = net + 1 WHERE run_id = %(run)s",
    "DELETE FROM ward_pay_difference WHERE run_id = %(run)s",
    "UPDATE ward_pay_omission SET reason = 'x' WHERE run_id = %(run)s",
    "UPDATE ward_pay_run SET seal_version = 1 WHERE id = %(run)s",
    "UPDATE ward_payslip SET pay_coefficient = NULL, leadership_coefficient = pay_coefficient WHERE run_id = %(run)s",
)
KEPT_BESIDE = ("ward_pay_revision", "ward_pay_difference", "ward_pay_omission")


@tagged("post_install", "-at_install")
class TestWardPaySeal(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        cls.entry = cls.env["ward.pay.input"].create(
            {
                "month": OCTOBER,
                "company_id": cls.ward.id,
                "employee_id": cls.an.id,
                "component_id": cls.env.ref("ward_hr.ward_pay_component_bonus").id,
                "amount": 500_000,
                "reference": "QĐ 45",
            }
        )
        cls.run_october = cls.paid_at_the_second_attempt()
        cls.env.flush_all()

    @classmethod
    def paid_at_the_second_attempt(cls):
        """October with somebody left out, computed again because the bonus was wrong."""
        binh = cls.hire("Trần Bình", "civil_servant", pay_coefficient=3)
        run = cls.run_of(OCTOBER)
        cls.env["ward.pay.omission"].create({"run_id": run.id, "employee_id": binh.id, "reason": "chờ quyết định"})
        run.action_compute()
        cls.entry.amount = 600_000
        run.action_compute()
        run.action_submit()
        run.with_user(cls.ward_head).action_approve()
        run.action_pay()
        return run

    @mute_logger("odoo.sql_db")
    def test_sql_cannot_change_what_is_paid(self):
        ids = {"run": self.run_october.id, "slip": self.run_october.slip_ids.id}
        for statement in STATEMENTS:
            with self.subTest(statement), self.assertRaises(RaiseException) as refused:
                with self.cr.savepoint(flush=False):
                    self.cr.execute(statement, ids)
            self.assertIn("is paid and sealed", str(refused.exception))

    @mute_logger("odoo.sql_db")
    def test_payslips_of_a_run_that_sql_moved_to_another_ward_are_sealed_too(self):
        november = self.computed(date(2026, 11, 1))
        self.cr.execute("UPDATE ward_pay_run SET company_id = %s WHERE id = %s", [self.other_ward.id, november.id])
        self.cr.execute("UPDATE ward_pay_run SET state = 'paid' WHERE id = %s", [november.id])
        with self.assertRaises(RaiseException), self.cr.savepoint(flush=False):
            self.cr.execute("DELETE FROM ward_payslip WHERE run_id = %s", [november.id])

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

    def test_seals_are_chained_and_a_broken_one_is_named(self):
        november = self.paid(date(2026, 11, 1))
        self.assertEqual((self.run_october.seal_number, november.seal_number), (1, 2))
        self.assertFalse(november._first_broken(self.ward))
        november.with_user(self.auditor).action_verify()
        self.assertIn((self.ward.name, 2, ""), november._verify_every_ward())
        with self.cr.savepoint(flush=False) as savepoint:
            self.cr.execute("ALTER TABLE ward_payslip_line DISABLE TRIGGER USER")
            self.cr.execute(
                "UPDATE ward_payslip_line SET amount = amount + 1 WHERE payslip_id = %s",
                [self.run_october.slip_ids.id],
            )
            self.assertEqual(november._first_broken(self.ward), self.run_october)
            with self.assert_refused(UserError, "is not what was sealed"):
                november.action_verify()
            wards = {ward: (runs, broken) for ward, runs, broken in november._verify_every_ward()}
            self.assertEqual(wards[self.ward.name], (2, self.run_october.name))
            savepoint.rollback()

    def test_what_leaves_every_sum_is_found_too(self):
        ids = {"run": self.run_october.id}
        for statement in FORGERIES:
            with self.subTest(statement), self.cr.savepoint(flush=False) as savepoint:
                self._without_triggers()
                self.cr.execute(statement, ids)
                self.assertTrue(self.cr.rowcount)
                self.env.invalidate_all()
                self.assertEqual(self.run_october._first_broken(self.ward), self.run_october)
                savepoint.rollback()
                self.env.invalidate_all()

    def _without_triggers(self):
        """As the owner of the database could."""
        for table in ("ward_pay_run", "ward_payslip", "ward_pay_input", *KEPT_BESIDE):
            self.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table)))

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
