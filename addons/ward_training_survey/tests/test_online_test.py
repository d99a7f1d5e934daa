"""A certification of Surveys is the test of a course: a result for who has a seat, else a course completed online."""

from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ward_hr.tests.common import SLACK
from odoo.addons.ward_training.tests.common import TrainingCase


@tagged("post_install", "-at_install")
class TestOnlineTest(TrainingCase):
    """Course TE-1 credits 6 hours online and teaches level 2 of ``cls.skill``; three questions, 60% to pass."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skill = cls.env["hr.skill"].search([("skill_type_id.skill_level_ids.number", "=", 2)], limit=1)
        cls.level = cls.skill.skill_type_id.skill_level_ids.filtered(lambda one: one.number == 2)
        cls.survey = cls.survey_of("Digital signature")
        cls.online = cls.course_of(
            "TE-1",
            hours=6,
            delivery="online",
            survey_id=cls.survey.id,
            skill_id=cls.skill.id,
            skill_level_id=cls.level.id,
            attempts_max=2,
        )

    @classmethod
    def survey_of(cls, title, **values):
        answers = [(0, 0, {"value": "Right", "is_correct": True, "answer_score": 1}), (0, 0, {"value": "Wrong"})]
        return cls.env["survey.survey"].create(
            {
                "title": title,
                "certification": True,
                "scoring_type": "scoring_without_answers",
                "scoring_success_min": 60,
                "users_login_required": True,
                "question_and_page_ids": [
                    (0, 0, {"title": title, "question_type": "simple_choice", "suggested_answer_ids": answers})
                    for title in ("One", "Two", "Three")
                ],
                **values,
            }
        )

    def take(self, person, right, survey=None, tryout=False):
        """``person`` answers ``right`` of the three questions rightly, and finishes; the attempt."""
        survey = survey or self.survey
        attempt = survey.sudo()._create_answer(user=person.user_id)
        attempt.test_entry = tryout
        for turn, question in enumerate(survey.question_ids):
            answer = question.suggested_answer_ids[0 if turn < right else 1]
            attempt._save_lines(question, answer.id)
        attempt.with_user(person.user_id).sudo()._mark_done()
        return attempt

    def completions(self, person):
        return self.env["ward.course.completion"].search(
            [("employee_id", "=", person.id), ("void_reason", "=", False)]
        )

    def online_hours(self, person):
        [one] = self.env["ward.training.hours"]._people(self.ward, 2026, person.ids)
        return one.standing.earned["online"]

    def level_of(self, person):
        held = person.employee_skill_ids.filtered(lambda one: one.skill_id == self.skill and not one.valid_to)
        return held.skill_level_id.number or 0

    def seat(self, person):
        session = self.session_on(date(2026, 11, 20), course=self.online, state="running")
        return self.env["ward.enrolment"].create(
            {"session_id": session.id, "employee_id": person.id, "state": "enrolled"}
        )

    def test_the_pass_mark_of_the_course_is_that_of_the_test(self):
        self.assertEqual(self.online.pass_mark, 60)
        self.survey.scoring_success_min = 70
        self.assertEqual(self.online.pass_mark, 70)

    def test_who_passes_without_a_seat_has_completed_the_course_online(self):
        self.take(self.lan, right=2)
        row = self.completions(self.lan)
        self.assertEqual((row.source, row.score, row.hours, str(row.day)), ("test", 66.7, 6, "2026-11-23"))
        self.assertEqual((self.online_hours(self.lan), self.level_of(self.lan)), (6, 2))

    def test_who_fails_or_only_tries_the_test_out_has_completed_nothing(self):
        self.take(self.lan, right=1)
        self.take(self.hoa, right=3, tryout=True)
        self.assertFalse(self.completions(self.lan))
        self.assertFalse(self.completions(self.hoa))

    def test_passing_twice_in_a_year_counts_the_hours_once(self):
        self.take(self.lan, right=3)
        self.take(self.lan, right=3)
        self.assertEqual((len(self.completions(self.lan)), self.online_hours(self.lan)), (2, 6))

    def test_who_has_a_seat_gets_a_result_for_each_attempt_and_the_level_with_the_pass(self):
        seat = self.seat(self.lan)
        self.take(self.lan, right=1)
        self.assertEqual((seat.test_state, seat.result_ids.source), ("failed", "survey"))
        attempt = self.take(self.lan, right=2)
        passed = seat.result_ids.filtered("passed")
        self.assertEqual((seat.test_state, passed.user_input_id, passed.pass_mark), ("passed", attempt, 60))
        self.assertEqual((self.level_of(self.lan), bool(self.completions(self.lan))), (2, False))

    def test_attempts_beyond_those_of_the_course_count_as_nothing(self):
        seat = self.seat(self.lan)
        for right in (0, 1, 3):
            self.take(self.lan, right)
        self.assertEqual((seat.test_state, len(seat.result_ids), self.level_of(self.lan)), ("failed", 2, 0))
        self.assertFalse(self.completions(self.lan))

    def test_the_test_decides_who_passed_where_rounding_would_say_otherwise(self):
        self.survey.scoring_success_min = 66.69
        seat = self.seat(self.lan)
        self.take(self.lan, right=2)  # 66.67, shown as 66.7
        self.assertEqual(seat.test_state, "failed")

    def test_answers_that_are_deleted_take_back_what_they_gave(self):
        seat = self.seat(self.lan)
        self.take(self.lan, right=3).unlink()
        self.assertEqual((seat.test_state, self.level_of(self.lan)), ("open", 0))
        self.take(self.hoa, right=3).unlink()
        self.assertEqual((self.online_hours(self.hoa), self.level_of(self.hoa)), (0, 0))
        self.assertEqual(seat.result_ids.void_reason, "The answers to the online test were deleted.")

    def test_who_passed_before_it_was_linked_is_counted_by_one_press(self):
        earlier = self.survey_of("Earlier")
        self.take(self.lan, right=3, survey=earlier)
        course = self.course_of("TE-2", hours=4, delivery="online", survey_id=earlier.id)
        course.with_user(self.hr_officer).action_count_earlier()
        course.with_user(self.hr_officer).action_count_earlier()
        self.assertEqual(self.completions(self.lan).course_id, course)

    def test_a_test_for_which_nobody_logs_in_is_refused_and_one_test_is_of_one_course(self):
        anonymous = self.survey_of("Anonymous", users_login_required=False)
        with self.assert_refused(ValidationError, "let people log in for it"):
            self.online.survey_id = anonymous
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.course_of("TE-3", delivery="online", survey_id=self.survey.id)

    def test_hr_chooses_among_certifications_and_staff_read_no_survey(self):
        feedback = self.survey_of("Feedback", users_login_required=False)
        chosen = self.env["survey.survey"].with_user(self.hr_officer).search([])
        self.assertIn(self.survey, chosen)
        self.assertNotIn(feedback, chosen)
        with self.assertRaises(AccessError):
            self.survey.with_user(self.hr_officer).title = "Mine"
        self.assertFalse(self.env["survey.survey"].with_user(self.staff).has_access("read"))
        self.assertIn("/survey/start/", self.online.with_user(self.staff).online_url)

    def test_many_passes_take_as_many_statements_as_few(self):
        attempts = self.env["survey.user_input"]
        for person in self.crowd(9):
            attempt = self.survey.sudo()._create_answer(user=person.user_id)
            for question in self.survey.question_ids:
                attempt._save_lines(question, question.suggested_answer_ids[0].id)
            attempts |= attempt
        attempts.write({"state": "done", "end_datetime": "2026-11-20 03:00:00"})
        with self.counted() as spent:
            attempts[:1]._credit_courses()
            self.env.flush_all()
        few = spent()
        with self.counted() as spent:
            attempts[1:]._credit_courses()
            self.env.flush_all()
        self.assertLessEqual(spent(), few + SLACK)
