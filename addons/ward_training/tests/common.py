"""A small ward with two units, and sessions on pinned days."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import new_test_user

from odoo.addons.ward_hr.tests.common import WardCase

TODAY = datetime(2026, 11, 23, 2, 0)


class TrainingCase(WardCase):
    """``cls.lan`` and ``cls.hoa`` work in ``cls.unit``, headed by ``cls.hung``.

    Today is 23 November 2026.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        cls.lan = cls.employ("Trần Thị Lan", user=cls.staff)
        cls.hung = cls.employ("Phạm Văn Hùng", user=cls.unit_head)
        cls.long = cls.employ("Lê Văn Long", user=cls.ward_head)
        cls.mai = cls.employ("Vũ Thị Mai", user=cls.hr_officer)
        cls.colleague = cls.user_of("staff", cls.ward, login="colleague")
        cls.hoa = cls.employ("Đỗ Thị Hoa", user=cls.colleague)
        cls.office = cls.env["hr.department"].create(
            {"name": "Ủy ban", "manager_id": cls.long.id, "company_id": cls.ward.id}
        )
        cls.unit = cls.env["hr.department"].create(
            {
                "name": "Văn phòng",
                "parent_id": cls.office.id,
                "manager_id": cls.hung.id,
                "company_id": cls.ward.id,
            }
        )
        (cls.lan | cls.hung | cls.hoa).department_id = cls.unit
        (cls.long | cls.mai).department_id = cls.office
        cls.course = cls.course_of("SO-X", hours=8)

    @classmethod
    def course_of(cls, code, **values):
        return cls.env["ward.course"].create(
            {
                "code": code,
                "name": f"Course {code}",
                "content_group": "digital",
                "company_id": cls.ward.id,
                **values,
            }
        )

    @classmethod
    def session_on(cls, day, seats=5, course=None, state="open", **values):
        """A session of one working day (08:00-17:00 in Viet Nam)."""
        return cls.env["ward.course.session"].create(
            {
                "course_id": (course or cls.course).id,
                "company_id": cls.ward.id,
                "date_begin": datetime(day.year, day.month, day.day, 1),
                "date_end": datetime(day.year, day.month, day.day, 10),
                "seats": seats,
                "state": state,
                **values,
            }
        )

    @classmethod
    def crowd(cls, count):
        """``count`` more people of the unit, each with a login."""
        users = [
            new_test_user(
                cls.env,
                login=f"crowd{number}@{cls.ward.id}",
                groups="ward_hr.ward_hr_group_staff",
                company_id=cls.ward.id,
                company_ids=[(6, 0, cls.ward.ids)],
            )
            for number in range(count)
        ]
        people = cls.env["hr.employee"]
        for number, user in enumerate(users):
            people |= cls.employ(f"Người {number}", user=user)
        people.department_id = cls.unit
        return people

    def enrol(self, employee, session):
        """``employee`` presses the button; the enrolment, with sudo."""
        session.with_user(employee.user_id).action_enrol()
        return self.env["ward.enrolment"]._alive(session, employee)


DECEMBER = date(2026, 12, 1)
