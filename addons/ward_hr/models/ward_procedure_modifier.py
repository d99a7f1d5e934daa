from odoo import api, fields, models
from odoo.tools import SQL

from .ward_dossier_loader import WARD_TIMEZONE
from .ward_procedure import CONFIDENCE

# How often a modifier applies to a dossier, by its code and what it is counted by.
QUANTITY = SQL(
    """
    CASE m.code WHEN 'verification' THEN d.verified WHEN 'field_check' THEN d.field_checked
                WHEN 'online' THEN d.channel = 'online' WHEN 'supplement' THEN d.supplements > 0
                ELSE d.digitised > 0 END::int
    * CASE m.per WHEN 'dossier' THEN 1 WHEN 'request' THEN d.supplements
                 ELSE CASE m.code WHEN 'digitisation' THEN d.digitised ELSE d.documents END END
    """
)


class WardProcedureModifier(models.Model):
    """Minutes that a dossier takes beyond its standard (or less), from a day on.

    Time-driven costing: time = standard + sum of (modifier x how often). A value holds until the
    next of its code; from its first day on a ward's own goes before the shipped one.
    """

    _name = "ward.procedure.modifier"
    _description = "Addition to standard minutes"
    _inherit = ["ward.shipped.mixin"]
    _order = "code, since desc, id desc"

    code = fields.Selection(
        [
            ("verification", "Verification letter"),
            ("field_check", "Field check"),
            ("digitisation", "Digitisation"),
            ("supplement", "Supplement asked for"),
            ("online", "Submitted online"),
        ],
        string="What makes the difference",
        required=True,
    )
    name = fields.Char(required=True, translate=True)
    since = fields.Date(string="From", required=True)
    minutes = fields.Float(string="Minutes added", digits=(8, 2), help="Below zero: the dossier takes less time.")
    percent = fields.Float(
        string="Percent added",
        digits=(6, 2),
        help="Of the standard minutes of processing on the day of the work; added to the minutes.",
    )
    per = fields.Selection(
        [("dossier", "a dossier"), ("document", "a document"), ("request", "a request")],
        required=True,
        default="dossier",
        string="Counted for",
        help="For each dossier once, for each of its documents, or for each supplement asked for.",
    )
    confidence = fields.Selection(CONFIDENCE, required=True, default="proposed")
    reference = fields.Char(string="Source", help="The decision or time study that this value rests on.")

    _one_a_day = models.UniqueIndex(
        "(code, since, COALESCE(company_id, 0))",
        "There is already an addition of this kind from that day on.",
    )
    _not_less_than_nothing = models.Constraint(
        "CHECK(percent >= -100)", "More than all of the standard minutes cannot be taken away."
    )

    @api.model
    def _in_force(self, company) -> SQL:
        """Modifiers with the days on which they hold in a ward, the next of their code excluded."""
        return SQL(
            """
            (SELECT one.id, one.code, one.per, one.minutes, one.percent, one.since,
                    LEAD(one.since) OVER (PARTITION BY one.code ORDER BY one.since) AS until
               FROM ward_procedure_modifier one
              WHERE one.company_id = %(company)s
                 OR one.company_id IS NULL AND NOT EXISTS (
                    SELECT FROM ward_procedure_modifier own
                     WHERE own.company_id = %(company)s AND own.code = one.code AND own.since <= one.since))
            """,
            company=company.id,
        )

    @api.model
    def _standard(self, company) -> SQL:
        """The processing minutes of dossier ``d`` on its day ``day``; NULL where there is no standard."""
        return SQL(
            """
            (SELECT s.processing_minutes FROM ward_procedure_standard s
              WHERE s.procedure_id = d.procedure_id AND s.since <= day
                AND (s.company_id = %(company)s OR s.company_id IS NULL)
              ORDER BY s.company_id NULLS LAST, s.since DESC LIMIT 1)
            """,
            company=company.id,
        )

    @api.model
    def _lines(self, company) -> SQL:
        """``id, quantity, minutes`` of each modifier that applies to a dossier ``d``, to be joined laterally."""
        return SQL(
            """
            SELECT m.id, %(quantity)s AS quantity,
                   %(quantity)s * (COALESCE(m.minutes, 0) + CASE COALESCE(m.percent, 0) WHEN 0 THEN 0
                                   ELSE m.percent / 100 * COALESCE(%(standard)s, 0) END) AS minutes
              FROM (SELECT (COALESCE(d.processed_at, d.received_at)
                            AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day) at
              JOIN %(modifiers)s m ON m.since <= day AND (m.until IS NULL OR day < m.until)
             WHERE %(quantity)s <> 0
            """,
            quantity=QUANTITY,
            standard=self._standard(company),
            modifiers=self._in_force(company),
            zone=WARD_TIMEZONE,
        )

    @api.model
    def _minutes(self, company) -> SQL:
        """What the modifiers of dossier ``d`` add up to; they never take more than its standard minutes.

        Most dossiers have none: they are told by their own columns, and cost nothing.
        """
        return SQL(
            """
            CASE WHEN d.verified OR d.field_checked OR d.supplements > 0 OR d.digitised > 0
                      OR d.channel = 'online' AND EXISTS (
                         SELECT FROM %(modifiers)s m WHERE m.code = 'online' AND (m.minutes <> 0 OR m.percent <> 0))
            THEN
            (SELECT CASE WHEN total >= 0 THEN total ELSE GREATEST(total, -COALESCE(
                    (SELECT %(standard)s FROM (SELECT (COALESCE(d.processed_at, d.received_at)
                     AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day) at), 0)) END
               FROM (SELECT COALESCE(SUM(one.minutes), 0) AS total FROM (%(lines)s) one) sum)
            ELSE 0 END
            """,
            modifiers=self._in_force(company),
            standard=self._standard(company),
            zone=WARD_TIMEZONE,
            lines=self._lines(company),
        )
