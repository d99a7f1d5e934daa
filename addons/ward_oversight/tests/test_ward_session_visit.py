from datetime import date

from odoo.tests import tagged

from odoo.addons.ward_training.tests.common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestSessionVisit(TrainingCase):
    def test_a_visit_on_that_day_is_shown_before_enrolling_and_the_next_session_is_free_of_it(self):
        checklist = self.env["ward.checklist"].create(
            {
                "name": "Kiểm tra thử",
                "code": "THU",
                "company_id": self.ward.id,
                "version_ids": [(0, 0, {"number": 1, "item_ids": [(0, 0, {"question": "Một", "weight": 1})]})],
            }
        )
        checklist.version_ids.action_publish()
        visit = self.env["ward.visit"].create(
            {
                "company_id": self.ward.id,
                "department_id": self.office.id,
                "leader_id": self.hung.id,
                "member_ids": [(6, 0, self.lan.ids)],
                "date": DECEMBER,
                "checklist_id": checklist.id,
            }
        )
        session, later = self.session_on(DECEMBER), self.session_on(date(2026, 12, 8))
        seen = session.with_user(self.staff)
        self.assertIn(f"inspection visit: {visit.display_name}", seen.clash)
        answer = seen.action_enrol()
        self.assertEqual(answer["res_model"], "ward.enrol.choice")
        self.assertFalse(session.enrolment_ids)
        choice = self.env["ward.enrol.choice"].with_user(self.staff).create({"session_id": session.id})
        self.assertEqual(choice.next_id, later)
        choice.action_enrol_next()
        self.assertEqual(later.enrolment_ids.employee_id, self.lan)
