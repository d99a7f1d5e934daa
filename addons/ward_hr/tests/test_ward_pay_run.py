"""The run: facts of the database to payslips, refusals, revisions, differences, cost."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.named import named
from ..pay import golden
from .pay_case import OCTOBER, PayCase

FOLDER = Path(__file__).parent / "golden"


@tagged("post_install", "-at_install")
class TestWardPayRun(PayCase):
    def test_golden_payslips_come_out_the_same_through_the_database(self):
        checked = 0
        for path in sorted(FOLDER.rglob("*.toml")):
            content = golden.read(path)
            if content.keys() & {"refused", "inputs", "paid", "year"} or not content["lines"]:
                continue  # the last: who is seconded to the ward has no payslip, and is named
            with self.subTest(path.stem), self.cr.savepoint(flush=False) as savepoint:
                self._check_golden(content)
                savepoint.rollback()
                self.env.invalidate_all()
            checked += 1
        self.assertGreaterEqual(checked, 30)

    def _check_golden(self, content):
        month = content["month"].replace(day=1)
        employee = self._employ_golden(content["facts"], month)
        for absence in content.get("absences", ()):
            self.leave(employee, **absence)
        run = self.computed(month)
        slip = self.slip_of(run, employee)
        expected = {code: amount for code, amount in content["lines"].items() if amount}
        self.assertEqual(self.amounts(slip), expected)
        for name, total in content.get("totals", {}).items():
            self.assertEqual(int(slip["absent_days" if name == "absent" else name]), total, name)
        self.assertEqual(int(run.net), sum(int(s.net) for s in run.slip_ids))

    def _employ_golden(self, rows, month):
        employee = None
        for row in rows:
            row = dict(row)
            since = row.pop("since", month - timedelta(60))
            until = row.pop("until", False)
            allowances = row.pop("allowances", ())
            staff_type = row.pop("staff_type")
            values = {k: float(v) if isinstance(v, Decimal) else v for k, v in row.items()}
            if employee:  # a version starts as a copy of the one before
                named = self.env["ward.pay.component"].search([("code", "in", list(allowances))])
                values = {**dict.fromkeys(("dependants", "reserved_coefficient", "departure_date"), 0),
                          "allowance_ids": [Command.set(named.ids)], **values}  # fmt: skip
            if employee is None:
                employee = self.hire("Nguyễn Thị Mẫu", staff_type, allowances, since=since, **values)
                version = employee.version_id
            else:
                version = employee.create_version(
                    {
                        "date_version": since,
                        "staff_type_id": self.staff_type(staff_type).id,
                        **dict.fromkeys(("pay_coefficient", "leadership_coefficient", "overgrade_percent"), 0),
                        **values,
                    }
                )
            if until:
                version.departure_date = until
        return employee

    def test_people_of_another_ward_are_not_in_the_run(self):
        here = self.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        self.hire("Hoàng Thị Hoa", "civil_servant", pay_coefficient=3, company=self.other_ward)
        self.assertEqual(self.computed().slip_ids.employee_id, here)

    def test_a_unit_whose_people_the_city_pays_is_left_out(self):
        point = self.env["hr.department"].create(
            {"name": "Điểm phục vụ", "company_id": self.ward.id, "on_ward_payroll": False}
        )
        self.hire("Trần Thị Bưu", "civil_servant", pay_coefficient=3, department_id=point.id)
        with self.assert_refused(UserError, "nobody is in service"):
            self.computed()

    def test_who_left_before_the_month_is_not_paid_and_who_left_in_it_by_days(self):
        gone = self.hire("Đỗ Gia", "civil_servant", pay_coefficient=3)
        gone.version_id.departure_date = date(2026, 9, 30)
        leaving = self.hire("Đỗ Hai", "civil_servant", pay_coefficient=3)
        leaving.version_id.departure_date = date(2026, 10, 16)
        run = self.computed()
        self.assertEqual(run.slip_ids.employee_id, leaving)
        self.assertEqual(run.slip_ids.days, 16)
        self.assertEqual(self.amounts(run.slip_ids)["BASIC"], int(7590000 * 16 / 31 + 0.5))

    def test_the_first_version_does_not_reach_back_before_its_day(self):
        self.hire("Phạm Tương Lai", "civil_servant", pay_coefficient=3, since=date(2026, 11, 1))
        with self.assert_refused(UserError, "nobody is in service"):
            self.computed()

    def test_an_empty_month_is_refused_with_what_to_do(self):
        with self.assert_refused(UserError, "Enter the staff with their decisions first"):
            self.computed()

    def test_missing_facts_are_listed_before_computing_and_refused_by_name(self):
        person = self.hire("Vũ Thiếu", "civil_servant")
        nobody = self.hire("Vũ Không", False, pay_coefficient=3)
        run = self.run_of(OCTOBER)
        self.assertEqual(run.missing_employee_ids, person | nobody)
        self.assertIn("Vũ Thiếu: Coefficient", run.missing_text)
        self.assertIn("Vũ Không: Staff Type", run.missing_text)
        with self.assert_refused(UserError, "facts are missing for 2 people"):
            run.action_compute()
        self.assertEqual(run.state, "draft")

    def test_january_2027_is_refused_naming_the_value_and_the_day(self):
        self.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        with self.assert_refused(UserError, "(hanoi_extra_income_monthly) has no value in force on 01/01/2027"):
            self.computed(date(2027, 1, 1))

    def test_a_month_before_the_law_is_known_is_refused(self):
        self.hire("Lê Cổ", "civil_servant", pay_coefficient=3, since=date(2010, 1, 1))
        with self.assert_refused(UserError, "has no value in force on 01/01/2015"):
            self.computed(date(2015, 1, 1))

    def test_computing_again_makes_a_new_revision_and_leaves_no_old_line(self):
        person = self.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        run = self.computed()
        first = run.slip_ids
        person.version_id.pay_coefficient = 3.33
        run.action_compute()
        self.assertEqual(run.revision, 2)
        self.assertFalse(first.exists())
        self.assertEqual(self.amounts(run.slip_ids)["BASIC"], 8424900)
        self.assertEqual(int(run.gross), int(run.slip_ids.gross))

    def test_a_second_run_of_the_month_is_refused(self):
        self.run_of(OCTOBER)
        with self.assertRaises(Exception) as refused, self.cr.savepoint():
            self.run_of(date(2026, 10, 20)).flush_recordset()
        self.assertIn("ward_pay_run", str(refused.exception))

    def test_differences_to_last_month_tell_their_cause(self):
        same = self.hire("Người Giữ Nguyên", "civil_servant", pay_coefficient=3)
        raised = self.hire("Người Nâng Lương", "civil_servant", pay_coefficient=3)
        left = self.hire("Người Nghỉ", "civil_servant", pay_coefficient=3)
        left.version_id.departure_date = date(2026, 9, 30)
        self.computed(date(2026, 9, 1))
        raised.create_version({"date_version": OCTOBER, "pay_coefficient": 3.33, "decision_number": "12/QĐ-UBND"})
        joined = self.hire("Người Mới", "civil_servant", pay_coefficient=3, since=OCTOBER)
        run = self.computed(OCTOBER)
        causes = {(d.employee_id, d.component_id.code): (d.cause, int(d.difference)) for d in run.difference_ids}
        self.assertFalse([key for key in causes if key[0] == same])
        self.assertEqual(causes[raised, "BASIC"], ("decision", 834900))
        self.assertEqual(causes[joined, "BASIC"], ("joined", 7590000))
        self.assertEqual(causes[left, "BASIC"], ("left", -7590000))
        raise_line = run.difference_ids.filtered(lambda d: d.employee_id == raised and d.component_id.code == "BASIC")
        self.assertEqual(raise_line.document, "12/QĐ-UBND")

    def test_a_new_base_salary_is_told_as_a_new_law(self):
        self.hire("Người Giữ Nguyên", "civil_servant", pay_coefficient=3)
        self.computed(date(2026, 6, 1))
        run = self.computed(date(2026, 7, 1))
        causes = {d.component_id.code: d.cause for d in run.difference_ids}
        self.assertEqual(set(causes.values()), {"law"})
        self.assertIn("PUBLIC_DUTY", causes)

    def test_an_amount_entered_is_paid_and_taxed_as_its_component_says(self):
        person = self.hire("Người Được Thưởng", "elected", pay_coefficient=5.76)
        self._enter(person, "BONUS", 10_000_000)
        slip = self.computed().slip_ids
        self.assertEqual(self.amounts(slip)["BONUS"], 10_000_000)
        self.assertGreater(self.amounts(slip)["PIT"], 0)

    def _enter(self, person, code, amount):
        return self.env["ward.pay.input"].create(
            {
                "month": date(2026, 10, 15),
                "company_id": self.ward.id,
                "employee_id": person.id,
                "component_id": self.env.ref(f"ward_hr.ward_pay_component_{code.lower()}").id,
                "amount": amount,
                "reference": "QĐ 45 ngày 12/10/2026",
            }
        )

    def test_a_component_of_the_ward_needs_no_code(self):
        person = self.hire("Người Trực", "civil_servant", pay_coefficient=3)
        local = (
            self.env["ward.pay.component"]
            .with_user(self.pay_officer)
            .create(
                {
                    "name": "Hỗ trợ một cửa của phường",
                    "code": "WARD_SUPPORT",
                    "kind": "fixed",
                    "figure": 700_000,
                    "by_decision": True,
                    "date_from": date(2026, 3, 1),
                    "reference": "Nghị quyết 12 ngày 01/03/2026",
                    "company_id": self.ward.id,
                }
            )
        )
        person.version_id.allowance_ids = [Command.link(local.id)]
        self.assertEqual(self.amounts(self.computed().slip_ids)["WARD_SUPPORT"], 700_000)

    def test_a_component_for_a_unit_or_a_position_follows_who_is_there(self):
        unit = self.env["hr.department"].create({"name": "Một cửa", "company_id": self.ward.id})
        job = self.env["hr.job"].create({"name": "Trực một cửa", "company_id": self.ward.id})
        there = self.hire("Người Tại Quầy", "civil_servant", pay_coefficient=3, department_id=unit.id, job_id=job.id)
        other = self.hire("Người Khác Vị Trí", "civil_servant", pay_coefficient=3, department_id=unit.id)
        self.hire("Người Khác Đơn Vị", "civil_servant", pay_coefficient=3, job_id=job.id)
        there.create_version({"date_version": date(2026, 10, 16), "department_id": False})
        figures = {"kind": "fixed", "figure": 310_000, "reference": "NQ 12", "company_id": self.ward.id}
        figures |= {"name": "Hỗ trợ tại chỗ", "unit_ids": unit.ids}
        components = self.env["ward.pay.component"].with_user(self.pay_officer)
        both = components.create({"code": "BOTH", "job_ids": job.ids, **figures})
        components.create({"code": "UNIT", **figures})
        components.create({"code": "NAMED", "by_decision": True, **figures})
        run = self.computed()
        paid = {slip.employee_id: self.amounts(slip) for slip in run.slip_ids}
        self.assertEqual([paid[there].get(code) for code in ("BOTH", "UNIT", "NAMED")], [150_000, 150_000, None])
        self.assertEqual([paid[other].get(code) for code in ("BOTH", "UNIT", "NAMED")], [None, 310_000, None])
        self.assertEqual(sum("UNIT" in amounts for amounts in paid.values()), 2)
        run.action_submit()
        run.with_user(self.ward_head).action_approve()
        run.action_pay()
        with self.assert_refused(UserError, "cannot change: it was paid in 10/2026"):
            both.unit_ids = False

    def test_the_statements_of_a_run_do_not_grow_with_the_people(self):
        self._hire_many(20)
        self._statements(date(2026, 8, 1))  # the month before is compared with
        few = self._statements(date(2026, 9, 1))
        self._hire_many(60)
        many = self._statements(OCTOBER)
        self.assertEqual(few, many)
        self.assertLessEqual(self._known_statements(OCTOBER), 20)  # the others read users, rules, fields and law anew

    def test_a_month_of_many_does_not_compare_everybody_with_everybody(self):
        """PostgreSQL keeps the plans of its functions, made when a month was small: they hold for a large one."""
        self._hire_many(2)
        self.computed(date(2026, 8, 1))
        self._hire_many(120)
        before = self._payslips_looked_at()
        self.computed(OCTOBER)
        self.assertLess(self._payslips_looked_at() - before, 20 * 120)

    def test_a_remark_names_so_many_as_a_person_reads(self):
        people = [f"Người {number}" for number in range(1, 15)]
        self.assertEqual(named(self.env, people[:2]), "Người 1, Người 2")
        self.assertTrue(named(self.env, people).endswith("Người 11, Người 12 and 2 more"))

    def _payslips_looked_at(self):
        """Rows of payslips that this transaction has read one after the other, without an index."""
        self.env.cr.execute("SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'ward_payslip'")
        return self.env.cr.fetchone()[0]

    def _known_statements(self, month):
        """Statements of computing a month once more, when the process knows users, rules and law already."""
        run = self.env["ward.pay.run"].search([("company_id", "=", self.ward.id), ("month", "=", month)])
        run._compute_slips()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        run._compute_slips()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _hire_many(self, people):
        self.env["hr.employee"].create(
            [
                {
                    "name": f"Người {number}",
                    "company_id": self.ward.id,
                    "date_version": date(2026, 1, 1),
                    "staff_type_id": self.staff_type("civil_servant").id,
                    "pay_coefficient": 2.34 + (number % 9) * 0.33,
                }
                for number in range(people)
            ]
        )

    def _statements(self, month):
        """Statements of computing a month again, the month before being there too; users and rules are read before."""
        run = self.computed(month)
        with self.counted() as spent:
            run._compute_slips()
            self.env.flush_all()
        return spent()
