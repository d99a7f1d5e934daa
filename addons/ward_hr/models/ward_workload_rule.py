from odoo import api, fields, models
from odoo.exceptions import UserError


class WardWorkloadRule(models.Model):
    """How a ward measures load, from a day on: its own policy, within the law.

    The shipped rule is a proposal; a ward that decides otherwise adds its own, with the
    decision's number, and it holds from its first day.
    """

    _name = "ward.workload.rule"
    _description = "Workload rule"
    _inherit = ["ward.shipped.mixin"]
    _order = "since desc, id desc"
    _rec_name = "since"

    since = fields.Date(string="From", required=True)
    support_percent = fields.Float(
        string="Support share %",
        digits=(5, 2),
        required=True,
        default=25,
        help="Part of working time that belongs to no dossier: meetings, reports, answering questions.",
    )
    overload_index = fields.Float(
        digits=(5, 2),
        required=True,
        default=1,
        help="A load above this (hours needed over hours available) is shown as overload.",
    )
    closing_hour = fields.Float(
        string="Office closes at",
        required=True,
        default=17.5,
        help="The hour at which a day without time ends, for appointments.",
    )
    study_minimum = fields.Integer(
        string="Observations asked for",
        required=True,
        default=30,
        help="A time study with fewer observations of a stage is told as too small.",
    )
    study_fence = fields.Float(
        string="Far out beyond",
        digits=(4, 2),
        required=True,
        default=1.5,
        help="Spreads between the quartiles, beyond which an observed time is shown as far out.",
    )
    reference = fields.Char(string="Decision")

    _one_a_day = models.UniqueIndex(
        "(since, COALESCE(company_id, 0))",
        "There is already a workload rule from that day on.",
    )
    _support_below_all = models.Constraint(
        "CHECK(support_percent >= 0 AND support_percent < 100)",
        "The support share is at least 0% and below 100%.",
    )
    _hours_of_a_day = models.Constraint(
        "CHECK(closing_hour > 0 AND closing_hour < 24 AND overload_index > 0)",
        "The closing hour is an hour of the day, and the overload threshold is above 0.",
    )

    @api.model
    def _on(self, company, day):
        """The rule in force in a ward on a day: its own latest, else the shipped one."""
        # sudo: a national rule is no secret, and imports run for officers of any role
        rules = self.sudo().search([("since", "<=", day), ("company_id", "in", [company.id, False])])
        if not rules:
            raise UserError(
                self.env._(
                    "No workload rule is in force on %(day)s. Add one under Configuration / Workload rules.",
                    day=day,
                )
            )
        return rules.filtered("company_id")[:1] or rules[:1]
