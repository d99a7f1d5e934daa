from odoo import api, fields, models

from ..models.ward_pay_run import RUN_READERS


class WardPayWhatIfEffect(models.TransientModel):
    """What one unit costs in one month: as things stand, and under each variant."""

    _name = "ward.pay.what.if.effect"
    _description = "Effect on the cost of pay"
    _order = "month, company_id, department_id, id"

    what_if_id = fields.Many2one("ward.pay.what.if", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", string="Ward", required=True)
    department_id = fields.Many2one("hr.department", string="Unit")
    month = fields.Date(required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    people_today = fields.Integer(string="People")
    people_a = fields.Integer(string="People, A")
    people_b = fields.Integer(string="People, B")
    gross_today = fields.Monetary(string="Pay", groups=RUN_READERS)
    gross_a = fields.Monetary(string="Pay, A", groups=RUN_READERS)
    gross_b = fields.Monetary(string="Pay, B", groups=RUN_READERS)
    cost_today = fields.Monetary(string="Cost", groups=RUN_READERS, help="Pay, and what the employer contributes.")
    cost_a = fields.Monetary(string="Cost, A", groups=RUN_READERS)
    cost_b = fields.Monetary(string="Cost, B", groups=RUN_READERS)
    more_a = fields.Monetary(string="A more or less", compute="_compute_more", store=True, groups=RUN_READERS)
    more_b = fields.Monetary(string="B more or less", compute="_compute_more", store=True, groups=RUN_READERS)

    @api.depends("cost_today", "cost_a", "cost_b")
    def _compute_more(self):
        for effect in self:
            effect.more_a = effect.cost_a - effect.cost_today
            effect.more_b = effect.cost_b - effect.cost_today
