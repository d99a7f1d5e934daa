"""Every figure of a paid month is reckoned again from what the month kept, whatever law and components say since."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from unittest.mock import patch

from odoo.tests import TransactionCase, tagged
from odoo.tools.convert import convert_file

from ..law import Law
from ..pay import dong
from .pay_case import OCTOBER
from .test_demo_ward import FILES

SEPTEMBER = date(2026, 9, 1)


@tagged("post_install", "-at_install")
class TestWardPayExplained(TransactionCase):
    """October of the demo ward: September is paid, and decided otherwise since."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=True))
        for name in (*FILES, "ward_demo_pay.xml"):
            convert_file(cls.env, "ward_hr", f"demo/{name}", {}, mode="init", noupdate=True)
        cls.env.flush_all()
        cls.ward = cls.env.ref("base.main_company")
        cls.late_decision("demo_employee_lan", date(2026, 9, 16))
        cls.late_decision("demo_employee_quan", date(2026, 10, 12))
        cls.a_week_of_unpaid_leave("demo_employee_ngan")
        cls.run_october = cls.paid_october()

    @classmethod
    def late_decision(cls, name, day):
        employee = cls.env.ref(f"ward_hr.{name}")
        employee.create_version({"date_version": day, "responsibility_coefficient": 0.3})

    @classmethod
    def a_week_of_unpaid_leave(cls, name):
        kind = cls.env["hr.leave.type"].create(
            {
                "name": "Nghỉ không lương",
                "requires_allocation": False,
                "leave_validation_type": "no_validation",
                "pay_absence": "unpaid",
                "company_id": cls.ward.id,
            }
        )
        cls.env["hr.leave"].create(
            {
                "employee_id": cls.env.ref(f"ward_hr.{name}").id,
                "holiday_status_id": kind.id,
                "request_date_from": date(2026, 10, 5),
                "request_date_to": date(2026, 10, 9),
            }
        ).state = "validate"

    @classmethod
    def paid_october(cls):
        officer, head = (cls.env.ref(f"ward_hr.demo_user_{role}") for role in ("pay_officer", "ward_head"))
        runs = cls.env["ward.pay.run"].with_user(officer).with_context(allowed_company_ids=cls.ward.ids)
        run = runs.search([("month", "=", OCTOBER), ("company_id", "=", cls.ward.id)]) or runs.create(
            {"month": OCTOBER, "company_id": cls.ward.id}
        )
        run.action_compute()
        run.action_submit()
        run.with_user(head).action_approve()
        run.action_pay()
        return run

    def explained(self):
        """``{line: (amount of the line, exact figure of its explanation)}`` of both paid months."""
        self.env.flush_all()
        self.env.invalidate_all()
        lines = self.env["ward.pay.run"].search([("company_id", "=", self.ward.id), ("state", "=", "paid")]).slip_ids
        return {line: (line.amount, reasons.exact) for line, reasons, _names in lines.line_ids._reasons()}

    def assert_every_figure(self, explained):
        wrong = [line.display_name for line, (amount, exact) in explained.items() if dong(Decimal(exact)) != amount]
        self.assertEqual(wrong, [])

    def test_there_is_every_kind_of_line(self):
        lines = self.run_october.slip_ids.line_ids
        self.assertGreater(len(lines), 46 * 8)
        self.assertTrue(lines.filtered("back"))
        self.assertTrue([line for line in lines if len((line.basis or {}).get("p", ())) > 1], "split months")
        self.assertEqual(self.run_october.slip_ids.filtered("absent_days").mapped("absent_days"), [5])
        self.assertEqual(set(lines.mapped("section")), {"earning", "deduction", "employer"})

    def test_every_line_of_two_paid_months_is_explained_to_the_dong(self):
        self.assert_every_figure(self.explained())

    def test_and_still_when_every_value_of_law_is_another_and_every_component_is_gone(self):
        before = self.explained()
        formulas = {line: line.formula for line in before}
        shipped = Law.shipped()
        doubled = shipped.with_values(
            [replace(one, value=one.value * 2) for one in shipped if isinstance(one.value, Decimal)]
        )
        self.env.cr.execute(
            "UPDATE ward_pay_component"
            " SET active = false, law_code = NULL, base_flag = NULL, figure = 1, kind = 'fixed'"
        )
        with patch.object(Law, "shipped", classmethod(lambda _cls: doubled)):
            after = self.explained()
            self.assertEqual(after, before)
            self.assert_every_figure(after)
            self.assertEqual({line: line.formula for line in after}, formulas)
            self.assertFalse([line for line in after if not line.why_html])
