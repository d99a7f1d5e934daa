from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PHOTO, OversightCase

WARD_MODELS = (
    "ward.delegated.task",
    "ward.task.assignment",
    "ward.basis.alert",
    "ward.visit",
    "ward.visit.answer",
    "ward.evidence",
    "ward.finding",
)
MIXED_MODELS = (
    "ward.legal.basis",
    "ward.checklist",
    "ward.checklist.version",
    "ward.checklist.item",
)


@tagged("post_install", "-at_install")
class TestOversightRights(OversightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task(lead=cls.economy)
        cls.draft = cls.make_visit()
        cls.other_lead = cls.user_of("oversight_lead", cls.other_ward, module="ward_oversight")
        cls.other_inspector = cls.user_of("inspector", cls.ward, module="ward_oversight", login="second_inspector")

    def readable(self, user, record):
        return bool(record.with_user(user).search([("id", "=", record.id)]))

    def as_stranger(self, records):
        """These records as the oversight lead of the other ward asks for them."""
        return records.with_user(self.other_lead).with_context(allowed_company_ids=self.other_ward.ids)

    def test_every_model_has_access_rows_and_a_rule_of_its_ward(self):
        for name in WARD_MODELS + MIXED_MODELS:
            with self.subTest(name):
                model = self.env["ir.model"]._get(name)
                self.assertTrue(model.access_ids)
                self.assertTrue(
                    model.rule_ids.filtered(lambda rule: rule["global"] and "company_ids" in rule.domain_force)
                )

    def test_another_ward_sees_and_changes_nothing(self):
        visit = self.signed_visit()
        self.env["ward.legal.basis"].create(
            {
                "number": "12/QĐ-UBND",
                "name": "Ủy quyền",
                "company_id": self.ward.id,
                "effective_from": date(2026, 7, 1),
            }
        )
        self.env["ward.basis.alert"].create(
            {
                "company_id": self.ward.id,
                "basis_id": self.env.ref("ward_oversight.basis_125_2025").id,
                "effective_to": date(2027, 2, 28),
            }
        )
        for name in WARD_MODELS + MIXED_MODELS:
            with self.subTest(name):
                ours = self.env[name].search([("company_id", "=", self.ward.id)])
                self.assertTrue(ours)
                stranger = self.as_stranger(ours)
                self.assertFalse(stranger.search([("id", "in", ours.ids)]))
                with self.assertRaises(AccessError):
                    stranger.read(["display_name"])
        for call in (
            lambda: self.as_stranger(visit).get_sheet(),
            lambda: self.as_stranger(visit).action_check_seal(),
            lambda: self.as_stranger(self.draft).action_start(),
            lambda: self.as_stranger(self.task).action_activate(),
            lambda: self.as_stranger(self.task).action_end(),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_who_reads_a_visit_before_and_after_it_is_signed(self):
        signed = self.signed_visit()
        for user, before, after in [
            (self.inspector, True, True),
            (self.other_inspector, False, True),
            (self.oversight_lead, True, True),
            (self.economy_head, False, True),
            (self.ward_head, True, True),
            (self.upper_tier, True, True),
            (self.auditor, True, True),
        ]:
            with self.subTest(user.login):
                self.assertEqual(self.readable(user, self.draft), before)
                self.assertEqual(self.readable(user, signed), after)
                self.assertEqual(self.readable(user, signed.evidence_ids), after)
                self.assertEqual(self.readable(user, signed.finding_ids), after)
        for user in (self.staff, self.hr_officer, self.pay_officer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.readable(user, signed)

    def test_the_head_of_another_unit_does_not_read_the_visit(self):
        signed = self.signed_visit()
        self.assertFalse(self.readable(self.unit_head, signed))
        self.assertFalse(self.readable(self.unit_head, signed.finding_ids))

    def test_an_inspector_writes_the_own_visits_only(self):
        self.draft.with_user(self.inspector).period = "Tháng 10/2026"
        with self.assertRaises(AccessError):
            self.draft.with_user(self.other_inspector).period = "Tháng 9/2026"
        started = self.started_visit()
        with self.assertRaises(AccessError):
            started.answer_ids[0].with_user(self.other_inspector).result = "pass"
        with self.assertRaises(AccessError):
            self.env["ward.evidence"].with_user(self.other_inspector).create(
                {"answer_id": started.answer_ids[0].id, "name": "x", "image": PHOTO}
            )

    def test_readers_write_nothing(self):
        visit = self.started_visit()
        for user in (self.economy_head, self.ward_head, self.upper_tier, self.auditor, self.staff):
            for record, values in (
                (visit, {"note": "x"}),
                (visit.answer_ids[0], {"result": "pass"}),
                (self.task, {"name": "x"}),
                (self.task.assignment_ids, {"part": "x"}),
                (self.checklist, {"name": "x"}),
            ):
                with self.subTest(user=user.login, record=record), self.assertRaises(AccessError):
                    record.with_user(user).write(values)

    def test_everybody_of_the_ward_reads_who_leads_what(self):
        for user in (self.staff, self.unit_head, self.inspector, self.upper_tier, self.auditor):
            with self.subTest(user.login):
                self.assertEqual(self.task.with_user(user).lead_department_id, self.economy)

    def test_a_row_is_not_hung_on_another_wards_record(self):
        their_task = self.make_task("NV-99", company=self.other_ward)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.env["ward.task.assignment"].with_user(self.oversight_lead).create(
                {
                    "task_id": their_task.id,
                    "company_id": self.ward.id,
                    "department_id": self.economy.id,
                }
            )
