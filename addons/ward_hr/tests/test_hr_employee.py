from odoo.tests import tagged

from .common import WardCase


@tagged("post_install", "-at_install")
class TestHrEmployee(WardCase):
    """Staff are found without diacritics and listed by given name."""

    NAMES = ("Trần Văn Ánh", "Lê Văn An", "Bùi Thị Ân", "Đỗ Thị An", "Nguyễn Thị Đào")

    def setUp(self):
        super().setUp()
        self.people = self.env["hr.employee"].browse([self.employ(name).id for name in self.NAMES])

    def test_staff_are_listed_by_given_name_in_the_vietnamese_alphabet(self):
        wanted = [
            "Đỗ Thị An",
            "Lê Văn An",
            "Trần Văn Ánh",
            "Bùi Thị Ân",
            "Nguyễn Thị Đào",
        ]
        mine = [("id", "in", self.people.ids)]
        self.assertEqual(self.env["hr.employee"].search(mine).mapped("name"), wanted)
        public = self.env["hr.employee.public"].with_user(self.staff)
        self.assertEqual(public.search(mine).mapped("name"), wanted)

    def test_a_new_name_moves_the_person_in_the_list(self):
        self.people[1].name = "Lê Văn Bình"
        found = self.env["hr.employee"].search([("id", "in", self.people.ids)])
        self.assertEqual(found[-2:].mapped("given_name"), ["Bình", "Đào"])

    def test_nguyen_finds_nguyễn(self):
        if not self.env.registry.has_unaccent:
            self.skipTest("the database has no unaccent extension")
        for model in ("hr.employee", "hr.employee.public"):
            found = self.env[model].with_user(self.hr_officer).name_search("nguyen thi dao")
            self.assertIn(self.people[-1].id, [person for person, _name in found])
            by_name = self.env[model].search([("name", "ilike", "do thi")])
            self.assertIn(self.people[3].id, by_name.ids)
