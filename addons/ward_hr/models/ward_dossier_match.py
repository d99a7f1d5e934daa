from odoo import api, models
from odoo.tools import SQL

from .ward_dossier_loader import KEPT, WARD_TIMEZONE

MOMENTS = (
    "received_at",
    "due_at",
    "processed_at",
    "returned_at",
    "promised_at",
    "supplement_asked_at",
    "supplement_received_at",
)
# What follows from the rest and from pauses entered here: no reason to call a dossier changed.
FOLLOWS = ("due_at", "timeliness", "late_days")


class WardDossierLoader(models.AbstractModel):
    """Which kept dossier a staged row is, and what it will have."""

    _inherit = "ward.dossier.loader"

    @api.model
    def _match(self, company, silent):
        """Find the kept dossier of each staged row: the only join, the rest goes by its outcome.

        Values of ``silent``, for which the file has no column, stay as they are kept.
        Hashed by order: the statistics of a table that has just been filled are those of an
        empty one, and by them the planner would walk through all of a ward for every row.
        """
        cr = self.env.cr
        own = [name for name in KEPT if name not in FOLLOWS]
        cr.execute(
            SQL(
                """
                CREATE TEMP TABLE ward_dossier_matched ON COMMIT DROP AS
                SELECT d.*, %(faults)s AS fault_count, %(minutes)s AS modifier_minutes
                  FROM (SELECT s.number, s.code, %(kept)s, d.id, d.id AS dossier_id,
                               d.id IS NOT NULL AND (%(old)s) IS DISTINCT FROM (%(new)s) AS changed,
                               d.received_at AS old_received, d.processed_at AS old_processed,
                               d.timeliness AS old_timeliness, d.reception_officer_id AS old_reception,
                               d.handling_officer_id AS old_handling
                          FROM (SELECT number, code, %(values)s FROM ward_dossier_staging s
                                 WHERE procedure_id IS NOT NULL
                                   AND NOT EXISTS (SELECT FROM ward_dossier_doubled WHERE number = s.number)) s
                          LEFT JOIN ward_dossier d ON d.company_id = %(company)s AND d.code = s.code) d
                """,
                kept=SQL(", ").join(
                    SQL("%s AS %s", self._taken_value(name, silent), SQL.identifier(name)) for name in KEPT
                ),
                old=SQL(", ").join(SQL.identifier("d", name) for name in own),
                new=SQL(", ").join(self._taken_value(name, silent) for name in own),
                values=SQL(", ").join(map(self._value, KEPT)),
                faults=SQL("d.faults_reported + %s", self.env["ward.dossier.fault"]._recorded()),
                minutes=self.env["ward.procedure.modifier"]._minutes(company),
                company=company.id,
            )
        )
        cr.execute("SELECT SET_CONFIG('enable_nestloop', 'on', TRUE)")

    @api.model
    def _value(self, name: str) -> SQL:
        """A staged column as it is kept: local times become UTC."""
        column = SQL.identifier(name)
        if name in MOMENTS:
            return SQL("%s AT TIME ZONE %s AT TIME ZONE 'UTC' AS %s", column, WARD_TIMEZONE, column)
        return column

    @api.model
    def _taken_value(self, name: str, silent) -> SQL:
        """What a dossier will have: the staged value, or the kept one where the file is silent."""
        staged, kept = SQL.identifier("s", name), SQL.identifier("d", name)
        if name in silent:
            return SQL("CASE WHEN d.id IS NULL THEN %s ELSE %s END", staged, kept)
        if name == "promised_at" and "supplement_asked_at" in silent:
            # The term went on from a supplement of which this file says nothing.
            return SQL(
                """
                CASE WHEN d.supplement_asked_at IS NOT NULL AND NOT s.due_given AND NOT d.due_given
                      AND (s.received_at, s.procedure_id) = (d.received_at, d.procedure_id)
                     THEN %s ELSE %s END
                """,
                kept,
                staged,
            )
        return staged
