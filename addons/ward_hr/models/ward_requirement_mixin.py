from odoo import api, fields, models
from odoo.tools import SQL

from .ward_mirror import CONFIDENCES


class WardRequirementMixin(models.AbstractModel):
    """What a position asks for, from a day to a day: one requirement of the same thing at a time in each ward.

    A model names in ``_asks_for`` the field of what is asked for, and in ``_refuse_second`` why two cannot hold.
    """

    _name = "ward.requirement.mixin"
    _description = "Requirement of a position"
    _inherit = ["ward.shipped.mixin"]
    _asks_for = ""

    job_id = fields.Many2one(
        "hr.job", string="Position", required=True, index=True, ondelete="cascade", check_company=True
    )
    date_from = fields.Date(string="From", required=True, default=fields.Date.context_today)
    date_to = fields.Date(string="To", help="Last day; empty while no end is set.")
    reference = fields.Char(string="Decision")
    confidence = fields.Selection(CONFIDENCES, required=True, default="proposed")

    _days_in_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A requirement ends on its first day or later. Correct one of the two days.",
    )

    @api.constrains(lambda self: ("job_id", self._asks_for, "company_id", "date_from", "date_to"))
    def _check_one_at_a_time(self):
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT one.id, other.id
                  FROM %(table)s one
                  JOIN %(table)s other
                    ON other.job_id = one.job_id AND other.%(what)s = one.%(what)s AND other.id <> one.id
                   AND COALESCE(other.company_id, 0) = COALESCE(one.company_id, 0)
                   AND other.date_from <= COALESCE(one.date_to, 'infinity')
                   AND one.date_from <= COALESCE(other.date_to, 'infinity')
                 WHERE one.id = ANY(%(ids)s) LIMIT 1
                """,
                table=SQL.identifier(self._table),
                what=SQL.identifier(self._asks_for),
                ids=self.ids,
            )
        )
        for one, other in rows:
            self.browse(one)._refuse_second(self.browse(other))

    def _refuse_second(self, other):
        """Raise: this requirement cannot be kept beside ``other``."""
        raise NotImplementedError
