from odoo import fields, models


class WardTimeStudyLine(models.Model):
    """What the observations of one stage say: how many, the middle, the spread, and the standard until now."""

    _name = "ward.time.study.line"
    _description = "Figures of a time study"
    _inherit = ["ward.company.mixin"]
    _order = "study_id, stage desc"
    _rec_name = "stage"
    _check_company_auto = True

    study_id = fields.Many2one("ward.time.study", required=True, index=True, ondelete="cascade", check_company=True)
    stage = fields.Selection(
        [("reception", "Reception"), ("processing", "Processing")], required=True, readonly=True
    )
    size = fields.Integer(string="Sample", readonly=True)
    minimum = fields.Integer(string="Asked for", readonly=True, help="By the workload rule of the ward.")
    median = fields.Float(string="Median minutes", readonly=True, digits=(8, 2))
    mean = fields.Float(string="Mean minutes", readonly=True, digits=(8, 2))
    deviation = fields.Float(string="Standard deviation", readonly=True, digits=(8, 2))
    lower = fields.Float(string="Lower quartile", readonly=True, digits=(8, 2))
    upper = fields.Float(string="Upper quartile", readonly=True, digits=(8, 2))
    outliers = fields.Integer(string="Far out", readonly=True, help="Counted in every figure, and worth a look.")
    current = fields.Float(string="Standard until now", readonly=True, digits=(8, 2))
    proposed = fields.Float(
        string="Proposed minutes", readonly=True, digits=(8, 2), help="The median, which a few long cases do not move."
    )
