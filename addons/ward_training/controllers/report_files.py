from odoo import http
from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.http import content_disposition, request

from odoo.addons.ward_hr.controllers.pay import XLSX


class ReportFiles(http.Controller):
    """The report of training as a file, for those who read turns; to others there is nothing here."""

    @http.route(
        "/ward/training/report/<string:first>/<string:last>/report.xlsx", type="http", auth="user", readonly=True
    )
    def report(self, first, last):
        """Of the days from ``first`` to ``last`` (ISO)."""
        try:
            request.env["ward.training.turn"].check_access("read")
            days = Date.to_date(first), Date.to_date(last)
            content = request.env["ward.training.report"]._spreadsheet(*days)
        except (AccessError, ValueError):
            return request.not_found()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(f"bao-cao-dao-tao-{days[0]:%Y}.xlsx")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
