from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.ward_hr.law import Law

from .common import OversightCase


@tagged("post_install", "-at_install")
class TestLegalBasis(OversightCase):
    def setUp(self):
        super().setUp()
        self.finance = self.env.ref("ward_oversight.basis_125_2025")

    def test_the_shipped_register_is_whole(self):
        for model, count in (
            ("ward.sector", 14),
            ("ward.delegation.mechanism", 5),
            ("ward.legal.basis", 32),
            ("ward.checklist", 8),
            ("ward.checklist.item", 45),
        ):
            with self.subTest(model):
                domain = [("company_id", "=", False)] if "origin" in self.env[model] else []
                if model == "ward.checklist.item":
                    domain = [("version_id.checklist_id.origin", "=", "shipped")]
                self.assertEqual(self.env[model].search_count(domain), count)

    def test_the_decrees_end_the_day_before_the_law_says(self):
        end = Law.shipped().entry("decentralisation_decrees_expiry", date(2026, 11, 23)).value
        shipped = self.env["ward.legal.basis"].search([("origin", "=", "shipped")])
        ends = shipped.filtered("effective_to")
        self.assertEqual(set(ends.mapped("effective_to")), {end - timedelta(days=1)})
        self.assertEqual(set((shipped - ends).mapped("number")), {"118/2025/NĐ-CP", "150/2025/NĐ-CP"})

    def test_days_left_at_the_edges(self):
        for today, days, stage, soon in [
            ("2025-06-30", 608, "coming", False),
            ("2026-10-30", 121, "in_force", False),
            ("2026-10-31", 120, "ending", True),
            ("2026-11-23", 97, "ending", True),
            ("2027-02-28", 0, "ending", True),
            ("2027-03-01", -1, "ended", False),
        ]:
            with self.subTest(today), freeze_time(today + " 05:00:00"):
                self.finance.invalidate_recordset()
                self.assertEqual(
                    (self.finance.days_left, self.finance.stage, self.finance.ends_soon),
                    (days, stage, soon),
                )
                found = self.env["ward.legal.basis"].search([("ends_soon", "=", True), ("id", "=", self.finance.id)])
                self.assertEqual(bool(found), soon)

    @freeze_time("2026-11-23 05:00:00")
    def test_the_lead_is_told_once_of_a_basis_that_ends(self):
        task = self.make_task(lead=self.economy, legal_basis_ids=self.finance.ids)
        Alert = self.env["ward.basis.alert"]
        ours = [("company_id", "=", self.ward.id)]
        Alert._cron_alert()
        alert = Alert.search(ours)
        self.assertEqual(alert.task_ids, task)
        self.assertEqual(alert.activity_ids.user_id, self.oversight_lead)
        alert.with_user(self.oversight_lead).measure = "Đã hỏi Sở Tài chính"
        alert.with_user(self.oversight_lead).action_handle()
        self.assertFalse(alert.activity_ids)
        Alert._cron_alert()
        self.assertEqual(Alert.search(ours), alert)

    @freeze_time("2026-11-23 05:00:00")
    def test_a_basis_that_is_extended_is_told_again_before_its_new_end(self):
        self.make_task(lead=self.economy, legal_basis_ids=self.finance.ids)
        self.env["ward.basis.alert"]._cron_alert()
        self.finance.sudo().effective_to = date(2027, 3, 10)
        self.env["ward.basis.alert"]._cron_alert()
        alerts = self.env["ward.basis.alert"].search([("company_id", "=", self.ward.id)])
        self.assertEqual(len(alerts), 2)

    @freeze_time("2026-11-23 05:00:00")
    def test_a_ward_without_tasks_or_without_a_lead_is_not_told(self):
        self.make_task(company=self.other_ward, legal_basis_ids=self.finance.ids)
        self.env["ward.basis.alert"]._cron_alert()
        self.assertFalse(self.env["ward.basis.alert"].search([("company_id", "in", (self.ward | self.other_ward).ids)]))

    @freeze_time("2026-11-23 05:00:00")
    def test_a_task_shows_the_earliest_end_and_what_is_uncertain(self):
        doubtful = self.env.ref("ward_oversight.basis_135_2025")
        task = self.make_task(lead=self.economy, legal_basis_ids=(self.finance | doubtful).ids)
        self.assertEqual((task.basis_end, task.basis_days_left), (date(2027, 2, 28), 97))
        self.assertTrue(task.basis_ends_soon and task.basis_uncertain)

    def test_a_shipped_basis_is_changed_by_nobody_and_a_local_one_by_the_lead(self):
        with self.assertRaises(UserError):
            self.finance.with_user(self.oversight_lead).name = "Khác"
        with self.assertRaises(UserError):
            self.finance.with_user(self.oversight_lead).unlink()
        local = (
            self.env["ward.legal.basis"]
            .with_user(self.oversight_lead)
            .create({"number": "12/QĐ-UBND", "name": "Ủy quyền", "effective_from": date(2026, 7, 1)})
        )
        local.name = "Ủy quyền cho phường"
        self.assertEqual(local.company_id, self.ward)
        with self.assertRaises(UserError):
            self.env["ward.legal.basis"].with_user(self.oversight_lead).create(
                {
                    "number": "1/2026",
                    "name": "Giả",
                    "origin": "shipped",
                    "company_id": False,
                    "effective_from": date(2026, 7, 1),
                }
            )
