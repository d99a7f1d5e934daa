from odoo import api, fields, models
from odoo.exceptions import ValidationError


class WardDossierPause(models.Model):
    """Days on which the clock of a dossier stood still, of which the file of the one-stop system says nothing.

    The day of the request counts, the day of the answer does not. Without a last day the clock
    still stands still: the dossier is not overdue, and its due day moves when the answer comes.
    """

    _name = "ward.dossier.pause"
    _description = "Pause of a dossier"
    _inherit = ["ward.dossier.mark"]
    _order = "since, id"
    _rec_name = "kind"
    _check_company_auto = True
    _changeable = ("until",)

    kind = fields.Selection(
        [
            ("supplement", "Waiting for a supplement"),
            ("payment", "Waiting for a payment"),
            ("other", "Another reason that the law names"),
        ],
        required=True,
        default="supplement",
    )
    since = fields.Date(string="From", required=True, default=fields.Date.context_today)
    until = fields.Date(string="Answer came on")
    reference = fields.Char(string="Paper", required=True, help="Number of the request or notice, such as form 02.")

    @api.constrains("since", "until", "dossier_id")
    def _check_days(self):
        today = fields.Date.context_today(self)
        for pause in self:
            dossier = pause.dossier_id
            first, last = dossier._ward_day("received_at"), dossier._ward_day("processed_at") or today
            if not first <= pause.since <= (pause.until or last) <= last:
                raise ValidationError(
                    self.env._(
                        "The clock of %(dossier)s cannot stand still from %(since)s to %(until)s: it ran from"
                        " %(first)s to %(last)s. Correct the days.",
                        dossier=dossier.code,
                        since=f"{pause.since:%d/%m/%Y}",
                        until=f"{pause.until or last:%d/%m/%Y}",
                        first=f"{first:%d/%m/%Y}",
                        last=f"{last:%d/%m/%Y}",
                    )
                )

    def _changed(self):
        """The due days of the dossiers, whether they were late, and the months in which they were finished."""
        self.flush_recordset()
        # sudo: due days follow from pauses, whoever entered them
        dossiers = self.dossier_id.sudo()
        for company, own in dossiers.grouped("company_id").items():
            own._settle(company, own.ids)
            self.env["ward.workload"].sudo()._refresh(company, own._months_of(own))
