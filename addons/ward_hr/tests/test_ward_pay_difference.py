"""The table of differences names the cause of each changed line of each person."""

from datetime import date

from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

SEPTEMBER = date(2026, 9, 1)
BY_RANK = {"BASIC", "PUBLIC_DUTY", "EXTRA_MONTH"}
INSURANCE = {"SI_E", "HI_E", "SI_ER", "OAD_ER", "HI_ER"}


@tagged("post_install", "-at_install")
class TestWardPayDifference(PayCase):
    def causes(self, run, against="month"):
        """``{person: {cause: codes of its lines}}``."""
        found = {}
        for row in run.difference_ids.filtered(lambda row: row.against == against):
            by_cause = found.setdefault(row.employee_id.name, {})
            by_cause.setdefault(row.cause, set()).add(row.component_id.code)
        return found

    def bonus(self, person, amount=2_000_000):
        return self.env["ward.pay.input"].create(
            {
                "month": OCTOBER,
                "company_id": self.ward.id,
                "employee_id": person.id,
                "component_id": self.env.ref("ward_hr.ward_pay_component_bonus").id,
                "amount": amount,
                "reference": "QĐ 45/QĐ-UBND",
            }
        )

    def test_each_changed_line_of_a_month_names_its_own_cause(self):
        people = {
            name: self.hire(name, "civil_servant", pay_coefficient=3, since=since)
            for name, since in (
                ("Người Giữ Nguyên", date(2026, 1, 1)),
                ("Người Nâng Lương", date(2026, 1, 1)),
                ("Người Đến Giữa Tháng 9", date(2026, 9, 16)),
                ("Người Nghỉ Không Lương", date(2026, 1, 1)),
                ("Người Được Thưởng", date(2026, 1, 1)),
                ("Người Truy Lĩnh", date(2026, 1, 1)),
            )
        }
        self.paid(SEPTEMBER)
        people["Người Nâng Lương"].create_version(
            {"date_version": OCTOBER, "pay_coefficient": 3.33, "decision_number": "12/QĐ-UBND"}
        )
        self.leave(people["Người Nghỉ Không Lương"], date(2026, 10, 5), date(2026, 10, 6))
        self.bonus(people["Người Được Thưởng"])
        people["Người Truy Lĩnh"].version_id.leadership_coefficient = 0.2
        people["Người Mới"] = self.hire("Người Mới", "civil_servant", pay_coefficient=3, since=OCTOBER)
        run = self.computed(OCTOBER)
        self.assertEqual(
            self.causes(run),
            {
                "Người Nâng Lương": {"decision": BY_RANK | INSURANCE},
                "Người Đến Giữa Tháng 9": {"days": BY_RANK | INSURANCE},
                "Người Nghỉ Không Lương": {"absence": BY_RANK},
                "Người Được Thưởng": {"input": {"BONUS"}},
                "Người Truy Lĩnh": {"back_pay": {"LEAD", "PUBLIC_DUTY"} | INSURANCE},
                "Người Mới": {"joined": BY_RANK | INSURANCE},
            },
        )
        documents = {row.cause: row.document for row in run.difference_ids}
        self.assertEqual(documents["decision"], "12/QĐ-UBND")
        self.assertEqual(documents["input"], "QĐ 45/QĐ-UBND")
        self.assertFalse(documents["days"])

    def test_a_day_more_or_less_of_a_whole_month_changes_nothing(self):
        self.hire("Người Giữ Nguyên", "civil_servant", pay_coefficient=3)
        self.paid(SEPTEMBER)
        self.assertFalse(self.computed(OCTOBER).difference_ids)

    def test_who_leaves_in_the_middle_has_other_days(self):
        leaving = self.hire("Người Thôi Việc", "civil_servant", pay_coefficient=3)
        self.paid(SEPTEMBER)
        leaving.version_id.departure_date = date(2026, 10, 16)
        run = self.computed(OCTOBER)
        self.assertEqual(self.causes(run), {"Người Thôi Việc": {"days": BY_RANK | INSURANCE}})
        basic = run.difference_ids.filtered(lambda row: row.component_id.code == "BASIC")
        self.assertEqual((basic.previous_amount, basic.amount), (7_590_000, 3_917_419))  # 16 of 31 days

    def test_a_new_base_salary_is_named_as_law_in_every_line_that_follows_from_it(self):
        self.hire("Người Giữ Nguyên", "elected", pay_coefficient=5.76, leadership_coefficient=0.7)
        self.paid(date(2026, 6, 1))
        run = self.computed(date(2026, 7, 1))
        [causes] = self.causes(run).values()
        self.assertEqual(set(causes), {"law"})
        self.assertEqual(causes["law"], BY_RANK | INSURANCE | {"LEAD", "PIT"})
        basic = run.difference_ids.filtered(lambda row: row.component_id.code == "BASIC")
        self.assertIn("161/2026/NĐ-CP", basic.document)

    def test_the_revision_before_is_compared_by_the_same_causes(self):
        one = self.hire("Người Được Thưởng", "civil_servant", pay_coefficient=3)
        two = self.hire("Người Thôi Việc", "civil_servant", pay_coefficient=3)
        self.hire("Người Giữ Nguyên", "civil_servant", pay_coefficient=3)
        run = self.computed(OCTOBER)
        self.bonus(one)
        two.version_id.departure_date = date(2026, 10, 16)
        run.action_compute()
        self.assertEqual(
            self.causes(run, "revision"),
            {"Người Được Thưởng": {"input": {"BONUS"}}, "Người Thôi Việc": {"days": BY_RANK | INSURANCE}},
        )
