"""Seals are chained: what the owner of the tables changes, forges or takes away is named by the next check."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.ward_pay_hash import SEAL_VERSION, content_hash
from .pay_case import OCTOBER
from .seal_case import DECEMBER, NOVEMBER, SealCase


@tagged("post_install", "-at_install")
class TestWardPayChain(SealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.november, cls.december = cls.paid(NOVEMBER), cls.paid(DECEMBER)
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.without_triggers()

    def said_of_the_ward(self):
        """``(name of the broken run, seals by number)``, as ``make verify-pay`` gets them."""
        self.env.invalidate_all()
        return {ward: said for ward, *said in self.november._verify_every_ward()}[self.ward.name]

    def check(self, run):
        self.env.invalidate_all()
        return run.with_user(self.auditor).action_verify()["params"]["message"]

    def delete(self, run):
        """Every row of a run, as if it had never been."""
        self.cr.execute("DELETE FROM ward_payslip_line WHERE payslip_id = ANY(%s)", [run.slip_ids.ids])
        for table in ("ward_payslip", "ward_pay_revision", "ward_pay_difference", "ward_pay_omission"):
            self.cr.execute(f"DELETE FROM {table} WHERE run_id = %s", [run.id])  # pylint: disable=sql-injection
        self.cr.execute("DELETE FROM ward_pay_run WHERE id = %s", [run.id])

    def forge(self, run, previous):
        """Another amount, and a seal that fits it."""
        self.cr.execute("UPDATE ward_payslip_line SET amount = amount + 1 WHERE payslip_id = %s", [run.slip_ids[0].id])
        seal = content_hash(self.cr, run.id, previous, SEAL_VERSION)
        self.cr.execute("UPDATE ward_pay_run SET seal_hash = %s WHERE id = %s", [seal, run.id])

    def test_seals_that_are_whole_are_said_with_number_month_and_beginning_of_the_last(self):
        self.assertEqual([run.seal_number for run in (self.run_october, self.november, self.december)], [1, 2, 3])
        last = self.december.seal_hash
        self.assertIn(f"The last seal is number 3, of 12/2026, and begins with {last[:12]}", self.check(self.november))
        broken, seals = self.said_of_the_ward()
        self.assertEqual((broken, list(seals), seals[3]), ("", [1, 2, 3], last))

    def test_a_changed_amount_is_named_by_its_month(self):
        self.cr.execute(
            "UPDATE ward_payslip_line SET amount = amount + 1 WHERE payslip_id = %s", [self.run_october.slip_ids.id]
        )
        with self.assert_refused(UserError, f"Pay of 10/2026, {self.ward.name} is not what was sealed"):
            self.check(self.december)
        self.assertEqual(self.said_of_the_ward()[0], self.run_october.name)

    def test_a_forged_october_with_a_seal_that_fits_it_is_told_by_november(self):
        self.forge(self.run_october, "")
        with self.assert_refused(UserError, f"Pay of 11/2026, {self.ward.name} is not what was sealed"):
            self.check(self.december)
        self.assertEqual(self.said_of_the_ward()[0], self.november.name)

    def test_a_run_taken_out_is_named_by_its_seal_and_the_run_after_it(self):
        for gone, number, after in ((self.run_october, 1, "11/2026"), (self.november, 2, "12/2026")):
            with self.subTest(number), self.cr.savepoint(flush=False) as savepoint:
                self.delete(gone)
                sentence = f"Seal number {number} is gone: the run that was paid before Pay of {after}"
                with self.assert_refused(UserError, sentence):
                    self.check(self.december)
                self.assertIn(f"seal {number} before it is gone", self.said_of_the_ward()[0])
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_run_taken_out_whose_number_is_given_to_the_next_is_told_by_that(self):
        self.delete(self.november)
        self.cr.execute("UPDATE ward_pay_run SET seal_number = 2 WHERE id = %s", [self.december.id])
        with self.assert_refused(UserError, f"Pay of 12/2026, {self.ward.name} is not what was sealed"):
            self.check(self.december)

    def test_a_run_that_was_made_paid_without_a_seal_is_named(self):
        january = self.run_of(DECEMBER.replace(year=2025))
        self.env.flush_all()
        self.cr.execute("UPDATE ward_pay_run SET state = 'paid' WHERE id = %s", [january.id])
        with self.assert_refused(UserError, f"Pay of 12/2025, {self.ward.name} is not what was sealed"):
            self.check(self.december)

    def test_of_the_last_run_taken_out_only_a_seal_kept_elsewhere_tells(self):
        _broken, kept = self.said_of_the_ward()
        self.delete(self.december)
        broken, seals = self.said_of_the_ward()
        self.assertFalse(broken)
        self.assertEqual(kept.keys() - seals.keys(), {3})
        self.assertIn("The last seal is number 2, of 11/2026", self.check(self.november))

    def test_a_ward_that_has_paid_nothing_is_told_so(self):
        run = self.env["ward.pay.run"].create({"month": OCTOBER, "company_id": self.other_ward.id})
        self.assertIn("no seal to check", run.action_verify()["params"]["message"])
