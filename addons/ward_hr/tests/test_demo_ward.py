from datetime import date

from odoo.tests import TransactionCase, tagged
from odoo.tools.convert import convert_file

from odoo.addons.ward_hr.demo.ward_demo_raises import DUE
from odoo.addons.ward_hr.staff.months import add_months

FILES = ("ward_demo_company.xml", "res_users.xml", "hr.employee.csv", "ward_demo_staff.xml")
ROLES = {
    "staff": "lan",
    "unit_head": "hung",
    "hr_officer": "mai",
    "pay_officer": "thu",
    "ward_head": "long",
    "auditor": "quang",
    "upper_tier": "city",
}


@tagged("post_install", "-at_install")
class TestDemoWard(TransactionCase):
    """The people of the demo wards: invented, complete, and with the cases that the story needs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=True))
        for name in FILES:
            convert_file(cls.env, "ward_hr", f"demo/{name}", {}, mode="init", noupdate=True)
        cls.ward = cls.env.ref("base.main_company")
        cls.people = cls.env["hr.employee"].search([("category_ids", "=", cls.ref("demo_category_invented").id)])

    @classmethod
    def ref(cls, name):
        return cls.env.ref(f"ward_hr.{name}")

    def test_both_wards_have_people_and_all_are_marked_as_invented(self):
        wards = self.ward | self.ref("demo_ward_second")
        everybody = self.env["hr.employee"].search([("company_id", "in", wards.ids)])
        self.assertEqual(everybody, self.people)
        counts = [len(self.people.filtered(lambda p, w=ward: p.company_id == w)) for ward in wards]
        self.assertEqual(counts, [46, 8])

    def test_each_person_has_a_unit_a_coefficient_and_a_decision(self):
        for person in self.people:
            with self.subTest(person=person.name):
                self.assertTrue(person.department_id and person.job_title and person.staff_type_id)
                self.assertTrue(person.pay_coefficient and person.rank_id and person.pay_step)
                self.assertIn("(mẫu)", person.decision_number)
                self.assertEqual(person.version_ids.mapped("department_id"), person.department_id)

    def test_the_worked_examples_have_their_people(self):
        for name, coefficient, leadership in (
            ("lan", 3.00, 0),
            ("long", 5.76, 0.70),
            ("quan", 2.67, 0),
            ("ngan", 2.34, 0),
        ):
            person = self.ref(f"demo_employee_{name}")
            self.assertAlmostEqual(person.pay_coefficient, coefficient, msg=name)
            self.assertAlmostEqual(person.leadership_coefficient, leadership, msg=name)

    def test_two_raises_split_october(self):
        split = self.people.version_ids.filtered(lambda v: v.date_version == date(2026, 10, 15))
        self.assertEqual(set(split.employee_id.mapped("given_name")), {"Ánh", "Linh"})

    def test_the_drafted_raise_before_term_is_one_step_up_and_at_most_a_year_early(self):
        convert_file(self.env, "ward_hr", "demo/ward_demo_decisions.xml", {}, mode="init", noupdate=True)
        draft = self.ref("demo_decision_dung_raise")
        [version] = draft.employee_id.version_ids
        self.assertEqual((draft.state, draft.pay_step), ("draft", version.pay_step + 1))
        due = add_months(DUE["dung"], 36)
        self.assertLess(draft.effective_date, due)
        self.assertLessEqual(due, date(draft.early_year + 1, 12, 31))
        self.assertGreaterEqual(add_months(draft.effective_date, 12), due)

    def test_each_role_has_a_login_that_belongs_to_a_person_of_the_ward(self):
        outside = {"auditor", "upper_tier"}  # they come from elsewhere
        for role, login in ROLES.items():
            user = self.ref(f"demo_user_{role}")
            self.assertEqual((user.login, user.lang), (login, "vi_VN"))
            self.assertTrue(user.has_group(f"ward_hr.ward_hr_group_{role}"))
            self.assertEqual(bool(user.employee_id), role not in outside, role)
            if role != "upper_tier":
                self.assertEqual(user.company_ids, self.ward)

    def test_loading_the_people_again_adds_nobody(self):
        convert_file(self.env, "ward_hr", "demo/hr.employee.csv", {}, mode="update", noupdate=True)
        again = self.env["hr.employee"].search([("category_ids", "=", self.ref("demo_category_invented").id)])
        self.assertEqual(again, self.people)
