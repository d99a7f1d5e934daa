from odoo import api, fields, models

from ..law import Law
from ..pay import sequence
from .ward_pay_impact import runs_in_words

# what the ward reckoned with the components that read the value, in the months in which it holds
TOUCHED = """
SELECT run.month, run.state, COUNT(DISTINCT slip.employee_id)
  FROM ward_pay_run run
  JOIN ward_payslip slip ON slip.run_id = run.id
 WHERE run.company_id = %(company)s AND run.state <> 'draft'
   AND run.month + INTERVAL '1 month' > %(since)s AND (%(until)s::date IS NULL OR run.month <= %(until)s::date)
   AND EXISTS (SELECT FROM ward_payslip_line line WHERE line.payslip_id = slip.id AND line.code = ANY(%(codes)s))
 GROUP BY 1, 2 ORDER BY 1
"""


class WardLawValueImpact(models.Model):
    """What a value touches: said before it is saved, and before it is confirmed."""

    _inherit = "ward.law.value"

    component_names = fields.Char(
        string="Pay components that use it", compute="_compute_impact", help="Those that only build on them included."
    )
    impact_text = fields.Text(string="What it touches", compute="_compute_impact")

    @api.depends("code", "since", "repealed", "company_id")
    @api.depends_context("lang", "company")
    def _compute_impact(self):
        readers = {}
        for value in self:
            company = value.company_id or self.env.company
            if company not in readers:
                readers[company] = self._readers(company)
            codes = _reading(readers[company], value.code) if value.code else []
            names = self._component_names_of(codes, company)
            value.component_names = ", ".join(names)
            value.impact_text = value._impact_words(codes, company) if value.since else False

    def _readers(self, company):
        return sequence(self.env["ward.pay.component"]._components(company))

    def _component_names_of(self, codes, company):
        if not codes:
            return []
        ours = [("code", "in", codes), ("company_id", "in", (False, company.id))]
        return self.env["ward.pay.component"].search(ours).mapped("name")

    def _impact_words(self, codes, company):
        if not codes:
            return self.env._("No component of pay uses it: no pay run changes.")
        runs = self._runs_touched(codes, company)
        if not runs:
            return self.env._("No pay run of its days is computed yet: it counts from the next one.")
        return runs_in_words(self.env, runs)

    def _runs_touched(self, codes, company):
        """``(month, state, people)`` of the runs in the days of the value, by one statement."""
        self.env.flush_all()
        # who enters law need not see pay: told are months and a number of people, no amount and no name
        self.env.cr.execute(
            TOUCHED, {"company": company.id, "since": self.since, "until": self._last_day(company), "codes": codes}
        )
        return self.env.cr.fetchall()

    def _last_day(self, company):
        """The last day on which the value would hold, or None."""
        law = self._law(company) if company else Law.shipped()
        later = [one.since for one in law.history(self.code) if one.since > self.since]
        return fields.Date.subtract(min(later), days=1) if later else None


def _reading(components, code):
    """Codes of the components that read a value of law, or build on one that does, in their order."""
    found = []
    for component in components:
        if code in component.law_codes() or any(component.reads(other) for other in components if other.code in found):
            found.append(component.code)
    return found
