from odoo import fields, models
from odoo.tools import SQL

from .ward_dossier_loader import WARD_TIMEZONE


class WardDossierPeak(models.Model):
    """When dossiers come: by weekday and hour of receipt, in the ward's time."""

    _name = "ward.dossier.peak"
    _description = "Dossiers by weekday and hour"
    _auto = False
    _order = "received_on desc, hour, id"
    _rec_name = "received_on"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    channel = fields.Selection(
        [("counter", "At the counter"), ("online", "Online"), ("post", "By post")], readonly=True
    )
    received_on = fields.Date(readonly=True)
    weekday = fields.Selection(
        [
            ("1", "Monday"),
            ("2", "Tuesday"),
            ("3", "Wednesday"),
            ("4", "Thursday"),
            ("5", "Friday"),
            ("6", "Saturday"),
            ("7", "Sunday"),
        ],
        readonly=True,
    )
    hour = fields.Char(string="Hour of receipt", readonly=True)
    dossier_count = fields.Integer(string="Dossiers", readonly=True)
    a_day = fields.Float(
        string="Dossiers a day",
        readonly=True,
        digits=(10, 1),
        aggregator="avg",
        help="Over the days on which a dossier came.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(id) AS id, company_id, department_id, channel, local::date AS received_on,
                   EXTRACT(ISODOW FROM local)::int::text AS weekday, TO_CHAR(local, 'HH24') || ':00' AS hour,
                   COUNT(*)::int AS dossier_count, COUNT(*)::float8 AS a_day
              FROM (SELECT id, company_id, department_id, channel,
                           received_at AT TIME ZONE 'UTC' AT TIME ZONE %s AS local
                      FROM ward_dossier) dossier
             GROUP BY 2, 3, 4, 5, 6, 7
            """,
            WARD_TIMEZONE,
        )

    def _read_group_select(self, aggregate_spec, query):
        """Dossiers a day: all of a group over its days."""
        if aggregate_spec == "a_day:avg":
            count, day = (self._field_to_sql(self._table, name, query) for name in ("dossier_count", "received_on"))
            return SQL("SUM(%s)::float8 / NULLIF(COUNT(DISTINCT %s), 0)", count, day)
        return super()._read_group_select(aggregate_spec, query)
