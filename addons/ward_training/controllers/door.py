from odoo import http
from odoo.http import request

WHERE = "/ward/training/door/<string:code>"


class Door(http.Controller):
    """Where the camera of the trainer's phone leads: whose code it is, and one tap that marks it."""

    @http.route(WHERE, type="http", auth="user", methods=["GET"], readonly=True)
    def look(self, code):
        """Nothing is marked by looking."""
        return self._page(code, request.env["ward.attendance"]._door(code))

    @http.route(WHERE, type="http", auth="user", methods=["POST"])
    def mark(self, code, leaves=None, **_token):
        """Marks present or late, or going early; a second tap changes nothing."""
        return self._page(code, request.env["ward.attendance"]._door_mark(code, leaves=bool(leaves)))

    def _page(self, code, found):
        values = {"row": None, "marked": False, "may_leave": False, "minutes": 0, "part": None, "employee": None}
        page = request.env["ir.qweb"]._render(
            "ward_training.door_page", {**values, **found, "code": code, "token": request.csrf_token()}
        )
        return request.make_response(
            f"<!DOCTYPE html>\n{page}",
            headers=[
                ("Content-Type", "text/html; charset=utf-8"),
                ("Cache-Control", "no-store"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
                ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
            ],
        )
