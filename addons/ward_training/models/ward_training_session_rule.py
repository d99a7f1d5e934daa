from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.attendance import Credit


class WardTrainingSessionRule(models.Model):
    """How a ward runs its sessions, from a day on: what attendance credits, until when people cancel.

    No law sets these figures: the shipped rule is a proposal, and a ward that decides otherwise
    adds its own with the number of the decision.
    """

    _name = "ward.training.session.rule"
    _description = "Rule of sessions"
    _inherit = ["ward.shipped.mixin"]
    _order = "since desc, id desc"
    _rec_name = "since"

    since = fields.Date(string="From", required=True)
    tolerance_minutes = fields.Integer(
        string="Late counts as present up to (minutes)",
        required=True,
        default=15,
        help="Who comes later, or leaves earlier, loses the minutes missed.",
    )
    least_percent = fields.Float(
        string="Least attendance %",
        digits=(5, 2),
        required=True,
        default=80,
        help="Who attended less of the hours gets none credited; above it, hours go by the share attended.",
    )
    door_minutes = fields.Integer(
        string="Door opens before (minutes)",
        required=True,
        default=60,
        help="From when on a person's code is taken at the door.",
    )
    cancel_days = fields.Integer(
        string="Cancel until (days before)",
        required=True,
        default=2,
        help="Days before the first day up to which a person gives a seat back alone; later the HR officer does it.",
    )
    no_show_months = fields.Integer(
        string="No-shows counted over (months)",
        required=True,
        default=12,
        help="How long a seat left empty without cancelling is shown to whoever approves.",
    )
    peak_percent = fields.Float(
        string="Busy day from % of average",
        digits=(5, 1),
        required=True,
        default=130,
        help="A weekday with so many more dossiers than the unit's average day is shown before enrolling.",
    )
    peak_weeks = fields.Integer(
        string="Busy days found in (weeks)", required=True, default=12, help="How far back dossiers are counted."
    )
    reference = fields.Char(string="Decision", translate=True)

    _one_a_day = models.UniqueIndex(
        "(since, COALESCE(company_id, 0))", "There is already a rule of sessions from that day on."
    )
    _figures_fit = models.Constraint(
        "CHECK(least_percent BETWEEN 0 AND 100 AND tolerance_minutes >= 0 AND door_minutes >= 0"
        " AND cancel_days >= 0 AND no_show_months >= 0 AND peak_percent > 100 AND peak_weeks > 0)",
        "The least attendance lies between 0 and 100%, a busy day begins above 100%, and no other figure is below 0.",
    )

    @api.model
    def _all(self):
        """Every rule there is, latest first: few, and read once for many sessions."""
        # sudo: a rule is no secret, and whoever enrols is bound by it
        return self.sudo().search([])

    def _on(self, company, day):
        """Of these rules the one in force in a ward on a day: its own latest, else the shipped one."""
        known = self.filtered(lambda rule: rule.since <= day and rule.company_id <= company)
        if not known:
            raise UserError(
                self.env._(
                    "No rule of sessions is in force on %(day)s."
                    " Add one under Training / Rules of training / Rules of sessions.",
                    day=day,
                )
            )
        return known.filtered("company_id")[:1] or known[:1]

    def _credit(self):
        """What this rule says of credit, for the pure rules."""
        return Credit(tolerance=self.tolerance_minutes, least=Decimal(str(self.least_percent)) / 100)
