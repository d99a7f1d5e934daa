"""Quality faults of dossiers: from the file and recorded here, and what the evaluation makes of them."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .evaluation_case import EvaluationCase


@freeze_time("2026-11-20")
@tagged("post_install", "-at_install")
class TestDossierFault(EvaluationCase):
    def fault(self, dossier, user=None, **vals):
        values = {"dossier_id": dossier.id, "kind": "content", "day": date(2026, 10, 14), **vals}
        return self.env["ward.dossier.fault"].with_user(user or self.unit_head).create(values)

    def test_faults_of_the_file_are_kept_on_the_dossier(self):
        self.send([self.row("0001", faults="2"), self.row("0002")])
        self.assertEqual(sorted(self.dossiers().mapped("fault_count")), [0, 2])

    def test_a_fault_that_the_head_records_counts_for_who_handled(self):
        self.send([self.row("0001", faults="1")])
        fault = self.fault(self.dossiers())
        self.assertEqual(fault.employee_id, self.lan)
        self.assertEqual(self.dossiers().fault_count, 2)

    def test_a_fault_of_the_reception_is_kept_and_does_not_count_for_who_handled(self):
        self.send([self.row("0001", reception="an@ward.example")])
        self.fault(self.dossiers(), employee_id=self.an.id, kind="incomplete")
        self.assertEqual(self.dossiers().fault_count, 0)

    def test_a_fault_lowers_b_of_the_open_sheet_at_once_and_its_withdrawal_restores_it(self):
        self.send([self.row("0001"), self.row("0002")])
        sheet = self.sheet_of(self.lan, self.opened())
        self.assertEqual(sheet.quality_rate, 1)
        fault = self.fault(self.dossiers()[0])
        sheet.invalidate_recordset()
        self.assertEqual(sheet.line_ids.fault_count, 1)
        self.assertLess(sheet.quality_rate, 1)
        fault.withdraw_reason = "Nhầm hồ sơ"
        fault.action_withdraw()
        sheet.invalidate_recordset()
        self.assertEqual(sheet.quality_rate, 1)

    def test_a_correction_of_the_file_keeps_what_was_recorded_here(self):
        self.send([self.row("0001", faults="1")])
        self.fault(self.dossiers())
        again = self.send([self.row("0001", faults="3")])
        self.assertEqual(self.counts(again), (0, 1, 0, 0))
        self.assertEqual(self.dossiers().fault_count, 4)

    def test_a_file_without_the_columns_changes_nothing_of_them(self):
        self.send([self.row("0001", faults="2", verified="Có", digitised="5")])
        short = self.sent(self.csv([self.row("0001")[:12]], header=self.csv([]).decode("utf-8-sig").split(";")[:12]))
        short.action_import()
        dossier = self.dossiers()
        self.assertEqual(self.counts(short), (0, 0, 1, 0))
        self.assertEqual((dossier.fault_count, dossier.verified, dossier.digitised), (2, True, 5))

    def test_the_same_file_twice_changes_nothing_of_the_new_columns(self):
        row = self.row("0001", faults="2", verified="Có", field_check="x", digitised="3", supplements="2")
        self.send([row])
        self.assertEqual(self.counts(self.send([row])), (0, 0, 1, 0))

    def test_only_a_head_or_hr_records_and_a_head_only_in_the_own_unit(self):
        self.send([self.row("0001"), self.row("0002", handling="an@ward.example")])
        own, foreign = self.dossiers().sorted("code")
        for user in (self.staff, self.auditor, self.upper_tier, self.pay_officer):
            with self.assertRaises(AccessError):
                self.fault(own, user)
        with self.assertRaises(AccessError):
            self.fault(foreign, self.unit_head)
        self.assertTrue(self.fault(foreign, self.hr_officer))

    def test_a_person_reads_the_own_faults_and_nobody_elses(self):
        self.send([self.row("0001"), self.row("0002", handling="an@ward.example")])
        own, foreign = self.dossiers().sorted("code")
        mine, theirs = self.fault(own, self.hr_officer), self.fault(foreign, self.hr_officer)
        seen = self.env["ward.dossier.fault"].with_user(self.staff).search([])
        self.assertIn(mine, seen)
        self.assertNotIn(theirs, seen)

    def test_what_was_recorded_stays_and_is_withdrawn_with_a_reason_only(self):
        self.send([self.row("0001")])
        fault = self.fault(self.dossiers())
        with self.assert_refused(UserError, "stays as it is (Kind)"):
            fault.kind = "form"
        with self.assert_refused(UserError, "cannot be deleted"):
            fault.sudo().unlink()
        with self.assert_refused(UserError, "Write first why"):
            fault.action_withdraw()

    def test_a_fault_names_who_worked_on_the_dossier_and_a_day_of_its_life(self):
        self.send([self.row("0001")])
        with self.assert_refused(ValidationError, "neither received nor handled"):
            self.fault(self.dossiers(), employee_id=self.an.id)
        for day in (date(2026, 10, 11), date(2026, 11, 21)):
            with self.assert_refused(ValidationError, "cannot be found on"):
                self.fault(self.dossiers(), day=day)
        for day in (date(2026, 10, 12), date(2026, 11, 20)):
            self.assertTrue(self.fault(self.dossiers(), day=day))

    def test_a_number_of_a_citizen_is_not_kept_in_a_note(self):
        self.send([self.row("0001")])
        with self.assert_refused(ValidationError, "Data of citizens are not kept"):
            self.fault(self.dossiers(), note="Sai số 001099012345")
