from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DECEMBER, TrainingCase

NEXT_WEEK = date(2026, 12, 8)


@tagged("post_install", "-at_install")
class TestClash(TrainingCase):
    def leave(self, person, first, last):
        kind = self.env["hr.leave.type"].create(
            {
                "name": "Nghỉ phép",
                "requires_allocation": False,
                "leave_validation_type": "no_validation",
                "company_id": self.ward.id,
            }
        )
        made = self.env["hr.leave"].create(
            {
                "employee_id": person.id,
                "holiday_status_id": kind.id,
                "request_date_from": first,
                "request_date_to": last,
            }
        )
        made.state = "validate"
        return made

    def limit(self, **values):
        return self.env["ward.training.absence.rule"].create(
            {"since": date(2026, 1, 1), "most_percent": 40, "keep": 1, "company_id": self.ward.id, **values}
        )

    def test_leave_is_shown_before_and_refused_and_the_next_session_is_offered(self):
        session, later = self.session_on(DECEMBER), self.session_on(NEXT_WEEK)
        self.leave(self.lan, DECEMBER, date(2026, 12, 2))
        seen = session.with_user(self.staff)
        self.assertFalse(seen.can_enrol)
        self.assertTrue(seen.other_may_fit)
        self.assertIn("there is leave from 12/01/2026 to 12/02/2026", seen.obstacle)
        with self.assertRaisesRegex(UserError, "there is leave"):
            seen.action_enrol()
        action = seen.action_choose()
        choice = self.env[action["res_model"]].with_user(self.staff).with_context(**action["context"]).create({})
        self.assertEqual((choice.next_id, choice.may_go_on), (later, False))
        choice.action_enrol_next()
        self.assertEqual(later.enrolment_ids.employee_id, self.lan)

    def test_a_full_or_clashing_later_session_is_not_offered(self):
        session = self.session_on(DECEMBER)
        full, clashing = self.session_on(date(2026, 12, 3), seats=1), self.session_on(date(2026, 12, 4))
        free = self.session_on(NEXT_WEEK)
        self.enrol(self.hoa, full)
        self.leave(self.lan, date(2026, 12, 4), date(2026, 12, 4))
        self.assertEqual(session.with_user(self.staff)._next_free(self.lan), free)
        self.assertTrue(clashing)

    def test_two_sessions_on_one_day_in_different_halves_do_not_clash(self):
        morning, afternoon = self.session_on(DECEMBER), self.session_on(DECEMBER, course=self.course_of("PM"))
        morning.part_ids[1].unlink()
        afternoon.part_ids[0].unlink()
        self.enrol(self.lan, morning)
        self.assertEqual(self.enrol(self.lan, afternoon).state, "requested")

    def test_a_busy_weekday_of_the_unit_is_told_before_and_the_person_decides(self):
        procedure = self.env["ward.procedure"].search([], limit=1)
        tuesday = datetime(2026, 11, 17, 2)
        source = self.env["ward.dossier.import"].create({"company_id": self.ward.id, "file_name": "dossiers.csv"})
        self.env["ward.dossier"].create(
            [
                {
                    "code": f"H-{day}-{number}",
                    "import_id": source.id,
                    "channel": "counter",
                    "state": "received",
                    "timeliness": "open",
                    "company_id": self.ward.id,
                    "procedure_id": procedure.id,
                    "department_id": self.unit.id,
                    "received_at": tuesday + timedelta(days=day),
                    "due_at": tuesday + timedelta(days=day + 30),
                }
                for day, count in ((0, 8), (1, 2), (2, 2))
                for number in range(count)
            ]
        )
        session, wednesday = self.session_on(DECEMBER), self.session_on(date(2026, 12, 9))
        seen = session.with_user(self.staff)
        self.assertTrue(seen.can_enrol)
        self.assertIn("12/01/2026 is a busy weekday of Văn phòng: 100% more dossiers", seen.clash)
        answer = seen.action_enrol()
        self.assertEqual(answer["res_model"], "ward.enrol.choice")
        self.assertFalse(session.enrolment_ids)
        choice = self.env["ward.enrol.choice"].with_user(self.staff).create({"session_id": session.id})
        self.assertEqual(choice.next_id, wednesday)
        choice.action_enrol_anyway()
        self.assertEqual(session.enrolment_ids.state, "requested")

    def test_a_rule_of_the_ward_keeps_part_of_a_unit_at_work(self):
        self.limit()  # 40% of three: one
        session, later = self.session_on(DECEMBER), self.session_on(NEXT_WEEK)
        self.enrol(self.lan, session)
        seen = session.with_user(self.colleague)
        self.assertIn("On 12/01/2026 1 of the 3 people of Văn phòng are away already", seen.obstacle)
        with self.assertRaisesRegex(UserError, "lets nobody more go"):
            seen.action_enrol()
        self.assertEqual(session._next_free(self.hoa), later)
        self.assertEqual(self.enrol(self.long, session).state, "requested")

    def test_leave_of_a_colleague_counts_and_the_rule_of_the_unit_goes_before_that_of_the_ward(self):
        self.limit()
        session = self.session_on(DECEMBER)
        self.leave(self.hung, DECEMBER, DECEMBER)
        self.assertFalse(session.with_user(self.staff).can_enrol)
        self.limit(most_percent=70, department_id=self.unit.id)
        session.invalidate_recordset()
        self.assertTrue(session.with_user(self.staff).can_enrol)

    def test_a_rule_holds_from_its_first_day(self):
        self.limit(since=date(2026, 12, 2))
        session = self.session_on(DECEMBER)
        self.enrol(self.lan, session)
        self.assertEqual(self.enrol(self.hoa, session).state, "requested")

    def test_the_head_of_the_queue_is_passed_over_when_the_unit_would_be_empty(self):
        session = self.session_on(DECEMBER, seats=1)
        long = self.enrol(self.long, session)
        lan, hoa, mai = (self.enrol(one, session) for one in (self.lan, self.hoa, self.mai))
        self.limit()
        self.leave(self.hung, DECEMBER, DECEMBER)
        long.with_user(self.ward_head).action_cancel()
        self.assertEqual([one.state for one in (lan, hoa, mai)], ["waiting", "waiting", "requested"])

    def test_a_colleague_who_comes_back_frees_who_waits_in_another_session_of_the_day(self):
        self.limit()  # one of the three of the unit may go
        lan = self.enrol(self.lan, self.session_on(DECEMBER))
        other = self.session_on(DECEMBER, course=self.course_of("OTHER"))
        hoa = self.env["ward.enrolment"].create({"session_id": other.id, "employee_id": self.hoa.id})
        self.assertEqual(hoa.state, "waiting")
        lan.with_user(self.staff).action_cancel()
        self.assertEqual(hoa.state, "requested")

    def test_who_has_leave_by_then_is_passed_over(self):
        session = self.session_on(DECEMBER, seats=1)
        long, lan, hoa = (self.enrol(one, session) for one in (self.long, self.lan, self.hoa))
        self.leave(self.lan, DECEMBER, DECEMBER)
        long.with_user(self.ward_head).action_cancel()
        self.assertEqual([one.state for one in (lan, hoa)], ["waiting", "requested"])

    def test_a_level_that_is_missing_is_said_with_the_next_course_that_teaches_it(self):
        skill = self.env["hr.skill"].search([("code", "=", "G6")])
        second = skill.skill_type_id.skill_level_ids.filtered(lambda level: level.number == 2)
        advanced = self.course_of("ADV", needed_skill_id=skill.id, needed_level_id=second.id)
        session = self.session_on(DECEMBER, course=advanced).with_user(self.staff)
        self.assertIn("You need level 2 in Use of information technology first, and no course", session.obstacle)
        basic = self.course_of("BASIC", skill_id=skill.id, skill_level_id=second.id)
        self.session_on(date(2027, 1, 12), course=basic)
        session.invalidate_recordset()
        self.assertIn("first: the next course begins on 01/12/2027", session.obstacle)

    # -- until when a seat is given back ------------------------------------------------------------------

    def test_a_seat_is_given_back_until_the_deadline_of_the_rule_and_then_by_hr(self):
        session = self.session_on(DECEMBER)
        lan, hoa = self.enrol(self.lan, session), self.enrol(self.hoa, session)
        self.assertEqual(lan.cancel_until, date(2026, 11, 29))
        with freeze_time(datetime(2026, 11, 29, 16, 59)):  # still the 29th in the ward
            hoa.with_user(self.colleague).action_cancel()
        with freeze_time(datetime(2026, 11, 29, 17)):
            with self.assertRaisesRegex(UserError, "could be cancelled until 11/29/2026"):
                session.with_user(self.staff).action_leave()
            lan.with_user(self.hr_officer).action_cancel()
        self.assertEqual((lan.state, hoa.state), ("cancelled", "cancelled"))

    def test_a_place_in_the_waiting_list_is_given_back_at_any_time(self):
        session = self.session_on(DECEMBER, seats=1)
        self.enrol(self.lan, session)
        hoa = self.enrol(self.hoa, session)
        with freeze_time(datetime(2026, 11, 30)):
            hoa.with_user(self.colleague).action_cancel()
        self.assertEqual(hoa.state, "cancelled")

    def test_seats_left_empty_are_counted_for_whoever_approves(self):
        past = self.session_on(date(2026, 3, 2))
        long_ago = self.session_on(date(2025, 3, 3))
        self.env["ward.enrolment"].create(
            [
                {"session_id": one.id, "employee_id": self.lan.id, "state": "absent"}
                for one in (past, long_ago)
            ]
        )
        (past | long_ago).write({"state": "done"})
        request = self.enrol(self.lan, self.session_on(DECEMBER))
        self.assertEqual(request.with_user(self.unit_head).no_show_count, 1)
        self.assertEqual(self.lan.with_user(self.hr_officer).no_show_count, 1)
        self.assertEqual(self.hoa.no_show_count, 0)


