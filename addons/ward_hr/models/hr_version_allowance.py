from odoo import fields, models

from .hr_version import PAY_READERS


class HrVersionAllowance(models.Model):
    """Allowances that hold from ``date_version`` on, each by a decision."""

    _inherit = "hr.version"

    allowance_ids = fields.Many2many(
        "ward.pay.component",
        "ward_version_allowance_rel",
        "version_id",
        "component_id",
        string="Allowances by decision",
        domain="[('by_decision', '=', True)]",
        groups=PAY_READERS,
    )
    responsibility_coefficient = fields.Float(digits=(6, 3), groups=PAY_READERS, tracking=True)
    regional_coefficient = fields.Float(digits=(6, 3), groups=PAY_READERS, tracking=True)
    hazard_coefficient = fields.Float(digits=(6, 3), groups=PAY_READERS, tracking=True)
    trade_seniority_percent = fields.Float(
        string="Occupational seniority %",
        digits=(5, 2),
        groups=PAY_READERS,
        tracking=True,
    )
