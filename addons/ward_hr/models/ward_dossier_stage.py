from odoo import fields, models
from odoo.tools import SQL


class WardDossierStage(models.Model):
    """Where a dossier stood, since when, until when, and in whose hands: one stage at a time.

    Read from the dossier's own moments, as ``workload/stages.py`` says; nothing is kept twice.
    A dossier that was closed without result has no stages: when it was closed is not known.
    """

    _name = "ward.dossier.stage"
    _description = "Stage of a dossier"
    _auto = False
    _order = "dossier_id, since, id"
    _rec_name = "kind"

    company_id = fields.Many2one("res.company", string="Ward", required=True, readonly=True)
    dossier_id = fields.Many2one("ward.dossier", readonly=True)
    procedure_id = fields.Many2one("ward.procedure", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    kind = fields.Selection(
        [
            ("processing", "In process"),
            ("supplement", "Waiting for a supplement"),
            ("ready", "Result waits to be collected"),
        ],
        string="Stage",
        readonly=True,
    )
    holder_id = fields.Many2one(
        "hr.employee", string="In whose hands", readonly=True, help="Empty: the citizen's, or the service centre's."
    )
    since = fields.Datetime(string="From", readonly=True)
    until = fields.Datetime(readonly=True)
    days = fields.Float(
        string="Days in the stage",
        readonly=True,
        digits=(10, 1),
        aggregator="avg",
        help="Days of the calendar; until now where the stage has not ended.",
    )
    current = fields.Boolean(string="Stands here now", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT d.id::int8 * 4 + s.place AS id, d.company_id, d.id AS dossier_id, d.procedure_id,
                   d.department_id, s.kind, s.holder AS holder_id, s.since, s.until,
                   (EXTRACT(EPOCH FROM COALESCE(s.until, %(now)s) - s.since) / 86400)::float8 AS days,
                   s.until IS NULL AS current
              FROM ward_dossier d CROSS JOIN LATERAL (VALUES
                   (0, 'processing', d.handling_officer_id, d.received_at,
                    COALESCE(d.supplement_asked_at, d.processed_at)),
                   (1, 'supplement', NULL, d.supplement_asked_at,
                    COALESCE(d.supplement_received_at, d.processed_at)),
                   (2, 'processing', d.handling_officer_id, d.supplement_received_at, d.processed_at),
                   (3, 'ready', d.reception_officer_id, d.processed_at, d.returned_at)
                   ) s (place, kind, holder, since, until)
             WHERE s.since IS NOT NULL AND d.timeliness <> 'closed'
            """,
            now=fields.Datetime.now(),
        )
