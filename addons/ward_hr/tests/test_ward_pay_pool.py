"""The year-end additional income: a fund by law, a rule by decision, shares to the đồng."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@tagged("post_install", "-at_install")
class TestWardPayPool(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0)
        cls.binh = cls.hire("Trần Thị Bình", "civil_servant", pay_coefficient=3.0)
        cls.cuong = cls.hire("Lê Văn Cường", "contract_111", pay_coefficient=3.0)
        cls.policy = cls.rule_of()

    @classmethod
    def rule_of(cls, since=date(2026, 1, 1), **values):
        return (
            cls.env["ward.pay.policy"]
            .with_user(cls.pay_officer)
            .create(
                {
                    "name": "Quy chế chi tiêu nội bộ",
                    "since": since,
                    "reference": "Quyết định 112/QĐ-UBND",
                    "company_id": cls.ward.id,
                    **values,
                }
            )
        )

    def pool(self, **values):
        return (
            self.env["ward.pay.pool"]
            .with_user(self.pay_officer)
            .create(
                {"year": 2026, "month": DECEMBER, "policy_id": self.policy.id, "company_id": self.ward.id, **values}
            )
        )

    def shares(self, pool):
        return {line.employee_name: int(line.share) for line in pool.line_ids}

    def ready(self):
        """Two months of pay; An is rated excellent, Bình good."""
        self.computed(OCTOBER)
        self.computed(NOVEMBER)
        self.rated(self.an, "XS")
        self.rated(self.binh, "T")
        pool = self.pool()
        pool.action_compute()
        return pool

    def test_the_fund_is_the_rate_of_each_month_on_the_salary_of_those_who_have_a_right_to_it(self):
        pool = self.ready()
        # two people, two months: 0.3 x 3.00 x 2,530,000 x 2 x 2; the contract is not among them
        self.assertEqual(pool.fund, 9108000)
        self.assertEqual(set(self.shares(pool)), {"Nguyễn Văn An", "Trần Thị Bình"})

    def ward_rule(self, staff_type, since, applies):
        self.env["ward.staff.type.rule"].create(
            {
                "staff_type_id": self.staff_type(staff_type).id,
                "subject": "additional_income",
                "since": since,
                "applies": applies,
                "reference": "Nghị quyết 12/NQ-HĐND",
                "company_id": self.ward.id,
            }
        )

    def brought(self):
        """What each person brings to the fund, in đồng, and of how many months."""
        pool = self.pool()
        pool.action_compute()
        return {line.employee_name: (int(line.base), line.months) for line in pool.line_ids}

    def test_who_has_the_monthly_part_by_a_rule_of_the_ward_enters_the_fund_from_its_month(self):
        self.ward_rule("contract_111", NOVEMBER, True)
        self.computed(OCTOBER)
        slip = self.slip_of(self.computed(NOVEMBER), self.cuong)
        self.assertEqual(self.amounts(slip)["EXTRA_MONTH"], 3795000)
        brought = self.brought()
        # 0.3 x 3.00 x 2,530,000, of November alone; the others of two months
        self.assertEqual(brought["Lê Văn Cường"], (2277000, 1))
        self.assertEqual(brought["Nguyễn Văn An"], (4554000, 2))

    def test_who_loses_the_monthly_part_by_a_rule_of_the_ward_leaves_the_fund(self):
        self.ward_rule("civil_servant", NOVEMBER, False)
        self.ward_rule("contract_111", OCTOBER, True)
        self.computed(OCTOBER)
        self.computed(NOVEMBER)
        self.assertEqual(
            self.brought(),
            {"Nguyễn Văn An": (2277000, 1), "Trần Thị Bình": (2277000, 1), "Lê Văn Cường": (4554000, 2)},
        )

    def test_a_right_that_begins_within_a_month_brings_what_the_monthly_part_was_reckoned_on(self):
        self.ward_rule("contract_111", date(2026, 11, 16), True)
        self.computed(NOVEMBER)
        self.assertEqual(self.brought()["Lê Văn Cường"], (1138500, 1))  # 15 of 30 days of 2,277,000

    def test_a_contract_that_becomes_a_civil_servant_brings_the_days_as_one(self):
        self.cuong.create_version(
            {
                "date_version": date(2026, 11, 16),
                "staff_type_id": self.staff_type("civil_servant").id,
                "pay_coefficient": 4.0,
            }
        )
        self.computed(OCTOBER)
        self.computed(NOVEMBER)
        # 0.3 x 4.00 x 2,530,000 x 15/30; October, and the days before, he had a contract
        self.assertEqual(self.brought()["Lê Văn Cường"], (1518000, 1))

    def test_a_right_that_comes_late_enters_the_fund_of_the_months_it_reaches_back_to(self):
        self.paid(OCTOBER)
        self.ward_rule("contract_111", OCTOBER, True)
        slip = self.slip_of(self.computed(NOVEMBER), self.cuong)
        self.assertEqual(sum(int(line.amount) for line in slip.line_ids if line.code == "EXTRA_MONTH"), 7590000)
        self.assertEqual(self.brought()["Lê Văn Cường"], (4554000, 2))

    def test_the_shares_follow_the_rating_and_sum_to_the_fund(self):
        pool = self.ready()
        # 1.2 : 1 of 9,108,000
        self.assertEqual(self.shares(pool), {"Nguyễn Văn An": 4968000, "Trần Thị Bình": 4140000})
        self.assertEqual(pool.shared, pool.fund)
        self.assertEqual(pool.left, 0)

    def test_who_is_not_rated_or_not_completed_has_no_share_and_is_named(self):
        self.computed(OCTOBER)
        self.rated(self.an, "T")
        pool = self.pool()
        pool.action_compute()
        self.assertEqual(self.shares(pool)["Trần Thị Bình"], 0)
        self.assertIn("Without a final rating of the year, so without a share: Trần Thị Bình", pool.remark)
        self.assertIn("Months without computed pay, so not in the fund: 01, 02", pool.remark)

    def test_a_budget_below_the_law_is_the_fund(self):
        self.ready().unlink()
        pool = self.pool(budget=5000001)
        pool.action_compute()
        self.assertEqual(pool.fund, 5000001)
        self.assertEqual(sum(self.shares(pool).values()), 5000001)

    def test_the_workload_moves_a_share_where_the_rule_says_so(self):
        self.ready().unlink()
        self.env.cr.execute(
            "INSERT INTO ward_workload (company_id, employee_id, month, hours_needed, hours_available, volume_based)"
            " VALUES (%s, %s, '2026-10-01', 192, 160, true), (%s, %s, '2026-10-01', 160, 160, true)",
            [self.ward.id, self.binh.id, self.ward.id, self.an.id],
        )
        rule = self.rule_of(date(2026, 2, 1), load_percent=100, weight_excellent=1)
        pool = self.pool(policy_id=rule.id)
        pool.action_compute()
        # 1 : 1.2 of 9,108,000
        self.assertEqual(self.shares(pool), {"Nguyễn Văn An": 4140000, "Trần Thị Bình": 4968000})

    def test_two_rules_stand_side_by_side(self):
        self.ready().unlink()
        pool = self.pool(other_policy_id=self.rule_of(date(2026, 2, 1), weight_excellent=1).id)
        pool.action_compute()
        self.assertEqual({line.other_share for line in pool.line_ids}, {4554000})
        self.assertEqual(self.shares(pool)["Nguyễn Văn An"], 4968000)

    def test_what_a_cap_leaves_stays_unspent_when_all_are_capped(self):
        self.ready().unlink()
        pool = self.pool(policy_id=self.rule_of(date(2026, 2, 1), cap_percent=50).id)
        pool.action_compute()
        self.assertEqual(pool.left, 4554000)

    def test_the_head_approves_and_the_pay_officer_enters_the_shares_into_december(self):
        pool = self.ready()
        pool.reference = "Quyết định 210/QĐ-UBND"
        pool.with_user(self.ward_head).action_approve()
        pool.action_enter()
        entered = self.env["ward.pay.input"].search([("month", "=", DECEMBER), ("company_id", "=", self.ward.id)])
        self.assertEqual(
            {(one.employee_id.name, int(one.amount), one.reference) for one in entered},
            {
                ("Nguyễn Văn An", 4968000, "Quyết định 210/QĐ-UBND"),
                ("Trần Thị Bình", 4140000, "Quyết định 210/QĐ-UBND"),
            },
        )
        slip = self.slip_of(self.computed(DECEMBER), self.an)
        self.assertEqual(self.amounts(slip)["EXTRA_YEAR"], 4968000)
        line = slip.line_ids.filtered(lambda one: one.code == "EXTRA_YEAR")
        self.assertEqual((line.component_id.kind, line.formula), ("pool", "share of the pool: 4,968,000"))

    def test_a_step_back_takes_the_amounts_out_again(self):
        pool = self.ready()
        pool.reference = "Quyết định 210/QĐ-UBND"
        pool.with_user(self.ward_head).action_approve()
        pool.action_enter()
        pool.action_back()
        self.assertEqual(pool.state, "approved")
        self.assertFalse(self.env["ward.pay.input"].search([("company_id", "=", self.ward.id)]))
        pool.action_back()
        self.assertEqual(pool.state, "computed")

    def test_an_approved_share_is_not_changed_among_the_amounts_of_the_month(self):
        pool = self.ready()
        pool.reference = "Quyết định 210/QĐ-UBND"
        pool.with_user(self.ward_head).action_approve()
        pool.action_enter()
        entered = pool._entered()
        sentence = "in 12/2026 is the approved share of “Year-end additional income 2026”"
        for change in (lambda: entered[0].write({"amount": 9000000}), lambda: entered[1].write({"month": NOVEMBER})):
            with self.assert_refused(UserError, sentence):
                change()
        with self.assert_refused(UserError, sentence):
            entered.unlink()
        pool.action_back()
        self.assertFalse(entered.exists())

    def test_nobody_approves_what_they_computed_and_a_decision_number_is_needed(self):
        pool = self.ready()
        with self.assert_refused(UserError, "number of the decision"):
            pool.with_user(self.ward_head).action_approve()
        with self.assert_refused(AccessError, "Head of the ward"):
            pool.action_approve()
        self.pay_officer.group_ids += self.env.ref("ward_hr.ward_hr_group_ward_head")
        pool.reference = "1"
        with self.assert_refused(UserError, "computed by you"):
            pool.action_approve()

    def test_state_and_sums_are_not_written_by_hand(self):
        pool = self.ready()
        for values in ({"state": "approved"}, {"shared": 1}, {"approved_by_id": self.env.uid}):
            with self.assert_refused(UserError, "Use the buttons"):
                pool.write(values)

    def test_what_the_shares_follow_from_changes_and_they_are_computed_again_before_approval(self):
        lower = self.rule_of(date(2026, 2, 1), weight_excellent=1)
        changes = {
            "another budget": lambda pool: pool.write({"budget": 5000000}),
            "another rule": lambda pool: pool.write({"policy_id": self.policy.id}),
            "another rule beside it": lambda pool: pool.write({"other_policy_id": self.policy.id}),
            "an import": lambda pool: self.imported(pool, "budget", "5000000"),
            "another weight in the rule": lambda pool: lower.write({"weight_good": 0.5}),
        }
        self.ready().unlink()
        for name, change in changes.items():
            with self.subTest(change=name):
                pool = self.pool(policy_id=lower.id, reference="210/QĐ-UBND")
                pool.action_compute()
                change(pool)
                self.assertEqual((pool.state, pool.fund, len(pool.line_ids)), ("draft", 0, 0))
                self.assertIn("computed again", pool.remark)
                with self.assert_refused(UserError, "Compute it first"):
                    pool.with_user(self.ward_head).action_approve()
                pool.unlink()

    def imported(self, pool, field, value):
        self.env.flush_all()
        pool.load(["id", field], [[pool._export_rows([["id"]])[0][0], value]])

    def test_a_write_that_changes_no_figure_keeps_the_proposal(self):
        pool = self.ready()
        pool.write({"budget": 0, "policy_id": self.policy.id, "reference": "210/QĐ-UBND", "month": DECEMBER})
        self.policy.write({"weight_good": 1, "name": "Quy chế"})
        self.assertEqual((pool.state, pool.fund), ("computed", 9108000))

    def test_a_rating_that_came_since_is_not_passed_over(self):
        self.computed(OCTOBER)
        self.rated(self.an, "T")
        pool = self.pool(reference="210/QĐ-UBND")
        pool.action_compute()
        self.rated(self.binh, "T")
        with self.assert_refused(UserError, "no longer follow from the pay, the ratings"):
            pool.with_user(self.ward_head).action_approve()
        pool.action_compute()
        pool.with_user(self.ward_head).action_approve()
        self.assertEqual(self.shares(pool), {"Nguyễn Văn An": 2277000, "Trần Thị Bình": 2277000})

    def test_the_head_approves_what_the_page_shows(self):
        pool = self.ready()
        pool.reference = "210/QĐ-UBND"
        shown = pool.with_user(self.ward_head).with_context(ward_revision=pool.revision)
        pool.budget = 5000000
        pool.action_compute()
        with self.assert_refused(UserError, "was computed again since you opened it"):
            shown.action_approve()
        shown.with_context(ward_revision=pool.revision).action_approve()
        self.assertEqual((pool.state, pool.fund), ("approved", 5000000))

    def test_the_rule_is_the_one_in_force_on_the_last_day_of_the_year(self):
        self.rule_of(date(2027, 1, 1))
        self.assertEqual(self.pool().policy_id, self.policy)
        self.env["ward.pay.pool"].search([("company_id", "=", self.ward.id)]).unlink()
        latest = self.rule_of(date(2026, 12, 31))
        pool = self.env["ward.pay.pool"].with_user(self.pay_officer).create({"year": 2026, "company_id": self.ward.id})
        self.assertEqual(pool.policy_id, latest)
        pool.year = 2025
        self.assertFalse(self.env["ward.pay.policy"]._on(self.ward, date(2025, 12, 31)))

    def test_any_rule_is_simulated_but_only_the_one_in_force_is_approved(self):
        self.ready().unlink()
        proposed = self.rule_of(date(2027, 1, 1), weight_excellent=1)
        pool = self.pool(policy_id=proposed.id, reference="210/QĐ-UBND")
        pool.action_compute()
        self.assertEqual(self.shares(pool)["Nguyễn Văn An"], 4554000)
        with self.assert_refused(UserError, "in force on 31/12/2026 is “Quy chế chi tiêu nội bộ”, from 01/01/2026"):
            pool.with_user(self.ward_head).action_approve()
        pool.policy_id = self.policy
        pool.action_compute()
        pool.with_user(self.ward_head).action_approve()
        self.assertEqual(pool.state, "approved")

    def test_a_rule_that_comes_between_approval_and_payment_is_not_passed_over(self):
        pool = self.ready()
        pool.reference = "210/QĐ-UBND"
        pool.with_user(self.ward_head).action_approve()
        self.rule_of(date(2026, 6, 1))
        with self.assert_refused(UserError, "in force on 31/12/2026"):
            pool.action_enter()

    def test_without_a_rule_in_force_nothing_is_approved(self):
        self.ready().unlink()
        self.policy.since = date(2027, 1, 1)
        pool = self.pool(policy_id=self.policy.id, reference="210/QĐ-UBND")
        pool.action_compute()
        with self.assert_refused(UserError, "has no rule for sharing on 31/12/2026"):
            pool.with_user(self.ward_head).action_approve()

    def test_a_rule_that_an_approved_year_rests_on_stays(self):
        pool = self.ready()
        pool.reference = "1"
        pool.with_user(self.ward_head).action_approve()
        with self.assert_refused(UserError, "was used for the approved year 2026"):
            self.policy.weight_good = 2

    def test_a_year_without_pay_is_refused(self):
        pool = self.pool(year=2024)
        with self.assert_refused(UserError, "has no computed pay"):
            pool.action_compute()

    def test_the_other_ward_and_the_staff_see_no_share(self):
        pool = self.ready()
        stranger = self.user_of("pay_officer", self.other_ward)
        for user in (stranger, self.staff, self.hr_officer, self.unit_head):
            with self.assertRaises(AccessError):
                pool.line_ids.with_user(user).read(["share"])

    def test_the_statements_do_not_grow_with_the_people(self):
        counts = []
        for number in (2, 20):
            for one in range(number):
                self.hire(f"Người {number}-{one}", "civil_servant", pay_coefficient=3.0)
            run = self.env["ward.pay.run"].search([("company_id", "=", self.ward.id)])
            (run.with_user(self.pay_officer) or self.run_of(OCTOBER)).action_compute()
            pool = self.pool()
            with self.counted() as spent:
                pool.action_compute()
                self.env.flush_all()
            counts.append(spent())
            pool.unlink()
        self.assertLessEqual(counts[1], counts[0])
