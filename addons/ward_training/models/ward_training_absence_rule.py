from decimal import Decimal

from odoo import api, fields, models

from ..rules.absence import Limit


class WardTrainingAbsenceRule(models.Model):
    """How many of one unit may be away on a day, from a day on: never a whole counter.

    A rule of the ward, with its decision; one for a single unit goes before that for all.
    Where there is none, nobody is held back.
    """

    _name = "ward.training.absence.rule"
    _description = "Rule of absence"
    _inherit = ["ward.company.mixin"]
    _order = "since desc, id desc"
    _rec_name = "since"
    _check_company_auto = True

    since = fields.Date(string="From", required=True, default=fields.Date.context_today)
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        index="btree_not_null",
        check_company=True,
        ondelete="cascade",
        help="Empty: for all units that have no rule of their own.",
    )
    most_percent = fields.Float(
        string="Away at most %",
        digits=(5, 2),
        required=True,
        default=50,
        help="Share of the unit that may be in class or on leave on one day.",
    )
    keep = fields.Integer(string="People always there", required=True, default=1)
    reference = fields.Char(string="Decision")

    _one_a_day = models.UniqueIndex(
        "(company_id, COALESCE(department_id, 0), since)", "There is already such a rule from that day on."
    )
    _figures_fit = models.Constraint(
        "CHECK(most_percent BETWEEN 0 AND 100 AND keep >= 0)",
        "The share away lies between 0 and 100%, and the people always there are not below 0.",
    )

    @api.model
    def _of(self, companies):
        """Every rule of these wards, latest first: few, and read once for many people."""
        # sudo: a rule is no secret, and whoever enrols is bound by it
        return self.sudo().search([("company_id", "in", companies.ids)])

    def _limits(self, unit):
        """Of these rules those of a unit (a record), in the order in which they win: (first day, :class:`Limit`)."""
        mine = self.filtered(lambda rule: rule.company_id == unit.company_id)
        ordered = mine.filtered(lambda rule: rule.department_id == unit) + mine.filtered(
            lambda rule: not rule.department_id
        )
        return tuple((rule.since, Limit(Decimal(str(rule.most_percent)), rule.keep)) for rule in ordered)
