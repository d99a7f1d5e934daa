import psycopg2

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OversightCase


@tagged("post_install", "-at_install")
class TestChecklist(OversightCase):
    def test_a_published_version_does_not_change(self):
        version = self.checklist.with_user(self.oversight_lead).version_id
        for change in (
            lambda: version.write({"critical_cap": 90}),
            lambda: version.write({"state": "draft"}),
            lambda: version.item_ids[0].write({"question": "Khác"}),
            lambda: version.item_ids[0].unlink(),
            lambda: version.write({"item_ids": [Command.create({"question": "Bốn"})]}),
            lambda: version.env["ward.checklist.item"].create({"version_id": version.id, "question": "Bốn"}),
        ):
            with self.assertRaisesRegex(UserError, "published"):
                change()

    def test_an_item_of_a_published_version_does_not_change_by_sql(self):
        item = self.checklist.version_id.item_ids[0]
        for statement in (
            "UPDATE ward_checklist_item SET weight = 9 WHERE id = %s",
            "DELETE FROM ward_checklist_item WHERE id = %s",
        ):
            with (
                self.subTest(statement),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [item.id])

    def test_editing_makes_the_next_version_and_old_visits_keep_theirs(self):
        visit = self.started_visit()
        checklist = self.checklist.with_user(self.oversight_lead)
        checklist.action_new_version()
        draft = checklist.version_ids.filtered(lambda row: row.state == "draft")
        self.assertEqual((draft.number, len(draft.item_ids)), (2, 3))
        draft.item_ids[0].question = "Một, sửa"
        self.assertEqual(checklist.version_id.number, 1)
        draft.action_publish()
        self.assertEqual(checklist.version_id.number, 2)
        self.assertEqual(visit.version_id.number, 1)
        self.assertEqual(visit.answer_ids[0].question, "Một")
        later = self.make_visit().with_user(self.inspector)
        later.action_start()
        self.assertEqual(later.answer_ids[0].question, "Một, sửa")

    def test_a_shipped_checklist_is_copied_for_the_ward_and_then_edited(self):
        shipped = self.env.ref("ward_oversight.checklist_tthc").with_user(self.oversight_lead)
        with self.assertRaises(UserError):
            shipped.name = "Khác"
        with self.assertRaises(UserError):
            shipped.action_new_version()
        local = self.env["ward.checklist"].browse(shipped.action_local_copy()["res_id"])
        self.assertEqual(local.company_id, self.ward)
        self.assertEqual(len(local.version_ids.item_ids), len(shipped.version_id.item_ids))
        local.with_user(self.oversight_lead).version_ids.item_ids[0].weight = 3

    def test_an_empty_version_is_not_published(self):
        checklist = self.env["ward.checklist"].with_user(self.oversight_lead).create({"name": "Trống", "code": "TRONG"})
        checklist.action_new_version()
        with self.assertRaisesRegex(UserError, "no items"):
            checklist.version_ids.action_publish()
