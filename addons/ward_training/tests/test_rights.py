from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestRights(TrainingCase):
    def setUp(self):
        super().setUp()
        self.session = self.session_on(DECEMBER, seats=1)
        self.own = self.enrol(self.lan, self.session)
        self.other = self.enrol(self.hoa, self.session)
        self.outside = self.enrol(self.mai, self.session)
        self.draft = self.session_on(DECEMBER, state="draft")

    def seen_by(self, user, model="ward.enrolment"):
        return self.env[model].with_user(user).search([("company_id", "=", self.ward.id)])

    def test_staff_see_only_their_own_enrolments_and_no_draft(self):
        self.assertEqual(self.seen_by(self.staff), self.own)
        self.assertEqual(self.seen_by(self.staff, "ward.course.session"), self.session)

    def test_a_head_sees_the_unit_and_the_ward_head_hr_and_auditor_the_ward(self):
        self.assertEqual(self.seen_by(self.unit_head), self.own | self.other)
        everything = self.own | self.other | self.outside
        for user in (self.ward_head, self.hr_officer, self.auditor):
            with self.subTest(user=user.login):
                self.assertEqual(self.seen_by(user), everything)

    def test_another_ward_sees_nothing(self):
        for role in ("staff", "unit_head", "ward_head", "hr_officer", "auditor"):
            stranger = self.user_of(role, self.other_ward)
            there = {"allowed_company_ids": self.other_ward.ids}
            with self.subTest(role=role):
                for model in ("ward.enrolment", "ward.course.session"):
                    self.assertFalse(self.env[model].with_user(stranger).with_context(**there).search([]))
                with self.assertRaises(AccessError):
                    self.session.with_user(stranger).with_context(**there).action_enrol()

    def test_pay_and_upper_tier_see_no_enrolment_of_others(self):
        self.assertFalse(self.seen_by(self.pay_officer))
        with self.assertRaises(AccessError):
            self.seen_by(self.upper_tier)

    def test_nobody_writes_a_state_directly(self):
        for user, error in (
            (self.staff, UserError),
            (self.unit_head, UserError),
            (self.hr_officer, UserError),
            (self.auditor, UserError),
        ):
            with self.subTest(user=user.login):
                with self.assertRaises(error):
                    self.own.with_user(user).write({"state": "enrolled"})
                with self.assertRaises(error):
                    self.session.with_user(user).write({"state": "done"})

    def test_a_default_in_the_context_gives_nobody_a_seat(self):
        forged = {"default_state": "enrolled", "default_hours_credited": 99}
        session = self.session_on(DECEMBER, seats=1, course=self.course_of("F"))
        session.with_user(self.unit_head).with_context(**forged).action_enrol()
        enrolment = session.enrolment_ids
        self.assertEqual((enrolment.state, enrolment.hours_credited), ("requested", 0))

    def test_staff_cannot_enrol_others_nor_decide(self):
        with self.assertRaises(AccessError):
            self.env["ward.enrolment"].with_user(self.staff).create(
                {"session_id": self.session.id, "employee_id": self.hung.id}
            )
        for user in (self.staff, self.colleague):
            with self.assertRaises(AccessError):
                self.own.with_user(user).action_approve()
        with self.assertRaises(AccessError):
            self.own.with_user(self.colleague).action_cancel()
        with self.assertRaises(AccessError):
            self.own.with_user(self.staff).action_attended()

    def test_a_head_decides_only_for_the_own_unit(self):
        with self.assertRaises(AccessError):
            self.outside.with_user(self.unit_head).action_approve()
        with self.assertRaises(AccessError):
            self.other.with_user(self.unit_head).action_cancel()
        with self.assertRaises(AccessError):
            self.own.with_user(self.auditor).action_approve()

    def test_running_a_session_is_for_hr(self):
        moves = ("open", "start", "done", "cancel", "all_attended")
        for action in (f"action_{move}" for move in moves):
            for user in (self.staff, self.unit_head, self.ward_head, self.auditor):
                with self.subTest(action=action, user=user.login), self.assertRaises(AccessError):
                    getattr(self.session.with_user(user), action)()

    def test_enrolments_are_never_deleted(self):
        with self.assertRaises(UserError):
            self.own.with_user(self.hr_officer).unlink()
        with self.assertRaises(UserError):
            self.own.unlink()
