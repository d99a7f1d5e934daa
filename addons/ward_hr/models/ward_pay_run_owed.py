from odoo import api, models
from odoo.tools.misc import formatLang

from .named import named
from .ward_pay_run_facts import RECOVERY

# Whoever had a take-home pay below 0 in a month that is paid owes it, less what was entered since as recovered. Runs
# without such people are not looked into.
OWED = """
WITH below AS (
    SELECT slip.employee_id, max(slip.employee_name) AS name, max(slip.name_key) AS name_key,
           -sum(slip.net) AS owed, min(run.month) AS since
      FROM ward_pay_run run
      JOIN ward_payslip slip ON slip.run_id = run.id AND slip.net < 0
     WHERE run.company_id = %(company)s AND run.state = 'paid' AND run.month < %(month)s
       AND jsonb_array_length(run.remarks -> 'negative') > 0
     GROUP BY 1
), recovered AS (
    SELECT entry.employee_id, sum(entry.amount) AS amount
      FROM ward_pay_input entry
      JOIN ward_pay_component c ON c.id = entry.component_id AND c.code = %(code)s
      JOIN below ON below.employee_id = entry.employee_id AND below.since < entry.month
     WHERE entry.company_id = %(company)s AND entry.month <= %(month)s
     GROUP BY 1
)
SELECT name, (owed - COALESCE(amount, 0))::bigint
  FROM below LEFT JOIN recovered USING (employee_id)
 WHERE owed > COALESCE(amount, 0) ORDER BY name_key
"""


class WardPayRunOwed(models.Model):
    """What people still owe of a month below 0: named on the run as it stands, until it is paid."""

    _inherit = "ward.pay.run"

    @api.depends("state", "month", "company_id")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        super()._compute_remark_text()
        for run in self:
            if run.month and run.company_id and run.state != "paid":
                run.remark_text = "\n".join(filter(None, [run._still_owed(), run.remark_text]))

    def _still_owed(self):
        self.env.flush_all()
        # amounts of others: for who may read the run, as its payslips are
        self.env.cr.execute(OWED, {"company": self.company_id.id, "month": self.month, "code": RECOVERY})
        owed = [f"{name} ({formatLang(self.env, amount, digits=0)})" for name, amount in self.env.cr.fetchall()]
        if not owed:
            return ""
        return self.env._(
            "STILL OWED of earlier months whose take-home pay was below 0, in đồng: %(people)s. Agree how it is"
            " repaid, then enter it as “Recovery of pay below 0” among the amounts of the month: it is deducted"
            " from pay, and of who is paid no more it notes what they repaid.",
            people=named(self.env, owed),
        )
