import json

from odoo import api, fields, models

from .ward_pay_run import RUN_READERS
from .ward_pay_seal import refuse_changes_when_sealed


class WardPayDifference(models.Model):
    """What differs from last month, and from the revision before, per person and component, and because of what.

    Filled by one statement each when a run is computed, for the lines that differ only.
    """

    _name = "ward.pay.difference"
    _description = "Difference of pay"
    _inherit = ["ward.company.mixin"]
    _order = "run_id, against, employee_name, sequence"
    _rec_name = "employee_name"
    _log_access = False
    _check_company_auto = True

    run_id = fields.Many2one(
        "ward.pay.run", required=True, index=True, ondelete="cascade", check_company=True
    )
    against = fields.Selection(
        [("month", "Last month"), ("revision", "Previous revision")],
        string="Compared with",
        required=True,
        default="month",
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
    previous_amount = fields.Monetary(string="Before", groups=RUN_READERS)
    amount = fields.Monetary(string="Now", groups=RUN_READERS)
    difference = fields.Monetary(groups=RUN_READERS)
    cause = fields.Selection(
        [
            ("joined", "Not paid before"),
            ("left", "No longer paid"),
            ("left_out", "Left out with a reason"),
            ("decision", "New decision"),
            ("days", "Other days in service"),
            ("absence", "Days without pay"),
            ("law", "New law"),
            ("input", "Amount entered"),
            ("back_pay", "Back pay for earlier months"),
            ("follows", "Follows from other lines"),
        ],
        required=True,
    )
    document = fields.Char(help="Number of the decision, document of the amount, legal basis, or reason.")

    def init(self):
        refuse_changes_when_sealed(self.env.cr, self._table)

    @api.model
    def _to_month(self, run, previous, changed):
        """Say what differs from ``previous``, the run of the month before.

        ``changed``: ``{code: legal basis}`` of the components whose law differs.
        """
        self._insert(run, "month", NOW, BEFORE, "", changed, previous=previous.id)

    @api.model
    def _to_revision(self, run, changed):
        """Say what the slips laid beside those of ``run`` (`ward.pay.run._lay_beside`) change, before they replace them."""
        self._insert(run, "revision", BESIDE, BEFORE, CHANGED, changed, previous=run.id)

    def _insert(self, run, against, now, before, some, changed, previous):
        """``now`` and ``before``: the slips and lines to compare; ``some``: a condition on the slips of both."""
        statement = INSERT.replace("{now}", now).replace("{before}", before).replace("{some}", some)
        self.env.cr.execute(
            statement,
            {
                "run": run.id,
                "previous": previous,
                "company": run.company_id.id,
                "against": against,
                "changed": json.dumps(changed),
            },
        )
        self.invalidate_model()

    @api.model
    def _forget(self, run):
        self.env.cr.execute("DELETE FROM ward_pay_difference WHERE run_id = %s", [run.id])
        self.invalidate_model()


SLIP = "SELECT id, employee_id, employee_name, version_id, facts, days, month_days, month,"
SLIP += " COALESCE(absent_days, 0) AS absent_days"
NOW = (
    f"now AS ({SLIP} FROM ward_payslip slip WHERE run_id = %(run)s {{some}}),"
    " now_line AS (SELECT line.* FROM now JOIN ward_payslip_line line ON line.payslip_id = now.id)"
)
BESIDE = (
    f"now AS ({SLIP} FROM ward_payslip_beside slip WHERE run_id = %(run)s {{some}}),"
    " now_line AS (SELECT line.* FROM now JOIN ward_payslip_line_beside line ON line.payslip_id = now.id)"
)
BEFORE = (
    f"before AS ({SLIP} FROM ward_payslip slip WHERE run_id = %(previous)s {{some}}),"
    " before_line AS (SELECT line.* FROM before JOIN ward_payslip_line line ON line.payslip_id = before.id)"
)
CHANGED = "AND employee_id IN (SELECT employee_id FROM ward_payslip_changed)"
INSERT = """
WITH {now}, {before}, lines AS (
    SELECT 'now' AS side, now.employee_id, now.employee_name, line.component_id, line.amount,
           line.origin_month < now.month AS back
      FROM now JOIN now_line line ON line.payslip_id = now.id
     UNION ALL
    SELECT 'before', before.employee_id, before.employee_name, line.component_id, line.amount,
           line.origin_month < before.month
      FROM before JOIN before_line line ON line.payslip_id = before.id
), sums AS (
    SELECT employee_id, component_id, max(employee_name) AS employee_name,
           COALESCE(sum(amount) FILTER (WHERE side = 'before'), 0) AS previous_amount,
           COALESCE(sum(amount) FILTER (WHERE side = 'now'), 0) AS amount,
           COALESCE(sum(amount) FILTER (WHERE back AND side = 'before'), 0)
               <> COALESCE(sum(amount) FILTER (WHERE back AND side = 'now'), 0) AS back
      FROM lines GROUP BY employee_id, component_id
), causes AS (
    SELECT s.*, c.section, c.sequence, c.code, v.decision_number, entered.reference, o.reason,
           now.facts IS DISTINCT FROM before.facts AS decided,
           CASE WHEN before.id IS NULL THEN 'joined'
                WHEN now.id IS NULL AND o.id IS NOT NULL THEN 'left_out'
                WHEN now.id IS NULL THEN 'left'
                WHEN s.back THEN 'back_pay'
                WHEN c.kind = 'input' THEN 'input'
                WHEN now.facts IS DISTINCT FROM before.facts THEN 'decision'
                WHEN now.days * before.month_days <> before.days * now.month_days THEN 'days'
                WHEN now.absent_days <> before.absent_days THEN 'absence'
                WHEN %(changed)s::jsonb ? c.code THEN 'law'
                ELSE 'follows' END AS cause
      FROM sums s
      JOIN ward_pay_run run ON run.id = %(run)s
      JOIN ward_pay_component c ON c.id = s.component_id
      LEFT JOIN before ON before.employee_id = s.employee_id
      LEFT JOIN now ON now.employee_id = s.employee_id
      LEFT JOIN hr_version v ON v.id = now.version_id
      LEFT JOIN ward_pay_omission o ON o.run_id = run.id AND o.employee_id = s.employee_id
      LEFT JOIN ward_pay_input entered
             ON entered.company_id = run.company_id AND entered.month = run.month
            AND entered.employee_id = s.employee_id AND entered.component_id = s.component_id
     WHERE s.amount <> s.previous_amount
)
INSERT INTO ward_pay_difference
       (run_id, company_id, against, employee_id, employee_name, component_id, section, sequence,
        previous_amount, amount, difference, cause, document)
SELECT %(run)s, %(company)s, %(against)s, employee_id, employee_name, component_id, section, sequence,
       previous_amount, amount, amount - previous_amount, cause,
       CASE WHEN cause = 'left_out' THEN reason
            WHEN cause = 'input' THEN reference
            WHEN cause = 'law' THEN %(changed)s::jsonb ->> code
            WHEN decided THEN decision_number END
  FROM causes
"""
