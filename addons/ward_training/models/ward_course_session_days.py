"""The half-days of a session: laid out from its first and last moment, and followed by them afterwards."""

from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ward_hr.workload.calendar import WorkingCalendar

from ..rules import parts
from .ward_course_session import WARD_TIME

FOLLOWING = "ward_parts_followed"


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    part_ids = fields.One2many("ward.course.session.part", "session_id", string="Half-days", copy=False)
    part_count = fields.Integer(string="Number of half-days", compute="_compute_part_count", store=True)
    room_id = fields.Many2one(
        "ward.training.room",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        copy=False,
        help="For all half-days; one that was given another room keeps it.",
    )
    trainer_id = fields.Many2one(
        "ward.training.trainer",
        string="Taught by",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        copy=False,
        help="For all half-days; one that was given another trainer keeps it.",
    )
    delivery = fields.Selection(related="course_id.delivery", store=True)
    place = fields.Char(compute="_compute_place", store=True, readonly=False)
    trainer = fields.Char(compute="_compute_trainer", store=True, readonly=False)
    room_is_small = fields.Boolean(compute="_compute_room_is_small")

    @api.depends("part_ids")
    def _compute_part_count(self):
        for session in self:
            session.part_count = len(session.part_ids)

    @api.depends("part_ids.room_id.name")
    def _compute_place(self):
        for session in self:
            session.place = ", ".join(session.part_ids.room_id.mapped("name")) or session.place

    @api.depends("part_ids.trainer_id.name")
    def _compute_trainer(self):
        for session in self:
            session.trainer = ", ".join(session.part_ids.trainer_id.mapped("name")) or session.trainer

    @api.depends("seats", "part_ids.room_id.capacity")
    def _compute_room_is_small(self):
        for session in self:
            places = [room.capacity for room in session.part_ids.room_id if room.capacity]
            session.room_is_small = bool(places) and min(places) < session.seats

    # ------------------------------------------------------------------ following one another
    @api.model_create_multi
    def create(self, vals_list):
        """A session without half-days gets those between its first and last moment."""
        sessions = super().create(vals_list)
        sessions.filtered(lambda one: not one.part_ids)._lay_out()
        return sessions

    def write(self, vals):
        books = [name for name in ("room_id", "trainer_id") if name in vals]
        former = {(session, name): session[name] for session in self for name in books}
        done = super().write(vals)
        for name in books:
            self.part_ids._follow_session(name, vals[name], former)
        moved = {"date_begin", "date_end"} & set(vals) and not self.env.context.get(FOLLOWING)
        if moved and "part_ids" not in vals:
            for session in self:
                session._move_parts()
        return done

    def action_lay_out(self):
        """Half-days anew, from the first and last moment of the session."""
        self.check_access("write")
        self.part_ids.unlink()
        self._lay_out()
        return True

    def _lay_out(self):
        """Half-days from the first moment to the last, without the days on which nobody works."""
        self.env["ward.course.session.part"].create(
            [
                {
                    "session_id": session.id,
                    "day": part.day,
                    "half": part.half,
                    "time_from": float(part.begin),
                    "time_to": float(part.end),
                }
                for session in self
                for part in parts.lay_out(
                    session._local(session.date_begin), session._local(session.date_end), session._closed_days()
                )
            ]
        )

    def _closed_days(self):
        """Public holidays of the years that the law knows; of others only the week counts."""
        calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(self.company_id))
        return {one.day for one in calendar.special if not one.worked}

    def _move_parts(self):
        """The session was moved as a whole (in the calendar, say): its half-days are laid out anew."""
        self.part_ids._refuse_when_marked()
        first, last = self.date_begin, self.date_end
        kept = self.with_context(**{FOLLOWING: True})
        kept.part_ids.unlink()
        kept._lay_out()
        if not kept.part_ids:
            kept.write({"date_begin": first, "date_end": last})

    def _follow_parts(self):
        """First and last moment of the session from its half-days."""
        for session in self.with_context(**{FOLLOWING: True}):
            halves = session.part_ids.filtered(lambda part: part.begin and part.end)
            if halves:
                moments = {"date_begin": min(halves.mapped("begin")), "date_end": max(halves.mapped("end"))}
                if any(session[name] != moment for name, moment in moments.items()):
                    session.write(moments)

    @api.model
    def _utc(self, local):
        """A naive local moment of the ward as it is stored."""
        zone, utc = ZoneInfo(WARD_TIME), ZoneInfo("UTC")
        return local.replace(tzinfo=zone).astimezone(utc).replace(tzinfo=None)

    def _check_has_parts(self):
        """People enrol for days and hours that stand."""
        empty = self.filtered(lambda one: not one.part_ids)
        if empty:
            raise UserError(
                self.env._(
                    "%(session)s cannot be opened: it has no half-day. Add one, or lay them out anew.",
                    session=empty[0].display_name,
                )
            )

    def action_parts(self):
        """The half-days of this session, with their attendance."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_course_session_part_action"),
            "domain": [("session_id", "=", self.id)],
            "context": {"default_session_id": self.id},
        }
