from datetime import date

from odoo.exceptions import UserError

from .common import WardCase

DAY = date(2026, 11, 25)


class TestWardEstablishment(WardCase):
    """Posts of a decision against the people in force on a day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office, cls.desk = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.ward.id} for name in ("Văn phòng", "Điểm phục vụ")]
        )
        cls.job = cls.env.ref("ward_hr.ward_job_p06")
        cls.posts(5, date(2026, 1, 1))
        cls.man = cls.person("Nguyễn Văn Nam", "male", date(1966, 3, 31))  # last day 31/12/2027
        cls.woman = cls.person("Trần Thị Nữ", "female", date(1990, 5, 1), working_unit_id=cls.desk.id)

    @classmethod
    def posts(cls, count, since, job=None):
        return cls.env["ward.establishment"].create(
            {
                "company_id": cls.ward.id,
                "department_id": cls.office.id,
                "job_id": (job or cls.job).id,
                "since": since,
                "posts": count,
                "decision_number": "12/QĐ-UBND",
                "decision_date": since,
            }
        )

    @classmethod
    def person(cls, name, sex=False, birthday=False, **version):
        return cls.employ(
            name, sex=sex, birthday=birthday, **{"department_id": cls.office.id, "job_id": cls.job.id, **version}
        )

    def board(self, day=DAY, months=12, unit=None, user=None):
        self.env.invalidate_all()
        return (
            self.env["ward.establishment.board"]
            .with_user(user or self.hr_officer)
            .with_context(
                allowed_company_ids=self.ward.ids, establishment_day=f"{day}", retirement_months=months
            )
            .search([("department_id", "=", (unit or self.office).id)])
        )

    def test_posts_hold_until_the_next_decision_of_the_unit_and_position(self):
        self.posts(1, DAY)
        for day, approved, vacant, surplus in (
            (date(2026, 11, 24), 5, 3, 0),
            (DAY, 1, 0, 1),
            (date(2026, 11, 26), 1, 0, 1),
        ):
            row = self.board(day)
            self.assertEqual((row.approved, row.filled, row.vacant, row.surplus), (approved, 2, vacant, surplus), day)

    def test_before_the_first_decision_there_are_neither_posts_nor_people(self):
        self.assertFalse(self.board(date(2025, 12, 31)))

    def test_a_person_counts_where_the_version_of_the_day_says(self):
        self.man.create_version({"date_version": DAY, "department_id": self.desk.id})
        self.assertEqual(self.board(date(2026, 11, 24)).filled, 2)
        self.assertEqual(self.board(DAY).filled, 1)
        self.assertEqual(self.board(DAY, unit=self.desk).filled, 1)

    def test_who_works_elsewhere_stays_with_the_unit_that_employs(self):
        self.assertEqual((self.board().filled, self.board().working), (2, 1))
        self.assertEqual((self.board(unit=self.desk).filled, self.board(unit=self.desk).working), (0, 1))

    def test_who_has_left_is_counted_until_the_last_day(self):
        self.man.version_id.departure_date = DAY
        self.man.active = False
        self.assertEqual(self.board(DAY).filled, 2)
        self.assertEqual(self.board(date(2026, 11, 26)).filled, 1)

    def test_retirements_are_counted_up_to_the_last_day_of_the_horizon(self):
        for day, retiring in ((date(2026, 12, 30), 0), (date(2026, 12, 31), 1), (date(2027, 1, 1), 1)):
            self.assertEqual(self.board(day).retiring, retiring, day)
        self.assertEqual(self.board(months=24).retiring, 1)
        self.assertEqual(self.board(months=24).action_retiring()["domain"], [("id", "in", self.man.ids)])

    def test_who_has_no_birthday_or_sex_is_listed_and_not_guessed(self):
        nobody = self.person("Lê Không Rõ") + self.person("Phạm Không Giới", birthday=date(1950, 1, 1))
        row = self.board()
        self.assertEqual((row.unknown, row.retiring), (2, 0))
        self.assertEqual(set(row.action_unknown()["domain"][0][2]), set(nobody.ids))

    def test_another_horizon_is_refused(self):
        with self.assert_refused(UserError, "not 13"):
            self.board(months=13)

    def test_the_unit_is_above_its_target_until_the_day_of_the_target(self):
        self.env["ward.establishment.target"].create(
            {
                "company_id": self.ward.id,
                "department_id": self.office.id,
                "by_day": DAY,
                "posts": 1,
                "decision_number": "9/KH-UBND",
                "decision_date": date(2026, 1, 5),
            }
        )
        self.assertEqual((self.board(DAY).target, self.board(DAY).over_target), (1, 1))
        self.assertEqual(self.board(date(2026, 11, 26)).over_target, 0)

    def test_the_cards_of_all_units_take_one_statement_for_any_number_of_people(self):
        def cost():
            self.env.invalidate_all()
            units = (self.office + self.desk).with_user(self.hr_officer)
            units.mapped("name")
            with self.counted() as spent:
                units.mapped("posts_filled")
            return spent()

        cost()
        few = cost()
        for number in range(12):
            self.person(f"Người {number}", "female", date(1990, 1, 1))
        cost()  # rights are read anew after people were made
        self.assertEqual(cost(), few)
        self.env.invalidate_all()
        self.assertEqual(self.office.with_user(self.hr_officer).posts_filled, 14)

    def test_a_ward_without_approved_posts_has_no_surplus(self):
        self.env["ward.establishment"].search([("company_id", "=", self.ward.id)]).unlink()
        self.assertEqual((self.board().filled, self.board().surplus), (2, 0))

    def test_the_wizard_opens_the_board_of_its_day(self):
        wizard = self.env["ward.establishment.day"].create({"day": DAY, "months": "36"})
        context = wizard.action_show()["context"]
        self.assertEqual((context["establishment_day"], context["retirement_months"]), ("2026-11-25", 36))
