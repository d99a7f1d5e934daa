from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from .pay import XLSX


class RaiseFiles(http.Controller):
    """The raise list as a file, for those who may read it; to others there is nothing here."""

    @http.route("/ward/raise/list/<int:list_id>/raises.xlsx", type="http", auth="user", readonly=True)
    def raise_list(self, list_id):
        one = request.env["ward.raise.list"].browse(list_id)
        try:
            one.check_access("read")
            content = one._spreadsheet()
        except (AccessError, MissingError):
            return request.not_found()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(f"nang-luong-{one.date_to:%Y-%m}.xlsx")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
