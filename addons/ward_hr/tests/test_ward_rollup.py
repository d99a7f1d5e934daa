from datetime import date

from odoo.exceptions import AccessError, ValidationError

from .common import WardCase

DAY = "2026-11-25"
MONTH = date(2026, 11, 1)


class TestWardRollup(WardCase):
    """Two cities: one with the ward, one with the other ward."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.city, cls.other_city = cls.env["res.company"].create(
            [{"name": name, "currency_id": cls.env.ref("base.VND").id} for name in ("Thành phố A", "Thành phố B")]
        )
        cls.ward.upper_tier_id = cls.city
        cls.other_ward.upper_tier_id = cls.other_city
        cls.tier = cls.user_of("upper_tier", cls.city)
        cls.lan = cls.employ("Nguyễn Thị Lan", pay_coefficient=3.0)
        cls.employ("Trần Văn Hùng")
        cls.stranger = cls.employ("Phạm Văn Bình", company=cls.other_ward)

    def rollups(self, user=None, domain=()):
        return (
            self.env["ward.rollup"]
            .with_user(user or self.tier)
            .with_context(allowed_company_ids=(user or self.tier).company_ids.ids, rollup_day=DAY)
            .search([("month", "=", MONTH), *domain])
        )

    def load(self, person, needed, available, finished, on_time):
        self.env["ward.workload"].create(
            {
                "company_id": person.company_id.id,
                "employee_id": person.id,
                "month": MONTH,
                "hours_needed": needed,
                "hours_available": available,
                "finished_count": finished,
                "on_time_count": on_time,
                "backlog_count": 3,
            }
        )
        self.env.flush_all()

    def test_the_upper_tier_reads_its_wards_without_choosing_them_and_no_other(self):
        self.assertEqual(self.rollups().mapped("ward_name"), ["Phường Thử Nghiệm"])
        self.assertEqual(self.rollups().headcount, 2)

    def test_a_ward_reads_its_own_row(self):
        self.assertEqual(self.rollups(self.ward_head).company_id, self.ward)

    def test_posts_are_those_in_force_on_the_last_day_of_the_month(self):
        office = self.env["hr.department"].create({"name": "Văn phòng", "company_id": self.ward.id})
        self.lan.department_id = office
        decision = {"decision_number": "1/QĐ-UBND", "decision_date": MONTH}
        self.env["ward.establishment"].create(
            [
                {"company_id": self.ward.id, "department_id": office.id, "since": since, "posts": posts, **decision}
                for since, posts in ((date(2026, 11, 1), 9), (date(2026, 11, 30), 4), (date(2026, 12, 1), 7))
            ]
        )
        self.env.flush_all()
        row = self.rollups()
        self.assertEqual((row.headcount, row.approved, row.vacant, row.surplus), (2, 4, 3, 1))

    def test_load_and_service_are_sums_over_the_people_of_the_ward(self):
        self.load(self.lan, 200, 100, 10, 9)
        self.load(self.stranger, 10, 100, 1, 1)
        row = self.rollups()
        self.assertEqual((row.load_index, row.on_time_rate, row.backlog_count), (2, 0.9, 3))
        self.assertEqual(row.rank_on_time, 1)

    def test_the_load_of_two_wards_is_that_of_their_sums(self):
        second = self.env["res.company"].create({"name": "Phường Hai", "parent_id": self.city.id})
        self.load(self.lan, 200, 100, 10, 9)
        self.load(self.employ("Lê Văn Ba", company=second), 0, 300, 0, 0)
        model = self.rollups().browse()
        [(load, rate)] = model._read_group([("month", "=", MONTH)], [], ["load_index:avg", "on_time_rate:avg"])
        self.assertEqual((load, rate), (0.5, 0.9))

    def test_no_pay_file_or_person_is_reached_by_the_upper_tier(self):
        for name in ("hr.version", "hr.employee", "ward.payslip", "ward.payslip.line", "ward.establishment"):
            model = self.env[name].with_user(self.tier)
            with self.subTest(model=name), self.assertRaises(AccessError):
                model.search([]).read(["display_name"])

    def test_a_member_of_a_ward_with_the_upper_tiers_role_reads_its_roll_up_and_no_single_person(self):
        """``self.upper_tier`` belongs to the ward itself: the role opens counts there too, and nothing else."""
        self.load(self.lan, 200, 100, 10, 9)
        self.assertEqual(self.rollups(self.upper_tier).company_id, self.ward)
        of_people = (  # hr.employee is sent to its public face by Odoo, see the test above
            "hr.version",
            "ward.assignment",
            "ward.decision",
            "ward.dossier",
            "ward.evaluation",
            "ward.family.member",
            "ward.file.change",
            "ward.file.change.line",
            "ward.file.entry",
            "ward.pay.run",
            "ward.payslip",
            "ward.reward",
            "ward.staff.file",
            "ward.workload",
            "ward.workload.line",
        )
        for name in of_people:
            model = self.env[name].with_user(self.upper_tier)
            with self.subTest(model=name), self.assertRaises(AccessError):
                model.search([])
            with self.subTest(model=name, route="group"), self.assertRaises(AccessError):
                model._read_group([], [], ["__count"])

    def test_another_citys_ward_is_refused_by_its_id(self):
        theirs = self.rollups(self.user_of("upper_tier", self.other_city))
        self.assertEqual(theirs.company_id, self.other_ward)
        with self.assertRaises(AccessError):
            theirs.with_user(self.tier).read(["headcount"])

    def test_the_statements_do_not_grow_from_three_wards_to_thirty(self):
        def grown(count):
            self.env["res.company"].create(
                [{"name": f"Phường {count}-{n}", "parent_id": self.city.id} for n in range(count)]
            )

        def cost():
            with self.counted() as spent:
                rows = self.rollups()
                rows.web_read({"ward_name": {}, "company_id": {"fields": {"display_name": {}}}, "headcount": {}})
            return len(rows), spent()

        grown(2)
        cost()
        self.assertEqual(cost()[0], 3)
        few = cost()[1]
        grown(27)
        self.assertEqual(cost()[0], 30)
        self.assertEqual(cost()[1], few)

    def test_a_ward_with_another_currency_does_not_join_a_city(self):
        self.env.ref("base.EUR").active = True
        ward = self.env["res.company"].create(
            {"name": "Phường Ba", "currency_id": self.env.ref("base.EUR").id}
        )
        with self.assert_refused(ValidationError, "EUR"):
            ward.upper_tier_id = self.city

    def test_an_upper_tier_user_needs_no_membership_of_the_wards(self):
        self.assertEqual(self.tier.company_ids, self.city)
        companies = self.env["res.company"].with_user(self.tier).with_context(allowed_company_ids=self.city.ids)
        names = companies.search([]).mapped("name")
        self.assertEqual(set(names), {"Thành phố A", "Phường Thử Nghiệm"})
