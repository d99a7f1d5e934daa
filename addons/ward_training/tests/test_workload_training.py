"""Training that a person goes to takes working hours of the month, told apart from leave."""

from datetime import date, datetime

from odoo.tests import tagged

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestWorkloadTraining(TrainingCase):
    def load(self):
        self.env["ward.workload"]._refresh(self.ward, [DECEMBER])
        return self.env["ward.workload"].search([("employee_id", "=", self.lan.id), ("month", "=", DECEMBER)])

    def training(self, load):
        return load.available_line_ids.filtered(lambda line: line.kind == "training")

    def test_an_approved_day_of_training_takes_a_day_and_a_request_does_not(self):
        enrolment = self.enrol(self.lan, self.session_on(DECEMBER))
        whole = self.load().hours_available
        enrolment.with_user(self.unit_head).action_approve()
        load = self.load()
        self.assertEqual((load.hours_available, load.leave_days), (whole - 8, 0))
        self.assertEqual((self.training(load).quantity, self.training(load).hours), (1, -8))

    def test_a_half_day_takes_its_hours_and_several_days_the_working_days_among_them(self):
        half = self.session_on(date(2026, 12, 2), date_end=datetime(2026, 12, 2, 5))  # 08:00 to 12:00
        long = self.session_on(
            date(2026, 12, 11), course=self.course_of("SO-Y", hours=16), date_end=datetime(2026, 12, 14, 10)
        )  # Friday to Monday
        for session in (half, long):
            self.enrol(self.lan, session).with_user(self.unit_head).action_approve()
        self.assertEqual((self.training(self.load()).quantity, self.training(self.load()).hours), (2.5, -20))

    def test_only_the_days_on_which_there_is_a_half_day_are_taken_and_moving_one_is_noted(self):
        session = self.session_on(DECEMBER, date_end=datetime(2026, 12, 3, 10))
        self.enrol(self.lan, session).with_user(self.unit_head).action_approve()
        session.part_ids.filtered(lambda part: part.day == date(2026, 12, 2)).unlink()
        self.assertEqual(self.training(self.load()).hours, -16)
        session.part_ids[-1].time_to = 15
        self.assertEqual(self.waiting(), self.lan)
        self.env["ward.workload"]._bring_up_to_date(self.ward)
        self.assertEqual(self.training(self.figure()).hours, -14)

    def test_who_was_absent_or_whose_session_was_cancelled_has_the_time(self):
        session = self.session_on(DECEMBER)
        self.enrol(self.lan, session).with_user(self.unit_head).action_approve()
        session.with_user(self.hr_officer).action_cancel()
        self.assertFalse(self.training(self.load()))

    def test_a_seat_and_a_session_that_moves_are_noted_for_whom_they_concern(self):
        self.load()
        session = self.session_on(DECEMBER)
        enrolment = self.enrol(self.lan, session)
        self.assertFalse(self.waiting(), "a request takes no time yet")
        enrolment.with_user(self.unit_head).action_approve()
        self.assertEqual(self.waiting(), self.lan)
        self.env["ward.workload"]._bring_up_to_date(self.ward)
        self.assertTrue(self.training(self.figure()))
        session.with_user(self.hr_officer).action_cancel()
        self.assertEqual(self.waiting(), self.lan)
        self.env["ward.workload"]._bring_up_to_date(self.ward)
        self.assertFalse(self.training(self.figure()))

    def waiting(self):
        self.env.flush_all()
        return self.env["ward.workload.touch"].search([("company_id", "=", self.ward.id)]).employee_id

    def figure(self):
        return self.env["ward.workload"].search([("employee_id", "=", self.lan.id), ("month", "=", DECEMBER)])
