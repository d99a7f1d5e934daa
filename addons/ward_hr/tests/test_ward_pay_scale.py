from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import WardCase


@tagged("post_install", "-at_install")
class TestWardPayScale(WardCase):
    """Scales, ranks, posts, staff types and positions as records of the whole country."""

    def test_each_scale_of_the_law_is_a_record_with_its_steps(self):
        scale = self.env.ref("ward_hr.ward_pay_scale_a21")
        self.assertEqual((scale.code, scale.last_step, scale.months), ("A2.1", 8, 36))
        self.assertEqual(len(scale.step_ids), 8)
        self.assertAlmostEqual(scale.step_ids.filtered(lambda s: s.step == 5).coefficient, 5.76)
        self.assertEqual(
            scale.with_context(lang="vi_VN").name,
            "Chuyên viên chính & tương đương (A2 nhóm 1)",
        )

    def test_posts_of_a_former_table_are_archived(self):
        posts = self.env["ward.leadership.post"]
        self.assertTrue(posts.search([("code", "=", "PC_CHAIR")]).known)
        self.assertFalse(posts.search([("code", "=", "PARTY_SEC")]).known)
        self.assertFalse(posts.search([("code", "=", "OLD_CHAIR")]))
        archived = posts.with_context(active_test=False)
        self.assertTrue(archived.search([("code", "=", "OLD_CHAIR")]))

    def test_the_national_list_of_positions_belongs_to_no_ward(self):
        jobs = self.env["hr.job"].search([("position_code", "!=", False)])
        self.assertEqual(len(jobs), 43)
        self.assertFalse(jobs.company_id)
        with self.assert_refused(UserError, "national list"):
            jobs[0].with_user(self.hr_officer).write({"name": "Khác"})
        with self.assert_refused(UserError, "national list"):
            jobs[0].with_user(self.hr_officer).unlink()

    def test_no_user_changes_national_data(self):
        for record in (
            self.env.ref("ward_hr.ward_pay_scale_a1"),
            self.env.ref("ward_hr.ward_rank_01_003"),
            self.env.ref("ward_hr.ward_staff_type_civil_servant"),
            self.env["ward.leadership.post"].search([], limit=1),
        ):
            for user in (self.hr_officer, self.pay_officer, self.ward_head):
                with self.assertRaises(AccessError):
                    record.with_user(user).write({"name": "Khác"})
                with self.assertRaises(AccessError):
                    record.with_user(user).unlink()

    def test_the_standard_units_are_made_once(self):
        units = self.env["hr.department"].with_user(self.hr_officer)
        units.action_create_standard_units()
        made = units.search([("company_id", "=", self.ward.id)])
        self.assertEqual(
            set(made.mapped("code")),
            {
                *(
                    "PARTY",
                    "PARTY_OFF",
                    "PARTY_BUILD",
                    "PARTY_INSP",
                    "FRONT",
                    "COUNCIL",
                ),
                *("PC", "VP", "KTHTDT", "VHXH", "PASC", "MIL"),
            },
        )
        self.assertFalse(made.filtered(lambda u: u.code == "PASC").on_ward_payroll)
        units.action_create_standard_units()
        self.assertEqual(units.search([("company_id", "=", self.ward.id)]), made)

    def test_staff_cannot_make_the_standard_units(self):
        for user in (self.staff, self.pay_officer, self.auditor):
            with self.assertRaises(AccessError):
                self.env["hr.department"].with_user(user).action_create_standard_units()
