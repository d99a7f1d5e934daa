from datetime import date

from odoo.tests import tagged

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestMyTraining(TrainingCase):
    def page(self, user):
        action = self.env["ward.my.training"].with_user(user).open_own()
        return self.env["ward.my.training"].with_user(user).browse(action["res_id"])

    def attended(self, employee, day, hours):
        session = self.session_on(day, state="done", hours=hours)
        return self.env["ward.enrolment"].create(
            {"session_id": session.id, "employee_id": employee.id, "state": "attended"}
        )

    def test_a_civil_servant_sees_the_hours_the_law_asks_and_those_done(self):
        civil = self.env["ward.staff.type"].search([("code", "=", "civil_servant")]) or self.env[
            "ward.staff.type"
        ].create({"name": "Civil servant", "code": "civil_servant"})
        self.lan.version_id.staff_type_id = civil
        self.attended(self.lan, date(2026, 3, 2), 24)
        self.attended(self.lan, date(2025, 3, 2), 40)
        self.attended(self.hoa, date(2026, 3, 2), 8)
        self.enrol(self.lan, self.session_on(DECEMBER))
        page = self.page(self.staff)
        self.assertEqual(
            (page.hours_done, page.hours_required, page.hours_left, page.percent),
            (24, 40, 16, 60),
        )
        self.assertIn("171/2025", page.reference)
        self.assertEqual(page.coming_ids.mapped("state"), ["requested"])
        self.assertEqual(len(page.past_ids), 2)

    def test_others_see_their_hours_without_a_measure(self):
        self.attended(self.hoa, date(2026, 3, 2), 8)
        page = self.page(self.colleague)
        self.assertEqual((page.is_required, page.hours_done), (False, 8))

    def test_a_login_without_a_file_gets_an_empty_page(self):
        stranger = self.user_of("staff", self.ward, login="stranger")
        page = self.page(stranger)
        self.assertFalse(page.employee_id or page.coming_ids or page.past_ids)
