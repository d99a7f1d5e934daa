from odoo import api, fields, models
from odoo.tools import SQL

from .ward_dossier_loader import WARD_TIMEZONE


class WardDossier(models.Model):
    """What a dossier tells of the work on it: its faults, its supplements, and what made it longer."""

    _inherit = "ward.dossier"

    due_given = fields.Boolean(string="Appointment from the file")
    promised_at = fields.Datetime(
        string="Appointment without our pauses",
        help="From the file, or by the procedure's term; pauses that were entered here move it to the due day.",
    )
    faults_reported = fields.Integer(string="Faults in the file")
    fault_count = fields.Integer(
        string="Quality faults",
        aggregator="sum",
        help="Reported by the file, and recorded here for the handling officer. The evaluation counts them.",
    )
    supplement_asked_at = fields.Datetime()
    supplement_received_at = fields.Datetime()
    supplements = fields.Integer(string="Supplements asked for", aggregator="sum")
    verified = fields.Boolean(string="Verification letter")
    field_checked = fields.Boolean(string="Field check")
    digitised = fields.Integer(string="Papers digitised", aggregator="sum")
    modifier_minutes = fields.Float(
        string="Minutes added",
        digits=(8, 2),
        aggregator="sum",
        help="What verification, field check, digitisation, supplements and the channel add to the standard minutes.",
    )
    fault_ids = fields.One2many("ward.dossier.fault", "dossier_id", string="Faults")
    modifier_note = fields.Text(string="Why so many minutes", compute="_compute_modifier_note")

    def _compute_modifier_note(self):
        for company, dossiers in self.grouped("company_id").items():
            lines = dossiers._modifier_lines(company)
            for dossier in dossiers:
                dossier.modifier_note = "\n".join(lines.get(dossier.id, ()))

    def _modifier_lines(self, company):
        """``{dossier id: sentences}``, one for each modifier that applies."""
        modifiers = self.env["ward.procedure.modifier"]
        rows = self.env.execute_query(
            SQL(
                """
                SELECT d.id, one.id, one.quantity, one.minutes
                  FROM ward_dossier d CROSS JOIN LATERAL (%s) one
                 WHERE d.id = ANY(%s) ORDER BY d.id, one.minutes DESC, one.id
                """,
                modifiers._lines(company),
                self.ids,
            )
        )
        # sudo: what a shipped or own addition is called is no secret to who reads the dossier
        names = {one.id: one.name for one in modifiers.sudo().browse({row[1] for row in rows})}
        found = {}
        for dossier, modifier, quantity, minutes in rows:
            found.setdefault(dossier, []).append(
                self.env._(
                    "%(name)s: %(quantity)s × %(each)s minutes = %(total)s minutes",
                    name=names[modifier],
                    quantity=quantity,
                    each=f"{minutes / quantity:g}",
                    total=f"{minutes:g}",
                )
            )
        return found

    def action_record_fault(self):
        """Enter a failed quality check of this dossier."""
        return self._enter("ward.dossier.fault", self.env._("Record a fault"))

    def _enter(self, model, name):
        """A dialog for something to enter about this dossier."""
        self.ensure_one()
        self.env[model].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_dossier_id": self.id},
        }

    @api.model
    def _measure(self, company, months):
        """Bring the minutes of these months (first days) up to the modifiers of today, by one statement."""
        if not months:
            return
        workload = self.env["ward.workload"]
        start, stop = workload._utc(min(months)), workload._utc(fields.Date.add(max(months), months=1))
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_dossier kept SET modifier_minutes = fresh.minutes
                  FROM (SELECT d.id, %(minutes)s AS minutes FROM ward_dossier d
                         WHERE d.company_id = %(company)s
                           AND (d.processed_at >= %(start)s AND d.processed_at < %(stop)s
                                OR d.processed_at IS NULL AND d.received_at >= %(start)s
                                   AND d.received_at < %(stop)s)) fresh
                 WHERE kept.id = fresh.id AND kept.modifier_minutes IS DISTINCT FROM fresh.minutes
                """,
                minutes=self.env["ward.procedure.modifier"]._minutes(company),
                company=company.id,
                start=start,
                stop=stop,
            )
        )
        self.invalidate_model(["modifier_minutes"])

    @api.model
    def _months_of(self, dossiers):
        """First days of the months in which these dossiers were finished, in the ward."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT DATE_TRUNC('month', processed_at AT TIME ZONE 'UTC' AT TIME ZONE %s)::date
                  FROM ward_dossier WHERE id = ANY(%s) AND processed_at IS NOT NULL ORDER BY 1
                """,
                WARD_TIMEZONE,
                dossiers.ids,
            )
        )
        return [month for (month,) in rows]


class WardWorkload(models.Model):
    """The minutes that modifiers add are current before hours are counted from them."""

    _inherit = "ward.workload"

    @api.model
    def _reckon(self, company, months, people=None):
        if people is None:
            self.env["ward.dossier"]._measure(company, months)
        return super()._reckon(company, months, people)
