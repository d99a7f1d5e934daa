from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import PHOTO, OversightCase


@tagged("post_install", "-at_install")
class TestVisit(OversightCase):
    def test_starting_copies_the_items_as_unanswered(self):
        visit = self.started_visit()
        self.assertEqual(visit.answer_ids.mapped("question"), ["Một", "Hai", "Ba"])
        self.assertEqual(set(visit.answer_ids.mapped("result")), {"unanswered"})
        self.assertEqual((visit.progress, visit.scored), (0, False))

    def test_pass_fail_not_applicable_and_unanswered_are_four_things(self):
        visit = self.started_visit()
        one, two, three = visit.answer_ids
        for results, answered, scored, score in [
            (("pass", "unanswered", "unanswered"), 1, True, 100.0),
            (("pass", "fail", "unanswered"), 2, True, 25.0),
            (("pass", "fail", "na"), 3, True, 25.0),
            (("pass", "pass", "fail"), 3, True, 50.0),
            (("na", "na", "na"), 3, False, 0.0),
        ]:
            with self.subTest(results):
                for answer, result in zip((one, two, three), results, strict=True):
                    answer.result = result
                self.assertEqual((visit.answered, visit.scored), (answered, scored))
                self.assertEqual(visit.score, score)

    def test_an_unanswered_item_blocks_signing(self):
        visit = self.started_visit()
        visit.answer_ids[0].result = "pass"
        with self.assertRaisesRegex(UserError, "2 items have no answer"):
            visit.action_sign()

    def test_a_failure_that_asks_for_a_photo_blocks_signing_without_one(self):
        visit = self.started_visit()
        visit.answer_ids.write({"result": "fail"})
        with self.assertRaisesRegex(UserError, "need a photo: Hai"):
            visit.action_sign()
        visit.env["ward.evidence"].create({"answer_id": visit.answer_ids[1].id, "name": "Ảnh", "image": PHOTO})
        self.assertEqual(visit.action_sign()["res_model"], "ward.visit.signing")

    def test_signing_needs_both_signatures_or_the_reason_of_the_refusal(self):
        visit = self.started_visit()
        visit.answer_ids.write({"result": "pass"})
        with self.assertRaisesRegex(UserError, "team leader has not signed"):
            self.sign(visit, inspector_signature=False)
        with self.assertRaisesRegex(UserError, "unit has not signed"):
            self.sign(visit, unit_signature=False)
        with self.assertRaisesRegex(UserError, "reason"):
            self.sign(visit, refused=True)
        self.sign(visit, refused=True, refusal="Không đồng ý điểm 2")
        self.assertEqual((visit.state, visit.refusal), ("signed", "Không đồng ý điểm 2"))
        self.assertFalse(visit.unit_signature)

    def test_the_head_of_the_unit_is_proposed_to_sign_for_it(self):
        self.head.job_title = "Trưởng phòng"
        visit = self.started_visit()
        visit.answer_ids.write({"result": "pass"})
        context = visit.action_sign()["context"]
        wizard = self.env["ward.visit.signing"].with_user(self.inspector).with_context(**context)
        proposed = wizard.default_get(["visit_id", "signer", "post"])
        self.assertEqual((proposed["signer"], proposed["post"]), ("Trần Văn Hùng", "Trưởng phòng"))

    def test_only_the_team_leader_signs(self):
        visit = self.started_visit()
        visit.answer_ids.write({"result": "pass"})
        with self.assertRaisesRegex(UserError, "leader of its team, Nguyễn Tiến Dũng"):
            visit.with_user(self.oversight_lead).action_sign()

    def test_a_finding_comes_from_a_failed_item_of_the_same_visit(self):
        visit = self.started_visit()
        other = self.started_visit()
        visit.answer_ids[0].result = "pass"
        other.answer_ids[0].result = "fail"
        for answer in (visit.answer_ids[0], visit.answer_ids[1], other.answer_ids[0]):
            with self.subTest(answer.result), self.assertRaises(ValidationError):
                visit.env["ward.finding"].create(
                    {
                        "visit_id": visit.id,
                        "answer_id": answer.id,
                        "name": "Sai",
                        "department_id": self.economy.id,
                        "deadline": date(2026, 12, 1),
                    }
                )

    def test_a_failure_with_a_finding_is_not_taken_back(self):
        visit = self.started_visit()
        answer = visit.answer_ids[0]
        answer.result = "fail"
        visit.env["ward.finding"].create(
            {
                "visit_id": visit.id,
                "answer_id": answer.id,
                "name": "Sai",
                "department_id": self.economy.id,
                "deadline": date(2026, 12, 1),
            }
        )
        with self.assertRaisesRegex(UserError, "has a finding"):
            answer.result = "pass"

    def test_nobody_inspects_the_own_unit(self):
        for values in (
            {"department_id": self.office.id},
            {"member_ids": self.head.ids},
        ):
            with self.subTest(values), self.assertRaisesRegex(ValidationError, "cannot inspect"):
                self.make_visit(**values)

    def test_steps_cannot_be_written_around(self):
        visit = self.make_visit().with_user(self.inspector)
        for values in (
            {"state": "signed"},
            {"content_hash": "x"},
            {"score": 100},
            {"inspector_signature": PHOTO},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                visit.write(values)
            with self.subTest(values), self.assertRaises(UserError):
                visit.create(dict(values, department_id=self.economy.id))
        visit.action_start()
        with self.assertRaises(UserError):
            visit.write({"department_id": self.office.id})
        with self.assertRaises(UserError):
            visit.answer_ids[0].write({"weight": 100})
        with self.assertRaises(AccessError):
            visit.answer_ids[0].unlink()

    def test_a_photo_keeps_its_hash_author_time_and_place_and_is_not_replaced(self):
        visit = self.started_visit()
        photo = visit.env["ward.evidence"].create(
            {
                "answer_id": visit.answer_ids[0].id,
                "name": "Ảnh",
                "image": PHOTO,
                "author_id": self.env.ref("base.user_admin").id,
                "sha256": "x",
                "place": "Quầy 1",
                "latitude": 21.0285114,
                "longitude": 105.8544439,
                "accuracy": 12.4,
            }
        )
        self.assertEqual(photo.author_id, self.inspector)
        self.assertEqual(photo.whereabouts, "Quầy 1 · 21.028511, 105.854444 (±12 m)")
        self.assertEqual(photo._content()["position"], "21.028511, 105.854444")
        self.assertEqual(len(photo.sha256), 64)
        with self.assertRaises(UserError):
            photo.image = PHOTO
        photo.unlink()
        self.assertIn("SHA-256", visit.sudo().message_ids[0].body)

    def test_what_the_page_shows_is_what_the_visit_holds(self):
        visit = self.signed_visit()
        sheet = visit.get_sheet()
        self.assertEqual((sheet["answered"], sheet["failed"], sheet["editable"]), (3, 1, False))
        self.assertEqual(len(sheet["answers"][1]["photos"]), 1)
        self.assertEqual(sheet["answers"][1]["findings"][0]["name"], "Thiếu sổ theo dõi")

    @freeze_time("2026-12-21")
    def test_a_finding_is_overdue_the_day_after_its_deadline_until_it_is_mended(self):
        finding = self.signed_visit().finding_ids
        self.assertEqual((finding.overdue, finding.days_late), (True, 1))
        with freeze_time("2026-12-20 05:00:00"):
            finding.invalidate_recordset()
            self.assertFalse(finding.overdue)
        finding.invalidate_recordset()
        self.assertIn(finding, finding.search([("overdue", "=", True)]))
        owner = finding.with_user(self.economy_head)
        with self.assertRaisesRegex(UserError, "Say what was done"):
            owner.action_mended()
        owner.mended_note = "Đã lập sổ"
        owner.action_mended()
        self.assertFalse(finding.overdue)
        with self.assertRaisesRegex(UserError, "by oversight"):
            owner.action_close()
        finding.with_user(self.oversight_lead).action_close()
        self.assertEqual(finding.state, "closed")
