from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import column_exists, create_column, table_exists

from .ward_bonus_fund import COMPONENT


class WardPayInput(models.Model):
    """An award is charged to the bonus fund of one year: that of its month, or the year before until its last day."""

    _inherit = "ward.pay.input"

    fund_year = fields.Integer(
        string="Bonus fund of",
        compute="_compute_fund_year",
        store=True,
        precompute=True,
        readonly=False,
        aggregator=None,
        help="The year whose bonus fund an award is charged to. The fund of a year may be used until its last day.",
    )

    def _auto_init(self):
        # what is entered stays as it is: of paid months nothing may be written, and empty is the year of the month
        cr, table = self.env.cr, self._table
        if table_exists(cr, table) and not column_exists(cr, table, "fund_year"):
            create_column(cr, table, "fund_year", "int4")
        return super()._auto_init()

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_without_empty_year(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_without_empty_year(vals))

    @api.depends("component_id", "month")
    def _compute_fund_year(self):
        for entry in self:
            entry.fund_year = entry.component_id.code == COMPONENT and entry.month and entry.month.year

    @api.constrains("fund_year", "component_id", "month", "company_id")
    def _check_fund_year(self):
        """Nothing is charged to a fund before it begins, nor after its last day."""
        for award in self:
            year = award.fund_year
            if award.component_id.code != COMPONENT or year in (0, award.month.year):
                continue
            facts = {"person": award.employee_id.name, "month": award.month.strftime("%m/%Y"), "year": year}
            if year > award.month.year:
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot be awarded in %(month)s from the bonus fund of %(year)s, which begins on"
                        " 01/01/%(year)s. Charge the award to the year of its month.",
                        **facts,
                    )
                )
            last = self.env["ward.bonus.fund"]._last_day_of(award.company_id, year)
            if not last or award.month > last:
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot be awarded in %(month)s from the bonus fund of %(year)s: it could be used"
                        " until %(last)s. Charge the award to the year of its month, or enter it in an open month until"
                        " then.",
                        last=last.strftime("%d/%m/%Y") if last else f"31/12/{year}",
                        **facts,
                    )
                )


def _without_empty_year(vals):
    """An empty cell of a file is not a year: the year of the month stands."""
    return {name: value for name, value in vals.items() if name != "fund_year" or value}
