from odoo import api, models


class WardWorkload(models.Model):
    """Open sheets are kept current with the dossiers, whenever the workload of their months is."""

    _inherit = "ward.workload"

    @api.model
    def _refresh(self, company, months, people=None):
        """As before, and the open periods that these months (first days) lie in, in as many statements each."""
        done = super()._refresh(company, months, people)
        # sudo: figures follow from facts, whoever brought these in
        periods = self.env["ward.evaluation.period"].sudo()
        for period in periods._open_in(company, months):
            period._refresh_sheets()
        return done


class WardEvaluationPeriod(models.Model):
    """Which open periods a month lies in."""

    _inherit = "ward.evaluation.period"

    @api.model
    def _open_in(self, company, months):
        """The open months and quarters of a ward in which one of ``months`` lies; a year rests on final sheets."""
        if not months:
            return self
        found = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "open"),
                ("kind", "!=", "year"),
                ("date_from", "<=", max(months)),
                ("date_to", ">=", min(months)),
            ]
        )
        return found.filtered(lambda one: any(one.date_from <= month <= one.date_to for month in months))
