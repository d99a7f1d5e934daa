"""At the door: a person's code is read by the phone of the trainer or the HR officer, and marks the half-day."""

import base64
import io
from datetime import timedelta

import qrcode

from odoo import api, fields, models
from odoo.tools.misc import hmac

from ..rules import door

SCOPE = "ward_training.door"

#: Of a code at the door: long enough to walk from the desk to the door, too short to be sent around.
CODE_LIFETIME = timedelta(minutes=5)


class WardAttendance(models.Model):
    _inherit = "ward.attendance"

    @api.model
    def _sign(self, text):
        # sudo: the secret of the database signs, and leaves it for nobody
        return hmac(self.env(su=True), SCOPE, text)

    @api.model
    def _door(self, code):
        """What a code says now to the user who scanned it: a dict with ``says``, and the person and half-day.

        ``says``: forged, expired, nowhere (no seat in a half-day that is on), not_yours (another one keeps
        the list), closed (too early), in (marked already), or present or late: what a tap would mark.
        """
        now = fields.Datetime.now()
        try:
            number = door.read(code, now, self._sign)
        except door.RefusedCode as refused:
            return {"says": refused.reason}
        # sudo: the trainer has no right on the file; only the name is shown
        employee = self.env["hr.employee"].sudo().browse(number).exists()
        part = self._part_at(employee, now)
        if not part:
            return {"says": "nowhere", "employee": employee}
        answer = {"employee": employee, "part": part}
        if not part.with_user(self.env.user)._may_mark() or part.company_id not in self.env.companies:
            return {**answer, "says": "not_yours", "employee": self.env["hr.employee"]}
        row = self.sudo().search([("part_id", "=", part.id), ("employee_id", "=", employee.id)], limit=1)
        if row.state in ("present", "late", "left_early"):
            return {**answer, "says": "in", "row": row, "may_leave": row.state != "left_early"}
        rule = self.env["ward.training.session.rule"]._all()._on(part.company_id, part.day)
        come = door.coming(part.begin, part.end, now, rule.door_minutes, rule.tolerance_minutes)
        return {**answer, "says": come.says, "minutes": come.minutes}

    @api.model
    def _part_at(self, employee, now):
        """The half-day with a certain seat that is on, or opens next, today. With sudo."""
        if not employee:
            return self.env["ward.course.session.part"]
        seats = self.env["ward.enrolment"].sudo().search(
            [
                ("employee_id", "=", employee.id),
                ("state", "in", ("enrolled", "attended", "absent")),
                ("session_id.state", "in", ("open", "running")),
            ]
        )
        today = self.env["ward.course.session"]._local(now).date()
        return seats.session_id.part_ids.filtered(lambda part: part.day == today and part.end > now).sorted("begin")[:1]

    @api.model
    def _door_mark(self, code, leaves=False):
        """Mark what the code says; scanning again within the half-day changes nothing."""
        found = self._door(code)
        if leaves and found["says"] == "in" and found["may_leave"]:
            found["row"].action_left()
            found["row"].write({"source": "door"})
            return {**found, "says": "left"}
        if found["says"] not in (door.PRESENT, door.LATE):
            return found
        # sudo: who scans keeps this list, as _door found; rows are the server's
        found["part"].session_id.sudo()._open_attendance()
        row = self.sudo().search(
            [("part_id", "=", found["part"].id), ("employee_id", "=", found["employee"].id)], limit=1
        )
        row.write(
            {
                "state": found["says"],
                "minutes": found["minutes"],
                "source": "door",
                "marked_at": fields.Datetime.now(),
                "marked_by_id": self.env.uid,
            }
        )
        return {**found, "row": row, "marked": True}


class WardDoorCode(models.TransientModel):
    """The own code, to be shown at the door; a new one whenever the page is opened."""

    _name = "ward.door.code"
    _description = "My code at the door"

    code = fields.Char(readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", readonly=True)
    valid_until = fields.Datetime(readonly=True)
    image = fields.Binary(string="QR code", compute="_compute_image")
    part_id = fields.Many2one("ward.course.session.part", string="Next half-day", compute="_compute_part_id")
    part_name = fields.Char(string="Half-day in words", related="part_id.display_name")
    room_id = fields.Many2one(related="part_id.room_id")
    begin = fields.Datetime(related="part_id.begin")

    @api.model
    def open_own(self):
        """The code of the user who opens it, from now on."""
        session = self.env["ward.course.session"].new({"company_id": self.env.company.id})
        employee = session._own_employee()
        until = fields.Datetime.now() + CODE_LIFETIME
        # sudo: nobody writes a code by hand
        page = self.sudo().create(
            {
                "employee_id": employee.id,
                "code": door.make(employee.id, until, self.env["ward.attendance"]._sign),
                "valid_until": until,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My code at the door"),
            "res_model": self._name,
            "res_id": page.id,
            "view_mode": "form",
            "target": "current",
        }

    def action_new(self):
        """Another code, when this one has ended."""
        return self.open_own()

    @api.depends("code")
    def _compute_image(self):
        for page in self:
            address = f"{page.get_base_url()}/ward/training/door/{page.code}"
            page.image = page.code and qr_image(address)

    @api.depends("employee_id")
    def _compute_part_id(self):
        now = fields.Datetime.now()
        for page in self:
            # sudo: the person's own seats
            seats = self.env["ward.enrolment"].sudo().search(
                [
                    ("employee_id", "=", page.employee_id.id),
                    ("state", "in", ("enrolled", "attended")),
                    ("date_end", ">", now - timedelta(hours=1)),
                ]
            )
            coming = seats.session_id.part_ids.filtered(lambda part: part.end > now and part.held)
            page.part_id = coming.sorted("begin")[:1]

    def _compute_display_name(self):
        self.display_name = self.env._("My code at the door")


def qr_image(text):
    """A QR code of ``text`` as a PNG, base64."""
    image = io.BytesIO()
    qrcode.make(text, box_size=8, border=2).save(image, format="PNG")
    return base64.b64encode(image.getvalue())
