from datetime import date

from odoo import api, fields, models


class WardDialogueAlert(models.Model):
    """That a ward was told, once a year, that it has held fewer dialogues with the people than the law asks for."""

    _name = "ward.dialogue.alert"
    _description = "Alert on missing dialogues"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, id"
    _rec_name = "year"

    year = fields.Integer(required=True, readonly=True)
    minimum = fields.Integer(string="At least", readonly=True)
    held = fields.Integer(compute="_compute_held")
    missing = fields.Integer(compute="_compute_held")

    _once = models.Constraint("UNIQUE(company_id, year)", "This ward was told of this year already.")

    @api.depends("year", "company_id", "minimum")
    def _compute_held(self):
        for alert in self:
            alert.held = alert._held_in(alert.company_id).get(alert.company_id.id, 0) if alert.year else 0
            alert.missing = max(0, alert.minimum - alert.held)

    @api.model
    def _held_in(self, companies, year=None):
        """``{ward: dialogues with the people that were held}`` in the year."""
        year = year or self.year
        groups = self.env["ward.dialogue"]._read_group(
            [
                ("kind", "=", "ward_people"),
                ("state", "!=", "planned"),
                ("company_id", "in", companies.ids),
                ("date", ">=", date(year, 1, 1)),
                ("date", "<=", date(year, 12, 31)),
            ],
            ["company_id"],
            ["__count"],
        )
        return {company.id: count for company, count in groups}

    @api.model
    def _cron_alert(self):
        """In the last days of a year (system parameter), tell the leads of wards that miss a dialogue."""
        clock = self.env["ward.clock"]
        today = clock._today()
        # sudo: the number of days is a setting of the system
        days = int(self.env["ir.config_parameter"].sudo().get_param("ward_oversight.alert_days", "120"))
        if (date(today.year, 12, 31) - today).days > days:
            return self
        leads = self.env["ward.basis.alert"]._lead_of(self.env["res.company"].search([]).ids)
        wards = self.env["res.company"].browse(leads)
        told = self.search([("year", "=", today.year)]).company_id
        held = self._held_in(wards, today.year)
        rows = []
        for ward in wards - told:
            minimum = int(clock._number(ward, "dialogue_min_per_year", today))
            if held.get(ward.id, 0) < minimum:
                rows.append({"company_id": ward.id, "year": today.year, "minimum": minimum})
        alerts = self.create(rows)
        for alert in alerts:
            lead = self.env["res.users"].browse(leads[alert.company_id.id])
            alert.with_context(lang=lead.lang, mail_activity_quick_update=True).activity_schedule(
                "ward_oversight.mail_activity_dialogue", date_deadline=today, user_id=lead.id
            )
        return alerts
