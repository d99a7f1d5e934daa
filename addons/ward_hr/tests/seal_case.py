"""October, paid at the second attempt with somebody left out: everything that a seal closes is there."""

from datetime import date

from odoo.tools import SQL

from .pay_case import OCTOBER, PayCase

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
KEPT_BESIDE = ("ward_pay_revision", "ward_pay_difference", "ward_pay_omission")
SEALED = ("ward_pay_run", "ward_payslip", "ward_payslip_line", "ward_pay_input", *KEPT_BESIDE)


class SealCase(PayCase):
    """``cls.run_october`` is paid: ``cls.an`` is in it with the bonus ``cls.entry``, Trần Bình is left out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        cls.entry = cls.bonus(OCTOBER)
        cls.run_october = cls.paid_at_the_second_attempt()
        cls.env.flush_all()

    @classmethod
    def bonus(cls, month):
        return cls.env["ward.pay.input"].create(
            {
                "month": month,
                "company_id": cls.ward.id,
                "employee_id": cls.an.id,
                "component_id": cls.env.ref("ward_hr.ward_pay_component_bonus").id,
                "amount": 500_000,
                "reference": "QĐ 45",
            }
        )

    @classmethod
    def paid_at_the_second_attempt(cls):
        """October with somebody left out, computed again because the bonus was wrong."""
        cls.binh = cls.hire("Trần Bình", "civil_servant", pay_coefficient=3)
        run = cls.run_of(OCTOBER)
        cls.env["ward.pay.omission"].create({"run_id": run.id, "employee_id": cls.binh.id, "reason": "chờ quyết định"})
        run.action_compute()
        cls.entry.amount = 600_000
        run.action_compute()
        run.action_submit()
        run.with_user(cls.ward_head).action_approve()
        run.action_pay()
        return run

    def without_triggers(self):
        """As the owner of the tables could."""
        for table in SEALED:
            self.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table)))
