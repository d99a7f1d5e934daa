from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestEnrolment(TrainingCase):
    def test_a_request_holds_a_seat_until_the_head_approves(self):
        session = self.session_on(DECEMBER)
        enrolment = self.enrol(self.lan, session)
        self.assertEqual((enrolment.state, session.seats_left), ("requested", 4))
        enrolment.with_user(self.unit_head).action_approve()
        self.assertEqual((enrolment.state, session.seats_left), ("enrolled", 4))
        self.assertEqual(enrolment.approved_by_id, self.unit_head)

    def test_the_head_of_the_unit_is_asked_by_an_activity_that_goes_when_decided(self):
        enrolment = self.enrol(self.lan, self.session_on(DECEMBER))
        self.assertEqual(enrolment.activity_ids.user_id, self.unit_head)
        enrolment.with_user(self.unit_head).action_approve()
        self.assertFalse(enrolment.activity_ids)

    def test_the_request_of_a_head_goes_to_the_head_of_the_ward(self):
        enrolment = self.enrol(self.hung, self.session_on(DECEMBER))
        self.assertEqual(enrolment.activity_ids.user_id, self.ward_head)
        with self.assertRaisesRegex(AccessError, "never by the person concerned"):
            enrolment.with_user(self.unit_head).action_approve()
        enrolment.with_user(self.ward_head).action_approve()
        self.assertEqual(enrolment.state, "enrolled")

    def test_the_request_of_the_head_of_the_ward_goes_to_hr(self):
        enrolment = self.enrol(self.long, self.session_on(DECEMBER))
        self.assertEqual(enrolment.activity_ids.user_id, self.hr_officer)

    def test_a_course_without_approval_gives_the_seat_at_once(self):
        course = self.course_of("FREE", approval_needed=False)
        enrolment = self.enrol(self.lan, self.session_on(DECEMBER, course=course))
        self.assertEqual(enrolment.state, "enrolled")
        self.assertFalse(enrolment.activity_ids)

    def test_pressing_twice_answers_the_same_and_enrols_once(self):
        session = self.session_on(DECEMBER)
        first = session.with_user(self.staff).action_enrol()
        second = session.with_user(self.staff).action_enrol()
        self.assertEqual(first, second)
        self.assertEqual(len(session.enrolment_ids), 1)

    def test_a_full_session_puts_people_on_the_waiting_list_in_order(self):
        session = self.session_on(DECEMBER, seats=1)
        states = [self.enrol(one, session) for one in (self.lan, self.hoa, self.hung)]
        self.assertEqual([one.state for one in states], ["requested", "waiting", "waiting"])
        self.assertEqual([one.waiting_position for one in states], [0, 1, 2])
        answer = session.with_user(self.colleague).action_enrol()
        self.assertIn("number 1 on the waiting list", answer["params"]["message"])

    def test_a_cancelled_seat_goes_to_the_next_who_is_told(self):
        session = self.session_on(DECEMBER, seats=1)
        lan, hoa = self.enrol(self.lan, session), self.enrol(self.hoa, session)
        session.with_user(self.staff).action_leave()
        self.assertEqual((lan.state, hoa.state), ("cancelled", "requested"))
        self.assertEqual(hoa.activity_ids.user_id, self.unit_head | self.colleague)
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.colleague.partner_id.ids), ("model", "=", session._name)]
        )
        self.assertEqual(len(told), 1)
        self.assertIn("A seat has become free", told.body)
        self.assertNotIn(self.lan.name, told.body)

    def test_who_was_approved_while_waiting_gets_the_seat_for_good(self):
        session = self.session_on(DECEMBER, seats=1)
        lan, hoa = self.enrol(self.lan, session), self.enrol(self.hoa, session)
        hoa.with_user(self.unit_head).action_approve()
        self.assertEqual(hoa.state, "waiting")
        lan.with_user(self.staff).action_cancel()
        self.assertEqual(hoa.state, "enrolled")

    def test_a_refusal_has_a_reason_and_frees_the_seat(self):
        session = self.session_on(DECEMBER, seats=1)
        lan, hoa = self.enrol(self.lan, session), self.enrol(self.hoa, session)
        with self.assertRaisesRegex(UserError, "needs a reason"):
            lan.with_user(self.unit_head).action_refuse("  ")
        lan.with_user(self.unit_head).action_refuse("The counter is short of people")
        self.assertEqual((lan.state, lan.reason), ("refused", "The counter is short of people"))
        self.assertEqual(hoa.state, "requested")

    def test_somebody_busy_at_that_time_is_passed_over_and_keeps_the_place(self):
        session = self.session_on(DECEMBER, seats=1)
        same_day = self.session_on(DECEMBER, course=self.course_of("OTHER"))
        lan, hoa = self.enrol(self.lan, session), self.enrol(self.hoa, session)
        hung = self.enrol(self.hung, session)
        self.enrol(self.hoa, same_day)
        lan.with_user(self.staff).action_cancel()
        self.assertEqual((hoa.state, hung.state), ("waiting", "requested"))

    def test_after_a_refusal_the_person_may_ask_again(self):
        session = self.session_on(DECEMBER)
        self.enrol(self.lan, session).with_user(self.unit_head).action_refuse("Not now")
        self.assertEqual(self.enrol(self.lan, session).state, "requested")

    def test_nobody_cancels_once_the_session_has_begun(self):
        enrolment = self.enrol(self.lan, self.session_on(DECEMBER))
        with freeze_time(datetime(2026, 12, 1, 1)), self.assertRaisesRegex(UserError, "has begun"):
            enrolment.with_user(self.staff).action_cancel()

    def test_who_is_not_eligible_reads_every_reason_in_words(self):
        basic = self.course_of("BASIC", name="Kỹ năng số cơ bản")
        advanced = self.course_of("ADV", prerequisite_ids=[(6, 0, basic.ids)])
        session = self.session_on(DECEMBER, course=advanced)
        self.session_on(date(2027, 1, 12), course=basic)
        self.enrol(self.lan, self.session_on(DECEMBER))
        with self.assertRaises(UserError) as refusal:
            session.with_user(self.staff).action_enrol()
        text = str(refusal.exception)
        self.assertIn("there is already a seat in Course SO-X", text)
        self.assertIn("You need Kỹ năng số cơ bản first: the next session begins on", text)
        self.assertIn("01/12/2027", text)  # 12 January 2027, as English (US) writes it

    def test_the_catalogue_says_beforehand_what_the_button_would_say(self):
        late = self.session_on(DECEMBER, enrol_deadline=date(2026, 11, 22))
        seen = late.with_user(self.staff)
        self.assertFalse(seen.can_enrol)
        self.assertIn("Enrolment closed on", seen.obstacle)
        self.assertTrue(self.session_on(DECEMBER).with_user(self.staff).can_enrol)

    def test_the_catalogue_costs_the_same_for_two_and_for_twenty_sessions(self):
        def statements(count):
            sessions = self.env["ward.course.session"]
            for day in range(1, count + 1):
                sessions |= self.session_on(date(2026, 12, day))
            with self.counted() as spent:
                seen = sessions.with_user(self.staff)
                seen.mapped("can_enrol"), seen.mapped("seats_left"), seen.mapped("display_name")
            return spent()

        statements(2)
        self.assertLessEqual(statements(20), statements(2))

    def test_without_a_staff_file_nobody_enrols(self):
        stranger = self.user_of("staff", self.ward, login="stranger")
        with self.assertRaisesRegex(UserError, "no staff file"):
            self.session_on(DECEMBER).with_user(stranger).action_enrol()

    def test_hr_enrols_somebody_after_the_deadline_in_turn(self):
        session = self.session_on(DECEMBER, seats=1, enrol_deadline=date(2026, 11, 22))
        officer = self.env["ward.enrolment"].with_user(self.hr_officer)
        made = officer.create(
            [{"session_id": session.id, "employee_id": one.id} for one in (self.lan, self.hoa)]
        )
        self.assertEqual(made.mapped("state"), ["requested", "waiting"])
        with self.assertRaisesRegex(UserError, "Lan is already enrolled"):
            officer.create({"session_id": session.id, "employee_id": self.lan.id})
