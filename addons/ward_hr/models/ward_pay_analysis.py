from odoo import fields, models
from odoo.tools import SQL

from .ward_pay_run import RUN_READERS


class WardPayAnalysis(models.Model):
    """Payslip lines by unit, component and month, for pivot and graph; and, marked so, months to come as forecast."""

    _name = "ward.pay.analysis"
    _description = "Pay by component and unit"
    _auto = False
    _order = "month desc, id"
    _rec_name = "component_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    run_id = fields.Many2one("ward.pay.run", readonly=True)
    month = fields.Date(readonly=True)
    employee_id = fields.Many2one("hr.employee", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    staff_type_id = fields.Many2one("ward.staff.type", readonly=True)
    component_id = fields.Many2one("ward.pay.component", readonly=True)
    section = fields.Selection(
        [
            ("earning", "Earning"),
            ("deduction", "Deduction"),
            ("employer", "Paid by the employer"),
        ],
        readonly=True,
    )
    kind = fields.Selection([("computed", "Computed"), ("forecast", "Forecast")], readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(readonly=True, groups=RUN_READERS)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT line.id, slip.company_id, slip.run_id, slip.month, slip.employee_id,
                   slip.department_id, slip.staff_type_id, line.component_id, line.section,
                   line.amount, 'computed' AS kind
              FROM ward_payslip_line line
              JOIN ward_payslip slip ON slip.id = line.payslip_id
             UNION ALL
            SELECT -f.id, f.company_id, NULL, f.month, NULL, f.department_id, NULL, f.component_id, c.section,
                   f.amount, 'forecast'
              FROM ward_pay_forecast f
              JOIN ward_pay_component c ON c.id = f.component_id
             WHERE NOT EXISTS (SELECT FROM ward_pay_run run WHERE run.company_id = f.company_id
                                  AND run.month = f.month AND run.state <> 'draft')
            """
        )
