from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request


class MyCalendar(http.Controller):
    """The own seats for the calendar of a phone; of others there is nothing here."""

    @http.route("/ward/training/seat/<int:enrolment_id>.ics", type="http", auth="user", readonly=True)
    def seat(self, enrolment_id):
        """One seat."""
        return self._answer(request.env["ward.enrolment"].browse(enrolment_id))

    @http.route("/ward/training/my-seats.ics", type="http", auth="user", readonly=True)
    def seats(self):
        """All seats that are still to come."""
        mine = [("employee_id.user_id", "=", request.env.uid), ("state", "in", ("requested", "enrolled"))]
        return self._answer(request.env["ward.enrolment"].search(mine, order="date_begin"))

    def _answer(self, enrolments):
        try:
            enrolments.check_access("read")
            text = request.env["ward.my.training"]._calendar(enrolments)
        except (AccessError, MissingError, UserError):
            return request.not_found()
        return request.make_response(
            text,
            headers=[
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", content_disposition("lich-hoc.ics")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
