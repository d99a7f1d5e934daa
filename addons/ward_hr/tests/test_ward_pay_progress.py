"""A long run: how far it is, cancelled in the middle, and killed in the middle. What was there stays whole."""

import os
import signal
import time
from datetime import date

from odoo import sql_db
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import get_db_name, tagged

from ..models import ward_pay_run_compute
from ..models.ward_import_progress import Teller
from ..models.ward_pay_run_back import WardPayRunBack
from .test_ward_pay_rush import PayRushCase

WAIT = 60  # seconds in which the child is killed


@tagged("post_install", "-at_install")
class TestWardPayProgress(PayRushCase):
    people = 3

    def setUp(self):
        super().setUp()
        self.patch_class(Teller, "patience", -1)
        self.patch_class(Teller, "step", 0)
        self.patch_class(ward_pay_run_compute, "BATCH", 1)
        with self.connection() as env:
            env["ward.pay.run"].browse(self.run_id)._compute_slips()

    def patch_class(self, holder, name, value):
        before = getattr(holder, name)
        setattr(holder, name, value)
        self.addCleanup(setattr, holder, name, before)

    def kept(self):
        """What the database holds of the run: (revision, payslips, their sum and that of the run)."""
        with self.connection() as env:
            run = env["ward.pay.run"].browse(self.run_id)
            return run.revision, len(run.slip_ids), int(sum(run.slip_ids.mapped("net"))), int(run.net)

    def test_while_it_computes_others_see_how_far_it_is(self):
        seen = []
        note = Teller._note

        def look(teller, fraction):
            stop = note(teller, fraction)
            with self.connection() as env:
                seen.append(env["ward.pay.run"].browse(self.run_id).progress())
            return stop

        self.patch_class(Teller, "_note", look)
        with self.connection() as env:
            env["ward.pay.run"].browse(self.run_id)._compute_slips()
        self.assertEqual(seen, sorted(seen))
        self.assertGreater(len(set(seen)), self.people)
        self.assertEqual(seen[-1], 1)

    def test_months_made_up_are_told_by_name_and_it_is_cancelled_between_them(self):
        with self.connection() as env:
            runs = env["ward.pay.run"].create(
                [{"month": date(2026, month, 1), "company_id": self.ward_id} for month in (11, 12)]
            )
            self.later_ids = runs.ids
            env["ward.pay.touch"].create(
                {"company_id": self.ward_id, "since": date(2026, 10, 1), "cause": "asked"}
            )
        said = []
        note, work = Teller._note, WardPayRunBack._paid_before

        def paid_before(run):  # as if October and November were paid, which could not be deleted any more
            return run.browse([self.run_id, *self.later_ids[:1]])

        def look(teller, fraction):
            stop = note(teller, fraction)
            with self.connection() as env:
                said.append(env["ward.pay.run"].browse(teller._key[1]).progress_part())
            return stop or (self.cancelling and said[-1][1] == "11/2026")

        self.patch_class(WardPayRunBack, "_paid_before", paid_before)
        self.patch_class(Teller, "_note", look)
        self.cancelling = False
        with self.connection() as env:
            env["ward.pay.run"].browse(self.later_ids[1])._compute_slips()
        months = [month for _fraction, month in said]
        self.assertEqual(list(dict.fromkeys(months)), ["", "10/2026", "11/2026", "12/2026"])
        fractions = [fraction for fraction, _month in said]
        self.assertEqual(fractions, sorted(fractions))
        self.assertAlmostEqual(fractions[months.index("11/2026")], 1 / 3)
        self.assertEqual(fractions[-1], 1)
        said.clear()
        self.cancelling = True
        with self.assertRaisesRegex(UserError, "was cancelled"), self.connection() as env:
            env["ward.pay.run"].browse(self.later_ids[1])._compute_slips()
        self.assertEqual(said[-1][1], "11/2026", "the next month is not begun")
        self.patch_class(Teller, "_note", note)
        self.patch_class(WardPayRunBack, "_paid_before", work)

    later_ids = ()

    def remove(self):
        with self.connection() as env:
            env["ward.pay.run"].browse(self.later_ids).unlink()
            env["ward.pay.touch"].search([("company_id", "=", self.ward_id)]).unlink()
        super().remove()

    def test_cancelled_it_leaves_the_revision_before_whole(self):
        before = self.kept()
        note = Teller._note

        def cancel(teller, fraction):
            with self.connection() as env:
                env["ward.pay.run"].browse(self.run_id).action_cancel()
            return note(teller, fraction)

        self.patch_class(Teller, "_note", cancel)
        with self.assertRaisesRegex(UserError, "was cancelled"), self.connection() as env:
            env["ward.pay.run"].browse(self.run_id)._compute_slips()
        self.patch_class(Teller, "_note", note)
        self.assertEqual(self.kept(), before)
        with self.connection() as env:  # and it is not cancelled for ever
            env["ward.pay.run"].browse(self.run_id)._compute_slips()
        self.assertEqual(self.kept()[0], before[0] + 1)

    def test_killed_in_the_middle_it_leaves_the_revision_before_whole(self):
        before = self.kept()
        ready, told = os.pipe()
        child = os.fork()
        if not child:
            self._compute_and_wait(told)
        os.close(told)
        try:
            backend = os.read(ready, 20)
            self.assertTrue(backend.isdigit(), "the child replaced the payslips, and waits before it commits")
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(ready)
        self._wait_gone(int(backend))
        self.assertEqual(self.kept(), before)
        with self.connection() as env:  # the lock went with the process
            env["ward.pay.run"].browse(self.run_id)._compute_slips()
        self.assertEqual(self.kept(), (before[0] + 1, *before[1:]))

    def _compute_and_wait(self, told):
        """In the child: replace the payslips on connections of its own, say by which, and never commit."""

        def wait(_teller, fraction):
            if fraction >= ward_pay_run_compute.COPIED:
                os.write(told, str(env.cr.connection.info.backend_pid).encode())
                time.sleep(WAIT)

        try:
            kept = sql_db._Pool  # the parent's connections must not be closed from here
            sql_db._Pool = None
            registry = Registry(get_db_name())
            registry._db = sql_db.db_connect(get_db_name())
            Teller.__call__ = wait
            with self.connection() as env:
                env["ward.pay.run"].browse(self.run_id)._compute_slips()
            del kept
        finally:
            os._exit(1)

    def _wait_gone(self, backend):
        """PostgreSQL notices that the process is gone a moment later."""
        for _turn in range(100):
            with self.connection() as env:
                env.cr.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [backend])
                if not env.cr.fetchone():
                    return
            time.sleep(0.1)
        self.fail("the connection of the killed process is still there")
