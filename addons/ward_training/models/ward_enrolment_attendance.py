"""From the attendance of half-days to the state and the hours of an enrolment."""

from decimal import Decimal

from odoo import api, fields, models

from ..rules import attendance

SETTLED = ("enrolled", "attended", "absent")


class WardEnrolment(models.Model):
    _inherit = "ward.enrolment"

    attendance_ids = fields.One2many("ward.attendance", "enrolment_id", string="Attendance")
    attended_percent = fields.Float(
        string="Attended %",
        digits=(5, 1),
        compute="_compute_attended_percent",
        aggregator="avg",
        help="Share of the hours of the half-days, as far as they are marked.",
    )

    @api.depends("attendance_ids.state", "attendance_ids.minutes")
    def _compute_attended_percent(self):
        rules = self.env["ward.training.session.rule"]._all()
        for one in self:
            halves = one.attendance_ids._halves()
            credit = halves and one._credit_rule(rules)
            one.attended_percent = float(attendance.share(halves, credit) * 100) if halves else 0

    @api.depends("state", "session_id.state", "session_id.hours", "attendance_ids.state", "attendance_ids.minutes")
    def _compute_hours_credited(self):
        """By the half-days, where they are marked; else all hours of who attended."""
        marked = self.filtered(
            lambda one: one.state == "attended" and one.session_id.state == "done" and one.attendance_ids._halves()
        )
        super(WardEnrolment, self - marked)._compute_hours_credited()
        rules = self.env["ward.training.session.rule"]._all()
        for one in marked:
            one.hours_credited = float(
                attendance.credited(
                    Decimal(str(one.session_id.hours)), one.attendance_ids._halves(), one._credit_rule(rules)
                )
            )

    def _credit_rule(self, rules):
        """The rule on the first day of the session decides: people knew it when they came."""
        day = self.session_id._local(self.date_begin).date()
        return rules._on(self.company_id, day)._credit()

    def _settle_attendance(self):
        """Attended or absent, of everybody whose half-days are all marked. Called with sudo."""
        for state, came in (("attended", True), ("absent", False)):
            self.filtered(
                lambda one, state=state, came=came: one.state in SETTLED
                and one.state != state
                and one.attendance_ids
                and all(row.state != "expected" for row in one.attendance_ids)
                and attendance.was_there(one.attendance_ids._halves()) is came
            ).write({"state": state})

    def _unmarked(self):
        """Seats of which it is not known yet whether somebody sat there, or in which half-days."""
        return self.filtered(
            lambda one: one.state == "enrolled"
            or (one.state == "attended" and any(row.state == "expected" for row in one.attendance_ids))
        )

    def _mark(self, state):
        """Marking a person as a whole marks the half-days that have begun."""
        done = super()._mark(state)
        # sudo: the officer's right was just checked; rows are the server's
        people = self.sudo()
        people.session_id._open_attendance()
        now = fields.Datetime.now()
        rows = people.attendance_ids.filtered(lambda row: row.part_id.begin <= now)
        if state == "attended":
            nowhere = people.filtered(lambda one: not attendance.was_there(one.attendance_ids._halves()))
            rows.filtered(lambda row: row.state == "expected" or row.enrolment_id in nowhere).write(
                {"state": "present"}
            )
        else:
            rows.filtered(lambda row: row.state != "absent").write({"state": "absent"})
        return done
