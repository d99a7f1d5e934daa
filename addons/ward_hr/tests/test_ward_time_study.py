"""A standard from observed time: collected by staff, proposed by HR, accepted by the head, taken back in time."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .dossier_case import DossierCase

FIRST = date(2026, 12, 1)


@freeze_time("2026-11-20 03:00:00")
@tagged("post_install", "-at_install")
class TestTimeStudy(DossierCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure = cls.env.ref("ward_hr.ward_procedure_2_000815")

    def study(self, *minutes, stage="processing", **vals):
        study = (
            self.env["ward.time.study"]
            .with_user(self.hr_officer)
            .create({"procedure_id": self.procedure.id, "since": FIRST, **vals})
        )
        self.observe(study, *minutes, stage=stage)
        return study

    def observe(self, study, *minutes, stage="processing", user=None):
        return (
            self.env["ward.time.observation"]
            .with_user(user or self.staff)
            .create([{"study_id": study.id, "stage": stage, "minutes": one} for one in minutes])
        )

    def proposed(self, *minutes, **vals):
        study = self.study(*minutes, **vals)
        study.action_propose()
        return study

    def accepted(self, *minutes):
        study = self.proposed(*minutes).with_user(self.ward_head)
        study.reason = "Hai tuần, đủ các quầy"
        study.action_accept()
        return study

    def test_a_proposal_has_size_median_and_spread_beside_the_standard_until_now(self):
        [line] = self.proposed(8, 9, 10, 11, 40).line_ids
        self.assertEqual((line.size, line.minimum, line.median), (5, 30, 10))
        self.assertEqual((line.lower, line.upper, line.outliers), (9, 11, 1))
        self.assertEqual((line.current, line.proposed), (8, 10))

    def test_one_observation_is_not_enough_for_a_proposal(self):
        study = self.study(8)
        with self.assert_refused(UserError, "no stage has more than 1 observations"):
            study.action_propose()

    def test_a_small_sample_is_told_and_is_accepted_only_with_a_reason(self):
        study = self.proposed(8, 9).with_user(self.ward_head)
        self.assertTrue(study.too_small)
        with self.assert_refused(UserError, "too small (2/30)"):
            study.action_accept()
        study.reason = "Thủ tục hiếm"
        study.action_accept()
        self.assertEqual(study.standard_id.confidence, "uncertain")

    def test_a_sample_of_the_size_asked_for_needs_no_reason(self):
        study = self.proposed(*range(1, 31)).with_user(self.ward_head)
        self.assertFalse(study.too_small)
        study.action_accept()
        self.assertEqual(study.standard_id.confidence, "reported")

    def test_accepting_makes_a_dated_standard_with_its_source_and_the_other_stage_as_it_was(self):
        standard = self.accepted(9, 10, 11).standard_id
        self.assertEqual((standard.since, standard.company_id), (FIRST, self.ward))
        self.assertEqual((standard.processing_minutes, standard.reception_minutes), (10, 4))
        self.assertIn("3 observations, median 10, half between 9.5 and 10.5", standard.reference)

    def test_the_new_standard_counts_from_its_day_and_not_before(self):
        self.accepted(19, 20, 21)
        before = {"received": "30/11/2026 08:00", "due": "", "processed": "30/11/2026 09:00", "returned": ""}
        on = {"received": "01/12/2026 08:00", "due": "", "processed": "01/12/2026 09:00", "returned": ""}
        with freeze_time("2026-12-05"):
            self.send([self.row("0001", state="9", **before), self.row("0002", state="9", **on)])
        for month, minutes in ((date(2026, 11, 1), 8), (FIRST, 20)):
            lines = self.load_of(self.lan, month).needed_line_ids.filtered(lambda one: one.kind == "processing")
            self.assertEqual(lines.mapped("minutes"), [minutes])

    def test_an_accepted_standard_is_taken_back_until_the_day_before_it_holds(self):
        study = self.accepted(9, 10, 11)
        with freeze_time("2026-11-30 03:00:00"):
            study.action_withdraw()
        self.assertEqual((study.state, study.standard_id.ids), ("proposed", []))

    def test_on_its_first_day_a_standard_stays(self):
        study = self.accepted(9, 10, 11)
        with freeze_time("2026-12-01 03:00:00"), self.assert_refused(UserError, "holds since 01/12/2026"):
            study.action_withdraw()

    def test_a_refusal_has_a_reason_and_collecting_goes_on(self):
        study = self.proposed(8, 9).with_user(self.ward_head)
        with self.assert_refused(UserError, "Write first why"):
            study.action_refuse()
        study.reason = "Chỉ một quầy"
        study.action_refuse()
        self.assertEqual(study.state, "refused")
        study.with_user(self.hr_officer).action_collect()
        self.observe(study, 10)
        self.assertEqual(study.observed_count, 3)

    def test_who_proposes_does_not_accept_and_each_step_has_its_role(self):
        study = self.study(8, 9)
        for user in (self.staff, self.unit_head, self.ward_head):
            with self.assert_refused(AccessError, "is for"):
                study.with_user(user).action_propose()
        study.action_propose()
        with self.assert_refused(AccessError, "is for"):
            study.action_accept()
        self.hr_officer.group_ids += self.env.ref("ward_hr.ward_hr_group_ward_head")
        study.reason = "Đủ"
        with self.assert_refused(UserError, "proposed the standard for"):
            study.action_accept()

    def test_a_standard_never_holds_from_a_day_that_has_come(self):
        for day in (date(2026, 11, 19), date(2026, 11, 20)):
            with self.assert_refused(ValidationError, "cannot hold from"):
                self.study(since=day)
        self.assertTrue(self.study(since=date(2026, 11, 21)))

    def test_a_day_that_has_a_standard_of_the_ward_already_is_refused(self):
        self.accepted(9, 10, 11)
        second = self.proposed(12, 13).with_user(self.ward_head)
        second.reason = "Đủ"
        with self.assert_refused(UserError, "has a standard for"):
            second.action_accept()

    def test_a_timer_gives_the_minutes_between_start_and_stop(self):
        study = self.study().with_user(self.staff)
        timer = self.env["ward.time.observation"].browse(study.action_start_processing()["res_id"])
        timer = timer.with_user(self.staff)
        self.assertTrue(timer.running)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=12, seconds=30)):
            timer.action_stop()
        self.assertEqual((timer.minutes, timer.running, timer.employee_id), (12.5, False, self.lan))

    def test_a_timer_that_was_forgotten_is_typed_instead(self):
        study = self.study().with_user(self.staff)
        timer = self.env["ward.time.observation"].with_user(self.staff).browse(study.action_start_reception()["res_id"])
        with freeze_time("2026-11-21 03:00:00"), self.assert_refused(UserError, "longer than a day"):
            timer.action_stop()
        timer.minutes = 7
        with self.assert_refused(UserError, "not running"):
            timer.action_stop()

    def test_a_timer_that_runs_is_no_observation_yet(self):
        study = self.study(8)
        study.with_user(self.staff).action_start_processing()
        self.assertEqual(study.observed_count, 1)

    def test_nobody_observes_for_another_or_reads_what_another_observed(self):
        study = self.study(8)
        observation = self.env["ward.time.observation"]
        with self.assertRaises(AccessError):
            observation.with_user(self.staff).create(
                {"study_id": study.id, "minutes": 5, "employee_id": self.an.id}
            )
        self.assertFalse(observation.with_user(self.unit_head).search([("study_id", "=", study.id)]))
        self.assertFalse(observation.with_user(self.ward_head).search([("study_id", "=", study.id)]))
        self.assertEqual(study.with_user(self.ward_head).observed_count, 1)

    def test_after_the_proposal_no_observation_changes(self):
        study = self.proposed(8, 9)
        mine = self.env["ward.time.observation"].with_user(self.staff).search([("study_id", "=", study.id)])
        for change in (lambda: self.observe(study, 10), lambda: mine[0].write({"minutes": 1}), lambda: mine.unlink()):
            with self.assert_refused(ValidationError, "no longer collecting"):
                change()

    def test_what_the_server_decides_cannot_be_written(self):
        study = self.proposed(8, 9)
        for vals in ({"state": "accepted"}, {"procedure_id": self.procedure.id}, {"standard_id": False}):
            with self.assert_refused(UserError, "cannot be changed"):
                study.write(vals)

    def test_a_study_with_observations_is_not_deleted(self):
        with self.assert_refused(UserError, "stays as the source"):
            self.study(8).unlink()
        self.assertTrue(self.study(procedure_id=self.env.ref("ward_hr.ward_procedure_1_004873").id).unlink())
