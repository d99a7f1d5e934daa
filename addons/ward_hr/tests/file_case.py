"""A ward whose people have files, and one who proposes changes."""

from base64 import b64encode
from datetime import date

from odoo import Command

from .common import WardCase

SCAN = b64encode(b"%PDF-1.4 proof").decode()


class FileCase(WardCase):
    """``cls.lan`` (login ``staff``) with a filled ``cls.file``; ``cls.propose({...}, ...)`` sends lines to HR."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff)
        cls.lan.write(
            {"private_street": "12 phố Cũ", "private_phone": "0900 000 001", "identification_id": "001300000001"}
        )
        cls.colleague = cls.user_of("staff", cls.ward, login="colleague")
        cls.an = cls.employ("Lê Văn An", user=cls.colleague)
        cls.unit = cls.env["hr.department"].create({"name": "Văn phòng", "company_id": cls.ward.id})
        cls.head = cls.employ("Trần Văn Hùng", user=cls.unit_head, department_id=cls.unit.id)
        cls.unit.manager_id = cls.head
        cls.lan.department_id = cls.unit
        cls.second_officer = cls.user_of("hr_officer", cls.ward, login="second-officer")
        cls.stranger = cls.user_of("hr_officer", cls.other_ward)
        cls.file = cls.env["ward.staff.file"]._of(cls.lan)
        cls.file.write(
            {
                "religion": "Không",
                "party_joined_on": date(2015, 5, 19),
                "entry_ids": [
                    Command.create(
                        {"kind": "education", "name": "Luật", "level": "Đại học", "date_from": date(2010, 9, 1)}
                    )
                ],
                "family_ids": [
                    Command.create({"relation": "child", "name": "Nguyễn Văn Tí", "birth_year": 2018}),
                ],
            }
        )
        cls.diploma, cls.child = cls.file.entry_ids, cls.file.family_ids
        cls.env.flush_all()

    @classmethod
    def draft(cls, *lines, user=None, file=None):
        return (
            cls.env["ward.file.change"]
            .with_user(user or cls.staff)
            .create({"file_id": (file or cls.file).id, "line_ids": [Command.create(line) for line in lines]})
        )

    @classmethod
    def propose(cls, *lines, **who):
        change = cls.draft(*lines, **who)
        change.action_send()
        return change

    def by_hr(self, change, user=None):
        return change.with_user(user or self.hr_officer).line_ids
