from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OversightCase


@tagged("post_install", "-at_install")
class TestConflict(OversightCase):
    def test_a_relative_in_the_unit_stops_the_visit_until_the_lead_waives_it_with_a_reason(self):
        self.env["ward.family.tie"].with_user(self.economy_head).create(
            {"employee_id": self.head.id, "relative_id": self.dung.id, "relation": "sibling"}
        )
        visit = self.make_visit().with_user(self.inspector)
        self.assertIn("Nguyễn Tiến Dũng: declared a relative", visit.conflict_note)
        with self.assert_refused(UserError, "cannot start: Nguyễn Tiến Dũng: declared a relative in this unit"):
            visit.action_start()
        waiver = {"visit_id": visit.id, "employee_id": self.dung.id, "kind": "family", "reason": "Đoàn có 3 người khác"}
        with self.assert_refused(AccessError, "ward.visit.waiver"):
            visit.env["ward.visit.waiver"].create(waiver)
        self.env["ward.visit.waiver"].with_user(self.oversight_lead).create(waiver)
        visit.action_start()
        self.assertEqual(visit.state, "in_progress")

    def test_nobody_waives_the_own_conflict(self):
        visit = self.make_visit(leader_id=self.phuc.id)
        with self.assert_refused(UserError, "Nobody waives the own conflict"):
            self.env["ward.visit.waiver"].with_user(self.oversight_lead).create(
                {"visit_id": visit.id, "employee_id": self.phuc.id, "kind": "last_time", "reason": "x"}
            )

    def test_who_inspected_last_time_is_shown_and_refused(self):
        self.signed_visit()
        again = self.make_visit(date=date(2026, 12, 14)).with_user(self.inspector)
        self.assertIn("Inspected last on 20/11/2026 by Nguyễn Tiến Dũng", again.rotation_note)
        self.assertIn("inspected this unit 1 times", again.rotation_note)
        with self.assert_refused(UserError, "was in the team that inspected this unit last time"):
            again.action_start()

    def test_a_family_tie_is_read_by_who_declared_it_and_the_lead_alone(self):
        tie = self.env["ward.family.tie"].create({"employee_id": self.head.id, "relative_id": self.dung.id})
        for user, sees in ((self.economy_head, 1), (self.oversight_lead, 1), (self.auditor, 1), (self.inspector, 0)):
            self.assertEqual(self.env["ward.family.tie"].with_user(user).search_count([("id", "=", tie.id)]), sees)


@tagged("post_install", "-at_install")
class TestPlan(OversightCase):
    def test_a_plan_covers_a_fifth_of_the_units_before_it_goes_to_the_head_of_the_ward(self):
        self.office.manager_id = self.phuc
        plan = self.env["ward.inspection.plan"].with_user(self.oversight_lead).create({"year": 2026})
        self.assertEqual((plan.unit_count, plan.needed_count, plan.planned_count), (2, 1, 0))
        with self.assert_refused(UserError, "visits to 0 of 2 units; at least 1 are asked for"):
            plan.action_submit()
        self.make_visit()
        plan.invalidate_recordset()
        plan.action_submit()
        with self.assert_refused(UserError, "approved by the head of the ward"):
            plan.action_approve()
        plan.with_user(self.ward_head).action_approve()
        self.assertEqual((plan.state, plan.planned_count, plan.visited_count), ("approved", 1, 0))
        with self.assert_refused(UserError, "stays as it is"):
            plan.purpose = "Khác"

    def test_a_signed_visit_of_the_year_counts_as_coverage(self):
        plan = self.env["ward.inspection.plan"].create({"year": 2026})
        self.signed_visit()
        self.assertEqual((plan.visited_count, plan.unit_count, plan.coverage), (1, 1, 1.0))
        self.assertIn("20/11/2026", plan.not_visited)

    def test_a_year_without_a_known_rule_is_refused(self):
        with self.assert_refused(UserError, "is not known on 01/01/2020"):
            self.env["ward.inspection.plan"].create({"year": 2020})
