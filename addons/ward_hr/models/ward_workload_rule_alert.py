from decimal import Decimal

from odoo import fields, models

from ..workload import reinforcement


class WardWorkloadRule(models.Model):
    """When a ward is alerted, and whom it may ask to help: no law says so, the shipped figures are proposals."""

    _inherit = "ward.workload.rule"

    alert_months = fields.Integer(
        string="Alert after months",
        required=True,
        default=1,
        help="Months in a row above the threshold until an alert is raised.",
    )
    minimum_people = fields.Integer(
        string="People who stay",
        required=True,
        default=2,
        help="A unit that gives somebody away keeps at least as many people with dossiers.",
    )
    days_between = fields.Integer(
        string="Days between reinforcements",
        required=True,
        default=90,
        help="Who helped less than this many days ago is asked after everybody else with the skill.",
    )
    share_max = fields.Float(
        string="Share at most %",
        digits=(5, 2),
        required=True,
        default=50,
        help="The largest part of a person's working time that a reinforcement asks for.",
    )
    skill_months = fields.Integer(
        string="Practice counts for months",
        required=True,
        default=6,
        help="Dossiers of these last months show which procedures a person can do.",
    )
    help_days = fields.Integer(
        string="Length of a reinforcement in days",
        required=True,
        default=30,
        help="Proposed length; the head of the ward may set another last day.",
    )

    _help_is_possible = models.Constraint(
        "CHECK(alert_months BETWEEN 1 AND 12 AND minimum_people >= 0 AND days_between >= 0 AND"
        " share_max >= 10 AND share_max <= 100 AND skill_months BETWEEN 1 AND 24 AND help_days >= 1)",
        "Alert after 1 to 12 months, a share from 10% to 100%, practice of 1 to 24 months, a length of a day or more.",
    )

    def _pure(self):
        """The rule as the pure room reads it."""
        return reinforcement.Rule(
            overload_index=Decimal(f"{self.overload_index:.2f}"),
            minimum_people=self.minimum_people,
            days_between=self.days_between,
            share_max=Decimal(f"{self.share_max:.2f}"),
        )
