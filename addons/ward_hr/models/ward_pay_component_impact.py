from odoo import api, fields, models

from ..pay import ENTERED, FLAGS
from .ward_pay_component_plan import PLAIN
from .ward_pay_impact import runs_in_words
from .ward_pay_run import RUN_READERS

DECIDES = (
    *(name for name in PLAIN if name not in ("reference", "confidence")), *FLAGS,
    "code", "figure", "base_ids", "staff_type_ids", "unit_ids", "job_ids", "date_from", "date_to",
)  # fmt: skip
# who has it on the slip, and who could by unit, position, staff type and decision of the last day of the month
TOUCHED = """
SELECT run.month, run.state, COUNT(DISTINCT slip.employee_id)
  FROM ward_pay_run run
  JOIN ward_payslip slip ON slip.run_id = run.id
  JOIN hr_version version ON version.id = slip.version_id
 WHERE run.company_id = %(company)s AND run.state <> 'draft'
   AND (%(since)s::date IS NULL OR run.month + INTERVAL '1 month' > %(since)s::date)
   AND (%(until)s::date IS NULL OR run.month <= %(until)s::date)
   AND (EXISTS (SELECT FROM ward_payslip_line line
                 WHERE line.payslip_id = slip.id AND line.component_id = %(component)s)
        OR NOT %(entered)s
           AND (%(types)s::int[] = '{}' OR slip.staff_type_id = ANY(%(types)s))
           AND (%(units)s::int[] = '{}' OR slip.department_id = ANY(%(units)s))
           AND (%(jobs)s::int[] = '{}' OR version.job_id = ANY(%(jobs)s))
           AND (NOT %(named)s OR EXISTS (SELECT FROM ward_version_allowance_rel r
                                          WHERE r.version_id = version.id AND r.component_id = %(component)s)))
 GROUP BY 1, 2 ORDER BY 1
"""


class WardPayComponentImpact(models.Model):
    """What a new, changed or ending component of the ward touches: said before it is saved, as of a value of law."""

    _inherit = "ward.pay.component"

    impact_text = fields.Text(string="What it touches", compute="_compute_impact_text", groups=RUN_READERS)

    @api.depends(*DECIDES, "origin", "company_id")
    @api.depends_context("lang", "company")
    def _compute_impact_text(self):
        for component in self:
            days = component.origin == "local" and component._days_touched()
            component.impact_text = component._impact_words(*days) if days else False

    def _days_touched(self):
        """``(first, last)`` day on which it is not what it was, either None for no end; None if it is what it was."""
        before = self._origin
        if not before:
            return self.date_from or None, self.date_to or None
        changed = {name for name in DECIDES if self._content_of(self, name) != self._content_of(before, name)}
        if not changed:
            return None
        ends = [one.date_to for one in (before, self)]
        until = max(ends) if all(ends) else None
        if changed == {"date_to"}:
            return fields.Date.add(min(filter(None, ends)), days=1), until
        starts = [one.date_from for one in (before, self)]
        return min(starts) if all(starts) else None, until

    def _impact_words(self, since, until):
        runs = self._runs_touched(since, until)
        if not runs:
            return self.env._("No computed pay run is touched: it counts from the next one.")
        return runs_in_words(self.env, runs)

    def _runs_touched(self, since, until):
        self.env.flush_all()
        self.env.cr.execute(
            TOUCHED,
            {
                "company": (self.company_id or self.env.company).id,
                "since": since,
                "until": until,
                "component": self._origin.id or 0,
                "entered": self.kind in ENTERED,
                # a dated rule takes the place of the list: who has it then is not told by the list
                "types": [] if self.rule else self.staff_type_ids.ids,
                "units": self.unit_ids.ids,
                "jobs": self.job_ids.ids,
                "named": self.by_decision,
            },
        )
        return self.env.cr.fetchall()