@tagged("post_install", "-at_install")
class TestBulkEnrol(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.env["hr.job"].create({"name": "Chuyên viên một cửa", "company_id": cls.ward.id})
        (cls.lan | cls.hoa).job_id = cls.clerk
        cls.session = cls.session_on(DECEMBER, seats=1)

    def bulk(self, **values):
        made = (
            self.env["ward.training.bulk.enrol"]
            .with_user(self.hr_officer)
            .create({"session_id": self.session.id, **values})
        )
        made.action_preview()
        return made

    def test_by_position_the_preview_says_who_is_eligible_and_why_not(self):
        self.enrol(self.hoa, self.session_on(DECEMBER, course=self.course_of("OTHER")))
        bulk = self.bulk(job_ids=self.clerk.ids)
        lines = {line.employee_id: line for line in bulk.line_ids}
        self.assertEqual(set(lines), {self.lan, self.hoa})
        self.assertEqual((lines[self.lan].chosen, lines[self.lan].why), (True, ""))
        self.assertFalse(lines[self.hoa].chosen)
        self.assertIn("there is already a seat in Course OTHER", lines[self.hoa].why)
        lines[self.hoa].chosen = True
        with self.assertRaisesRegex(UserError, "Đỗ Thị Hoa cannot be enrolled"):
            bulk.action_enrol()

    def test_the_chosen_are_enrolled_in_turn_and_told(self):
        self.bulk(job_ids=self.clerk.ids).action_enrol()
        states = self.session.enrolment_ids.sorted("ticket").mapped("state")
        self.assertEqual(states, ["requested", "waiting"])
        told = self.env["mail.message"].search(
            [("res_id", "=", self.session.id), ("model", "=", self.session._name)]
        )
        self.assertIn("has enrolled you in", told[0].body)
        self.assertFalse(self.bulk(job_ids=self.clerk.ids).line_ids)

    def test_by_gap_and_by_expiring_certificate(self):
        skill = self.env["hr.skill"].search([("code", "=", "G6")])
        levels = {level.number: level for level in skill.skill_type_id.skill_level_ids}
        self.course.write({"skill_id": skill.id, "skill_level_id": levels[3].id})
        self.env["ward.competency.requirement"].create(
            {"job_id": self.clerk.id, "skill_id": skill.id, "level": "3", "company_id": self.ward.id}
        )
        self.env["hr.employee.skill"].create(
            {
                "employee_id": self.lan.id,
                "skill_id": skill.id,
                "skill_type_id": skill.skill_type_id.id,
                "skill_level_id": levels[1].id,
                "valid_from": date(2026, 1, 1),
            }
        )
        self.assertEqual(self.bulk(rule="gap").line_ids.employee_id, self.lan)
        self.assertEqual(self.bulk(rule="gap", with_unassessed=True).line_ids.employee_id, self.lan | self.hoa)
        kind = self.env["ward.certificate.kind"].search([], limit=1)
        self.env["ward.certificate"].create(
            [
                {
                    "employee_id": person.id,
                    "kind_id": kind.id,
                    "issued_on": date(2024, 1, 1),
                    "expires_on": day,
                    "company_id": self.ward.id,
                }
                for person, day in ((self.lan, date(2027, 2, 21)), (self.hoa, date(2027, 2, 22)))
            ]
        )
        bulk = self.bulk(rule="certificate", kind_id=kind.id, expiring_days=90)
        self.assertEqual(bulk.line_ids.employee_id, self.lan)

    def test_a_rule_without_its_part_is_refused_in_words(self):
        for rule, sentence in (
            ("position", "No position is chosen"),
            ("gap", "teaches no skill"),
            ("certificate", "No certificate is chosen"),
        ):
            with self.subTest(rule=rule), self.assertRaisesRegex(UserError, sentence):
                self.bulk(rule=rule)
        with self.assertRaisesRegex(UserError, "Nobody is chosen"):
            self.env["ward.training.bulk.enrol"].create({"session_id": self.session.id}).action_enrol()

    def test_preview_and_enrolling_cost_the_same_for_two_and_for_twelve(self):
        def statements(job):
            self.session = self.session_on(DECEMBER, seats=50, course=self.course_of(f"C{job.id}"))
            with self.counted() as spent:
                self.bulk(job_ids=job.ids).action_enrol()
            return spent()

        many = self.env["hr.job"].create({"name": "Nhiều", "company_id": self.ward.id})
        for number in range(12):
            self.employ(f"Người {number}", job_id=many.id, department_id=self.unit.id)
        few = statements(self.clerk)
        self.assertLessEqual(statements(many), few + 3)
