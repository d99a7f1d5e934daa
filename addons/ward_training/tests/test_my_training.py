"""The page on which a person sees the own training, and the page of a head."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.ward_hr.tests.common import SLACK

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestMyTraining(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan.version_id.staff_type_id = cls.env.ref("ward_hr.ward_staff_type_civil_servant")

    def page(self, user):
        return self.env["ward.my.training"].with_user(user).get_page()

    def attended(self, employee, day, hours):
        session = self.session_on(day, state="done", hours=hours)
        return self.env["ward.enrolment"].create(
            {"session_id": session.id, "employee_id": employee.id, "state": "attended"}
        )

    def test_a_civil_servant_sees_the_hours_the_law_asks_and_those_done(self):
        self.attended(self.lan, date(2026, 3, 2), 24)
        self.attended(self.lan, date(2025, 3, 2), 40)
        self.attended(self.hoa, date(2026, 3, 2), 8)
        self.enrol(self.lan, self.session_on(DECEMBER))
        page = self.page(self.staff)
        hours = page["hours"]
        self.assertEqual((hours["done"], hours["asked"], hours["missing"], hours["percent"]), (24, 40, 16, 60))
        self.assertIn("171/2025", hours["reference"])
        self.assertEqual([seat["state"] for seat in page["sessions"]], ["requested"])
        self.assertEqual(len(page["past"]), 2)

    def test_others_see_their_hours_without_a_measure(self):
        self.attended(self.hoa, date(2026, 3, 2), 8)
        hours = self.page(self.colleague)["hours"]
        self.assertEqual((hours["asked"], hours["done"]), (0, 8))

    def test_a_login_without_a_file_gets_an_empty_page(self):
        stranger = self.user_of("staff", self.ward, login="stranger")
        self.assertEqual(self.page(stranger), {"person": False})

    def test_only_sessions_that_fit_are_offered(self):
        free = self.session_on(DECEMBER)
        second = self.course_of("SECOND", prerequisite_ids=[(6, 0, self.course.ids)])
        self.session_on(date(2026, 12, 3), course=second)
        self.assertEqual([offer["id"] for offer in self.page(self.staff)["offers"]], [free.id])

    def test_a_wish_stands_on_the_page_and_among_the_needs(self):
        self.env["ward.training.wish"].with_user(self.staff).create(
            {"course_id": self.course.id, "note": "New desk"}
        ).action_wish()
        [wish] = self.page(self.staff)["wishes"]
        self.assertEqual((wish["year"], wish["note"]), (2027, "New desk"))
        self.assertFalse(self.page(self.colleague)["wishes"])

    def test_the_page_takes_as_many_statements_for_many_rows_as_for_few(self):
        self.attended(self.lan, date(2026, 3, 2), 8)
        with self.counted() as few:
            self.page(self.staff)
        for day in range(2, 9):
            self.attended(self.lan, date(2026, 4, day), 4)
        with self.counted() as many:
            self.page(self.staff)
        self.assertLessEqual(many(), few() + SLACK)

    def test_a_head_sees_the_team_what_waits_and_who_is_away(self):
        seat = self.enrol(self.lan, self.session_on(DECEMBER))
        page = self.env["ward.training.head"].with_user(self.unit_head).get_page()
        self.assertEqual({row["person"] for row in page["team"]}, {"Trần Thị Lan", "Đỗ Thị Hoa"})
        self.assertEqual([one["id"] for one in page["seats_to_approve"]], [seat.id])
        self.assertEqual((page["short"], page["away"]), (1, []))
        seat.with_user(self.unit_head).action_approve()
        page = self.env["ward.training.head"].with_user(self.unit_head).get_page()
        self.assertEqual([one["who"][0]["person"] for one in page["away"]], ["Trần Thị Lan"])
        self.assertFalse(page["seats_to_approve"])
        with self.assertRaises(AccessError):
            self.env["ward.training.head"].with_user(self.upper_tier).get_page()


@tagged("post_install", "-at_install")
class TestMyCalendar(HttpCase, TrainingCase):
    def test_the_own_seat_comes_as_a_calendar_entry_and_a_colleagues_does_not(self):
        seat = self.enrol(self.lan, self.session_on(DECEMBER, place="Hội trường"))
        self.staff.password = "long enough"
        self.authenticate(self.staff.login, "long enough")
        for address in (f"/ward/training/seat/{seat.id}.ics", "/ward/training/my-seats.ics"):
            answer = self.url_open(address)
            self.assertEqual(answer.headers["Content-Type"], "text/calendar; charset=utf-8")
            self.assertIn("DTSTART:20261201T010000Z", answer.text)
            self.assertIn("DTEND:20261201T050000Z", answer.text)  # each half-day is an entry
            self.assertEqual(answer.text.count("BEGIN:VEVENT"), 2)
            self.assertIn("SUMMARY:Course SO-X", answer.text)
        self.colleague.password = "long enough"
        self.authenticate(self.colleague.login, "long enough")
        self.assertEqual(self.url_open(f"/ward/training/seat/{seat.id}.ics").status_code, 404)
        self.assertEqual(self.url_open("/ward/training/my-seats.ics").status_code, 404)
