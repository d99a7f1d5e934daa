"""What another base salary, other allowances or other posts would cost: beside today's, and nothing kept."""

from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@tagged("post_install", "-at_install")
class TestWardPayWhatIf(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office, cls.economy = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.ward.id} for name in ("Văn phòng", "Kinh tế")]
        )
        cls.lan = cls.hire("Lan", "civil_servant", pay_coefficient=3.0, department_id=cls.office.id)
        cls.an = cls.hire("An", "civil_servant", pay_coefficient=3.0, department_id=cls.economy.id)

    def asked(self, *changes, user=None, **values):
        page = self.env["ward.pay.what.if"].with_user(user or self.pay_officer)
        page = page.create(
            {
                "company_ids": [Command.set(self.ward.ids)],
                "month_from": NOVEMBER,
                "month_to": NOVEMBER,
                "change_ids": [Command.create({"since": NOVEMBER, **change}) for change in changes],
                **values,
            }
        )
        page.action_reckon()
        return page

    def cost(self, page, name, unit=None):
        effects = page.effect_ids.filtered(lambda one: unit is None or one.department_id.id == unit.id)
        return int(sum(effects.mapped(f"cost_{name}")))

    def base_salary(self, value, variant="a", **more):
        return {"kind": "law", "variant": variant, "law_code": "base_salary", "value": value, **more}

    # -- what it says --------------------------------------------------------------------------------

    def test_as_things_stand_it_is_what_the_run_of_that_month_pays(self):
        page = self.asked()
        run = self.computed(NOVEMBER)
        self.assertEqual(self.cost(page, "today"), int(run.gross + run.employer))
        self.assertEqual(sum(page.effect_ids.mapped("people_today")), 2)

    def test_two_variants_stand_side_by_side(self):
        page = self.asked(self.base_salary(2_700_000), self.base_salary(3_000_000, "b"))
        [office] = page.effect_ids.filtered(lambda one: one.department_id == self.office)
        # 3.00 x base salary, public duty 25%, additional income 50%
        self.assertEqual(int(office.gross_a), 3 * 2_700_000 * 7 // 4)
        self.assertEqual(int(office.gross_b), 3 * 3_000_000 * 7 // 4)
        self.assertGreater(office.more_b, office.more_a)
        self.assertEqual(office.more_a, office.cost_a - office.cost_today)

    def test_a_law_from_a_later_month_changes_only_that_month(self):
        page = self.asked(self.base_salary(2_700_000, since=DECEMBER), month_to=DECEMBER)
        more = {effect.month: effect.more_a for effect in page.effect_ids if effect.department_id == self.office}
        self.assertEqual(more[NOVEMBER], 0)
        self.assertGreater(more[DECEMBER], 0)

    def test_another_rate_changes_what_rests_on_it_and_nothing_else(self):
        rate = {"kind": "law", "law_code": "public_duty_allowance_rate", "value": 0.3}
        page = self.asked(rate)
        [office] = page.effect_ids.filtered(lambda one: one.department_id == self.office)
        # public duty 30% instead of 25% of 3.00 x 2,530,000; insurance and additional income do not rest on it
        self.assertEqual(int(office.gross_a - office.gross_today), 3 * 2_530_000 * 5 // 100)
        self.assertEqual(int(office.more_a), 3 * 2_530_000 * 5 // 100)
        self.assertEqual(office.cost_b, office.cost_today)

    def test_two_wards_stand_apart_by_unit_and_together_in_the_total(self):
        there = self.env["hr.department"].create({"name": "Văn phòng kia", "company_id": self.other_ward.id})
        facts = {"staff_type_id": self.staff_type("civil_servant").id, "pay_coefficient": 4.0}
        self.employ("Bình", company=self.other_ward, department_id=there.id, **facts)
        officer = self.user_of("pay_officer", self.ward, login="of two wards")
        both = self.ward | self.other_ward
        officer.company_ids = both
        page = self.env["ward.pay.what.if"].with_user(officer).with_context(allowed_company_ids=both.ids)
        change = Command.create({"since": NOVEMBER, **self.base_salary(2_700_000)})
        page = page.create(
            {
                "company_ids": [Command.set(both.ids)],
                "month_from": NOVEMBER,
                "month_to": NOVEMBER,
                "change_ids": [change],
            }
        )
        page.action_reckon()
        own, other = (page.effect_ids.filtered(lambda one, ward=ward: one.company_id == ward) for ward in both)
        self.assertEqual(own.department_id, self.office | self.economy)
        self.assertEqual(other.department_id, there)
        self.assertEqual([int(one.gross_a) for one in other], [4 * 2_700_000 * 7 // 4])
        self.assertEqual(sum(own.mapped("people_today")), 2)
        alone = self.asked(self.base_salary(2_700_000))
        self.assertEqual(sum(own.mapped("cost_a")), self.cost(alone, "a"))
        self.assertIn(f"{self.cost(page, 'a'):,}", page.summary)
        groups = page.effect_ids._read_group(page.action_by_unit()["domain"], ["company_id"], ["cost_a:sum"])
        self.assertEqual(dict(groups), {self.ward: sum(own.mapped("cost_a")), self.other_ward: other.cost_a})

    def test_moving_somebody_moves_the_cost_and_leaves_the_sum(self):
        move = {"kind": "move", "employee_ids": [Command.set(self.lan.ids)], "to_department_id": self.economy.id}
        page = self.asked(move)
        self.assertEqual(self.cost(page, "a"), self.cost(page, "today"))
        self.assertEqual(self.cost(page, "a", self.office), 0)
        self.assertEqual(self.cost(page, "b", self.office), self.cost(page, "today", self.office))

    def test_two_filled_vacancies_cost_like_two_colleagues(self):
        fill = {
            "kind": "fill",
            "to_department_id": self.office.id,
            "new_staff_type_id": self.staff_type("civil_servant").id,
            "pay_coefficient": 3.0,
            "count": 2,
        }
        page = self.asked(fill)
        self.assertEqual(self.cost(page, "a", self.office), 3 * self.cost(page, "today", self.office))

    def test_one_stop_support_for_one_unit_is_paid_there_only(self):
        support = {"kind": "amount", "name": "Hỗ trợ một cửa", "amount": 700_000, "department_id": self.office.id}
        page = self.asked(support)
        self.assertEqual(self.cost(page, "a", self.office) - self.cost(page, "today", self.office), 700_000)
        self.assertEqual(self.cost(page, "a", self.economy), self.cost(page, "today", self.economy))

    def test_a_shipped_allowance_may_be_given_to_more_people(self):
        digital = self.env["ward.pay.component"].search([("code", "=", "DIGITAL")])
        page = self.asked({"kind": "allowance", "component_id": digital.id})
        support = self.env["ward.law.value"]._law(self.ward).number("digital_support", NOVEMBER)
        self.assertEqual(self.cost(page, "a") - self.cost(page, "today"), 2 * int(support))

    def test_a_cut_post_is_paid_until_the_day_before(self):
        page = self.asked(
            {"kind": "leave", "employee_ids": [Command.set(self.an.ids)], "since": DECEMBER}, month_to=DECEMBER
        )
        by_month = {one.month: int(one.cost_a) for one in page.effect_ids if one.department_id == self.economy}
        self.assertGreater(by_month[NOVEMBER], 0)
        self.assertEqual(by_month[DECEMBER], 0)

    def test_the_summary_shows_months_and_the_total_with_the_separators_of_the_language(self):
        page = self.asked(self.base_salary(2_700_000), month_to=DECEMBER)
        self.assertIn("11/2026", page.summary)
        total = self.cost(page, "a")
        self.assertIn(f"{total:,}", page.summary)
        self.env["res.lang"]._activate_lang("vi_VN")
        said = page.with_context(lang="vi_VN").summary
        self.assertIn(f"{total:,}".replace(",", "."), said)

    def test_the_pivot_shows_the_effects_of_this_page_only(self):
        page, other = self.asked(), self.asked()
        found = self.env["ward.pay.what.if.effect"].search(page.action_by_unit()["domain"])
        self.assertEqual(found, page.effect_ids)
        self.assertFalse(found & other.effect_ids)

    def test_a_change_reads_as_a_sentence(self):
        page = self.asked(self.base_salary(2_700_000))
        self.assertEqual(page.change_ids.display_name, "Base salary → 2,700,000")
        self.assertEqual(page.change_ids.law_today, "2,530,000")

    # -- nothing is kept, nobody else reads ------------------------------------------------------------

    def test_nothing_of_staff_law_or_pay_is_written(self):
        names = ("hr.version", "ward.law.value", "ward.pay.run", "ward.payslip", "ward.pay.component", "ward.pay.input")
        before = {name: self.written(name) for name in names}
        self.asked(self.base_salary(3_000_000), {"kind": "amount", "name": "Thử", "amount": 1_000_000})
        self.env.flush_all()
        self.assertEqual({name: self.written(name) for name in names}, before)

    def written(self, name):
        """Every row of the table as text: more than a count, so that a change of a value shows."""
        self.env.flush_all()
        table = self.env[name]._table
        self.env.cr.execute(f"SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM {table} t")  # pylint: disable=sql-injection
        return self.env.cr.fetchone()

    def test_what_was_found_goes_when_a_change_does(self):
        page = self.asked(self.base_salary(2_700_000))
        page.change_ids.value = 2_800_000
        self.assertFalse(page.effect_ids)

    def test_only_the_pay_officer_and_the_head_of_the_ward_ask(self):
        self.assertTrue(self.asked(user=self.ward_head).effect_ids)
        for role in ("staff", "unit_head", "hr_officer", "upper_tier", "auditor"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.asked(user=getattr(self, role))

    def test_a_page_is_read_by_who_asked_only(self):
        page = self.asked()
        with self.assertRaises(AccessError):
            page.with_user(self.ward_head).read(["summary"])
        self.assertFalse(self.env["ward.pay.what.if.effect"].with_user(self.ward_head).search([]))

    def test_the_ward_of_others_is_refused(self):
        with self.assertRaises(AccessError):
            self.asked(company_ids=[Command.set(self.other_ward.ids)])

    # -- what is refused -------------------------------------------------------------------------------

    def test_a_month_without_law_names_what_to_try(self):
        with self.assert_refused(UserError, "add a change of kind"):
            self.asked(month_from=date(2027, 1, 1), month_to=date(2027, 1, 1))

    def test_a_month_without_law_is_reckoned_with_the_value_expected(self):
        january = date(2027, 1, 1)
        expected = {
            "kind": "law",
            "variant": "all",
            "law_code": "hanoi_extra_income_monthly",
            "value": 0.5,
            "since": january,
        }
        page = self.asked(expected, self.base_salary(2_700_000, since=january), month_from=january, month_to=january)
        [office] = page.effect_ids.filtered(lambda one: one.department_id == self.office)
        self.assertEqual(int(office.gross_today), 3 * 2_530_000 * 7 // 4)
        self.assertEqual(int(office.gross_a), 3 * 2_700_000 * 7 // 4)
        self.assertEqual(office.gross_b, office.gross_today)

    def test_an_unfinished_change_names_what_is_missing(self):
        with self.assert_refused(ValidationError, "Enter: Value of law"):
            self.asked({"kind": "law", "value": 1})

    def test_months_in_the_wrong_order_are_refused(self):
        with self.assert_refused(ValidationError, "Enter a later last month"):
            self.asked(month_to=OCTOBER)

    def test_the_statements_do_not_grow_with_the_people(self):
        def cost():
            self.env.flush_all()
            page = self.asked(self.base_salary(2_700_000))
            with self.counted() as spent:
                page.action_reckon()
                self.env.flush_all()
            return spent()

        few = cost()
        for number in range(20):
            self.hire(f"Người {number}", "civil_servant", pay_coefficient=3.0, department_id=self.office.id)
        self.assertEqual(cost(), few)
