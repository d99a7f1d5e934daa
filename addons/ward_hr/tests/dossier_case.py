"""A ward with procedures, three officers and dossier files to import."""

import base64
from datetime import date

from odoo.addons.ward_hr.importing.columns import COLUMNS

from .common import WardCase

GOOD = {
    "procedure": "2.000815",
    "channel": "Trực tuyến",
    "received": "12/10/2026 08:31",
    "due": "12/10/2026 17:30",
    "processed": "12/10/2026 10:05",
    "returned": "12/10/2026 15:00",
    "state": "Đã trả kết quả",
    "handling": "lan@ward.example",
}


class DossierCase(WardCase):
    """``self.row("0001", state="2")`` makes a row, ``self.send([rows])`` an import of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Department = cls.env["hr.department"]
        cls.office, cls.culture = Department.create(
            [
                {"name": "Văn phòng", "code": "VP", "company_id": cls.ward.id},
                {"name": "Văn hóa - Xã hội", "code": "VHXH", "company_id": cls.ward.id},
            ]
        )
        cls.lan = cls.officer("Nguyễn Thị Lan", "lan@ward.example", cls.office, cls.staff)
        cls.hung = cls.officer("Trần Văn Hùng", "hung@ward.example", cls.office, cls.unit_head)
        cls.an = cls.officer("Lê Thị An", "an@ward.example", cls.culture)
        cls.office.manager_id = cls.hung
        cls.stranger = cls.employ("Phạm Văn Bình", company=cls.other_ward)
        cls.stranger.work_email = "binh@other.example"

    @classmethod
    def officer(cls, name, email, unit, user=None):
        person = cls.employ(name, user=user, department_id=unit.id)
        person.work_email = email
        return person

    @staticmethod
    def row(number, **cells):
        """A row of the file, a list of texts; ``number`` ends its code."""
        cells = {"code": f"H26.123-261012-{number}", **GOOD, **cells}
        return [cells.get(column.key, "") for column in COLUMNS]

    @staticmethod
    def csv(rows, header=None, separator=";"):
        lines = [header or [column.vi for column in COLUMNS], *rows]
        return "\r\n".join(separator.join(line) for line in lines).encode("utf-8-sig")

    @classmethod
    def sent(cls, content, user=None, name="thang-10.csv", **vals):
        """An import with this file, not yet run."""
        user = user or cls.hr_officer
        return (
            cls.env["ward.dossier.import"]
            .with_user(user)
            .with_context(allowed_company_ids=user.company_ids.ids)
            .create({"file": base64.b64encode(content), "file_name": name, **vals})
        )

    @classmethod
    def send(cls, rows, user=None, **vals):
        """An import of these rows, checked and brought in."""
        record = cls.sent(cls.csv(rows), user, **vals)
        record.action_import()
        return record

    def counts(self, record):
        return (
            record.new_count,
            record.changed_count,
            record.unchanged_count,
            record.refused_count,
        )

    def dossiers(self, company=None):
        return self.env["ward.dossier"].search([("company_id", "=", (company or self.ward).id)])

    def load_of(self, person, month=date(2026, 10, 1)):
        return self.env["ward.workload"].search([("employee_id", "=", person.id), ("month", "=", month)])
