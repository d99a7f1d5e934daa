from datetime import date
from decimal import Decimal
from typing import NamedTuple

from odoo import api, fields, models

from odoo.addons.ward_hr.law import NoLawOn
from odoo.addons.ward_hr.models.ward_mirror import CONFIDENCES


class Asked(NamedTuple):
    """What a year asks of a staff category: hours of a full year, days that make a month away, leave that counts."""

    hours: Decimal
    away_days: int
    leave_days: int
    reference: str
    confidence: str


class WardTrainingRequirement(models.Model):
    """The hours of training that a staff category owes in a year, from a year on.

    The shipped one of civil servants follows the law of 31 December of the year; a ward adds its own
    for other categories, or more for these, with its decision. Categories without one owe no hours.
    """

    _name = "ward.training.requirement"
    _description = "Required training hours"
    _inherit = ["ward.shipped.mixin"]
    _order = "staff_type_id, year_from desc, id desc"
    _check_company_auto = True

    staff_type_id = fields.Many2one("ward.staff.type", string="Staff category", required=True, index=True)
    year_from = fields.Integer(
        string="From the year",
        required=True,
        default=lambda self: fields.Date.context_today(self).year,
        aggregator=None,
    )
    hours = fields.Float(string="Hours a year", digits=(6, 1), aggregator=None)
    law_code = fields.Char(string="Hours by law", readonly=True, help="The value of law that gives the hours.")
    away_days = fields.Integer(
        string="Days that make a month away",
        required=True,
        default=15,
        help="A month in which a person was exempt, on long leave or not in service for so many days does not count.",
        aggregator=None,
    )
    leave_days = fields.Integer(
        string="Leave is long from (days)",
        required=True,
        default=30,
        help="Approved leave of at least so many days in one piece takes its months out of the year.",
        aggregator=None,
    )
    reference = fields.Char(string="Decision")
    confidence = fields.Selection(CONFIDENCES, required=True, default="proposed")

    _one_a_year = models.UniqueIndex(
        "(staff_type_id, year_from, COALESCE(company_id, 0))",
        "There is already a requirement for this category from that year on. Change that one.",
    )
    _in_bounds = models.Constraint(
        "CHECK (hours >= 0 AND away_days BETWEEN 1 AND 31 AND leave_days >= 1 AND year_from BETWEEN 2000 AND 2100)",
        "Hours are 0 or more, a month away has 1 to 31 days, and the year is one of this century.",
    )

    @api.depends("staff_type_id", "year_from")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.staff_type_id.name or ''} – {one.year_from}"

    @api.model
    def _asked(self, companies, year):
        """``{(company id, staff type id): Asked}`` in ``year``: the ward's own latest, else the shipped one."""
        # sudo: how many hours are asked is no secret, and the digest runs for nobody in particular
        found = self.sudo().search([("company_id", "in", [*companies.ids, False]), ("year_from", "<=", year)])
        asked = {}
        for one in found.sorted(lambda one: (bool(one.company_id), one.year_from)):  # later ones take the place
            for company in one.company_id or companies:
                said = one._said(company, year)
                if said:
                    asked[company.id, one.staff_type_id.id] = said
        return asked

    def _said(self, company, year):
        if not self.law_code:
            facts = Decimal(str(self.hours)), self.reference or "", self.confidence
        else:
            try:
                entry = self.env["ward.law.value"]._law(company).entry(self.law_code, date(year, 12, 31))
            except NoLawOn:
                return None
            said = entry.reference_by_language()
            facts = entry.value, said.get(self.env.lang) or entry.reference, entry.confidence
        hours, reference, confidence = facts
        return Asked(hours, self.away_days, self.leave_days, reference, confidence)
