"""The cast of oversight: an inspector, a lead, two units, and a short checklist."""

import base64
from datetime import date

from odoo import Command

from odoo.addons.ward_hr.tests.common import WardCase

# one pixel, PNG
PHOTO = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
)


class OversightCase(WardCase):
    """``cls.economy`` and ``cls.office`` are units of the ward; ``cls.inspector`` works
    in the office, ``cls.oversight_lead`` leads, ``cls.economy_head`` heads the economy.
    """

    roles = (*WardCase.roles, ("ward_oversight", "inspector"), ("ward_oversight", "oversight_lead"))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Department = cls.env["hr.department"]
        cls.economy, cls.office = Department.create(
            [{"name": name, "company_id": cls.ward.id} for name in ("Phòng Kinh tế", "Văn phòng")]
        )
        cls.economy_head = cls.user_of("unit_head", cls.ward, login="economy_head")
        cls.dung = cls.employ("Nguyễn Tiến Dũng", user=cls.inspector, department_id=cls.office.id)
        cls.phuc = cls.employ("Lê Phúc", user=cls.oversight_lead, department_id=cls.office.id)
        cls.head = cls.employ("Trần Văn Hùng", user=cls.economy_head, department_id=cls.economy.id)
        cls.economy.manager_id = cls.head
        cls.checklist = cls.env["ward.checklist"].create(
            {
                "name": "Kiểm tra thử",
                "code": "THU",
                "company_id": cls.ward.id,
                "version_ids": [
                    Command.create(
                        {
                            "number": 1,
                            "item_ids": [
                                Command.create({"question": "Một", "weight": 1}),
                                Command.create({"question": "Hai", "weight": 3, "photo_required": True}),
                                Command.create({"question": "Ba", "weight": 4, "critical": True}),
                            ],
                        }
                    )
                ],
            }
        )
        cls.checklist.version_ids.action_publish()

    @classmethod
    def make_task(cls, code="NV-01", lead=None, company=None, since=date(2026, 1, 1), **values):
        """A draft task, with ``lead`` from its first day unless empty."""
        return cls.env["ward.delegated.task"].create(
            {
                "code": code,
                "name": f"Nhiệm vụ {code}",
                "company_id": (company or cls.ward).id,
                "sector_id": cls.env.ref("ward_oversight.sector_fin").id,
                "mechanism_id": cls.env.ref("ward_oversight.mechanism_pc").id,
                "date_from": since,
                "assignment_ids": [Command.create({"department_id": lead.id, "role": "lead", "date_from": since})]
                if lead
                else [],
                **values,
            }
        )

    @classmethod
    def make_visit(cls, **values):
        """A planned visit of the inspector to the economy unit."""
        return cls.env["ward.visit"].create(
            {
                "company_id": cls.ward.id,
                "department_id": cls.economy.id,
                "leader_id": cls.dung.id,
                "checklist_id": cls.checklist.id,
                "date": date(2026, 11, 20),
                **values,
            }
        )

    def started_visit(self):
        """A visit in progress, as the inspector has it."""
        visit = self.make_visit()
        if visit.conflict_note:  # the same inspector comes twice
            self.env["ward.visit.waiver"].create(
                {"visit_id": visit.id, "employee_id": self.dung.id, "kind": "last_time", "reason": "Chỉ có một người"}
            )
        visit = visit.with_user(self.inspector)
        visit.action_start()
        return visit

    def sign(self, visit, **values):
        """Both signatures through the wizard, as the inspector."""
        wizard = (
            self.env["ward.visit.signing"]
            .with_user(self.inspector)
            .create(
                {
                    "visit_id": visit.id,
                    "signer": "Trần Văn Hùng",
                    "post": "Trưởng phòng",
                    "inspector_signature": PHOTO,
                    "unit_signature": PHOTO,
                    **values,
                }
            )
        )
        return wizard.action_sign()

    def signed_visit(self):
        """A signed visit: one pass, one failure with photo and finding, one not applicable."""
        visit = self.started_visit()
        one, two, three = visit.answer_ids
        one.result = "pass"
        two.write({"result": "fail", "note": "Thiếu sổ"})
        three.result = "na"
        visit.env["ward.evidence"].create({"answer_id": two.id, "name": "Ảnh 1", "image": PHOTO})
        visit.env["ward.finding"].create(
            {
                "visit_id": visit.id,
                "answer_id": two.id,
                "name": "Thiếu sổ theo dõi",
                "department_id": self.economy.id,
                "deadline": date(2026, 12, 20),
            }
        )
        self.sign(visit)
        return visit
