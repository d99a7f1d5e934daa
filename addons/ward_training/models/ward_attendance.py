from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.attendance import Half

STATES = [
    ("expected", "Not marked"),
    ("present", "Present"),
    ("late", "Late"),
    ("left_early", "Left early"),
    ("absent", "Absent"),
]
#: What is written by hand; who, when and how is noted by the server.
BY_HAND = {"state", "minutes"}


class WardAttendance(models.Model):
    """One person in one half-day: there, late, gone early or absent; by the list, or at the door.

    Rows come with the seats; nobody makes or deletes them by hand. The HR officer marks everywhere,
    a trainer in the half-days that he or she teaches, until the session is closed.
    """

    _name = "ward.attendance"
    _description = "Attendance"
    _inherit = ["ward.company.mixin"]
    _order = "part_id, name_key, id"
    _rec_name = "employee_id"
    _check_company_auto = True

    enrolment_id = fields.Many2one(
        "ward.enrolment", required=True, readonly=True, index=True, check_company=True, ondelete="cascade"
    )
    part_id = fields.Many2one(
        "ward.course.session.part",
        string="Half-day",
        required=True,
        readonly=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="part_id.company_id", store=True, precompute=True, default=None)
    session_id = fields.Many2one(related="part_id.session_id", store=True, index=True)
    employee_id = fields.Many2one(related="enrolment_id.employee_id", store=True, index=True)
    name_key = fields.Char(related="employee_id.name_key", store=True, export_string_translation=False)
    department_id = fields.Many2one(related="enrolment_id.department_id", store=True, index=True)
    day = fields.Date(related="part_id.day", store=True)
    state = fields.Selection(STATES, required=True, default="expected", index=True)
    minutes = fields.Integer(string="Minutes missed", help="How late, or how much too early.")
    source = fields.Selection([("list", "On the list"), ("door", "At the door")], readonly=True)
    marked_at = fields.Datetime(string="Marked", readonly=True)
    marked_by_id = fields.Many2one("res.users", string="Marked by", readonly=True, index="btree_not_null")

    _once = models.UniqueIndex("(enrolment_id, part_id)", "This person stands on the list of this half-day already.")
    _minutes_not_negative = models.Constraint("CHECK(minutes >= 0)", "Minutes missed are not below 0.")
    _minutes_of_somebody_there = models.Constraint(
        "CHECK(minutes = 0 OR state IN ('late', 'left_early'))",
        "Minutes missed belong to somebody who came late or left early.",
    )

    def write(self, vals):
        if not self.env.su:
            self._check_marks(vals)
        if "state" in vals and "marked_at" not in vals:
            vals = {
                **({"minutes": 0} if vals["state"] not in ("late", "left_early") else {}),
                **vals,
                "source": "list",
                "marked_at": fields.Datetime.now(),
                "marked_by_id": self.env.uid,
            }
        return super().write(vals)

    def _check_marks(self, vals):
        """Only what is marked by hand, in half-days that have begun, until the session is closed."""
        self.check_access("write")
        if set(vals) - BY_HAND:
            raise UserError(
                self.env._("Attendance lists come with the seats: only how it went, and the minutes, are written.")
            )
        now = fields.Datetime.now()
        for part in self.part_id:
            if part.session_id.state in ("done", "cancelled"):
                raise UserError(
                    self.env._(
                        "%(part)s is closed: its attendance has been counted and does not change any more.",
                        part=part.display_name,
                    )
                )
            if part.begin > now:
                raise UserError(
                    self.env._(
                        "%(part)s has not begun: attendance is marked from its first minute.", part=part.display_name
                    )
                )

    # ------------------------------------------------------------------ one tap each
    def action_present(self):
        """They were there."""
        return self.write({"state": "present"})

    def action_absent(self):
        """They did not come."""
        return self.write({"state": "absent"})

    def action_late(self):
        """They come now: the minutes are those since the half-day began."""
        now = fields.Datetime.now()
        for part, rows in self.grouped("part_id").items():
            rows.write({"state": "late", "minutes": part._minutes_since_begin(now)})
        return True

    def action_left(self):
        """They go now: the minutes are those that are left of the half-day, and those that they came late."""
        now = fields.Datetime.now()
        for (part, missed), rows in self.grouped(lambda row: (row.part_id, row.minutes)).items():
            rows.write({"state": "left_early", "minutes": missed + part._minutes_left(now)})
        return True

    # ------------------------------------------------------------------ what it is worth
    def _halves(self):
        """These rows for the pure rules, without what is not marked yet."""
        return [
            Half(Decimal(str(row.part_id.hours)), row.state, row.minutes)
            for row in self
            if row.state != "expected"
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("Attendance is kept. Mark it anew when it is wrong."))
