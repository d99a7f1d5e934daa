"""From needs with their reasons to a plan of the year that another person approves."""

from datetime import date
from io import BytesIO

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ward_hr.tests.common import SLACK

from .common import TrainingCase


@tagged("post_install", "-at_install")
class TestTrainingPlan(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.civil = cls.env.ref("ward_hr.ward_staff_type_civil_servant")
        cls.job = cls.env["hr.job"].create({"name": "Clerk", "company_id": cls.ward.id})
        cls.skill_type = cls.env["hr.skill.type"].create({"name": "Ward skills"})
        cls.skill = cls.env["hr.skill"].create({"name": "Digitisation", "skill_type_id": cls.skill_type.id})
        cls.levels = cls.env["hr.skill.level"].create(
            [
                {"name": f"Level {number}", "level_progress": 20 * number, "skill_type_id": cls.skill_type.id}
                for number in (1, 2, 3)
            ]
        )
        for number, level in enumerate(cls.levels, 1):
            level.number = number
        cls.basic, cls.middle = (
            cls.course_of(code, hours=16, skill_id=cls.skill.id, skill_level_id=level.id)
            for code, level in zip(("BASIC", "MIDDLE"), cls.levels[:2], strict=True)
        )
        cls.env["ward.competency.requirement"].create(
            {"job_id": cls.job.id, "skill_id": cls.skill.id, "level": "2", "date_from": date(2026, 1, 1)}
        )

    def below(self, *people):
        for person in people:
            person.version_id.write({"job_id": self.job.id, "staff_type_id": self.civil.id})
            self.env["hr.employee.skill"].create(
                {
                    "employee_id": person.id,
                    "skill_id": self.skill.id,
                    "skill_type_id": self.skill_type.id,
                    "skill_level_id": self.levels[0].id,
                    "valid_from": date(2026, 1, 5),
                }
            )

    def gathered(self, year=2027):
        needs = self.env["ward.training.need"]
        needs._gather(self.ward, year)
        return needs.search([("company_id", "=", self.ward.id), ("year", "=", year)])

    def test_a_gap_asks_for_the_course_that_reaches_the_level_and_hours_for_any(self):
        self.below(self.lan, self.hoa)
        needs = self.gathered()
        self.assertEqual(needs.course_id, self.middle)
        of_course = needs.filtered("course_id")
        self.assertEqual((of_course.people, of_course.why), (2, "Below the level of the position: 2"))
        self.assertEqual(of_course.reason_ids[0].words, "Levels missing: 1 (Digitisation)")
        self.assertEqual((needs - of_course).reason_ids.mapped("words"), ["40 hours missing on 31 December"] * 2)

    def test_a_certificate_that_ends_and_an_own_wish_are_reasons_of_the_same_course(self):
        kind = self.env["ward.certificate.kind"].create({"name": "K", "course_id": self.basic.id})
        for last in (date(2027, 5, 1), date(2028, 5, 1)):
            self.env["ward.certificate"].create(
                {
                    "employee_id": (self.lan if last.year == 2027 else self.hoa).id,
                    "kind_id": kind.id,
                    "issued_on": date(2026, 1, 1),
                    "expires_on": last,
                }
            )
        need = self.env["ward.training.need"].with_user(self.colleague)._wish(self.hoa, self.basic, 2027, "New desk")
        need = need.with_user(self.env.user)
        self.assertEqual(self.gathered().filtered("course_id"), need)
        self.assertEqual(
            sorted(zip(need.reason_ids.mapped("source"), need.reason_ids.mapped("words"), strict=True)),
            [("certificate", "Certificate ends on 05/01/2027"), ("wish", "New desk")],
        )
        self.assertEqual(need.people, 2)
        with self.assert_refused(UserError, "what the course would help you with"):
            need._wish(self.hoa, self.basic, 2027, " ")

    def test_gathering_again_drops_what_no_longer_holds_and_keeps_ranks_and_wishes(self):
        self.below(self.lan)
        first = self.gathered().filtered("course_id")
        first.with_user(self.ward_head).write({"rank": 1, "note": "First"})
        self.env["ward.training.need"]._wish(self.hoa, self.middle, 2027, "Me too")
        self.env["hr.employee.skill"].search([("employee_id", "=", self.lan.id)]).skill_level_id = self.levels[1]
        again = self.gathered().filtered("course_id")
        self.assertEqual((again, again.rank, again.reason_ids.mapped("source")), (first, 1, ["wish"]))

    def test_reasons_are_not_written_and_a_head_reads_those_of_the_unit(self):
        self.below(self.lan, self.mai)
        need = self.gathered().filtered("course_id")
        with self.assert_refused(UserError, "gathered from the facts"):
            need.reason_ids.with_user(self.hr_officer).sudo(False).create(
                {"need_id": need.id, "employee_id": self.lan.id, "source": "finding"}
            )
        seen = self.env["ward.training.need.reason"].with_user(self.unit_head).search([("need_id", "=", need.id)])
        self.assertEqual(seen.employee_id, self.lan)

    def test_another_addon_adds_reasons_of_its_own(self):
        sources = type(self.env["ward.training.need"])._need_sources

        def more(needs, values):
            from odoo.tools import SQL

            task = SQL(
                "SELECT %s::int, %s::int, 'task', 0::float, NULL::date, 'Permits'", self.lan.id, self.basic.id
            )
            return [*sources(needs, values), task]

        self.patch(type(self.env["ward.training.need"]), "_need_sources", more)
        self.assertEqual(self.gathered().reason_ids.mapped("words"), ["Permits"])

    def test_gathering_takes_as_many_statements_for_many_people_as_for_few(self):
        self.below(self.lan)
        self.gathered()
        with self.counted() as few:
            self.env["ward.training.need"]._gather(self.ward, 2027)
        self.below(*self.crowd(12))
        with self.counted() as many:
            self.env["ward.training.need"]._gather(self.ward, 2027)
        self.assertEqual(self.gathered().filtered("course_id").people, 13)
        self.assertLessEqual(many(), few() + SLACK)

    # -- the plan ----------------------------------------------------------------------------------

    def planned(self):
        self.below(self.lan, self.hoa)
        self.env["ward.training.norm"].create(
            {"kind": "person", "since": date(2026, 1, 1), "amount": 50_000, "confidence": "reported"}
        )
        make = self.env["ward.training.plan.make"].with_user(self.hr_officer)
        action = make.create({"year": 2027, "seats": 1}).action_make()
        return self.env["ward.training.plan"].with_user(self.hr_officer).browse(action["res_id"])

    def test_one_press_makes_lines_from_needs_with_their_cost_by_norm(self):
        plan = self.planned()
        line = plan.line_ids
        self.assertEqual((line.course_id, line.people, line.classes, line.month), (self.middle, 2, 2, "3"))
        fee = self.env["ward.law.value"]._law(self.ward).entry("trainer_fee_max_session", date(2027, 3, 1)).value
        self.assertEqual(line.cost, 2 * 4 * float(fee) + 2 * 50_000)  # 16 hours: four sessions, two classes
        self.assertTrue(plan.uncertain)
        plan.line_ids.people = 3
        self.assertEqual(plan.cost, 2 * 4 * float(fee) + 3 * 50_000)

    def test_a_plan_without_needs_is_refused(self):
        make = self.env["ward.training.plan.make"].with_user(self.hr_officer)
        with self.assert_refused(UserError, "No need of 2030 asks for a course"):
            make.create({"year": 2030}).action_make()

    def test_another_person_approves_and_an_approved_plan_stays_until_its_revision_is(self):
        plan = self.planned()
        plan.action_submit()
        with self.assert_refused(AccessError, "approved by the head of the ward"):
            plan.action_approve()
        self.hr_officer.group_ids += self.env.ref("ward_hr.ward_hr_group_ward_head")
        with self.assert_refused(AccessError, "Another person approves it"):
            plan.action_approve()
        plan.with_user(self.ward_head).action_approve()
        with self.assert_refused(UserError, "this step is not possible now"):
            plan.line_ids.people = 9
        plan.line_ids.cost_spent = 1_000_000  # entered during the year
        revision = plan.browse(plan.action_revise()["res_id"])
        self.assertEqual((revision.revision, revision.line_ids.people, plan.state), (1, 2, "approved"))
        with self.assert_refused(UserError, "is being revised already"):
            plan.action_revise()
        revision.action_submit()
        revision.with_user(self.ward_head).action_approve()
        self.assertEqual((revision.state, plan.state), ("approved", "replaced"))

    def test_nobody_writes_the_state_of_a_plan(self):
        plan = self.planned()
        with self.assert_refused(UserError, "only by its buttons"):
            plan.write({"state": "approved"})
        with self.assertRaises(AccessError):
            plan.with_user(self.staff).read(["year"])

    def test_plan_stands_against_done(self):
        plan = self.planned()
        session = self.session_on(date(2027, 3, 2), course=self.middle, state="done", hours=16)
        self.env["ward.enrolment"].create(
            {"session_id": session.id, "employee_id": self.lan.id, "state": "attended"}
        )
        line = plan.line_ids
        line.invalidate_recordset()
        self.assertEqual((line.people_done, line.hours_done, line.done_percent), (1, 16, 50))

    def test_the_workbook_is_what_the_city_reads(self):
        plan = self.planned()
        plan.action_submit()
        plan.with_user(self.ward_head).action_approve()
        sheet = openpyxl.load_workbook(BytesIO(plan._spreadsheet()), data_only=False)["Kế hoạch"]
        self.assertEqual(sheet["A3"].value, "KẾ HOẠCH ĐÀO TẠO, BỒI DƯỠNG NĂM 2027")
        heads = [cell.value for cell in sheet[7]]
        self.assertEqual((heads[0], heads[4], heads[10]), ("STT", "Số lượt người", "Kinh phí dự kiến (đồng)"))
        self.assertEqual(heads[-3:], ["Đã học (lượt người)", "Giờ đạt", "Đã chi (đồng)"])
        row = [cell.value for cell in sheet[8]]
        self.assertEqual((row[0], row[1], row[4], row[5]), (1, "Course MIDDLE", 2, 2))
        self.assertEqual(row[10], plan.cost)
        self.assertEqual(sheet["E9"].value, "=SUM(E8)")
