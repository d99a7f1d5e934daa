from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PHOTO, OversightCase


@tagged("post_install", "-at_install")
class TestActionRights(OversightCase):
    """Who sees and writes what comes after a visit: by role, before and after the signature."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff, department_id=cls.economy.id)
        cls.stranger = cls.user_of("staff", cls.ward, login="stranger")
        cls.other_inspector = cls.user_of("inspector", cls.ward, module="ward_oversight", login="other_inspector")

    def action_of(self, finding):
        return self.env["ward.action"].create(
            {"name": "Lập sổ", "finding_id": finding.id, "employee_id": self.lan.id, "deadline": date(2026, 11, 30)}
        )

    def sees(self, action):
        """The roles that find ``action``."""
        users = {
            "owner": self.staff,
            "head": self.economy_head,
            "stranger": self.stranger,
            "team": self.inspector,
            "inspector": self.other_inspector,
            "lead": self.oversight_lead,
            "ward_head": self.ward_head,
            "upper": self.upper_tier,
            "auditor": self.auditor,
        }
        model = self.env["ward.action"]
        return {role for role, user in users.items() if model.with_user(user).search([("id", "=", action.id)])}

    def test_an_action_is_the_units_once_the_visit_is_signed(self):
        visit = self.started_visit()
        visit.answer_ids.write({"result": "fail"})
        values = {"visit_id": visit.id, "answer_id": visit.answer_ids[0].id, "name": "Sai"}
        finding = visit.env["ward.finding"].create({**values, "department_id": self.economy.id})
        action = self.action_of(finding)
        self.assertEqual(self.sees(action), {"team", "lead", "ward_head", "upper", "auditor"})
        action.with_user(self.inspector).name = "Lập sổ mới"
        with self.assertRaises(AccessError):
            action.with_user(self.other_inspector).name = "Khác"
        visit.env["ward.evidence"].create({"answer_id": visit.answer_ids[1].id, "name": "Ảnh", "image": PHOTO})
        self.sign(visit)
        self.assertEqual(
            self.sees(action), {"owner", "head", "team", "inspector", "lead", "ward_head", "upper", "auditor"}
        )
        with self.assert_refused(UserError, "set by oversight"):
            action.with_user(self.inspector).name = "Khác"
        action.with_user(self.other_inspector).check_note = "Đã xem"
        for reader in (self.ward_head, self.upper_tier, self.auditor):
            with self.assertRaises(UserError):
                action.with_user(reader).check_note = "x"

    def test_another_ward_reads_nothing(self):
        action = self.action_of(self.signed_visit().finding_ids)
        far = self.user_of("oversight_lead", self.other_ward, module="ward_oversight", login="far_lead")
        with self.assertRaises(AccessError):
            action.with_user(far).with_context(allowed_company_ids=self.other_ward.ids).read(["name"])
