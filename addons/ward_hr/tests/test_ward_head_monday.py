"""The page of the head's Monday: what it shows, to whom, and at what cost."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .overload_case import THURSDAY, OverloadCase


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestWardHeadMonday(OverloadCase):
    def page(self, user=None):
        return self.env["ward.workload.alert"].with_user(user or self.ward_head).get_monday()

    def test_it_shows_who_has_too_much_who_can_help_and_how_the_units_serve(self):
        self.overloaded_office()
        page = self.page()
        self.assertEqual((page["month"], page["accepts"]), ("10/2026", True))
        office = next(alert for alert in page["alerts"] if not alert["person"])
        self.assertEqual((office["unit"], office["backlog"], office["hours_over"]), ("Văn phòng", 30, 32))
        self.assertEqual([helper["name"] for helper in office["helpers"]], ["Lê Thị An", "Lâm Gia Bảo", "Lê Thị Tâm"])
        self.assertIn("110%", office["helpers"][0]["effect"])
        self.assertEqual([unit["name"] for unit in page["units"]], ["Văn phòng", "Văn hóa"])
        self.assertEqual([unit["above"] for unit in page["units"]], [True, False])

    def test_a_ward_without_figures_is_told_so(self):
        page = self.page()
        self.assertEqual((page["month"], page["units"], page["alerts"]), (None, [], []))

    def test_a_helper_of_the_page_is_proposed_and_then_waits_for_the_decision(self):
        alert = self.overloaded_office().with_user(self.ward_head)
        action = alert.action_propose(self.an.id, 20)
        self.assertEqual([one["id"] for one in self.page()["reinforcements"]], [action["res_id"]])
        self.env["ward.reinforcement"].with_user(self.ward_head).browse(action["res_id"]).action_accept()
        page = self.page()
        self.assertEqual(page["reinforcements"][0]["state"], "accepted")
        self.assertIn("answered", [one["state"] for one in page["alerts"]])

    def test_it_is_for_those_who_decide(self):
        self.assertFalse(self.page(self.hr_officer)["accepts"])
        for user in (self.unit_head, self.auditor, self.staff, self.upper_tier):
            with self.assertRaises(AccessError):
                self.page(user)

    def test_it_costs_the_same_in_a_ward_of_many(self):
        def cost():
            with self.counted() as spent:
                self.page()
            return spent()

        self.overloaded_office()
        cost()  # warm
        few = cost()
        for number in range(60):
            self.figures(self.employ(f"Ai {number}", department_id=self.economy.id), 30)
        cost()  # what the new people made stale
        self.assertEqual(cost(), few)
