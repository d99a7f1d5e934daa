from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ..rules import hours as hours_rule
from ..rules.ics import Event, calendar
from .ward_course_session import ALIVE

MOST_OFFERED = 5
MOST_PAST = 10


class WardMyTraining(models.AbstractModel):
    """My training: all that one person needs of it on one page, first on a phone.

    Everything is of the user who asks, whatever is sent; one call, in as many statements for one row as for many.
    """

    _name = "ward.my.training"
    _description = "My training"

    @api.model
    def get_page(self):
        """What the page shows, as plain values."""
        person = self._own_file()
        if not person:
            return {"person": False}
        today = fields.Date.context_today(self)
        mine = self.env["ward.enrolment"].search([("employee_id", "=", person.id)], order="date_begin desc")
        gaps = self._gaps(person, today)
        return {
            "person": person.name,
            "year": today.year,
            "hours": self._hours(person, today.year),
            "gaps": gaps,
            "offers": self._offers(person, {gap["skill_id"] for gap in gaps}),
            "online": self._online(person, {gap["skill_id"] for gap in gaps}),
            "sessions": [self._seat(one) for one in mine.filtered(lambda one: one.state in ALIVE).sorted("date_begin")],
            "past": [self._seat(one) for one in mine.filtered(lambda one: one.state not in ALIVE)[:MOST_PAST]],
            "certificates": self._certificates(person),
            "outside": self._outside(person),
            "wishes": self._wishes(person),
        }

    @api.model
    def _own_file(self):
        return self.env["ward.certificate"]._own_file()

    @api.model
    def _hours(self, person, year):
        """The ring: done of asked, and what the seats that are certain will add."""
        found = self.env["ward.training.hours"]._people(person.company_id, year, person.ids)
        if not found:
            return False
        [one] = found
        stands = one.standing
        return {
            "asked": float(stands.required),
            "done": float(stands.done),
            "planned": float(stands.planned),
            "missing": float(stands.shortfall),
            "missing_then": float(stands.forecast_shortfall),
            "percent": float(hours_rule.percent(stands.required, stands.done)) if stands.required else 0,
            "percent_then": float(hours_rule.percent(stands.required, stands.forecast)) if stands.required else 0,
            "state": stands.state,
            "months": one.months,
            "reference": one.asked.reference if one.asked else "",
            "kinds": {kind: float(amount) for kind, amount in stands.earned.items() if amount},
        }

    @api.model
    def _gaps(self, person, today):
        rows = self.env.execute_query(
            SQL(
                "SELECT skill_id, required, held FROM (%s) gaps WHERE employee_id = %s AND gap > 0"
                " ORDER BY gap DESC, 1",
                self.env["ward.competency.gap"]._query((person.company_id.id,), today),
                person.id,
            )
        )
        names = {one.id: one.name for one in self.env["hr.skill"].browse(skill for skill, *_rest in rows)}
        return [
            {"skill_id": skill, "skill": names[skill], "required": required, "held": held}
            for skill, required, held in rows
        ]

    @api.model
    def _offers(self, person, skills):
        """Open sessions in which the person can enrol now; those that teach what is missing come first."""
        sessions = self.env["ward.course.session"].search(
            [
                ("company_id", "=", person.company_id.id),
                ("state", "=", "open"),
                ("date_begin", ">", fields.Datetime.now()),
            ],
            order="date_begin",
        )
        fit = sessions.filtered("can_enrol")
        fit = fit.sorted(lambda one: (one.course_id.skill_id.id not in skills, one.date_begin))
        return [
            {
                "id": one.id,
                "course": one.course_id.name,
                "day": self._day(one.date_begin),
                "place": one.place or (self.env._("online") if one.link else ""),
                "hours": one.hours,
                "seats_left": one.seats_left,
                "for_gap": one.course_id.skill_id.id in skills,
            }
            for one in fit[:MOST_OFFERED]
        ]

    @api.model
    def _online(self, person, skills):
        """Courses with online lessons or an online test: those still to do first, for what is missing before others."""
        courses = self.env["ward.course"].search(
            [("company_id", "in", (person.company_id.id, False)), ("delivery", "!=", "class")]
        ).filtered("online_url")
        rows = self.env["ward.course.completion"].search(
            [("employee_id", "=", person.id), ("void_reason", "=", False), ("course_id", "in", courses.ids)],
            order="day",
        )
        days = {one.course_id: one.day for one in rows}
        wanted = courses.sorted(lambda one: (one in days, one.skill_id.id not in skills, one.name))
        return [
            {
                "id": one.id,
                "course": one.name,
                "hours": one.online_hours,
                "url": one.online_url,
                "for_gap": one.skill_id.id in skills,
                "done_on": format_date(self.env, days[one]) if one in days else "",
            }
            for one in wanted[:MOST_OFFERED]
        ]

    def _seat(self, one):
        names = dict(one._fields["state"]._description_selection(self.env))
        return {
            "id": one.id,
            "course": one.course_id.name,
            "first": self._day(one.date_begin),
            "last": self._day(one.date_end),
            "time": f"{one.session_id._local(one.date_begin):%H:%M}",
            "place": one.place or "",
            "state": one.state,
            "state_name": names[one.state],
            "waiting": one.waiting_position,
            "hours": one.hours_credited,
        }

    def _day(self, moment):
        return format_date(self.env, self.env["ward.course.session"]._local(moment).date())

    @api.model
    def _certificates(self, person):
        held = self.env["ward.certificate"].search([("employee_id", "=", person.id)], order="issued_on desc, id desc")
        names = dict(held._fields["status"]._description_selection(self.env))
        return [
            {
                "id": one.id,
                "title": one.title or one.kind_id.name,
                "number": one.number or "",
                "expires": format_date(self.env, one.expires_on) if one.expires_on else "",
                "status": one.status,
                "status_name": names.get(one.status, ""),
                "code": one.code if one.state != "revoked" else False,
            }
            for one in held
        ]

    @api.model
    def _outside(self, person):
        rows = self.env["ward.outside.training"].search([("employee_id", "=", person.id)], limit=MOST_PAST)
        names = dict(rows._fields["state"]._description_selection(self.env))
        return [
            {
                "id": one.id,
                "name": one.name,
                "hours": one.hours_counted or one.hours,
                "state": one.state,
                "state_name": names[one.state],
            }
            for one in rows
        ]

    @api.model
    def _wishes(self, person):
        # sudo: the name of the course of the own wish; needs are the ward's
        wishes = self.env["ward.training.need.reason"].sudo().search(
            [("employee_id", "=", person.id), ("source", "=", "wish")]
        )
        return [
            {"id": one.id, "course": one.need_id.course_id.name, "year": one.need_id.year, "note": one.note}
            for one in wishes
        ]

    # -- the calendar of a phone -------------------------------------------------------------------

    @api.model
    def _calendar(self, enrolments):
        """The own seats among ``enrolments`` as a calendar file, and nobody else's."""
        mine = enrolments.filtered(lambda one: one.is_own and one.state in ("requested", "enrolled", "attended"))
        if not mine:
            raise UserError(self.env._("There is no seat of yours to put into a calendar."))
        return calendar([event for one in mine for event in one._events()], fields.Datetime.now())


class WardEnrolment(models.Model):
    _inherit = "ward.enrolment"

    def _events(self):
        """What stands in the calendar of who has this seat: each half-day, with its room."""
        self.ensure_one()
        session = self.session_id
        return [
            Event(
                uid=f"enrolment-{self.id}-{turn}@{self.env.cr.dbname}",
                begin=part.begin,
                end=part.end,
                title=session.course_id.name,
                place=part.room_id.name or session.place or "",
                note=session.link or "",
                revision=session.seat_revision,
            )
            for turn, part in enumerate(session.part_ids, 1)
        ]
