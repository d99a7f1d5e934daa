from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OversightCase


@tagged("post_install", "-at_install")
class TestFinding(OversightCase):
    def test_the_same_finding_of_an_earlier_visit_is_shown_also_after_a_new_version(self):
        first = self.signed_visit().finding_ids
        self.checklist.action_new_version()
        self.checklist.version_ids.filtered(lambda one: one.state == "draft").action_publish()
        second = self.signed_visit().finding_ids
        self.assertNotEqual(first.answer_id.item_id, second.answer_id.item_id)
        self.assertEqual((first.repeat_count, second.repeat_count), (0, 1))
        self.assertEqual(second.repeat_ids, first)

    @freeze_time("2026-11-20 03:00:00")
    def test_the_unit_replies_within_its_days_and_the_conclusion_waits_for_it(self):
        visit = self.signed_visit()
        self.assertEqual(visit.reply_until, date(2026, 11, 30))  # five working days, over the 24th
        finding = visit.finding_ids
        lead = visit.with_user(self.oversight_lead)
        lead.write({"conclusion": "Chấn chỉnh", "conclusion_number": "15/KL-UBND"})
        with self.assertRaisesRegex(UserError, "until 30/11/2026, and has not replied to 1"):
            lead.action_conclude()
        reply = self.env["ward.finding.reply"].with_user(self.economy_head)
        said = reply.create({"finding_id": finding.id, "agrees": "partly", "text": "Đã có sổ cũ"})
        self.assertEqual((said.late, said.author_id), (False, self.economy_head))
        with self.assertRaisesRegex(UserError, "stays as it was given"):
            said.text = "Khác"
        lead.action_conclude()
        self.assertEqual(visit.concluded_on, date(2026, 11, 20))
        with self.assertRaisesRegex(UserError, "conclusion was issued on 20/11/2026"):
            reply.create({"finding_id": finding.id, "text": "Nữa"})

    @freeze_time("2026-11-20 03:00:00")
    def test_a_reply_after_the_last_day_is_kept_and_marked(self):
        finding = self.signed_visit().finding_ids
        reply = self.env["ward.finding.reply"].with_user(self.economy_head)
        with freeze_time("2026-11-30 03:00:00"):
            self.assertFalse(reply.create({"finding_id": finding.id, "text": "Kịp"}).late)
        with freeze_time("2026-12-01 03:00:00"):
            self.assertTrue(reply.create({"finding_id": finding.id, "text": "Muộn"}).late)

    def test_only_the_head_of_the_unit_replies(self):
        finding = self.signed_visit().finding_ids
        with self.assertRaisesRegex(UserError, "replied to by the head"):
            self.env["ward.finding.reply"].with_user(self.inspector).create({"finding_id": finding.id, "text": "x"})
        with self.assertRaisesRegex(UserError, "replied to by the head of Phòng Kinh tế"):
            finding.with_user(self.ward_head).action_reply()

    def test_a_follow_up_opens_with_what_is_open(self):
        first = self.signed_visit()
        values = first.with_user(self.oversight_lead).action_follow_up()["context"]
        self.assertEqual(values["default_follow_up_of_id"], first.id)
        again = self.make_visit(follow_up_of_id=first.id, date=date(2026, 12, 21)).with_user(self.inspector)
        again.action_start()
        self.assertEqual(again.recheck_ids.finding_id, first.finding_ids)
        again.recheck_ids.write({"result": "not", "note": "Vẫn chưa có sổ"})
        again.answer_ids.write({"result": "pass"})
        self.sign(again)
        with self.assertRaises(UserError):
            again.recheck_ids.result = "mended"
        self.assertEqual(again.action_check_seal()["params"]["type"], "success")
