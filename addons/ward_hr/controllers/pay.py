from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PayFiles(http.Controller):
    """Files of a pay run, for those who may read the run; to others there is nothing here."""

    @http.route("/ward/pay/run/<int:run_id>/payroll_table.xlsx", type="http", auth="user", readonly=True)
    def payroll_table(self, run_id):
        run = request.env["ward.pay.run"].browse(run_id)
        try:
            run.check_access("read")
            content = run._payroll_table()
        except (AccessError, MissingError):
            return request.not_found()
        name = f"bang-luong-C02-HD-{run.month:%Y-%m}.xlsx"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
