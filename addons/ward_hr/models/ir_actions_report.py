from odoo import api, models

PREFIX = "ward_"


class IrActionsReport(models.Model):
    """Reports of the ward's own addons are set by WeasyPrint, with our own style sheet.

    Others keep wkhtmltopdf. Ours are known by their template: ``ward_hr.…``, ``ward_…``.
    """

    _inherit = "ir.actions.report"

    @api.model
    def get_wkhtmltopdf_state(self):
        """The web client asks this before it prints: with WeasyPrint it can."""
        state = super().get_wkhtmltopdf_state()
        return "ok" if state == "install" else state

    @api.model
    def _run_wkhtmltopdf(self, bodies, report_ref=False, **options):
        report = self._get_report(report_ref) if report_ref else self
        if not (report.report_name or "").startswith(PREFIX):
            return super()._run_wkhtmltopdf(bodies, report_ref=report_ref, **options)
        from ..report.paper import pdf_of

        return pdf_of(bodies)
