"""Lessons completed in eLearning count for the course of the ward that is linked to them."""

from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ward_hr.tests.common import SLACK
from odoo.addons.ward_training.tests.common import TrainingCase


@tagged("post_install", "-at_install")
class TestLessons(TrainingCase):
    """Course ON-1 credits 6 hours and teaches level 2 of ``cls.skill``; its channel has two lessons."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skill = cls.env["hr.skill"].search([("skill_type_id.skill_level_ids.number", "=", 2)], limit=1)
        cls.level = cls.skill.skill_type_id.skill_level_ids.filtered(lambda one: one.number == 2)
        cls.channel = cls.channel_of("Digital signature")
        cls.online = cls.course_of(
            "ON-1",
            hours=6,
            delivery="online",
            channel_id=cls.channel.id,
            skill_id=cls.skill.id,
            skill_level_id=cls.level.id,
        )

    @classmethod
    def channel_of(cls, name):
        return cls.env["slide.channel"].create(
            {
                "name": name,
                "is_published": True,
                "visibility": "connected",
                "slide_ids": [
                    (0, 0, {"name": f"Lesson {turn}", "slide_category": "article", "is_published": True})
                    for turn in (1, 2)
                ],
            }
        )

    def learn(self, person, channel=None, lessons=2):
        """``person`` opens the channel and marks lessons as done, as the page of eLearning does."""
        channel = (channel or self.channel).with_user(person.user_id)
        channel._action_add_members(person.user_id.partner_id)
        channel.slide_content_ids[:lessons].sudo(False)._action_mark_completed()

    def completions(self, person):
        return self.env["ward.course.completion"].search(
            [("employee_id", "=", person.id), ("void_reason", "=", False)]
        )

    def hours(self, person, year=2026):
        [one] = self.env["ward.training.hours"]._people(self.ward, year, person.ids)
        return one.standing.earned

    def level_of(self, person):
        held = person.employee_skill_ids.filtered(lambda one: one.skill_id == self.skill and not one.valid_to)
        return held.skill_level_id.number or 0

    def test_all_lessons_give_the_hours_and_the_level_on_that_day(self):
        self.learn(self.lan, lessons=1)
        self.assertFalse(self.completions(self.lan))
        self.learn(self.lan)
        row = self.completions(self.lan)
        self.assertEqual((str(row.day), row.hours, row.source), ("2026-11-23", 6, "lessons"))
        self.assertEqual((self.hours(self.lan)["online"], self.level_of(self.lan)), (6, 2))
        self.assertEqual((row.level_ids.source, str(row.level_ids.valid_from)), ("training", "2026-11-23"))

    def test_each_completion_counts_once(self):
        self.learn(self.lan)
        member = self.env["slide.channel.partner"].search([("channel_id", "=", self.channel.id)])
        member._post_completion_update_hook()
        self.online.with_user(self.hr_officer).action_count_earlier()
        self.assertEqual((len(self.completions(self.lan)), self.hours(self.lan)["online"]), (1, 6))

    def test_lessons_beside_a_session_of_the_same_online_course_credit_no_second_hours(self):
        session = self.session_on(date(2026, 11, 20), course=self.online, state="done", hours=6)
        self.env["ward.enrolment"].create(
            {"session_id": session.id, "employee_id": self.lan.id, "state": "attended"}
        )
        self.learn(self.lan)
        self.assertEqual((self.hours(self.lan)["session"], self.hours(self.lan)["online"]), (6, 0))

    def test_deleted_progress_takes_hours_and_level_back_with_a_reason(self):
        self.learn(self.lan)
        row = self.completions(self.lan)
        self.env["slide.channel.partner"].search([("channel_id", "=", self.channel.id)]).unlink()
        self.assertEqual(row.void_reason, "The progress in the lessons was deleted.")
        self.assertEqual((self.hours(self.lan)["online"], self.level_of(self.lan)), (0, 0))
        self.learn(self.lan)
        self.assertEqual((len(self.completions(self.lan)), self.level_of(self.lan)), (1, 2))

    def test_who_leaves_the_lessons_after_completing_them_keeps_the_hours(self):
        self.learn(self.lan)
        self.channel.sudo()._remove_membership(self.lan.user_id.partner_id.ids)
        self.assertEqual(self.hours(self.lan)["online"], 6)

    def test_where_there_is_a_test_the_lessons_raise_no_level(self):
        self.online.pass_mark = 50
        self.learn(self.lan)
        self.assertEqual((self.hours(self.lan)["online"], self.level_of(self.lan)), (6, 0))

    def test_who_completed_it_before_it_was_linked_is_counted_by_one_press(self):
        earlier = self.channel_of("Earlier")
        self.learn(self.lan, earlier)
        course = self.course_of("ON-2", hours=4, delivery="online", channel_id=earlier.id)
        self.assertFalse(self.completions(self.lan))
        course.with_user(self.hr_officer).action_count_earlier()
        self.assertEqual(self.completions(self.lan).course_id, course)
        with self.assertRaises(AccessError):
            course.with_user(self.staff).action_count_earlier()

    def test_what_it_credits_stays_when_the_course_changes_and_of_blended_only_the_online_part(self):
        self.learn(self.lan)
        self.online.write({"delivery": "blended", "hours": 20, "online_hours": 8})
        self.learn(self.hoa)
        self.assertEqual((self.hours(self.lan)["online"], self.hours(self.hoa)["online"]), (6, 8))

    def test_a_course_in_class_has_no_lessons_and_lessons_one_course_of_the_ward(self):
        with self.assert_refused(ValidationError, "is given in class, so it has no online lessons"):
            self.online.delivery = "class"
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.course_of("ON-3", delivery="online", channel_id=self.channel.id)

    def test_a_person_finds_and_starts_it_in_my_training_and_sees_that_it_is_done(self):
        [offer] = self.env["ward.my.training"].with_user(self.staff).get_page()["online"]
        self.assertEqual((offer["course"], offer["hours"], offer["done_on"]), ("Course ON-1", 6, ""))
        self.assertIn("/slides/", offer["url"])
        self.learn(self.lan)
        [offer] = self.env["ward.my.training"].with_user(self.staff).get_page()["online"]
        self.assertTrue(offer["done_on"])

    def test_a_form_is_read_by_who_may_not_read_the_channel_and_nobody_writes_a_completion(self):
        self.channel.sudo().is_published = False
        form = {"name": {}, "channel_id": {"fields": {"display_name": {}}}, "online_url": {}}
        self.assertTrue(self.online.with_user(self.staff).web_read(form))
        self.channel.sudo().is_published = True
        self.learn(self.hoa)
        self.assertFalse(self.env["ward.course.completion"].with_user(self.staff).search([]))
        self.assertTrue(self.env["ward.course.completion"].with_user(self.unit_head).search([]))
        with self.assertRaises(AccessError):
            self.completions(self.hoa).with_user(self.hr_officer).hours = 60

    def test_many_completions_take_as_many_statements_as_few(self):
        people = self.crowd(9)
        members = self.env["slide.channel.partner"].create(
            [{"channel_id": self.channel.id, "partner_id": one.user_id.partner_id.id} for one in people]
        )
        members.write({"member_status": "completed"})
        self.env.flush_all()
        with self.counted() as spent:
            members[:1]._keep_completions(lambda _one: date(2026, 11, 20))
            self.env.flush_all()
        few = spent()
        with self.counted() as spent:
            members[1:]._keep_completions(lambda _one: date(2026, 11, 20))
            self.env.flush_all()
        self.assertLessEqual(spent(), few + SLACK)
