from datetime import date, datetime

from odoo.tests import tagged

from .common import OversightCase

DEADLINE = date(2026, 11, 13)  # a Friday
TOLD = [
    (date(2026, 11, 9), []),
    (date(2026, 11, 10), ["before"]),  # three working days ahead
    (date(2026, 11, 13), ["before"]),
    (date(2026, 11, 16), ["before", "unit_head"]),
    (date(2026, 11, 20), ["before", "unit_head", "ward_head"]),  # five working days overdue
    (date(2026, 11, 30), ["before", "unit_head", "ward_head", "upper_tier"]),  # ten, the 24th is a holiday
    (date(2026, 12, 31), ["before", "unit_head", "ward_head", "upper_tier"]),
]


@tagged("post_install", "-at_install")
class TestLadder(OversightCase):
    """Actions, obstacles and issues of dialogues climb one ladder: the same days, the same readers, each once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff, department_id=cls.economy.id)

    def owed_action(self):
        finding = self.signed_visit().finding_ids
        values = {"name": "Lập sổ", "finding_id": finding.id, "employee_id": self.lan.id, "deadline": DEADLINE}
        return self.env["ward.action"].create(values)

    def owed_obstacle(self):
        return self.env["ward.obstacle"].create(
            {
                "name": "Chưa có mẫu",
                "text": "Xin mẫu",
                "company_id": self.ward.id,
                "department_id": self.economy.id,
                "employee_id": self.lan.id,
                "received_at": datetime(2026, 11, 6, 3),
            }
        )

    def owed_issue(self):
        issue = {"name": "Sửa máy in", "employee_id": self.lan.id, "due": DEADLINE}
        dialogue = self.env["ward.dialogue"].create(
            {
                "name": "Đối thoại",
                "company_id": self.ward.id,
                "date": date(2026, 11, 6),
                "minutes": "Đã trao đổi",
                "issue_ids": [(0, 0, issue)],
            }
        )
        self.assertEqual(self.env["ward.dialogue.issue"]._tell(date(2026, 11, 30)), 0)  # nothing is promised yet
        dialogue.action_held()
        self.assertEqual(dialogue.issue_ids.department_id, self.economy)
        return dialogue.issue_ids

    def test_owner_and_tiers_are_told_on_the_same_days_each_once(self):
        for make in (self.owed_action, self.owed_obstacle, self.owed_issue):
            record = make()
            for day, steps in TOLD:
                with self.subTest(record._name, day=day):
                    record._tell(day)
                    self.assertEqual(sorted(record.notice_ids.mapped("step")), sorted(steps))
            readers = self.env["mail.activity"].search(
                [
                    ("res_model", "=", record._name),
                    ("res_id", "=", record.id),
                    ("activity_type_id", "=", self.env.ref(record._notice_activity).id),
                ]
            )
            people = [self.staff, self.economy_head, self.ward_head, self.upper_tier]
            self.assertEqual(readers.user_id, self.env["res.users"].union(*people))
            self.assertEqual(len(readers), len(people))
            record._end_notices()
            self.assertFalse(readers.exists())
