"""A closed month of workload stays: imports leave it alone, and only a correction with a reason changes a figure."""

from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .dossier_case import DossierCase

OCTOBER = date(2026, 10, 1)


@tagged("post_install", "-at_install")
class TestWardWorkloadMonth(DossierCase):
    def many(self, count, first=0, **cells):
        return [self.row(f"{number:04}", **cells) for number in range(first, first + count)]

    def month(self, first=OCTOBER):
        return self.env["ward.workload.month"].search([("company_id", "=", self.ward.id), ("month", "=", first)])

    def closed(self):
        self.send(self.many(30))
        self.month().with_user(self.hr_officer).action_close()
        return self.load_of(self.lan)

    def correct(self, load, user=None, **values):
        values = {"workload_id": load.id, "figure": "hours_needed", "new_value": 9, "reason": "Biên bản 3"} | values
        made = self.env["ward.workload.correction"].with_user(user or self.hr_officer).create(values)
        self.env.invalidate_all()
        return made.with_user(self.env.user)

    @mute_logger("odoo.sql_db")
    def assert_sealed(self, statement, *parameters):
        self.env.flush_all()
        with self.assertRaisesRegex(CheckViolation, "does not change|stays"), self.cr.savepoint():
            self.cr.execute(statement, parameters)
        self.env.invalidate_all()

    def test_a_month_with_figures_is_open_until_an_officer_closes_it(self):
        self.send(self.many(1))
        self.assertEqual(self.month().state, "open")
        with self.assert_refused(AccessError, "closed by the HR officer or the head"):
            self.month().with_user(self.staff).action_close()
        self.month().with_user(self.ward_head).action_close()
        self.assertEqual((self.month().state, self.month().closed_by_id), ("closed", self.ward_head))

    def test_a_month_that_is_not_over_is_not_closed(self):
        self.env["ward.workload.month"]._note(self.ward, [date(2099, 1, 1)])
        with self.assert_refused(UserError, "The workload of 01/2099 cannot be closed: the month ends on 01/31/2099"):
            self.month(date(2099, 1, 1)).with_user(self.hr_officer).action_close()

    def test_an_import_leaves_a_closed_month_alone_and_says_so(self):
        load = self.closed()
        record = self.send(self.many(5, 100))
        self.assertEqual((record.new_count, record.months, record.closed_months), (5, "", "10/2026"))
        self.assertEqual(load.finished_count, 30)

    def test_computing_a_closed_month_anew_is_refused(self):
        load = self.closed()
        with self.assert_refused(UserError, "The workload of 10/2026 is closed and is not computed anew"):
            load.with_user(self.hr_officer).action_refresh()

    def test_the_database_refuses_to_change_a_closed_month(self):
        load = self.closed()
        line = load.needed_line_ids[0]
        self.assert_sealed("UPDATE ward_workload SET hours_needed = 0 WHERE id = %s", load.id)
        self.assert_sealed("UPDATE ward_workload SET month = '2026-09-01' WHERE id = %s", load.id)
        self.assert_sealed("DELETE FROM ward_workload WHERE id = %s", load.id)
        self.assert_sealed("UPDATE ward_workload_line SET hours = 0 WHERE id = %s", line.id)
        self.assert_sealed("DELETE FROM ward_workload_line WHERE id = %s", line.id)
        self.assert_sealed(
            "INSERT INTO ward_workload (company_id, employee_id, month) VALUES (%s, %s, '2026-10-01')",
            self.ward.id,
            self.stranger.id,
        )
        self.assert_sealed("UPDATE ward_workload_month SET state = 'open' WHERE id = %s", self.month().id)
        self.assert_sealed("DELETE FROM ward_workload_month WHERE id = %s", self.month().id)

    def test_a_correction_says_who_why_old_and_new_and_the_figure_shows_it(self):
        load = self.closed()
        correction = self.correct(load)
        self.assertEqual((correction.old_value, correction.new_value), (5.33, 9))
        self.assertEqual((correction.corrected_by_id, correction.employee_id), (self.hr_officer, self.lan))
        self.assertTrue(correction.corrected_at)
        self.assertEqual((load.hours_needed, load.correction_id), (9, correction))
        self.assertAlmostEqual(load.load_index, 9 / 176, 4)
        self.assertEqual(load.hours_spare, 167)
        self.assertAlmostEqual(sum(load.needed_line_ids.mapped("hours")), 9, 2)
        again = self.correct(load, self.ward_head, new_value=8)
        self.assertEqual((again.old_value, load.hours_needed), (9, 8))
        self.assertEqual(load.correction_ids, again + correction)

    def test_corrected_counts_carry_the_rate_with_them(self):
        load = self.closed()
        self.correct(load, figure="on_time_count", new_value=15)
        self.assertEqual((load.on_time_count, load.on_time_rate), (15, 0.5))
        self.assertEqual(len(load.line_ids), 3)

    def test_a_table_of_the_session_with_the_name_of_the_months_deceives_no_trigger(self):
        load = self.closed()
        line = load.needed_line_ids[0]
        self.env.flush_all()
        with self.cr.savepoint(flush=False) as savepoint:
            self.cr.execute("CREATE TEMPORARY TABLE ward_workload_month (LIKE public.ward_workload_month)")
            for statement, row in (
                ("UPDATE ward_workload SET hours_needed = 0 WHERE id = %s", load.id),
                ("DELETE FROM ward_workload_line WHERE id = %s", line.id),
            ):
                with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.cr.savepoint(flush=False):
                    self.cr.execute(statement, [row])
            savepoint.rollback()
        self.env.invalidate_all()

    def test_a_correction_is_not_changed_nor_one_figure_slipped_in_with_another(self):
        load = self.closed()
        correction = self.correct(load)
        self.assert_sealed("UPDATE ward_workload_correction SET reason = 'x' WHERE id = %s", correction.id)
        self.assert_sealed("DELETE FROM ward_workload_correction WHERE id = %s", correction.id)
        self.cr.execute(
            "INSERT INTO ward_workload_correction (company_id, workload_id, figure, old_value, new_value, reason)"
            " VALUES (%s, %s, 'hours_needed', 9, 7, 'x') RETURNING id",
            (self.ward.id, load.id),
        )
        [made] = self.cr.fetchone()
        for sets in ("hours_needed = 6", "hours_needed = 7, finished_count = 1", "backlog_count = 3"):
            self.assert_sealed(f"UPDATE ward_workload SET correction_id = %s, {sets} WHERE id = %s", made, load.id)

    def test_only_closed_figures_are_corrected_by_others_to_another_value(self):
        self.send(self.many(3))
        with self.assert_refused(UserError, "is not corrected while its month is open"):
            self.correct(self.load_of(self.lan))
        self.month().with_user(self.hr_officer).action_close()
        load = self.load_of(self.lan)
        with self.assert_refused(UserError, "says 3 already"):
            self.correct(load, figure="finished_count", new_value=3)
        with self.assert_refused(AccessError, ""):
            self.correct(load, self.auditor)
        self.lan.user_id = self.hr_officer
        with self.assert_refused(UserError, "is your own, and nobody corrects own figures"):
            self.correct(load)

    @mute_logger("odoo.sql_db")
    def test_dossiers_are_corrected_in_whole_numbers_not_below_zero(self):
        load = self.closed()
        for value in (2.5, -1):
            with self.assertRaises(CheckViolation):
                self.correct(load, figure="late_count", new_value=value)

    def test_the_person_sees_the_own_correction_and_another_does_not(self):
        load = self.closed()
        correction = self.correct(load)
        self.assertEqual(load.with_user(self.staff).correction_ids, correction)
        self.lan.user_id = False
        self.assertFalse(self.env["ward.workload.correction"].with_user(self.staff).search([]))
