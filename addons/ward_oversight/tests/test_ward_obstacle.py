from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import OversightCase


class ObstacleCase(OversightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff, department_id=cls.office.id)

    def ask(self, user=None, **values):
        """An obstacle of Friday 6 November 2026, 10 o'clock in the ward."""
        return (
            self.env["ward.obstacle"]
            .with_user(user or self.staff)
            .create(
                {
                    "name": "Chưa có mẫu giấy phép",
                    "text": "Nghị định 140 chưa có mẫu, đề nghị hướng dẫn",
                    "received_at": datetime(2026, 11, 6, 3),
                    "company_id": self.ward.id,
                    **values,
                }
            )
        )


@tagged("post_install", "-at_install")
class TestObstacle(ObstacleCase):
    def test_it_is_forwarded_in_five_working_days_or_answered_in_fifteen_days(self):
        for received, counted, forward, answer in [
            (datetime(2026, 11, 6, 3), date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 23)),
            (datetime(2026, 11, 6, 7, 59), date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 23)),
            (datetime(2026, 11, 6, 8, 0), date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 25)),  # 15:00
            (datetime(2026, 11, 20, 3), date(2026, 11, 20), date(2026, 11, 30), date(2026, 12, 7)),
        ]:
            with self.subTest(received):
                one = self.ask(received_at=received)
                self.assertEqual((one.counted_from, one.forward_due, one.answer_due), (counted, forward, answer))
                self.assertEqual(one.due, forward)

    @freeze_time("2026-11-12 03:00:00")
    def test_the_head_answers_here_the_asker_says_whether_it_satisfies(self):
        one = self.ask(department_id=self.economy.id)
        head = one.with_user(self.economy_head)
        with self.assert_refused(UserError, "needs a unit and an owner"):
            head.action_answer_here()
        head.employee_id = self.head
        head.action_answer_here()
        self.assertEqual((one.state, one.due), ("answering", one.answer_due))
        with self.assert_refused(UserError, "has no answer yet"):
            head.action_answered()
        head.answer = "Dùng mẫu số 3"
        head.action_answered()
        self.assertEqual((one.state, one.due, one.late_days), ("answered", False, 0))
        with self.assert_refused(UserError, "An answer that was given stays"):
            head.answer = "Khác"
        with self.assert_refused(UserError, "said by who asked"):
            head.action_close()
        asker = one.with_user(self.staff)
        asker.satisfaction = "no"
        asker.action_close()
        self.assertEqual(one.state, "answering")
        head.answer = "Dùng mẫu số 3, kèm hướng dẫn"
        head.action_answered()
        asker.satisfaction = "very"
        asker.action_close()
        head.action_publish()
        self.assertEqual((one.state, one.published), ("closed", True))
        other = self.ask(task_id=False)
        self.assertFalse(other.similar_ids)

    @freeze_time("2026-11-12 03:00:00")
    def test_what_is_not_the_wards_goes_to_who_is_competent_and_its_answer_has_a_clock(self):
        one = self.ask(department_id=self.economy.id).with_user(self.economy_head)
        with self.assert_refused(UserError, "who is competent"):
            one.action_forward()
        one.forward_to = "Sở Xây dựng"
        one.action_forward()
        self.assertEqual((one.state, one.competent_body, one.due), ("forwarded", "Sở Xây dựng", date(2026, 11, 27)))

    def test_the_clock_stands_still_only_for_a_written_reason(self):
        one = self.ask(department_id=self.economy.id)
        one.sudo().write({"employee_id": self.head.id})
        one.with_user(self.economy_head).action_answer_here()
        pause = self.env["ward.obstacle.pause"].with_user(self.economy_head)
        with self.assert_refused(ValidationError, "written reason"):
            pause.create({"obstacle_id": one.id, "since": date(2026, 11, 10), "reason": " "})
        with self.assert_refused(ValidationError, "runs since 06/11/2026"):
            pause.create({"obstacle_id": one.id, "since": date(2026, 11, 5), "reason": "Chờ"})
        waiting = pause.create({"obstacle_id": one.id, "since": date(2026, 11, 10), "reason": "Chờ Sở trả lời"})
        self.assertFalse(one.due)
        with self.assert_refused(UserError, "only its end is entered"):
            waiting.reason = "Khác"
        waiting.until = date(2026, 11, 17)
        self.assertEqual(one.due, date(2026, 11, 30))  # seven days of the calendar after Saturday the 21st, a Saturday

    def test_nothing_of_a_citizen_is_kept(self):
        one = self.ask(source="citizen", reference="iHanoi 12345")
        self.assertFalse(one.asker_id)
        with self.assert_refused(ValidationError, "looks like an identity or phone number"):
            self.ask(source="citizen", text="Ông A, 0912345678, hỏi")

    def test_who_has_nothing_to_do_with_it_reads_only_what_is_published(self):
        one = self.ask(department_id=self.economy.id)
        stranger = self.user_of("staff", self.ward, login="stranger")
        with self.assertRaises(AccessError):
            one.with_user(stranger).read(["text"])
        one.sudo().published = True
        self.assertTrue(one.with_user(stranger).read(["text"]))
