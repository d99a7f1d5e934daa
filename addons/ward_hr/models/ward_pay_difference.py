from odoo import api, fields, models
from odoo.tools import SQL

from .ward_pay_run import RUN_READERS


class WardPayDifference(models.Model):
    """What differs from last month, per person and component, and because of what.

    Filled by one statement when a run is computed, for the lines that differ only.
    """

    _name = "ward.pay.difference"
    _description = "Difference to last month"
    _inherit = ["ward.company.mixin"]
    _order = "run_id, employee_name, sequence"
    _rec_name = "employee_name"
    _log_access = False
    _check_company_auto = True

    run_id = fields.Many2one(
        "ward.pay.run", required=True, index=True, ondelete="cascade", check_company=True
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict", check_company=True
    )
    employee_name = fields.Char(string="Name")
    component_id = fields.Many2one(
        "ward.pay.component", required=True, index=True, ondelete="restrict"
    )
    section = fields.Selection(
        [
            ("earning", "Earning"),
            ("deduction", "Deduction"),
            ("employer", "Paid by the employer"),
        ]
    )
    sequence = fields.Integer()
    currency_id = fields.Many2one(related="company_id.currency_id")
    previous_amount = fields.Monetary(string="Last month", groups=RUN_READERS)
    amount = fields.Monetary(string="This month", groups=RUN_READERS)
    difference = fields.Monetary(groups=RUN_READERS)
    cause = fields.Selection(
        [
            ("joined", "Not paid last month"),
            ("left", "Not paid this month"),
            ("decision", "New decision"),
            ("days", "Other days in service"),
            ("law", "New law"),
            ("input", "Amount entered"),
            ("back_pay", "Back pay for earlier months"),
            ("follows", "Follows from other lines"),
        ],
        required=True,
    )
    decision_number = fields.Char(string="Decision")

    @api.model
    def _refresh(self, run, previous, changed):
        """Replace the differences of ``run`` to ``previous`` (may be empty).

        ``changed``: codes of the components whose law differs between the two months.
        """
        self.env.cr.execute(
            SQL("DELETE FROM ward_pay_difference WHERE run_id = %s", run.id)
        )
        if previous:
            self.env.cr.execute(
                SQL(
                    INSERT,
                    run=run.id,
                    previous=previous.id,
                    company=run.company_id.id,
                    changed=sorted(changed) or [""],
                )
            )
        self.invalidate_model()


INSERT = """
WITH lines AS (
    SELECT slip.run_id, slip.employee_id, slip.employee_name, line.component_id,
           line.section, line.sequence, line.code, line.amount,
           line.origin_month < slip.month AS back
      FROM ward_payslip slip JOIN ward_payslip_line line ON line.payslip_id = slip.id
     WHERE slip.run_id IN (%(run)s, %(previous)s)
), months AS (
    SELECT employee_id, component_id, max(employee_name) AS employee_name,
           max(section) AS section, max(sequence) AS sequence, max(code) AS code,
           COALESCE(sum(amount) FILTER (WHERE run_id = %(previous)s), 0) AS previous_amount,
           COALESCE(sum(amount) FILTER (WHERE run_id = %(run)s), 0) AS amount,
           COALESCE(bool_or(back), false) AS back
      FROM lines GROUP BY employee_id, component_id
)
INSERT INTO ward_pay_difference
       (run_id, company_id, employee_id, employee_name, component_id, section, sequence,
        previous_amount, amount, difference, cause, decision_number)
SELECT %(run)s, %(company)s, m.employee_id, m.employee_name, m.component_id, m.section,
       m.sequence, m.previous_amount, m.amount, m.amount - m.previous_amount,
       CASE WHEN before.id IS NULL THEN 'joined'
            WHEN now.id IS NULL THEN 'left'
            WHEN m.back THEN 'back_pay'
            WHEN c.kind = 'input' THEN 'input'
            WHEN now.facts IS DISTINCT FROM before.facts THEN 'decision'
            WHEN now.days * before.month_days <> before.days * now.month_days THEN 'days'
            WHEN m.code = ANY(%(changed)s) THEN 'law'
            ELSE 'follows' END,
       CASE WHEN now.facts IS DISTINCT FROM before.facts THEN v.decision_number END
  FROM months m
  JOIN ward_pay_component c ON c.id = m.component_id
  LEFT JOIN ward_payslip before
         ON before.run_id = %(previous)s AND before.employee_id = m.employee_id
  LEFT JOIN ward_payslip now
         ON now.run_id = %(run)s AND now.employee_id = m.employee_id
  LEFT JOIN hr_version v ON v.id = now.version_id
 WHERE m.amount <> m.previous_amount
"""
