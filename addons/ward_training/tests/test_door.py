import re
from datetime import datetime

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from ..models.ward_attendance_door import CODE_LIFETIME
from ..rules import door
from .common import DECEMBER, TrainingCase

EARLY, LATE = datetime(2026, 12, 1, 0, 50), datetime(2026, 12, 1, 1, 20)  # 07:50 and 08:20 in the ward


@tagged("post_install", "-at_install")
class TestDoor(HttpCase, TrainingCase):
    """What the camera of the trainer's phone opens. The trainer is Long; Lan has a seat, Hoa has none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        trainer = cls.env["ward.training.trainer"].create({"employee_id": cls.long.id, "company_id": cls.ward.id})
        cls.lesson = cls.session_on(DECEMBER, trainer_id=trainer.id)
        cls.seat = cls.env["ward.enrolment"].create(
            {"session_id": cls.lesson.id, "employee_id": cls.lan.id, "state": "enrolled"}
        )
        cls.morning = cls.lesson.part_ids[0]

    def code(self, person, now):
        return door.make(person.id, now + CODE_LIFETIME, self.env["ward.attendance"]._sign)

    def scan(self, code, user=None, mark=True):
        attendance = self.env["ward.attendance"].with_user(user or self.ward_head)
        return attendance._door_mark(code) if mark else attendance._door(code)

    def test_a_scan_marks_present_and_a_second_one_changes_nothing(self):
        code = self.code(self.lan, EARLY)
        with freeze_time(EARLY):
            self.assertEqual(self.scan(code, mark=False)["says"], "present")
            self.assertFalse(self.seat.attendance_ids.filtered(lambda row: row.state != "expected"))
            row = self.scan(code)["row"]
        self.assertEqual((row.part_id, row.state, row.source), (self.morning, "present", "door"))
        self.assertEqual(row.marked_by_id, self.ward_head)
        with freeze_time(datetime(2026, 12, 1, 0, 54)):
            self.assertEqual(self.scan(code)["says"], "in")
        self.assertEqual(row.marked_at, EARLY)

    def test_who_comes_late_is_marked_with_the_minutes_and_who_goes_early_too(self):
        code = self.code(self.lan, LATE)
        with freeze_time(LATE):
            row = self.scan(code)["row"]
        self.assertEqual((row.state, row.minutes), ("late", 20))
        leaving = datetime(2026, 12, 1, 4, 30)
        with freeze_time(leaving):
            attendance = self.env["ward.attendance"].with_user(self.ward_head)
            attendance._door_mark(self.code(self.lan, leaving), leaves=True)
        self.assertEqual((row.state, row.minutes, row.source), ("left_early", 50, "door"))

    def test_a_code_that_ended_was_made_up_or_has_no_seat_marks_nothing(self):
        with freeze_time(LATE):
            for says, code in (
                ("expired", self.code(self.lan, EARLY)),
                ("forged", self.code(self.lan, LATE)[:-1]),
                ("nowhere", self.code(self.hoa, LATE)),
            ):
                with self.subTest(says=says):
                    self.assertEqual(self.scan(code)["says"], says)
            self.assertEqual(self.scan(self.code(self.lan, LATE), self.colleague)["says"], "not_yours")
        with freeze_time(datetime(2026, 11, 30, 23, 50)):  # 06:50 in the ward
            self.assertEqual(self.scan(self.code(self.lan, datetime(2026, 11, 30, 23, 50)))["says"], "closed")
        self.assertFalse(self.seat.attendance_ids.filtered(lambda row: row.state != "expected"))

    def test_looking_marks_nothing_and_a_tap_does(self):
        with freeze_time(EARLY):
            self.authenticate(self.ward_head.login, self.ward_head.login)
            address = f"/ward/training/door/{self.code(self.lan, EARLY)}"
            seen = self.url_open(address).text
            self.assertIn(self.lan.name, seen)
            self.assertFalse(self.seat.attendance_ids)
            token = re.search(r'name="csrf_token" value="([^"]+)"', seen)[1]
            self.assertEqual(self.url_open(address, data={"leaves": ""}).status_code, 400, "a tap needs its token")
            self.url_open(address, data={"csrf_token": token})
        self.assertEqual(self.seat.attendance_ids.filtered("marked_at").state, "present")

    def test_the_own_code_is_a_picture_that_leads_to_the_door_and_nobody_elses(self):
        with freeze_time(EARLY):
            action = self.env["ward.door.code"].with_user(self.staff).open_own()
            page = self.env["ward.door.code"].with_user(self.staff).browse(action["res_id"])
            self.assertEqual(self.scan(page.code, mark=False)["employee"], self.lan)
            self.assertEqual(page.part_id, self.morning)
            self.assertTrue(page.image)
            self.assertFalse(self.env["ward.door.code"].with_user(self.colleague).search([("id", "=", page.id)]))
