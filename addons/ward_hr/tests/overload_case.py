"""A ward with figures of October 2026: an office with too much work, and two units that might help."""

from datetime import date

from .common import WardCase

SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))
THURSDAY = "2026-11-05 02:00:00"
MONDAY = date(2026, 11, 9)


class OverloadCase(WardCase):
    """``self.figures(self.lan, 200)``: Lan needed 200 hours of 160 in October; ``self.raise_alerts()``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office, cls.culture, cls.economy = cls.env["hr.department"].create(
            [
                {"name": name, "code": code, "company_id": cls.ward.id}
                for name, code in (("Văn phòng", "VP"), ("Văn hóa", "VHXH"), ("Kinh tế", "KT"))
            ]
        )
        cls.culture_head = cls.user_of("unit_head", cls.ward, login="culture_head")
        cls.hung = cls.employ("Trần Văn Hùng", user=cls.unit_head, department_id=cls.office.id)
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff, department_id=cls.office.id)
        cls.tam = cls.employ("Lê Thị Tâm", user=cls.culture_head, department_id=cls.culture.id)
        cls.an = cls.employ("Lê Thị An", department_id=cls.culture.id)
        cls.bao = cls.employ("Lâm Gia Bảo", department_id=cls.culture.id)
        cls.long = cls.employ("Hoàng Gia Long", user=cls.ward_head)
        (cls.unit_head + cls.culture_head + cls.ward_head + cls.hr_officer).lang = "en_US"
        cls.office.manager_id, cls.culture.manager_id = cls.hung, cls.tam
        cls.copies = cls.env.ref("ward_hr.ward_procedure_2_000815")

    def figures(self, person, needed, available=160, month=OCTOBER, dossiers=10, procedure=None, **values):
        """A row of figures as a refresh leaves it, in the place of the one there was."""
        Workload = self.env["ward.workload"]
        Workload.search([("employee_id", "=", person.id), ("month", "=", month)]).unlink()
        row = Workload.create(
            {
                "employee_id": person.id,
                "department_id": person.department_id.id,
                "company_id": self.ward.id,
                "month": month,
                "hours_needed": needed,
                "hours_available": available,
                "hours_spare": available - needed,
                "load_index": needed / available if available else 0,
                "overload_index": 1,
                "overloaded": needed > available,
                "volume_based": bool(dossiers),
                "finished_count": dossiers,
                "late_count": 0,
                "backlog_count": 0,
                **values,
            }
        )
        self.env["ward.workload.line"].create(
            {
                "workload_id": row.id,
                "company_id": self.ward.id,
                "employee_id": person.id,
                "department_id": person.department_id.id,
                "month": month,
                "side": "needed",
                "kind": "processing",
                "procedure_id": (procedure or self.copies).id,
                "quantity": dossiers,
                "hours": needed,
            }
        )
        return row

    def raise_alerts(self):
        self.env["ward.workload.alert"]._raise(self.ward)
        return self.alerts()

    def alerts(self, **values):
        domain = [("company_id", "=", self.ward.id), *((name, "=", value) for name, value in values.items())]
        return self.env["ward.workload.alert"].search(domain)

    def overloaded_office(self):
        """The alert of the office, 110%; An and Bảo of the culture unit have hours to spare."""
        self.figures(self.lan, 200, dossiers=100, backlog_count=30)
        self.figures(self.hung, 152)
        self.figures(self.an, 40)
        self.figures(self.bao, 80)
        self.figures(self.tam, 100)
        return self.raise_alerts().filtered(lambda alert: not alert.employee_id)
