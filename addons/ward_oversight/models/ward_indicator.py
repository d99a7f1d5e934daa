from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules.indicators import Counts, figures


class WardIndicator(models.Model):
    """A group of indicators of Decision 766/QĐ-TTg. National reference data without a company."""

    _name = "ward.indicator"
    _description = "Indicator group of Decision 766"
    _order = "code"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    most = fields.Integer(string="Most points", required=True)
    measures = fields.Char(string="What it measures", translate=True)
    source = fields.Char(string="Where the figure comes from", translate=True)

    _code_unique = models.Constraint("UNIQUE(code)", "This indicator group exists already.")


class WardIndicatorFigure(models.Model):
    """An indicator group of a ward in a month, computed from its dossiers; not covered where there are no data."""

    _name = "ward.indicator.figure"
    _description = "Indicator of a month"
    _inherit = ["ward.company.mixin"]
    _order = "month desc, indicator_id"
    _rec_name = "indicator_id"

    month = fields.Date(required=True, readonly=True, index=True)
    indicator_id = fields.Many2one("ward.indicator", required=True, readonly=True, index=True, ondelete="cascade")
    most = fields.Integer(related="indicator_id.most", store=True, string="Most points")
    source = fields.Char(related="indicator_id.source")
    covered = fields.Boolean(readonly=True)
    share = fields.Float(readonly=True, aggregator="avg")
    points = fields.Float(
        digits=(5, 1), readonly=True, help="An estimate: the share of the group's points. The portal counts more."
    )

    _once = models.Constraint("UNIQUE(company_id, month, indicator_id)", "This month is computed already.")

    @api.model
    def _cron_compute(self):
        today = self.env["ward.clock"]._today()
        self._compute_months(self.env["res.company"].search([("child_ids", "=", False)]), today)

    @api.model
    def action_compute(self):
        """Compute the last twelve months of the wards at hand anew."""
        self.check_access("read")
        # sudo: figures are written by the server alone, from dossiers of wards the user is in
        self.sudo()._compute_months(self.env.companies, self.env["ward.clock"]._today())
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _compute_months(self, wards, today):
        """The twelve months up to ``today`` of ``wards``: two statements read, one deletes, one writes."""
        first = fields.Date.add(fields.Date.start_of(today, "month"), months=-11)
        most = {one.code: (one.id, Decimal(one.most)) for one in self.env["ward.indicator"].search([])}
        points = {code: value for code, (_id, value) in most.items()}
        rows = []
        for ward, month, *counted in self._counted(wards, first):
            for figure in figures(Counts(*counted), points):
                rows.append(
                    {
                        "company_id": ward,
                        "month": month,
                        "indicator_id": most[figure.group][0],
                        "covered": figure.share is not None,
                        "share": float(figure.share or 0),
                        "points": float(figure.points or 0),
                    }
                )
        self.search([("company_id", "in", wards.ids), ("month", ">=", first)]).unlink()
        self.create(rows)

    @api.model
    def _counted(self, wards, first):
        """``[(ward, month, finished, on time, received, online, digitised)]``."""
        return self.env.execute_query(
            SQL(
                """
                WITH moved AS (
                    SELECT company_id, date_trunc('month', received_at + INTERVAL '7 hours')::date AS month,
                           0 AS finished, 0 AS on_time, 1 AS received, (channel = 'online')::int AS online,
                           0 AS digitised
                      FROM ward_dossier WHERE company_id = ANY(%(wards)s) AND received_at >= %(first)s
                     UNION ALL
                    SELECT company_id, date_trunc('month', processed_at + INTERVAL '7 hours')::date, 1,
                           (timeliness = 'on_time')::int, 0, 0, (COALESCE(digitised, 0) > 0)::int
                      FROM ward_dossier
                     WHERE company_id = ANY(%(wards)s) AND processed_at >= %(first)s
                       AND timeliness IN ('on_time', 'late'))
                SELECT company_id, month, SUM(finished)::int, SUM(on_time)::int, SUM(received)::int,
                       SUM(online)::int, SUM(digitised)::int
                  FROM moved WHERE month >= %(first)s GROUP BY 1, 2 ORDER BY 1, 2
                """,
                wards=wards.ids,
                first=first,
            )
        )
