"""A ward with people to pay, and the steps of a run by the people whose steps they are."""

from datetime import date

from .common import WardCase

OCTOBER = date(2026, 10, 1)


class PayCase(WardCase):
    """``cls.hire("Lan", "civil_servant", pay_coefficient=3)``, ``cls.run_of(OCTOBER)``."""

    @classmethod
    def hire(cls, name, staff_type, allowances=(), **version):
        """An employee with the pay facts of a golden file; see `WardCase.employ`."""
        components = cls.env["ward.pay.component"].search([("code", "in", list(allowances))])
        return cls.employ(
            name,
            staff_type_id=cls.staff_type(staff_type).id if staff_type else False,
            allowance_ids=components.ids,
            **version,
        )

    @classmethod
    def staff_type(cls, code):
        return cls.env["ward.staff.type"].search([("code", "=", code)])

    @classmethod
    def run_of(cls, month, company=None):
        """A draft run of the pay officer's ward."""
        return (
            cls.env["ward.pay.run"]
            .with_user(cls.pay_officer)
            .create({"month": month, "company_id": (company or cls.ward).id})
        )

    @classmethod
    def leave(cls, employee, first, last, kind="unpaid", state="validate", **more):
        """Approved leave whose days the ward does not pay."""
        leave_type = cls.env["hr.leave.type"].create(
            {
                "name": f"Nghỉ {kind}",
                "requires_allocation": False,
                "leave_validation_type": "no_validation",
                "request_unit": "half_day",
                "pay_absence": kind,
                "company_id": cls.ward.id,
            }
        )
        leave = cls.env["hr.leave"].create(
            {
                "employee_id": employee.id,
                "holiday_status_id": leave_type.id,
                "request_date_from": first,
                "request_date_to": last,
                **more,
            }
        )
        leave.state = state
        return leave

    @classmethod
    def computed(cls, month=OCTOBER):
        run = cls.run_of(month)
        run.action_compute()
        return run

    @classmethod
    def approved(cls, month=OCTOBER):
        run = cls.computed(month)
        run.action_submit()
        run.with_user(cls.ward_head).action_approve()
        return run

    @classmethod
    def paid(cls, month=OCTOBER):
        run = cls.approved(month)
        run.action_pay()
        return run

    @classmethod
    def rated(cls, employee, level):
        """A final rating of 2026; how it comes about is told elsewhere."""
        period = cls.env["ward.evaluation.period"].search(
            [("company_id", "=", cls.ward.id), ("kind", "=", "year")]
        ) or cls.env["ward.evaluation.period"].create(
            {"kind": "year", "date_from": date(2026, 1, 1), "company_id": cls.ward.id}
        )
        cls.env.flush_all()
        cls.env.cr.execute(
            "INSERT INTO ward_evaluation (company_id, period_id, employee_id, date_from, date_to, level, state,"
            " task_group, decides, revision, decision_reference, decision_day, decided_by_id, decided_at)"
            " VALUES (%s, %s, %s, '2026-01-01', '2026-12-31', %s, 'final', 'professional', 'ward', 0, 'QĐ 1',"
            " '2026-12-10', %s, now())",
            [cls.ward.id, period.id, employee.id, level, cls.ward_head.id],
        )

    def slip_of(self, run, employee):
        return run.slip_ids.filtered(lambda slip: slip.employee_id.id == employee.id)

    def amounts(self, slip):
        """``{code: whole đồng}`` of the lines that are not zero."""
        return {line.code: int(line.amount) for line in slip.line_ids if line.amount}
