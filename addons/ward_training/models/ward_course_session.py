from datetime import timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

WARD_TIME = "Asia/Ho_Chi_Minh"
#: Enrolments that take a seat.
SEATED = ("requested", "enrolled", "attended", "absent")
#: Enrolments that still wait for something to happen.
ALIVE = ("requested", "waiting", "enrolled")

SESSION_STATES = [
    ("draft", "Draft"),
    ("open", "Open"),
    ("running", "Running"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]


class WardCourseSession(models.Model):
    """A course at a time and place, with a number of seats.

    The state moves only through the buttons: draft -> open -> running -> done, or
    cancelled. Seats are given in ``ward_course_session_seats``.
    """

    _name = "ward.course.session"
    _description = "Course session"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_begin, id"
    _rec_names_search = ["course_id.name", "course_id.code", "place"]
    _check_company_auto = True

    course_id = fields.Many2one(
        "ward.course",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    content_group = fields.Selection(
        related="course_id.content_group", store=True, index=True
    )
    date_begin = fields.Datetime(string="Begins", required=True, index=True, tracking=True)
    date_end = fields.Datetime(string="Ends", required=True, tracking=True)
    enrol_deadline = fields.Date(
        string="Enrol until", help="The last day on which staff can enrol."
    )
    place = fields.Char(tracking=True)
    link = fields.Char(string="Online link")
    trainer = fields.Char()
    hours = fields.Float(
        string="Credited hours",
        digits=(6, 1),
        compute="_compute_hours",
        store=True,
        readonly=False,
    )
    note = fields.Text()
    state = fields.Selection(
        SESSION_STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    seats = fields.Integer(required=True, default=20, tracking=True)
    seat_revision = fields.Integer(
        readonly=True,
        copy=False,
        default=0,
        help="Grows with every decision on seats; the number is also the ticket in the queue.",
    )
    enrolment_ids = fields.One2many(
        "ward.enrolment", "session_id", string="Enrolments", copy=False
    )
    seats_taken = fields.Integer(compute="_compute_seats")
    seats_left = fields.Integer(compute="_compute_seats")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_seats")
    request_count = fields.Integer(string="To approve", compute="_compute_seats")

    _ends_after_it_begins = models.Constraint(
        "CHECK (date_end > date_begin)", "A session ends after it begins."
    )
    _seats_positive = models.Constraint(
        "CHECK (seats > 0)", "A session has at least one seat."
    )
    _hours_positive = models.Constraint(
        "CHECK (hours >= 0)", "The credited hours of a session cannot be negative."
    )

    @api.depends("course_id")
    def _compute_hours(self):
        for session in self:
            session.hours = session.course_id.hours

    @api.depends("course_id.name", "date_begin")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for session in self:
            day = session.date_begin and session._local(session.date_begin).date()
            session.display_name = " · ".join(
                part
                for part in (session.course_id.name, format_date(self.env, day))
                if part
            )

    @api.depends("seats", "enrolment_ids.state")
    def _compute_seats(self):
        # sudo: staff see only their own enrolment, but how many seats are left is for all
        counts = {
            (session.id, state): count
            for session, state, count in self.env["ward.enrolment"]
            .sudo()
            ._read_group(
                [("session_id", "in", self.ids)], ["session_id", "state"], ["__count"]
            )
        }
        for session in self:
            taken = sum(counts.get((session.id, state), 0) for state in SEATED)
            session.seats_taken = taken
            session.seats_left = max(session.seats - taken, 0)
            session.waiting_count = counts.get((session.id, "waiting"), 0)
            session.request_count = counts.get((session.id, "requested"), 0)

    @api.constrains("enrol_deadline", "date_begin")
    def _check_deadline(self):
        for session in self:
            begin = session._local(session.date_begin).date()
            if session.enrol_deadline and session.enrol_deadline > begin:
                raise ValidationError(
                    self.env._(
                        "The deadline %(deadline)s lies after the first day, %(begin)s."
                        " Choose a day up to it.",
                        deadline=format_date(self.env, session.enrol_deadline),
                        begin=format_date(self.env, begin),
                    )
                )

    @api.model
    def _local(self, moment):
        """A stored (UTC) moment as naive local time of the ward."""
        return (
            moment.replace(tzinfo=ZoneInfo("UTC"))
            .astimezone(ZoneInfo(WARD_TIME))
            .replace(tzinfo=None)
        )

    @api.onchange("date_begin")
    def _onchange_date_begin(self):
        if self.date_begin and (not self.date_end or self.date_end <= self.date_begin):
            self.date_end = self.date_begin + timedelta(hours=8)

    # ------------------------------------------------------------------ guards
    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            if any(vals.get("state", "draft") != "draft" for vals in vals_list):
                raise UserError(self._use_the_buttons())
            # a default from the caller's context must not open a session either
            vals_list = [{**vals, "state": "draft", "seat_revision": 0} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and {"state", "seat_revision"} & set(vals):
            raise UserError(self._use_the_buttons())
        if {"course_id", "company_id"} & set(vals) and self.sudo().enrolment_ids:
            # sudo: whether anybody is enrolled decides, not whether the writer sees them
            raise UserError(
                self.env._(
                    "People have enrolled: the course of a session cannot be changed any more."
                    " Cancel the session and make another one."
                )
            )
        if "seats" not in vals:
            return super().write(vals)
        self._lock_seats()
        self._check_seats(vals["seats"])
        result = super().write(vals)
        self._allot_seats()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(session.state != "draft" for session in self):
            raise UserError(
                self.env._(
                    "Only a draft session can be deleted. Cancel this one: its history stays."
                )
            )

    def _use_the_buttons(self):
        return self.env._(
            "The state of a session changes only through its buttons, which also look after"
            " the people enrolled."
        )
