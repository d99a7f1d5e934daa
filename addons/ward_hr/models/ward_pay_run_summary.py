from decimal import Decimal

from odoo import api, fields, models
from odoo.tools.misc import formatLang

from .ward_pay_run import RUN_READERS

TOTALS = ("gross", "deductions", "net", "employer")
CHANGES = """
SELECT run_id, against, cause, COUNT(DISTINCT employee_id),
       COALESCE(SUM(difference) FILTER (WHERE section = 'earning'), 0)::text,
       COALESCE(SUM(difference) FILTER (WHERE section = 'deduction'), 0)::text,
       COALESCE(SUM(difference) FILTER (WHERE section = 'employer'), 0)::text
  FROM ward_pay_difference WHERE run_id = ANY(%s) GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC, 3
"""


class WardPayRunSummary(models.Model):
    """What the approver decides by, on one page: totals beside last month and the revision before, what changed
    and why, and what is left of the budgets.
    """

    _inherit = "ward.pay.run"

    summary_html = fields.Html(
        string="For the approver", compute="_compute_summary_html", sanitize=False, groups=RUN_READERS
    )

    @api.depends("state", "revision", "gross", "net")
    @api.depends_context("lang")
    def _compute_summary_html(self):
        changes = self._changes()
        for run in self:
            run.summary_html = run.state != "draft" and self.env["ir.qweb"]._render(
                "ward_hr.ward_pay_run_summary", run._summary(changes.get(run._origin.id, {}))
            )

    def _summary(self, changes):
        """The values of the template."""
        # the sums are of the same run, for the same readers
        month, revision = self._previous(), self.sudo().revision_ids[:1]
        return {
            "totals": [self._total_row(name, month, revision) for name in TOTALS],
            "month": bool(month),
            "revision": revision.number,
            "changes": [(label, changes[key]) for key, label in self._compared() if changes.get(key)],
            "left": self._left_rows(),
        }

    def _total_row(self, name, month, revision):
        now = Decimal(str(self[name]))
        row = {"label": self._fields[name]._description_string(self.env), "now": self._dong(now)}
        for key, record in (("month", month), ("revision", revision)):
            if record:
                before = Decimal(str(record[name]))
                row[key] = (self._dong(before), self._dong(now - before, sign=True))
        return row

    def _changes(self):
        """``{run: {against: [(cause, people, pay, deductions, employer)]}}``, by one statement."""
        # read first: what it does not find kept it asks the same cursor for
        causes = dict(self.env["ward.pay.difference"]._fields["cause"]._description_selection(self.env))
        self.env.flush_all()
        self.env.cr.execute(CHANGES, [self.ids])
        found = {}
        for run, against, cause, people, *sums in self.env.cr.fetchall():
            row = (causes[cause], people, *[self._dong(one, sign=True) for one in sums])
            found.setdefault(run, {}).setdefault(against, []).append(row)
        return found

    def _compared(self):
        return self.env["ward.pay.difference"]._fields["against"]._description_selection(self.env)

    def _left_rows(self):
        """(name, whole, spent, left, below 0) of the budgets of the year."""
        year = [("company_id", "=", self.company_id.id), ("year", "=", self.month.year)]
        rows = []
        for model, whole, left in (("ward.pay.budget", "budget", "left_now"), ("ward.bonus.fund", "fund", "left")):
            for one in self.env[model].search(year):
                figures = [self._dong(one[name]) for name in (whole, "spent", left)]
                rows.append((one.display_name, *figures, one[left] < 0))
        return rows

    def _dong(self, amount, sign=False):
        text = formatLang(self.env, float(amount), digits=0)
        return f"+{text}" if sign and float(amount) > 0 else text
