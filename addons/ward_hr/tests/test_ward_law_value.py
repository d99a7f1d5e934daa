from datetime import date
from decimal import Decimal

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..law import Law, NoLawOn
from .common import WardCase

OCTOBER = date(2026, 10, 1)


@tagged("post_install", "-at_install")
class TestWardLawValue(WardCase):
    """The law as records: filled from the files, browsed by all, added to by a ward."""

    def value(self, code, since):
        return self.env["ward.law.value"].search(
            [("code", "=", code), ("since", "=", since), ("company_id", "=", False)]
        )

    def local(self, user=None, **vals):
        user = user or self.pay_officer
        return (
            self.env["ward.law.value"]
            .with_user(user)
            .create(
                {
                    "code": "trainer_fee_max_session",
                    "since": "2026-09-01",
                    "value_number": 3000000,
                    "reference": "Quyết định 12/QĐ-BTC",
                    **vals,
                }
            )
        )

    def test_every_value_of_the_files_is_a_record(self):
        shipped = self.env["ward.law.value"].search([("origin", "=", "shipped")])
        self.assertEqual(
            {(v.code, v.since) for v in shipped},
            {(v.code, v.since) for v in Law.shipped()},
        )
        salary = self.value("base_salary", "2026-07-01")
        self.assertEqual(salary.value_number, 2530000)
        self.assertEqual(salary.published, date(2026, 5, 15))
        self.assertEqual(salary.with_context(lang="vi_VN").label, "Lương cơ sở")

    def test_loading_again_changes_nothing_and_costs_as_much_for_any_number(self):
        values = self.env["ward.law.value"].search([])
        before = values.read(["code", "since", "until", "value_number", "value_rows"])
        self.env.flush_all()
        with self.assertQueryCount(6):
            self.env["ward.law.value"]._load_shipped()
        self.assertEqual(self.env["ward.law.value"].search([]), values)
        after = values.read(["code", "since", "until", "value_number", "value_rows"])
        self.assertEqual(before, after)

    def test_a_value_that_left_the_files_is_archived_and_comes_back(self):
        salary = self.value("base_salary", "2026-07-01")
        rest = [v for v in Law.shipped() if v.code != "base_salary"]
        self.patch(type(self.env["ward.law.value"]), "_shipped_values", lambda s: rest)
        self.env["ward.law.value"]._load_shipped()
        self.assertFalse(salary.active)
        self.patch(type(self.env["ward.law.value"]), "_shipped_values", lambda s: Law.shipped())
        self.env["ward.law.value"]._load_shipped()
        self.assertTrue(salary.active)

    def test_a_value_ends_the_day_before_the_next(self):
        self.assertEqual(self.value("base_salary", "2024-07-01").until, date(2026, 6, 30))
        self.assertFalse(self.value("base_salary", "2026-07-01").until)
        self.assertEqual(
            self.value("hanoi_extra_income_monthly", "2026-07-01").until,
            date(2026, 12, 31),
        )

    def test_nobody_changes_or_deletes_a_shipped_value(self):
        salary = self.value("base_salary", "2026-07-01")
        for user in (self.env.user, self.pay_officer, self.hr_officer):
            with self.assert_refused(UserError, "cannot be changed or deleted here"):
                salary.with_user(user).write({"value_number": 1})
            with self.assert_refused(UserError, "cannot be changed or deleted here"):
                salary.with_user(user).unlink()
        with self.assertRaises(AccessError):
            salary.with_user(self.staff).write({"value_number": 1})

    def test_a_ward_enters_a_value_of_its_own_that_holds_for_it_alone(self):
        value = self.local()
        self.assertEqual(value.origin, "local")
        self.assertEqual(value.company_id, self.ward)
        self.assertEqual(value.subject, "training")
        own = self.env["ward.law.value"]._law(self.ward)
        other = self.env["ward.law.value"]._law(self.other_ward)
        self.assertEqual(own.number(value.code, OCTOBER), Decimal(3000000))
        self.assertEqual(own.number(value.code, date(2026, 8, 31)), Decimal(4000000))
        self.assertEqual(other.number(value.code, OCTOBER), Decimal(4000000))

    def test_a_value_of_another_ward_is_not_seen(self):
        value = self.local()
        stranger = self.user_of("pay_officer", self.other_ward)
        seen = self.env["ward.law.value"].with_user(stranger).with_context(allowed_company_ids=self.other_ward.ids)
        self.assertFalse(seen.search([("id", "=", value.id)]))
        with self.assertRaises(AccessError):
            seen.browse(value.id).read(["value_number"])

    def test_a_value_cannot_be_entered_as_shipped_or_moved_to_another_ward(self):
        value = self.local(origin="shipped")
        self.assertEqual(value.origin, "local")
        with self.assert_refused(UserError, "cannot be changed"):
            value.write({"company_id": self.other_ward.id})
        with self.assert_refused(UserError, "cannot be changed"):
            value.write({"origin": "shipped"})

    def test_staff_cannot_enter_a_value(self):
        for user in (self.staff, self.unit_head, self.auditor, self.upper_tier):
            with self.assertRaises(AccessError):
                self.local(user=user)

    def test_a_second_person_reviews_a_value_and_a_change_undoes_it(self):
        value = self.local()
        with self.assert_refused(UserError, "yourself"):
            value.action_review()
        value.with_user(self.hr_officer).action_review()
        self.assertEqual(value.reviewed_by_id, self.hr_officer)
        value.value_number = 3500000
        self.assertFalse(value.reviewed)

    def test_the_shipped_law_ends_where_the_ward_says_and_is_refused_by_name(self):
        self.local(code="digital_support", since="2026-09-01", repealed=True)
        law = self.env["ward.law.value"]._law(self.ward)
        with self.assertRaises(NoLawOn) as refused:
            law.number("digital_support", OCTOBER)
        message = str(self.env["ward.law.value"]._refusal(refused.exception))
        self.assertIn("digital_support", message)
        self.assertIn("01/09/2026", message)
