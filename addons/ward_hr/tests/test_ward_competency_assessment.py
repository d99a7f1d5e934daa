"""A person and the head look at the levels, agree, and what they agree on holds."""

from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SLACK
from .competency_case import DAY, CompetencyCase

JULY = date(2026, 7, 1)


@tagged("post_install", "-at_install")
class TestCompetencyAssessment(CompetencyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.require(cls.drafting, 3)
        cls.require(cls.law, 4)

    def opened(self, user=None, units=(), day=DAY):
        """``{person: sheet}`` of what the user opens."""
        opening = self.env["ward.competency.opening"].with_user(user or self.hr_officer)
        action = opening.create({"day": day, "department_ids": [unit.id for unit in units]}).action_open()
        sheets = self.env["ward.competency.assessment"].search(action["domain"])
        return {sheet.employee_id: sheet for sheet in sheets}

    def reviewed(self, sheet, levels=("2", "3")):
        """The sheet with the head's levels, handed in by the officer."""
        sheet.with_user(self.hr_officer).action_submit()
        for line, level in zip(sheet.line_ids.with_user(self.unit_head), levels, strict=True):
            line.head_level = level
        return sheet.with_user(self.unit_head)

    def test_the_whole_ward_is_opened_in_one_go_with_what_each_position_asks(self):
        self.holds(self.lan, self.drafting, 1)
        sheets = self.opened()
        self.assertEqual(set(sheets), {self.lan, self.nam, self.an})
        lines = sheets[self.lan].line_ids
        self.assertEqual(lines.mapped("skill_id"), self.drafting + self.law)
        self.assertEqual([(line.required, line.before) for line in lines], [(3, 1), (4, 0)])
        self.assertEqual(sheets[self.lan].reviewer_id, self.hung)
        self.assertEqual(sheets[self.an].reviewer_id, self.long)

    def test_opening_again_makes_sheets_only_for_who_has_none(self):
        self.opened(units=[self.office])
        self.assertEqual(set(self.opened()), {self.an})
        with self.assert_refused(UserError, "No assessment was opened as of 01/10/2026"):
            self.opened()

    def test_a_head_opens_the_own_unit_and_no_other(self):
        self.assertEqual(set(self.opened(self.unit_head, [self.office])), {self.lan, self.nam})
        for units, named in (([self.culture], "Văn hóa - Xã hội"), ([], "the whole ward")):
            with self.assert_refused(UserError, f"not of {named}"):
                self.opened(self.unit_head, units)
        with self.assertRaises(AccessError):
            self.opened(self.staff)

    def test_what_is_agreed_holds_from_the_day_and_ends_the_earlier_level(self):
        before = self.holds(self.lan, self.drafting, 1)
        sheet = self.opened()[self.lan]
        line = sheet.line_ids[0].with_user(self.staff)
        line.self_level = "3"
        sheet.with_user(self.staff).action_submit()
        for one in sheet.line_ids.with_user(self.unit_head):
            one.head_level = "2"
        self.assertEqual(line.agreed_level, "2")
        line.with_user(self.unit_head).agreed_level = "3"
        sheet.with_user(self.unit_head).action_agree()
        self.assertEqual(before.valid_to, date(2026, 9, 30))
        held = self.lan.employee_skill_ids.filtered(lambda row: row.skill_id == self.drafting) - before
        self.assertEqual((held.skill_level_id.number, held.valid_from, held.valid_to), (3, DAY, False))
        self.assertEqual((held.source, held.assessment_id), ("assessment", sheet))
        self.assertEqual(self.gaps(date(2026, 9, 30))[self.lan, self.drafting], (3, 1, 2))
        self.assertEqual(self.gaps()[self.lan, self.drafting], (3, 3, 0))

    def test_a_second_assessment_keeps_the_first_in_the_history(self):
        for day, levels in ((JULY, ("1", "1")), (DAY, ("2", "3"))):
            self.reviewed(self.opened(day=day)[self.lan], levels).action_agree()
            self.opened_sheets_of_others_agree()
        rows = self.lan.employee_skill_ids.filtered(lambda row: row.skill_id == self.drafting).sorted("valid_from")
        self.assertEqual(
            [(row.skill_level_id.number, row.valid_from, row.valid_to) for row in rows],
            [(1, JULY, date(2026, 9, 30)), (2, DAY, False)],
        )

    def opened_sheets_of_others_agree(self):
        self.env["ward.competency.assessment"].search([("state", "!=", "agreed")]).unlink()

    def test_an_assessment_as_of_an_earlier_day_ends_before_the_later_level(self):
        later = self.holds(self.lan, self.drafting, 4, DAY)
        self.reviewed(self.opened(day=JULY)[self.lan], ("2", "2")).action_agree()
        rows = self.lan.employee_skill_ids.filtered(lambda row: row.skill_id == self.drafting)
        self.assertEqual((rows - later).mapped("valid_to"), [date(2026, 9, 30)])
        self.assertFalse(later.valid_to)

    def test_what_was_entered_for_the_same_day_is_replaced(self):
        self.holds(self.lan, self.drafting, 5, DAY)
        self.reviewed(self.opened()[self.lan]).action_agree()
        self.assertEqual(self.gaps()[self.lan, self.drafting], (3, 2, 1))

    def test_nothing_is_agreed_while_a_skill_has_no_level(self):
        sheet = self.opened()[self.lan].with_user(self.unit_head)
        sheet.action_submit()
        sheet.line_ids[0].head_level = "2"
        with self.assert_refused(UserError, "no level yet for Civil status and certification"):
            sheet.action_agree()

    def test_everybody_writes_the_own_part_at_the_own_step(self):
        sheet = self.opened()[self.lan]
        line = sheet.line_ids[0]
        for user, name in ((self.staff, "head_level"), (self.staff, "agreed_level"), (self.unit_head, "self_level")):
            with self.assert_refused(UserError, "you cannot give a level of “Drafting and issuing documents”"):
                line.with_user(user)[name] = "5"
        with self.assert_refused(UserError, "is “Self-assessment”: this step needs “Review by the head”"):
            sheet.with_user(self.unit_head).action_agree()
        with self.assert_refused(UserError, "you cannot change this at this step"):
            sheet.with_user(self.unit_head).head_note = "Sớm"
        sheet.with_user(self.staff).action_submit()
        with self.assert_refused(UserError, "this step is not yours. It is for Trần Quốc Hùng"):
            sheet.with_user(self.staff).action_agree()
        sheet.with_user(self.unit_head).action_return()
        self.assertEqual(sheet.state, "self")

    def test_the_head_begins_from_the_persons_view(self):
        sheet = self.opened()[self.lan]
        for line in sheet.line_ids.with_user(self.staff):
            line.self_level = "4"
        sheet.with_user(self.staff).action_submit()
        sheet.with_user(self.unit_head).action_take_own()
        self.assertEqual(set(sheet.line_ids.mapped("agreed_level")), {"4"})

    def test_an_agreed_sheet_does_not_change_not_even_in_the_database(self):
        sheet = self.reviewed(self.opened()[self.lan])
        sheet.action_agree()
        with self.assert_refused(UserError, "was agreed, and its levels hold"):
            sheet.with_user(self.hr_officer).unlink()
        for record, vals in ((sheet, {"day": JULY}), (sheet.line_ids[0], {"head_level": "5"})):
            with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
                record.sudo().write(vals)
                record.flush_recordset()

    def test_a_person_sees_the_own_sheet_a_head_those_of_the_unit_and_the_other_ward_none(self):
        sheets = self.opened()
        for user, people in (
            (self.staff, [self.lan]),
            (self.unit_head, [self.lan, self.nam]),
            (self.hr_officer, [self.lan, self.nam, self.an]),
            (self.ward_head, [self.lan, self.nam, self.an]),
            (self.auditor, [self.lan, self.nam, self.an]),
            (self.pay_officer, []),
            (self.other_hr(), []),
        ):
            with self.subTest(user=user.login):
                model = self.env["ward.competency.assessment"].with_user(user)
                found = model.with_context(allowed_company_ids=user.company_ids.ids).search([])
                self.assertEqual(set(found.ids), {sheets[person].id for person in people})
                self.assertEqual(len(found.line_ids), 2 * len(people))

    def test_people_with_a_login_are_told_once_and_nothing_private(self):
        self.opened()
        told = self.env["mail.message"].search([("partner_ids", "in", self.staff.partner_id.ids)])
        self.assertEqual(len(told), 1)
        self.assertIn("Your competency assessment is open", told.body)

    def test_the_statements_of_agreeing_do_not_grow_from_10_to_100_people(self):
        def statements(day):
            sheets = self.env["ward.competency.assessment"].union(*self.opened(units=[self.office], day=day).values())
            sheets.with_user(self.hr_officer).action_submit()
            sheets.line_ids.write({"head_level": "2"})
            with self.counted() as spent:
                sheets.with_user(self.ward_head).action_agree()
                self.env.flush_all()
            return len(sheets), spent()

        self.crowd(8)
        statements(JULY)
        people, few = statements(date(2026, 8, 1))
        self.assertEqual(people, 10)
        self.crowd(90)
        people, many = statements(DAY)
        self.assertEqual(people, 100)
        self.assertLessEqual(many, few + SLACK)
        skills = self.lan.employee_skill_ids.skill_id
        self.assertEqual((self.lan.skill_ids, skills), (skills, self.drafting + self.law))

    def test_the_statements_of_opening_do_not_grow_from_10_to_100_people(self):
        def statements(day):
            with self.counted() as spent:
                self.opened(units=[self.office], day=day)
            return spent()

        self.crowd(8)
        few = statements(DAY)
        sheets = self.env["ward.competency.assessment"].search([])
        self.assertEqual(len(sheets), 10)
        sheets.unlink()
        self.crowd(90)
        self.assertLessEqual(statements(DAY), few + SLACK)
