import base64

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OversightCase


@tagged("post_install", "-at_install")
class TestChecklistCondition(OversightCase):
    def draft(self, *items):
        """The next draft of the checklist with these items, ``(code, asked only after, when)``."""
        return self.env["ward.checklist.version"].create(
            {
                "checklist_id": self.checklist.id,
                "number": 2,
                "item_ids": [
                    Command.create(
                        {"sequence": place, "code": code, "question": f"Câu {code}", "on_code": on, "on_result": when}
                    )
                    for place, (code, on, when) in enumerate(items)
                ],
            }
        )

    def test_an_item_that_is_not_asked_counts_for_nothing_and_blocks_no_signature(self):
        self.draft(("1", False, False), ("2", "1", "fail"), ("3", False, False)).action_publish()
        visit = self.started_visit()
        one, two, three = visit.answer_ids
        self.assertEqual([row["code"] for row in visit.get_sheet()["answers"]], ["1", "3"])
        one.result = "fail"
        self.assertTrue(two.asked)
        self.assertEqual(len(visit.get_sheet()["answers"]), 3)
        two.result = "fail"
        one.result = "pass"
        three.result = "pass"
        self.assertEqual((visit.score, visit.answered, visit.item_count, visit.failed), (100.0, 2, 2, 0))
        self.assertEqual(visit.action_sign()["res_model"], "ward.visit.signing")

    def test_an_item_that_hangs_on_a_later_one_is_refused_when_published(self):
        with self.assert_refused(UserError, "asked only after no. 2, which does not come before it"):
            self.draft(("1", "2", "fail"), ("2", False, False)).action_publish()
        with self.assert_refused(UserError, "two items with no. 1"):
            self.draft(("1", False, False), ("1", False, False)).action_publish()

    def test_a_preview_shows_the_items_as_the_inspector_will_see_them(self):
        version = self.draft(("1", False, False), ("2", "1", "fail"))
        sheet = version.get_sheet()
        self.assertEqual((sheet["preview"], sheet["editable"]), (True, False))
        self.assertEqual(sheet["answers"][1]["on_code"], "1")
        self.assertEqual(version.action_preview()["params"], {"version_id": version.id})

    def test_what_is_exported_is_brought_in_as_the_next_draft(self):
        version = self.checklist.version_id
        content = base64.b64encode(version._sheet())
        wizard = self.env["ward.checklist.import"].with_user(self.oversight_lead)
        action = wizard.create({"checklist_id": self.checklist.id, "file": content}).action_import()
        draft = self.env["ward.checklist.version"].browse(action["res_id"])
        self.assertEqual((draft.number, draft.state), (2, "draft"))
        for name in ("question", "weight", "critical", "photo_required"):
            self.assertEqual(draft.item_ids.mapped(name), version.item_ids.mapped(name))
        self.assertEqual(version.state, "published")
        with self.assert_refused(UserError, "has an open draft"):
            wizard.create({"checklist_id": self.checklist.id, "file": content}).action_import()

    def test_a_file_with_faults_brings_nothing_in(self):
        wizard = self.env["ward.checklist.import"].create({"checklist_id": self.checklist.id, "file": b"eA=="})
        with self.assert_refused(UserError, "cannot be read"):
            wizard.action_import()
        self.assertEqual(len(self.checklist.version_ids), 1)
