from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import WardCase

OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)


@tagged("post_install", "-at_install")
class TestWardAssignment(WardCase):
    """Who works where, for how much of the time, from when to when."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff)
        cls.an = cls.employ("Lê Văn An")
        head = cls.employ("Trần Thị Bình", user=cls.unit_head)
        cls.office, cls.economy = cls.env["hr.department"].create(
            [
                {"name": "Văn phòng", "company_id": cls.ward.id},
                {"name": "Kinh tế", "company_id": cls.ward.id, "manager_id": head.id},
            ]
        )

    def assign(self, person=None, unit=None, share=60, since=OCT, until=False, **values):
        return self.env["ward.assignment"].create(
            {
                "employee_id": (person or self.lan).id,
                "department_id": (unit or self.office).id,
                "share": share,
                "date_from": since,
                "date_to": until,
                **values,
            }
        )

    def test_shares_up_to_the_whole_stand_together(self):
        self.assign()
        self.assertTrue(self.assign(unit=self.economy, share=40))

    def test_more_than_the_whole_is_refused_with_person_days_rows_and_remedy(self):
        self.assign()
        for sentence in (
            "Nguyễn Thị Lan would be assigned to 110% of the working time from 11/01/2026 to 11/30/2026",
            "Văn phòng 60% from 10/01/2026 on; Kinh tế 50% from 11/01/2026 to 11/30/2026",
            "lower a share",
        ):
            with self.assert_refused(ValidationError, sentence):
                self.assign(unit=self.economy, share=50, since=NOV, until=date(2026, 11, 30))

    def test_the_share_of_another_person_is_not_in_the_way(self):
        self.assign(share=100)
        self.assertTrue(self.assign(self.an, share=100))

    def test_prolonging_into_a_full_time_is_refused(self):
        first = self.assign(share=100, until=date(2026, 10, 31))
        self.assign(unit=self.economy, share=1, since=NOV)
        with self.assert_refused(ValidationError, "101%"):
            first.date_to = NOV
        with self.assert_refused(ValidationError, "101%"):
            first.date_to = False

    @mute_logger("odoo.sql_db")
    def test_a_share_of_nothing_or_of_more_than_all_is_refused(self):
        for share in (0, 100.01):
            with self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.assign(share=share)

    @mute_logger("odoo.sql_db")
    def test_an_end_before_the_beginning_is_refused(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.assign(until=date(2026, 9, 30))
        self.assertTrue(self.assign(until=OCT))

    def test_a_unit_of_another_ward_is_refused(self):
        unit = self.env["hr.department"].create({"name": "Khác", "company_id": self.other_ward.id})
        with self.assertRaises(UserError):
            self.assign(unit=unit)

    def test_many_people_are_checked_with_the_statements_of_one(self):
        def rows(people):
            return [
                {"employee_id": person.id, "department_id": self.office.id, "share": 50, "date_from": OCT}
                for person in people
            ]

        people = [self.employ(f"Người {number}") for number in range(12)]
        self.env["ward.assignment"].create(rows(people[:1]))
        counts = []
        for group in (people[1:3], people[3:]):
            with self.counted() as spent:
                self.env["ward.assignment"].create(rows(group))
                self.env.flush_all()
            counts.append(spent())
        self.assertEqual(*counts)

    # -- who sees and writes it --------------------------------------------------------------------

    def test_hr_officer_and_head_of_the_ward_assign_and_others_do_not(self):
        values = {"employee_id": self.lan.id, "department_id": self.office.id, "share": 10, "date_from": OCT}
        for user in (self.hr_officer, self.ward_head):
            self.assertTrue(self.env["ward.assignment"].with_user(user).create(values))
        for user in (self.staff, self.unit_head, self.pay_officer, self.auditor, self.upper_tier):
            with self.assertRaises(AccessError):
                self.env["ward.assignment"].with_user(user).create(values)

    def test_a_person_sees_the_own_and_a_head_those_of_the_unit(self):
        own = self.assign()
        of_unit = self.assign(self.an, unit=self.economy)
        other = self.assign(self.an, unit=self.office, share=10)
        seen = {
            user: self.env["ward.assignment"].with_user(user).search([])
            for user in (self.staff, self.unit_head, self.hr_officer, self.auditor)
        }
        self.assertEqual(seen[self.staff], own)
        self.assertEqual(seen[self.unit_head], of_unit)
        self.assertEqual(seen[self.hr_officer], own + of_unit + other)
        self.assertEqual(seen[self.auditor], own + of_unit + other)
