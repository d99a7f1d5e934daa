from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from odoo.addons.ward_hr.controllers.pay import XLSX


class PlanFiles(http.Controller):
    """The training plan as a file, for those who may read it; to others there is nothing here."""

    @http.route("/ward/training/plan/<int:plan_id>/plan.xlsx", type="http", auth="user", readonly=True)
    def plan(self, plan_id):
        plan = request.env["ward.training.plan"].browse(plan_id)
        try:
            plan.check_access("read")
            content, year = plan._spreadsheet(), plan.year
        except (AccessError, MissingError):
            return request.not_found()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(f"ke-hoach-dao-tao-{year}.xlsx")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
