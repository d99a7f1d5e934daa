from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DECEMBER, TrainingCase

MORNING = datetime(2026, 12, 1, 1, 20)  # 08:20 in the ward
EVENING = datetime(2026, 12, 1, 10)  # 17:00 in the ward


@tagged("post_install", "-at_install")
class TestAttendance(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trainer = cls.env["ward.training.trainer"].create({"employee_id": cls.long.id, "company_id": cls.ward.id})
        cls.session = cls.session_on(DECEMBER, trainer_id=cls.trainer.id)
        cls.seats = cls.env["ward.enrolment"].create(
            [{"session_id": cls.session.id, "employee_id": one.id, "state": "enrolled"} for one in (cls.lan, cls.hoa)]
        )
        cls.morning, cls.afternoon = cls.session.part_ids

    def rows(self, part, user=None):
        """The list of a half-day as ``user`` (the HR officer) opens it, by given name: Hoa, Lan."""
        action = part.with_user(user or self.hr_officer).action_attendance()
        return self.env["ward.attendance"].with_user(user or self.hr_officer).search(action["domain"])

    def close(self):
        with freeze_time(EVENING):
            self.session.with_user(self.hr_officer).action_done()
        self.seats.invalidate_recordset()

    def test_hours_go_by_the_half_days_that_were_attended(self):
        self.env["ward.training.session.rule"].create(
            {"since": date(2026, 1, 1), "least_percent": 50, "company_id": self.ward.id}
        )
        self.session.with_user(self.hr_officer).action_start()
        with freeze_time(MORNING):
            hoa, lan = self.rows(self.morning)
            lan.action_present()
            hoa.action_absent()
        with freeze_time(EVENING):
            self.rows(self.afternoon).action_absent()
        self.close()
        self.assertEqual(self.seats.mapped("state"), ["attended", "absent"])
        self.assertEqual(self.seats.mapped("hours_credited"), [4, 0])
        self.assertEqual(self.seats.mapped("attended_percent"), [50, 0])

    def test_the_shipped_rule_credits_nothing_below_its_least_share(self):
        with freeze_time(EVENING):
            self.rows(self.morning).action_present()
            self.rows(self.afternoon).action_absent()
        self.close()
        self.assertEqual(self.seats.mapped("state"), ["attended", "attended"])
        self.assertEqual(self.seats.mapped("hours_credited"), [0, 0])

    def test_late_and_early_take_the_minutes_of_the_moment(self):
        with freeze_time(MORNING):
            hoa, lan = self.rows(self.morning)
            lan.action_late()
            hoa.action_present()
            hoa.action_left()
        self.assertEqual((lan.state, lan.minutes), ("late", 20))
        self.assertEqual((hoa.state, hoa.minutes), ("left_early", 220))
        with freeze_time(MORNING):
            lan.action_present()
        self.assertEqual((lan.state, lan.minutes, lan.source), ("present", 0, "list"))
        self.assertEqual(lan.marked_by_id, self.hr_officer)

    def test_a_half_day_that_nobody_marked_keeps_the_session_open(self):
        with freeze_time(EVENING):
            self.rows(self.morning).action_present()
            with self.assertRaisesRegex(UserError, "attendance is not marked for .*Lan"):
                self.session.with_user(self.hr_officer).action_done()

    def test_a_trainer_keeps_the_list_of_the_own_half_days_only(self):
        with freeze_time(MORNING):
            self.rows(self.morning, self.ward_head).action_present()
        self.assertEqual(set(self.morning.attendance_ids.mapped("state")), {"present"})
        other = self.env["ward.training.trainer"].create({"employee_id": self.hung.id, "company_id": self.ward.id})
        self.afternoon.trainer_id = other
        with self.assertRaisesRegex(UserError, "marked by .*Hùng or the HR officer"):
            self.rows(self.afternoon, self.ward_head)
        with freeze_time(EVENING), self.assertRaises(AccessError):
            self.rows(self.afternoon).with_user(self.ward_head).action_present()

    def test_a_staff_member_who_teaches_sees_and_marks_everybody_of_that_half_day(self):
        teacher = self.user_of("staff", self.ward, login="teacher")
        person = self.employ("Ngô Đức Thầy", user=teacher)
        self.afternoon.trainer_id = self.env["ward.training.trainer"].create(
            {"employee_id": person.id, "company_id": self.ward.id}
        )
        with freeze_time(EVENING):
            rows = self.rows(self.afternoon, teacher)
            self.assertEqual(rows.employee_id, self.lan | self.hoa)
            self.assertTrue(all(row["employee_id"] for row in rows.web_read({"employee_id": {}, "state": {}})))
            rows.action_present()
        self.assertEqual(set(self.afternoon.attendance_ids.mapped("state")), {"present"})
        self.assertEqual(
            self.env["ward.course.session.part"]
            .with_user(teacher)
            .search([("trainer_id.employee_id.user_id", "=", teacher.id)]),
            self.afternoon,
        )
        self.assertFalse(self.env["ward.attendance"].with_user(teacher).search([("part_id", "=", self.morning.id)]))

    def test_people_see_their_own_attendance_and_mark_none(self):
        with freeze_time(MORNING):
            self.rows(self.morning)
            mine = self.env["ward.attendance"].with_user(self.staff).search([])
            self.assertEqual(mine.employee_id, self.lan)
            with self.assertRaises(AccessError):
                mine.action_present()
            with self.assertRaisesRegex(UserError, "marked by .*Long or the HR officer"):
                self.morning.with_user(self.staff).action_attendance()

    def test_nothing_is_marked_before_the_half_day_begins_or_after_the_session_is_closed(self):
        rows = self.rows(self.afternoon)
        with freeze_time(MORNING), self.assertRaisesRegex(UserError, "has not begun"):
            rows.action_present()
        with freeze_time(EVENING):
            (rows | self.rows(self.morning)).action_present()
        self.close()
        with freeze_time(EVENING), self.assertRaisesRegex(UserError, "does not change any more"):
            rows.action_absent()
        with self.assertRaisesRegex(UserError, "come with the seats"):
            rows.write({"marked_by_id": self.hr_officer.id})

    def test_a_half_day_with_marks_stays_where_it_is(self):
        with freeze_time(MORNING):
            self.rows(self.morning).action_present()
        with self.assertRaisesRegex(UserError, "attendance of 2 people is marked there"):
            self.morning.with_user(self.hr_officer).day = date(2026, 12, 2)

    def test_the_list_costs_the_same_for_two_and_for_twelve(self):
        def statements():
            with self.counted() as spent, freeze_time(EVENING):
                self.morning.with_user(self.hr_officer).action_all_present()
            return spent()

        few = statements()
        self.env["ward.enrolment"].create(
            [
                {"session_id": self.session.id, "employee_id": one.id, "state": "enrolled"}
                for one in [self.employ(f"Người {number}") for number in range(10)]
            ]
        )
        self.assertLessEqual(statements(), few + 1)


@tagged("post_install", "-at_install")
class TestResult(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skill = cls.env["hr.skill"].search([("code", "=", "G6")])
        cls.levels = {level.number: level for level in cls.skill.skill_type_id.skill_level_ids}
        cls.tested = cls.course_of(
            "TEST", pass_mark=60, attempts_max=2, skill_id=cls.skill.id, skill_level_id=cls.levels[3].id
        )
        session = cls.session_on(date(2026, 11, 20), course=cls.tested)
        cls.lan_seat, cls.hoa_seat = cls.env["ward.enrolment"].create(
            [{"session_id": session.id, "employee_id": one.id, "state": "enrolled"} for one in (cls.lan, cls.hoa)]
        )

    def enter(self, enrolment, score, user=None):
        return (
            self.env["ward.training.result"]
            .with_user(user or self.hr_officer)
            .create({"enrolment_id": enrolment.id, "score": score, "day": date(2026, 11, 20)})
        )

    def held(self, person, day=date(2026, 11, 23)):
        rows = self.env["hr.employee.skill"].search(
            [("employee_id", "=", person.id), ("skill_id", "=", self.skill.id), ("valid_from", "<=", day)]
        )
        return rows.filtered(lambda row: not (row.valid_to and row.valid_to < day))

    def test_a_pass_raises_the_level_with_its_source_and_day(self):
        result = self.enter(self.lan_seat, 60)
        level = self.held(self.lan)
        self.assertEqual((level.skill_level_id, level.source), (self.levels[3], "training"))
        self.assertEqual((level.training_result_id, level.valid_from), (result, date(2026, 11, 20)))
        self.assertEqual(self.lan_seat.test_state, "passed")

    def test_a_higher_level_stays(self):
        self.env["hr.employee.skill"].create(
            {
                "employee_id": self.lan.id,
                "skill_id": self.skill.id,
                "skill_type_id": self.skill.skill_type_id.id,
                "skill_level_id": self.levels[4].id,
                "valid_from": date(2026, 1, 1),
            }
        )
        self.enter(self.lan_seat, 100)
        self.assertEqual(self.held(self.lan).skill_level_id, self.levels[4])

    def test_a_tenth_below_the_mark_is_no_pass_and_attempts_run_out(self):
        self.enter(self.lan_seat, 59.9)
        self.assertFalse(self.held(self.lan))
        self.assertEqual(self.lan_seat.test_state, "failed")
        self.assertEqual(self.enter(self.lan_seat, 10).attempt, 2)
        with self.assertRaisesRegex(UserError, "has used all 2 attempts"):
            self.enter(self.lan_seat, 90)

    def test_after_a_pass_there_is_no_other_attempt(self):
        self.enter(self.lan_seat, 80)
        with self.assertRaisesRegex(UserError, "has passed already"):
            self.enter(self.lan_seat, 90)

    def test_a_course_without_pass_mark_has_no_test_and_a_coming_one_none_yet(self):
        session = self.session_on(date(2026, 11, 19))
        untested = self.env["ward.enrolment"].create(
            {"session_id": session.id, "employee_id": self.lan.id, "state": "enrolled"}
        )
        with self.assertRaisesRegex(UserError, "Course SO-X has no test"):
            self.enter(untested, 50)
        coming = self.env["ward.enrolment"].create(
            {
                "session_id": self.session_on(DECEMBER, course=self.tested).id,
                "employee_id": self.lan.id,
                "state": "enrolled",
            }
        )
        with self.assertRaisesRegex(UserError, "there is no test yet"):
            self.enter(coming, 50)

    def test_a_wrong_entry_is_taken_back_with_a_reason_and_the_level_goes_back(self):
        before = self.env["hr.employee.skill"].create(
            {
                "employee_id": self.lan.id,
                "skill_id": self.skill.id,
                "skill_type_id": self.skill.skill_type_id.id,
                "skill_level_id": self.levels[1].id,
                "valid_from": date(2026, 1, 1),
            }
        )
        result = self.enter(self.lan_seat, 90)
        with self.assertRaisesRegex(UserError, "does not change"):
            result.score = 10
        with self.assertRaisesRegex(UserError, "with a reason"):
            result.action_void(" ")
        result.action_void("The score of Hoa")
        self.assertEqual(self.held(self.lan), before)
        self.assertEqual((self.lan_seat.test_state, result.passed), ("open", False))
        self.assertEqual(self.enter(self.lan_seat, 20).attempt, 1)

    def test_a_trainer_enters_results_of_the_own_session_and_nobody_the_own(self):
        trainer = self.env["ward.training.trainer"].create({"employee_id": self.long.id, "company_id": self.ward.id})
        self.lan_seat.session_id.trainer_id = trainer
        self.assertTrue(self.enter(self.lan_seat, 70, self.ward_head).passed)
        with self.assertRaises(AccessError):
            self.enter(self.hoa_seat, 70, self.colleague)
        mine = self.env["ward.training.result"].with_user(self.staff).search([])
        self.assertEqual(mine.employee_id, self.lan)
