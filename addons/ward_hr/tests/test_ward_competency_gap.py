"""What positions ask for against what people hold, on a day."""

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.ward_hr.competency.gap import Gap

from .competency_case import DAY, CompetencyCase


@tagged("post_install", "-at_install")
class TestCompetencyFramework(CompetencyCase):
    def test_the_framework_has_17_competencies_of_the_circular_and_10_proposed_skills(self):
        skills = self.env["hr.skill"].search([("shipped", "=", True)])
        kinds = skills.grouped("confidence")
        self.assertEqual({kind: len(among) for kind, among in kinds.items()}, {"common": 17, "proposed": 10})
        for kind in skills.skill_type_id:
            self.assertEqual(kind.skill_level_ids.mapped("number"), [1, 2, 3, 4, 5])

    def test_no_ward_changes_or_deletes_what_every_ward_shares(self):
        skill = self.drafting.with_user(self.hr_officer)
        for record in (skill, skill.skill_type_id, skill.skill_type_id.skill_level_ids[0]):
            with self.assert_refused(UserError, "is part of the competency framework"):
                record.name = "Khác"
            with self.assert_refused(UserError, "is part of the competency framework"):
                record.unlink()

    def test_a_ward_adds_a_skill_beside_the_shipped_ones(self):
        kind = self.law.skill_type_id
        own = self.env["hr.skill"].with_user(self.hr_officer).create({"name": "Cờ", "skill_type_id": kind.id})
        self.assertFalse(own.shipped)
        own.name = "Cờ vua"
        with self.assertRaises(AccessError):
            self.env["hr.skill"].with_user(self.staff).create({"name": "Vẽ", "skill_type_id": kind.id})


@tagged("post_install", "-at_install")
class TestCompetencyRequirement(CompetencyCase):
    def test_a_requirement_holds_from_its_first_to_its_last_day(self):
        self.require(self.drafting, 2, date_from=date(2026, 3, 1), date_to=date(2026, 6, 30))
        self.require(self.drafting, 4, date_from=date(2026, 7, 1))
        for day, expected in (
            (date(2026, 2, 28), None),
            (date(2026, 3, 1), 2),
            (date(2026, 6, 30), 2),
            (date(2026, 7, 1), 4),
        ):
            with self.subTest(day=day):
                found = self.gaps(day).get((self.lan, self.drafting))
                self.assertEqual(found and found[0], expected)

    def test_two_requirements_of_one_skill_do_not_hold_at_once(self):
        self.require(self.drafting, 2, date_from=date(2026, 3, 1), date_to=date(2026, 6, 30))
        with self.assert_refused(ValidationError, "level 2 holds from 01/03/2026 already"):
            self.require(self.drafting, 3, date_from=date(2026, 6, 30))
        self.require(self.drafting, 3, date_from=date(2026, 7, 1))

    def test_the_wards_own_requirement_goes_before_the_shipped_one(self):
        self.require(self.drafting, 3, origin="shipped")
        self.require(self.drafting, 5)
        self.employ("Người phường khác", company=self.other_ward, job_id=self.job.id)
        self.assertEqual(self.gaps()[self.lan, self.drafting][0], 5)
        self.assertEqual([row[0] for row in self.gaps(companies=self.other_ward).values()], [3])

    def test_a_skill_without_numbered_levels_cannot_be_required(self):
        kind = self.env["hr.skill.type"].create({"name": "Nghệ thuật"})
        skill = self.env["hr.skill"].create({"name": "Hát", "skill_type_id": kind.id})
        with self.assert_refused(ValidationError, "“Hát” cannot be required at level 3"):
            self.require(skill, 3)

    def test_the_officer_enters_one_from_the_position(self):
        action = self.job.with_user(self.hr_officer).action_requirements()
        model = self.env["ward.competency.requirement"].with_user(self.hr_officer)
        with Form(model.with_context(**action["context"])) as form:
            form.skill_id = self.law
            form.level = "3"
        self.assertEqual(self.job.with_user(self.hr_officer).requirement_count, 1)
        with self.assertRaises(AccessError):
            self.require(self.drafting, 2).with_user(self.staff).level = "1"


