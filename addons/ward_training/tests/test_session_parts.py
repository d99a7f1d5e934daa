import runpy
from datetime import date, datetime

from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import file_path, mute_logger

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestSessionParts(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.room, cls.hall = cls.env["ward.training.room"].create(
            [
                {"name": name, "capacity": places, "company_id": cls.ward.id}
                for name, places in (("Phòng họp tầng 2", 25), ("Hội trường", 80))
            ]
        )
        cls.inside, cls.outside = cls.env["ward.training.trainer"].create(
            [
                {"employee_id": cls.mai.id, "company_id": cls.ward.id},
                {"name": "ThS. Nguyễn Hữu Thắng", "fee": 1_500_000, "company_id": cls.ward.id},
            ]
        )

    def test_a_session_is_laid_out_in_half_days_without_weekend_and_holidays(self):
        session = self.env["ward.course.session"].create(
            {
                "course_id": self.course.id,
                "company_id": self.ward.id,
                "date_begin": datetime(2026, 12, 31, 1),
                "date_end": datetime(2027, 1, 4, 5),
            }
        )
        self.assertEqual(
            session.part_ids.mapped(lambda part: (part.day, part.half)),
            [(date(2026, 12, 31), "morning"), (date(2027, 1, 4), "morning")],
        )

    def test_the_first_and_last_moment_follow_the_half_days(self):
        session = self.session_on(DECEMBER)
        session.part_ids[1].unlink()
        self.assertEqual(session.date_end, datetime(2026, 12, 1, 5))
        session.part_ids.create(
            {"session_id": session.id, "day": "2026-12-03", "half": "evening", "time_from": 18, "time_to": 20.5}
        )
        self.assertEqual(session.date_end, datetime(2026, 12, 3, 13, 30))
        self.assertEqual(session.part_count, 2)

    def test_a_session_moved_in_the_calendar_takes_its_half_days_along(self):
        session = self.session_on(DECEMBER, room_id=self.room.id)
        session.with_user(self.hr_officer).write(
            {"date_begin": datetime(2026, 12, 8, 1), "date_end": datetime(2026, 12, 8, 10)}
        )
        self.assertEqual({part.day for part in session.part_ids}, {date(2026, 12, 8)})
        self.assertEqual(session.part_ids.room_id, self.room)

    def test_a_room_taken_in_that_half_day_is_refused_with_names(self):
        self.session_on(DECEMBER, room_id=self.room.id)
        with self.assertRaisesRegex(UserError, "Phòng họp tầng 2 is not free on Morning 12/01/2026: Course SO-X"):
            self.session_on(DECEMBER, room_id=self.room.id, course=self.course_of("B"))
        other = self.session_on(DECEMBER, room_id=self.hall.id, course=self.course_of("C"))
        with self.assertRaisesRegex(UserError, "Phòng họp tầng 2 is not free"):
            other.part_ids[0].room_id = self.room
        with self.assertRaisesRegex(UserError, "Phòng họp tầng 2 is not free"):
            other.room_id = self.room

    def test_a_trainer_is_in_one_place_and_a_cancelled_session_lets_both_go(self):
        first = self.session_on(DECEMBER, room_id=self.room.id, trainer_id=self.outside.id)
        with self.assertRaisesRegex(UserError, "Thắng is not free on"):
            self.session_on(DECEMBER, trainer_id=self.outside.id)
        first.with_user(self.hr_officer).action_cancel()
        second = self.session_on(DECEMBER, room_id=self.room.id, trainer_id=self.outside.id)
        self.assertEqual((second.place, second.trainer), ("Phòng họp tầng 2", "ThS. Nguyễn Hữu Thắng"))

    def test_another_room_of_the_session_leaves_a_half_day_that_was_given_its_own(self):
        session = self.session_on(DECEMBER, room_id=self.room.id, trainer_id=self.outside.id)
        session.part_ids[1].room_id = self.hall
        third = self.room.copy({"name": "Phòng máy"})
        session.write({"room_id": third.id, "trainer_id": self.inside.id})
        self.assertEqual(session.part_ids.mapped("room_id.name"), ["Phòng máy", "Hội trường"])
        self.assertEqual(session.part_ids.trainer_id, self.inside)

    def test_sessions_older_than_half_days_get_theirs_on_upgrade_and_keep_their_hours(self):
        old = self.session_on(date(2026, 3, 2), state="done", hours=8, place="Hội trường xã")
        seat = self.env["ward.enrolment"].create(
            {"session_id": old.id, "employee_id": self.lan.id, "state": "attended"}
        )
        later = self.session_on(DECEMBER)
        kept = later.part_ids
        self.env.flush_all()
        self.cr.execute("DELETE FROM ward_course_session_part WHERE session_id = %s", [old.id])
        self.env.invalidate_all()
        script = file_path("ward_training/migrations/19.0.1.2.0/post-half_days.py")
        runpy.run_path(script)["migrate"](self.cr, "19.0.1.1.0")
        self.env.invalidate_all()
        self.assertEqual(old.part_ids.mapped("half"), ["morning", "afternoon"])
        self.assertEqual((old.date_begin, old.date_end), (datetime(2026, 3, 2, 1), datetime(2026, 3, 2, 10)))
        self.assertEqual((seat.hours_credited, old.place, later.part_ids), (8, "Hội trường xã", kept))

    def test_the_other_half_of_the_day_is_free(self):
        first = self.session_on(DECEMBER, room_id=self.room.id)
        first.part_ids[1].unlink()
        second = self.session_on(DECEMBER)
        second.part_ids[0].unlink()
        second.room_id = self.room
        self.assertEqual(second.part_ids.room_id, self.room)

    def test_postgresql_refuses_what_two_save_at_once(self):
        first, second = self.session_on(DECEMBER, room_id=self.room.id), self.session_on(DECEMBER)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.cr.execute(
                "UPDATE ward_course_session_part SET room_id = %s WHERE session_id = %s", [self.room.id, second.id]
            )
        self.assertTrue(first.part_ids.room_id)

    def test_a_half_day_lies_within_its_half(self):
        part = self.session_on(DECEMBER).part_ids[0]
        with self.assertRaisesRegex(ValidationError, "cannot be from 08:00 to 14:00: .* between 00:00 and 12:30"):
            part.time_to = 14

    def test_a_session_without_half_days_is_not_opened(self):
        session = self.session_on(DECEMBER, state="draft")
        session.part_ids.unlink()
        with self.assertRaisesRegex(UserError, "it has no half-day"):
            session.with_user(self.hr_officer).action_open()
        session.with_user(self.hr_officer).action_lay_out()
        session.with_user(self.hr_officer).action_open()
        self.assertEqual(session.state, "open")

    def test_more_seats_than_places_are_told(self):
        session = self.session_on(DECEMBER, room_id=self.room.id, seats=26)
        self.assertTrue(session.room_is_small)
        session.room_id = self.hall
        self.assertFalse(session.room_is_small)

    def test_a_fee_stands_beside_its_norm_and_what_is_sure_of_it(self):
        trainer = self.outside.with_user(self.hr_officer)
        self.assertEqual((trainer.fee_norm, trainer.fee_above_norm), (4_000_000, False))
        self.assertIn("100/2025/TT-BTC", trainer.fee_norm_text)
        self.assertIn("Uncertain", trainer.fee_norm_text)
        trainer.fee = 4_000_001
        self.assertTrue(trainer.fee_above_norm)
        self.assertEqual(self.inside.name, "Vũ Thị Mai")

    def test_a_skill_needed_before_comes_with_a_level_of_its_group(self):
        skill = self.env["hr.skill"].search([("code", "!=", False)], limit=1)
        other = self.env["hr.skill.level"].search([("skill_type_id", "!=", skill.skill_type_id.id)], limit=1)
        with self.assertRaisesRegex(ValidationError, "is no level of"):
            self.course.write({"needed_skill_id": skill.id, "needed_level_id": other.id})
