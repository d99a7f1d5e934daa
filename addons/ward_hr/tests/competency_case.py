"""Two units with a head and people in one position that asks for two skills."""

from datetime import date

from .common import WardCase

DAY = date(2026, 10, 1)


class CompetencyCase(WardCase):
    """Lan and Nam in Hùng's office, An in Culture; ``cls.holds(person, skill, level)``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top, cls.office, cls.culture = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.ward.id} for name in ("Ủy ban nhân dân", "Văn phòng", "Văn hóa - Xã hội")]
        )
        (cls.office + cls.culture).parent_id = cls.top
        cls.job = cls.env.ref("ward_hr.ward_job_p06")
        cls.long = cls.employ("Hoàng Gia Long", user=cls.ward_head, department_id=cls.top.id)
        cls.hung = cls.employ("Trần Quốc Hùng", user=cls.unit_head, department_id=cls.office.id)
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff, department_id=cls.office.id, job_id=cls.job.id)
        cls.nam = cls.employ("Hoàng Văn Nam", department_id=cls.office.id, job_id=cls.job.id)
        cls.an = cls.employ("Lê Văn An", department_id=cls.culture.id, job_id=cls.job.id)
        cls.mai = cls.employ("Nguyễn Thị Mai", user=cls.hr_officer, department_id=cls.culture.id)
        cls.top.manager_id, cls.office.manager_id = cls.long, cls.hung
        cls.drafting, cls.law = cls.env.ref("ward_hr.ward_skill_g3"), cls.env.ref("ward_hr.ward_skill_w2")

    @classmethod
    def require(cls, skill, level, company=None, job=None, **vals):
        """A requirement of ``cls.job``, of the ward unless another company is given."""
        return cls.env["ward.competency.requirement"].create(
            {
                "job_id": (job or cls.job).id,
                "skill_id": skill.id,
                "level": str(level),
                "date_from": date(2026, 1, 1),
                "company_id": (company or cls.ward).id,
                **vals,
            }
        )

    @classmethod
    def holds(cls, person, skill, level, since=date(2026, 3, 1), until=None):
        """The person's level from a day on, as the officer enters it."""
        number = skill.skill_type_id.skill_level_ids.filtered(lambda one: one.number == level)
        return cls.env["hr.employee.skill"].create(
            {
                "employee_id": person.id,
                "skill_type_id": skill.skill_type_id.id,
                "skill_id": skill.id,
                "skill_level_id": number.id,
                "valid_from": since,
                "valid_to": until,
            }
        )

    def gaps(self, day=DAY, companies=None):
        """``{(person, skill): (required, held, gap)}`` as another addon asks."""
        rows = self.env["ward.competency.gap"]._gaps(companies or self.ward, day)
        return {
            (self.env["hr.employee"].browse(row.employee), self.env["hr.skill"].browse(row.skill)): row[2:]
            for row in rows
        }

    @classmethod
    def other_hr(cls):
        """An HR officer of the other ward."""
        return cls.user_of("hr_officer", cls.other_ward)

    @classmethod
    def crowd(cls, number, **vals):
        """``number`` more people of the office in the position."""
        return cls.env["hr.employee"].create(
            [
                {
                    "name": f"Người {n}",
                    "company_id": cls.ward.id,
                    "date_version": date(2026, 1, 1),
                    "department_id": cls.office.id,
                    "job_id": cls.job.id,
                    **vals,
                }
                for n in range(number)
            ]
        )