@tagged("post_install", "-at_install")
class TestCompetencyGap(CompetencyCase):
    def setUp(self):
        super().setUp()
        self.require(self.drafting, 3)
        self.require(self.law, 4)

    def rows_of(self, user):
        rows = self.env["ward.competency.gap"].with_user(user)
        return rows.with_context(competency_day=str(DAY), allowed_company_ids=user.company_ids.ids).search([])

    def test_every_row_says_what_the_pure_gap_says(self):
        for person, held in ((self.lan, 2), (self.nam, 3), (self.an, 5)):
            self.holds(person, self.drafting, held)
        rows = self.rows_of(self.hr_officer).filtered(lambda row: row.skill_id == self.drafting)
        self.assertEqual(len(rows), 3)
        for row in self.rows_of(self.hr_officer):
            expected = Gap(row.required, row.held or None)
            self.assertEqual(row.state, expected.state)
            self.assertEqual(row.gap, expected.missing or 0)
        self.assertEqual(self.gaps()[self.lan, self.drafting], (3, 2, 1))

    def test_what_was_not_assessed_is_no_level(self):
        self.assertEqual(self.gaps()[self.lan, self.law], (4, None, None))
        self.assertEqual(set(self.rows_of(self.hr_officer).mapped("state")), {"not_assessed"})

    def test_a_level_holds_from_its_day_to_its_last(self):
        self.holds(self.lan, self.drafting, 1, date(2026, 3, 1), date(2026, 5, 31))
        self.holds(self.lan, self.drafting, 2, date(2026, 6, 1))
        for day, held in (
            (date(2026, 2, 28), None),
            (date(2026, 3, 1), 1),
            (date(2026, 5, 31), 1),
            (date(2026, 6, 1), 2),
        ):
            with self.subTest(day=day):
                self.assertEqual(self.gaps(day)[self.lan, self.drafting][1], held)

    def test_a_person_is_measured_by_the_position_of_the_day_and_not_after_leaving(self):
        other = self.env.ref("ward_hr.ward_job_p22")
        self.lan.create_version({"date_version": date(2026, 9, 1), "job_id": other.id})
        self.nam.version_id.departure_date = date(2026, 9, 15)
        self.assertIn((self.lan, self.law), self.gaps(date(2026, 8, 31)))
        self.assertNotIn((self.lan, self.law), self.gaps(date(2026, 9, 1)))
        self.assertIn((self.nam, self.law), self.gaps(date(2026, 9, 15)))
        self.assertNotIn((self.nam, self.law), self.gaps(date(2026, 9, 16)))

    def test_a_person_sees_the_own_a_head_the_unit_and_the_others_the_ward(self):
        for user, people in (
            (self.staff, self.lan),
            (self.unit_head, self.lan + self.nam),
            (self.hr_officer, self.lan + self.nam + self.an),
            (self.ward_head, self.lan + self.nam + self.an),
            (self.auditor, self.lan + self.nam + self.an),
            (self.pay_officer, self.env["hr.employee"]),
            (self.other_hr(), self.env["hr.employee"]),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self.rows_of(user).sudo().employee_id, people.sorted("name_key"))

    def test_levels_of_people_are_read_by_the_same_and_set_by_the_officer_alone(self):
        for person in (self.lan, self.nam, self.an):
            self.holds(person, self.drafting, 2)
        for user, count in (
            (self.staff, 1),
            (self.unit_head, 2),
            (self.hr_officer, 3),
            (self.auditor, 3),
            (self.other_hr(), 0),
        ):
            with self.subTest(user=user.login):
                held = self.env["hr.employee.skill"].with_user(user)
                held = held.with_context(allowed_company_ids=user.company_ids.ids)
                self.assertEqual(held.search_count([("skill_id", "=", self.drafting.id)]), count)
        own = self.env["hr.employee.skill"].with_user(self.staff).search([])
        with self.assertRaises(AccessError):
            own.valid_to = DAY
        with self.assertRaises(AccessError):
            own.create(own.copy_data({"valid_from": date(2025, 1, 1), "valid_to": date(2025, 2, 1)}))

    def test_the_statements_do_not_grow_from_60_to_120_people(self):
        def statements():
            with self.counted() as spent:
                rows = self.env["ward.competency.gap"]._gaps(self.ward, DAY)
            return spent(), len(rows)

        self.crowd(57)
        few, rows = statements()
        self.assertEqual((few, rows), (1, 120))
        self.crowd(60)
        self.assertEqual(statements(), (1, 240))
