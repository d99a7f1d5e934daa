"""After a course: evaluations, the report, the digest, and training as a condition of other things."""

from datetime import date
from io import BytesIO

import openpyxl
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ward_hr.tests.common import SLACK

from .common import TrainingCase

GOOD = {"content": 5, "trainer_score": 4, "organisation": 4, "useful": 5}


@tagged("post_install", "-at_install")
class TestTrainingAfter(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.civil = cls.env.ref("ward_hr.ward_staff_type_civil_servant")
        (cls.lan | cls.hoa).version_id.staff_type_id = cls.civil

    def closed(self, *people, **values):
        session = self.session_on(date(2026, 11, 2), state="running", trainer="Thầy Nam", **values)
        for person in people:
            self.env["ward.enrolment"].create(
                {"session_id": session.id, "employee_id": person.id, "state": "attended"}
            )
        session.with_user(self.hr_officer).action_done()
        return session

    def feedback(self, person):
        return self.env["ward.training.feedback"].search([("employee_id", "=", person.id)])

    # -- evaluations -------------------------------------------------------------------------------

    def test_closing_a_session_asks_everybody_who_was_there_once(self):
        session = self.closed(self.lan, self.hoa)
        rows = self.feedback(self.lan) | self.feedback(self.hoa)
        self.assertEqual((len(rows), set(rows.mapped("trainer"))), (2, {"Thầy Nam"}))
        self.env["ward.training.feedback"]._open(session)
        self.assertEqual(self.env["ward.training.feedback"].search_count([("session_id", "=", session.id)]), 2)
        self.assertEqual(rows[0].behaviour_from, date(2027, 2, 2))
        self.assertEqual(rows[0].behaviour_to, date(2027, 5, 2))

    def test_the_person_answers_once_and_the_response_rate_is_told(self):
        self.closed(self.lan, self.hoa)
        row = self.feedback(self.lan).with_user(self.staff)
        with self.assert_refused(UserError, "each of the four questions"):
            row.action_react({"content": 9})
        with self.assert_refused(AccessError, "Only who was in the course"):
            row.with_user(self.unit_head).action_react(GOOD)
        answer = {name: str(score) for name, score in GOOD.items()}
        self.env["ward.training.answer"].with_user(self.staff).create(
            {"feedback_id": row.id, "part": "reaction", **answer}
        ).action_answer()
        self.assertEqual((row.sudo().reaction, row.reacted_on), (4.5, date(2026, 11, 23)))
        with self.assertRaises(AccessError):
            row.with_user(self.unit_head).read(["reaction"])
        with self.assert_refused(UserError, "answered already"):
            row.action_react(GOOD)
        [(course, rate, reaction)] = self.env["ward.training.feedback"]._read_group(
            [("company_id", "=", self.ward.id)], ["course_id"], ["answered:avg", "reaction:max"]
        )
        self.assertEqual((course, rate, reaction), (self.course, 50, 4.5))

    def test_learning_is_the_best_result_of_the_test(self):
        self.course.pass_mark = 50
        session = self.closed(self.lan, self.hoa)
        seat = session.enrolment_ids.filtered(lambda one: one.employee_id == self.lan)
        for score in (40, 80):
            self.env["ward.training.result"].create(
                {"enrolment_id": seat.id, "score": score, "day": date(2026, 11, 3)}
            )
        self.assertEqual(self.feedback(self.lan).learning, 80)
        [(average,)] = self.env["ward.training.feedback"]._read_group(
            [("session_id", "=", session.id)], [], ["learning:avg"]
        )
        self.assertEqual(average, 80)  # who took no test does not count

    def test_the_head_is_asked_after_three_months_and_not_before(self):
        self.closed(self.lan)
        row = self.feedback(self.lan)
        head = row.with_user(self.unit_head)
        with self.assert_refused(UserError, "Look at the work from 02/02/2027"):
            head.action_behaviour(4)
        row._cron_ask_heads()
        self.assertFalse(row.activity_ids)
        with freeze_time("2027-02-02 03:00"):
            row._cron_ask_heads()
            row._cron_ask_heads()
            self.assertEqual(row.activity_ids.user_id, self.unit_head)
            with self.assertRaises(AccessError):
                row.with_user(self.staff).action_behaviour(5)
            head.action_behaviour(4, "Scans alone now")
        self.assertEqual((row.behaviour_score, row.behaviour_on, len(row.activity_ids)), (4, date(2027, 2, 2), 0))

    # -- the report --------------------------------------------------------------------------------

    def test_the_report_counts_turns_by_content_and_target_group(self):
        self.closed(self.lan, self.hoa)
        self.env["ward.outside.training"].create(
            {
                "employee_id": self.lan.id,
                "name": "Law",
                "provider": "City",
                "content_group": "political",
                "date_from": date(2026, 9, 1),
                "date_to": date(2026, 9, 1),
                "hours": 6,
            }
        )._keep({"state": "approved", "hours_counted": 6})
        self.env.flush_all()
        rows = self.env["ward.training.turn"].with_user(self.hr_officer)._read_group(
            [], ["content_group", "target_group"], ["turns:sum", "hours:sum"]
        )
        self.assertEqual(sorted(rows), [("digital", "staff", 2, 16), ("political", "staff", 1, 6)])
        seen = self.env["ward.training.turn"].with_user(self.unit_head).search([])
        self.assertEqual(seen.employee_id, self.lan | self.hoa)

        book = self.env["ward.training.report"].with_user(self.hr_officer)._spreadsheet(
            date(2026, 1, 1), date(2026, 12, 31)
        )
        sheet = openpyxl.load_workbook(BytesIO(book))["Báo cáo"]
        row = next([cell.value for cell in row] for row in sheet.iter_rows(min_row=7) if row[4].value == 2)
        self.assertEqual(row[2:7], [0, 2, 2, 2, 16])
        self.assertEqual(sheet["E12"].value, "=SUM(E7:E11)")

    # -- the digest --------------------------------------------------------------------------------

    def test_a_head_gets_one_message_a_week_about_who_will_be_short(self):
        heads = self.hung.user_id.partner_id
        before = self.env["mail.message"].search_count([("partner_ids", "in", heads.ids)])
        self.env["ward.training.hours"]._cron_digest()
        messages = self.env["mail.message"].search([("partner_ids", "in", heads.ids)])
        self.assertEqual(len(messages), before + 1)
        for said in ("Trần Thị Lan", "Đỗ Thị Hoa", "40"):
            self.assertIn(said, messages[0].body)

    def test_a_second_run_in_the_same_week_tells_nobody_again(self):
        digest = self.env["ward.training.hours"]._cron_digest
        self.assertGreaterEqual(digest(), 1)
        with freeze_time("2026-11-29 10:00"):  # Sunday of the same week, still Sunday at home
            self.assertEqual(digest(), 0)
        with freeze_time("2026-11-30 02:00"):
            self.assertGreaterEqual(digest(), 1)

    def test_the_digest_takes_as_many_statements_for_many_people_as_for_few(self):
        def digest():
            self.env["res.company"].search([]).training_digest_week = False
            self.env["ward.training.hours"]._cron_digest()

        digest()
        with self.counted() as few:
            digest()
        self.crowd(12).version_ids.write({"staff_type_id": self.civil.id})
        with self.counted() as many:
            digest()
        self.assertLessEqual(many(), few() + SLACK)

    # -- conditions --------------------------------------------------------------------------------

    def condition(self, subject, **values):
        return self.env["ward.training.condition"].with_user(self.ward_head).create(
            {"subject": subject, "since": date(2026, 1, 1), "which_year": "this", **values}
        )

    def promote(self):
        post = self.env["ward.leadership.post"].search([], limit=1)
        decision = self.env["ward.decision"].create(
            {
                "employee_id": self.lan.id,
                "kind": "leadership",
                "number": "5/QĐ",
                "date": date(2026, 11, 20),
                "effective_date": date(2026, 11, 25),
                "leadership_post_id": post.id,
            }
        )
        return decision

    def test_a_rule_says_whom_it_would_block_before_it_blocks(self):
        decision = self.promote()
        rule = self.condition("post")
        self.assertFalse(rule.switched_on)
        self.assertEqual((rule.blocked_count, rule.pending_names), (2, "Trần Thị Lan"))
        self.assertIn("0 of 40 hours in 2026", rule.blocked_names)
        rule.action_switch()
        with self.assert_refused(UserError, "Trần Thị Lan (0 of 40 hours in 2026)"):
            decision.action_apply()
        rule.action_switch()
        decision.action_apply()
        self.assertEqual(decision.state, "applied")

    def test_who_has_the_hours_is_not_blocked_and_a_rule_ends(self):
        rule = self.condition("post")
        rule.action_switch()
        self.closed(self.lan, hours=40)
        self.promote().action_apply()
        rule.until = date(2026, 11, 1)
        self.env["ward.training.condition"]._refuse_blocked("post", self.ward, self.hoa, date(2026, 11, 20))

    def test_a_raise_and_the_highest_rating_ask_the_same(self):
        self.condition("raise").action_switch()
        self.condition("rating").action_switch()
        raises = self.env["ward.raise.list"].create({"company_id": self.ward.id, "as_of": date(2026, 11, 20)})
        line = self.env["ward.raise.line"].new({"list_id": raises.id, "employee_id": self.lan.id})
        with self.assert_refused(UserError, "lack the training hours"):
            raises._draft(line, ["1"], {})
        period = self.env["ward.evaluation"].new(
            {
                "company_id": self.ward.id,
                "employee_id": self.lan.id,
                "proposed_level": "XS",
                "date_to": date(2026, 11, 20),
            }
        )
        with self.assert_refused(UserError, "lack the training hours"):
            period.action_decide()

    def test_a_rule_is_switched_by_its_button_only(self):
        rule = self.condition("raise", percent=50)
        with self.assert_refused(UserError, "by its button"):
            rule.write({"switched_on": True})
        with self.assertRaises(AccessError):
            rule.with_user(self.unit_head).action_switch()
