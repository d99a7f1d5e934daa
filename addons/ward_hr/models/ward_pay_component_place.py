from odoo import api, fields, models

PLACED = """
SELECT c.code, c.by_decision,
       (SELECT array_agg(r.unit_id) FROM ward_pay_component_unit_rel r WHERE r.component_id = c.id) AS units,
       (SELECT array_agg(r.job_id) FROM ward_pay_component_job_rel r WHERE r.component_id = c.id) AS jobs
  FROM ward_pay_component c
 WHERE c.active AND c.placed AND (c.company_id IS NULL OR c.company_id = %s)
"""


class WardPayComponentPlace(models.Model):
    """A component for the people of some units or positions only.

    The core knows no units: who is in the right place has the component as if a decision had named it. With
    *By decision* both are asked for, the place and the decision.
    """

    _inherit = "ward.pay.component"

    unit_ids = fields.Many2many(
        "hr.department",
        "ward_pay_component_unit_rel",
        "component_id",
        "unit_id",
        string="Units",
        check_company=True,
        help="Empty: every unit.",
    )
    job_ids = fields.Many2many(
        "hr.job",
        "ward_pay_component_job_rel",
        "component_id",
        "job_id",
        string="Positions",
        check_company=True,
        help="Empty: every position.",
    )
    placed = fields.Boolean(compute="_compute_placed", store=True)

    @api.depends("unit_ids", "job_ids")
    def _compute_placed(self):
        for component in self:
            component.placed = bool(component.unit_ids or component.job_ids)

    @api.model
    def _places(self, company):
        """``[(code, by decision, ids of units, ids of positions)]`` of the components that have a place."""
        self.flush_model()
        self.env.cr.execute(PLACED, [company.id])
        return [(code, named, set(units or ()), set(jobs or ())) for code, named, units, jobs in self.env.cr.fetchall()]


def in_place(codes, unit, job, places):
    """``codes`` that a decision names, as somebody in ``unit`` with the position ``job`` has them."""
    held = set(codes)
    for code, named, units, jobs in places:
        there = (not units or unit in units) and (not jobs or job in jobs)
        if there and not named:
            held.add(code)
        elif not there:
            held.discard(code)
    return tuple(sorted(held))
