import json

from odoo import api, fields, models

from .keyless import KeylessMany2one
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
    company_id = KeylessMany2one("res.company", string="Ward", required=True, index=True)  # that of the run
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
    # the component refuses to go while a difference has it
    component_id = KeylessMany2one("ward.pay.component", required=True, index=True, ondelete="restrict")
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
        self.env.cr.execute(
            "ALTER TABLE ward_pay_difference DROP CONSTRAINT IF EXISTS ward_pay_difference_company_id_fkey,"
            " DROP CONSTRAINT IF EXISTS ward_pay_difference_component_id_fkey"
        )
        refuse_changes_when_sealed(self.env.cr, self._table)

    @api.model
    def _to_month(self, run, previous, changed):
        """Say what differs from ``previous``, the run of the month before.

        ``changed``: ``{code: legal basis}`` of the components whose law differs.
        """
        self._insert(run, "month", "", previous.id, changed)

    @api.model
    def _to_revision(self, run, changed):
        """Say what the slips laid beside those of ``run`` (`_lay_beside`) change, before they replace them."""
        self._insert(run, "revision", "_beside", run.id, changed)

    def _insert(self, run, against, suffix, previous, changed):
        """``suffix``: of the tables that hold what is now; what was is in the tables, of the run ``previous``."""
        some = "AND slip.employee_id IN (SELECT employee_id FROM ward_payslip_changed)" if suffix else ""
        self.env.cr.execute(
            INSERT.replace("{lines}", LINES_BESIDE if suffix else LINES).replace("{suffix}", suffix)
            .replace("{some}", some),
            {
                "run": run.id,
                "previous": previous,
                "company": run.company_id.id,
                "against": against,
                "changed": json.dumps(changed),
            },
        )
        self.invalidate_model()


# Both slips of a person are found among the lines, and looked up by their numbers. The lasting tables are never
# joined: see ``ward_payslip_links``.
LINES = """CROSS JOIN LATERAL (SELECT component_id, amount, origin_month FROM ward_payslip_line
                               WHERE payslip_id = slip.id OFFSET 0) line"""
LINES_BESIDE = "JOIN ward_payslip_line_beside line ON line.payslip_id = slip.id"
INSERT = """
WITH lines AS (
    SELECT slip.id AS now_id, NULL::int AS before_id, slip.employee_id, slip.employee_name, line.component_id,
           line.amount, line.origin_month < slip.month AS back
      FROM ward_payslip{suffix} slip {lines}
     WHERE slip.run_id = %(run)s {some}
     UNION ALL
    SELECT NULL, slip.id, slip.employee_id, slip.employee_name, line.component_id, line.amount,
           line.origin_month < slip.month
      FROM ward_payslip slip """ + LINES + """
     WHERE slip.run_id = %(previous)s {some}
), sums AS (
    SELECT employee_id, component_id, max(employee_name) AS employee_name,
           COALESCE(sum(amount) FILTER (WHERE before_id > 0), 0) AS previous_amount,
           COALESCE(sum(amount) FILTER (WHERE now_id > 0), 0) AS amount,
           COALESCE(sum(amount) FILTER (WHERE back AND before_id > 0), 0)
               <> COALESCE(sum(amount) FILTER (WHERE back AND now_id > 0), 0) AS back,
           max(max(now_id)) OVER person AS now_id, max(max(before_id)) OVER person AS before_id
      FROM lines GROUP BY employee_id, component_id WINDOW person AS (PARTITION BY employee_id)
), changed AS (
    SELECT * FROM sums WHERE amount <> previous_amount
), causes AS (
    SELECT s.*, c.section, c.sequence, c.code, v.decision_number, entered.reference, o.reason,
           now.facts IS DISTINCT FROM before.facts AS decided,
           CASE WHEN before.id IS NULL THEN 'joined'
                WHEN now.id IS NULL AND o.id IS NOT NULL THEN 'left_out'
                WHEN now.id IS NULL THEN 'left'
                WHEN s.back THEN 'back_pay'
                WHEN c.kind IN ('input', 'pool') THEN 'input'
                WHEN now.facts IS DISTINCT FROM before.facts THEN 'decision'
                WHEN now.days * before.month_days <> before.days * now.month_days THEN 'days'
                WHEN COALESCE(now.absent_days, 0) <> COALESCE(before.absent_days, 0) THEN 'absence'
                WHEN %(changed)s::jsonb ? c.code THEN 'law'
                ELSE 'follows' END AS cause
      FROM changed s
      JOIN ward_pay_run run ON run.id = %(run)s
      JOIN ward_pay_component c ON c.id = s.component_id
      LEFT JOIN LATERAL (SELECT * FROM ward_payslip WHERE id = s.before_id OFFSET 0) before ON true
      LEFT JOIN LATERAL (SELECT * FROM ward_payslip{suffix} WHERE id = s.now_id OFFSET 0) now ON true
      LEFT JOIN hr_version v ON v.id = now.version_id
      LEFT JOIN ward_pay_omission o ON o.run_id = run.id AND o.employee_id = s.employee_id
      LEFT JOIN (SELECT one.employee_id, one.component_id, string_agg(one.reference, '; ' ORDER BY one.id) AS reference
                   FROM ward_pay_input one
                   JOIN ward_pay_run run ON run.company_id = one.company_id AND run.month = one.month
                  WHERE run.id = %(run)s GROUP BY 1, 2) entered
             ON entered.employee_id = s.employee_id AND entered.component_id = s.component_id
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
