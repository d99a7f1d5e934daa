import base64
from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_ward_obstacle import ObstacleCase
from .test_ward_visit_minutes import words


@tagged("post_install", "-at_install")
class TestDialogue(ObstacleCase):
    @freeze_time("2026-11-12 03:00:00")
    def test_a_dialogue_gathers_open_obstacles_and_leaves_each_issue_with_owner_and_day(self):
        one = self.ask()
        self.ask(source="citizen")
        dialogue = (
            self.env["ward.dialogue"]
            .with_user(self.oversight_lead)
            .create({"name": "Đối thoại với cán bộ", "kind": "ward_staff", "date": date(2026, 11, 12)})
        )
        dialogue.action_gather()
        dialogue.action_gather()
        self.assertEqual(dialogue.issue_ids.obstacle_id, one)
        with self.assert_refused(UserError, "Write the minutes"):
            dialogue.action_held()
        dialogue.minutes = "Đã trao đổi"
        with self.assert_refused(UserError, "without an owner and a day"):
            dialogue.action_held()
        dialogue.issue_ids.write({"employee_id": self.head.id, "department_id": self.economy.id, "due": "2026-11-30"})
        dialogue.action_held()
        self.assertEqual(self.env["mail.activity"].search_count([("res_model", "=", "ward.dialogue.issue")]), 1)
        with self.assert_refused(UserError, "does not change any more"):
            dialogue.minutes = "Khác"
        dialogue.action_plan_again()
        self.assertFalse(self.env["mail.activity"].search_count([("res_model", "=", "ward.dialogue.issue")]))
        dialogue.minutes = "Đã trao đổi, bổ sung"
        dialogue.action_held()
        with self.assert_refused(UserError, "1 issues are not settled"):
            dialogue.action_close()
        self.env["ward.dialogue.issue"]._tell(date(2026, 11, 30))
        issue = dialogue.issue_ids.with_user(self.economy_head)
        issue.answer = "Đã gửi mẫu"
        issue.action_settle()
        self.assertFalse(self.env["mail.activity"].search_count([("res_model", "=", "ward.dialogue.issue")]))
        dialogue.action_close()
        self.assertEqual(dialogue.state, "closed")

    def test_the_lead_is_told_once_a_year_that_a_dialogue_with_the_people_is_missing(self):
        Alert = self.env["ward.dialogue.alert"]
        with freeze_time("2026-06-01 03:00:00"):
            self.assertFalse(Alert._cron_alert().filtered(lambda one: one.company_id == self.ward))
        with freeze_time("2026-11-12 03:00:00"):
            alert = Alert._cron_alert().filtered(lambda one: one.company_id == self.ward)
            self.assertEqual((alert.minimum, alert.missing), (1, 1))
            self.assertEqual(alert.activity_ids.user_id, self.oversight_lead)
            self.assertFalse(Alert._cron_alert())
            held = self.env["ward.dialogue"].create(
                {"name": "Dân", "company_id": self.ward.id, "date": date(2026, 11, 1), "minutes": "Xong"}
            )
            held.action_held()
        alert.invalidate_recordset()
        self.assertEqual(alert.missing, 0)

    @freeze_time("2026-11-12 10:00:00")
    def test_the_minutes_have_the_parts_of_the_national_form_and_are_filed(self):
        dialogue = (
            self.env["ward.dialogue"]
            .with_user(self.oversight_lead)
            .create(
                {
                    "name": "Đối thoại với nhân dân năm 2026",
                    "date": date(2026, 11, 12),
                    "number": "07/BB-UBND",
                    "place": "Nhà văn hóa khu 3",
                    "chair": "Đỗ Thành Long",
                    "secretary": "Lê Phúc",
                    "basis": "Luật Thực hiện dân chủ ở cơ sở",
                    "people_present": "Bà con khu 3",
                    "started_at": datetime(2026, 11, 12, 1),
                    "ended_at": datetime(2026, 11, 12, 4, 30),
                    "minutes": "Chủ trì nêu nội dung",
                    "issue_ids": [
                        (0, 0, {"name": "Đèn ngõ hỏng", "employee_id": self.head.id, "due": date(2026, 11, 30)}),
                        (0, 0, {"name": "Hỏi lịch tiếp dân", "answer": "Thứ Năm", "state": "settled"}),
                    ],
                }
            )
        ).with_context(force_report_rendering=True)
        with self.assert_refused(UserError, "a dialogue was held"):
            dialogue.action_keep_minutes()
        dialogue.action_held()
        dialogue.action_keep_minutes()
        dialogue.action_keep_minutes()
        dialogue.invalidate_recordset()
        second, first = dialogue.file_ids
        self.assertEqual((second.replaces_id, first.kind, first.author_id), (first, "minutes", self.oversight_lead))
        said = words(base64.b64decode(first.content))
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 07/BB-UBND",
            "BIÊN BẢN ĐỐI THOẠI",
            "Căn cứ Luật Thực hiện dân chủ ở cơ sở",
            "vào hồi 08 giờ 00 phút, ngày 12 tháng 11 năm 2026, tại Nhà văn hóa khu 3",
            "Chủ trì: Đỗ Thành Long",
            "Bà con khu 3",
            "1. Đèn ngõ hỏng",
            "Trả lời: Thứ Năm",
            "Phòng Kinh tế; Trần Văn Hùng",
            "30/11/2026",
            "kết thúc vào hồi 11 giờ 30 phút",
            "THƯ KÝ",
            "CHỦ TRÌ",
        ):
            with self.subTest(part):
                self.assertIn(part, said)
        self.assertEqual(first.with_user(self.staff).read(["name"])[0]["name"], "Minutes of dialogue 07-BB-UBND.pdf")
        with self.assertRaises(AccessError):
            dialogue.with_user(self.staff).action_keep_minutes()
