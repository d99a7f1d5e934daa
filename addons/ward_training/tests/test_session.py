from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestSession(TrainingCase):
    def setUp(self):
        super().setUp()
        self.session = self.session_on(DECEMBER, seats=2)

    def test_more_seats_promote_from_the_waiting_list(self):
        people = (self.lan, self.hoa, self.hung, self.mai)
        states = [self.enrol(one, self.session) for one in people]
        self.session.with_user(self.hr_officer).seats = 3
        self.assertEqual(
            [one.state for one in states], ["requested", "requested", "requested", "waiting"]
        )

    def test_fewer_seats_than_are_taken_are_refused(self):
        for one in (self.lan, self.hoa):
            self.enrol(one, self.session)
        with self.assertRaisesRegex(UserError, "cannot have 1 seats: 2 are taken"):
            self.session.with_user(self.hr_officer).seats = 1
        self.session.with_user(self.hr_officer).seats = 2

    def test_a_session_runs_from_draft_to_credited_hours(self):
        session = self.session_on(DECEMBER, state="draft").with_user(self.hr_officer)
        session.action_open()
        lan, hoa = self.enrol(self.lan, session), self.enrol(self.hoa, session)
        (lan | hoa).with_user(self.unit_head).action_approve()
        with freeze_time(datetime(2026, 12, 1, 10)):
            session.action_start()
            with self.assertRaisesRegex(UserError, "attendance is not marked for .*Lan"):
                session.action_done()
            lan.with_user(self.hr_officer).action_attended()
            hoa.with_user(self.hr_officer).action_absent()
            self.assertEqual(lan.hours_credited, 0)
            session.action_done()
        self.assertEqual((lan.hours_credited, hoa.hours_credited), (8, 0))

    def test_attendance_is_not_marked_before_the_first_day(self):
        enrolment = self.enrol(self.lan, self.session)
        enrolment.with_user(self.unit_head).action_approve()
        with self.assertRaisesRegex(UserError, "has not begun"):
            enrolment.with_user(self.hr_officer).action_attended()

    def test_cancelling_a_session_tells_everybody_who_asked(self):
        lan = self.enrol(self.lan, self.session)
        self.session.with_user(self.hr_officer).action_cancel()
        self.assertEqual((lan.state, lan.reason), ("cancelled", "The session was cancelled."))
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.staff.partner_id.ids), ("res_id", "=", self.session.id)]
        )
        self.assertIn("was cancelled", told.body)

    def test_a_state_that_cannot_follow_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "is Open and cannot become Open"):
            self.session.with_user(self.hr_officer).action_open()

    def test_the_deadline_lies_before_the_session(self):
        with self.assertRaisesRegex(ValidationError, "lies after the first day"):
            self.session.enrol_deadline = date(2026, 12, 2)

    def test_only_a_draft_is_deleted_and_a_used_session_keeps_its_course(self):
        self.enrol(self.lan, self.session)
        with self.assertRaisesRegex(UserError, "Only a draft"):
            self.session.with_user(self.hr_officer).unlink()
        with self.assertRaisesRegex(UserError, "cannot be changed any more"):
            self.session.with_user(self.hr_officer).course_id = self.course_of("NEW")

    def test_national_courses_are_changed_by_nobody(self):
        shipped = self.env.ref("ward_training.ward_course_so_ai")
        for change in ({"name": "X"}, {"origin": "local"}, {"company_id": self.ward.id}):
            with self.subTest(change=change), self.assertRaisesRegex(UserError, "with the release"):
                shipped.with_user(self.hr_officer).write(change)
        with self.assertRaisesRegex(UserError, "come with the release"):
            shipped.with_user(self.hr_officer).unlink()
        with self.assertRaises(AccessError):
            self.course.with_user(self.staff).write({"name": "X"})

    def test_every_shipped_course_has_a_group_and_says_how_sure_it_is(self):
        shipped = self.env["ward.course"].search([("origin", "=", "shipped")])
        self.assertEqual(len(shipped), 21)
        self.assertEqual(
            set(shipped.mapped("content_group")),
            {"political", "defence", "state_management", "job_position", "digital"},
        )
        self.assertTrue(all(course.hours_assumed for course in shipped))
        self.assertTrue(all(course.objectives and course.details_confidence for course in shipped))
        # of none a source names how long it holds; only these two are said to be given online
        self.assertEqual(set(shipped.mapped("validity_months")), {0})
        given = {one.code: (one.delivery, one.details_confidence) for one in shipped if one.delivery != "class"}
        self.assertEqual(given, {"SO-CB": ("online", "reported"), "PC-28ND": ("blended", "reported")})

    def test_a_session_is_given_as_its_course_is_and_of_an_online_one_the_whole_hours_count_online(self):
        self.course.write({"delivery": "online", "objectives": "Sign a dossier"})
        self.assertEqual((self.session.delivery, self.course.online_hours), ("online", self.course.hours))
        self.course.delivery = "blended"
        self.course.online_hours = 3
        self.course.hours = 10
        self.assertEqual(self.course.online_hours, 3)
        self.course.delivery = "class"
        self.assertEqual(self.course.online_hours, 0)

    def test_a_course_is_not_its_own_prerequisite_through_another(self):
        first = self.course_of("A")
        second = self.course_of("B", prerequisite_ids=[(6, 0, first.ids)])
        with self.assertRaisesRegex(ValidationError, "its own prerequisite"):
            first.prerequisite_ids = second
