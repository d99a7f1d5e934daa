"""Eligibility: the facts of a person are gathered once, the rules decide, the words are here."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import eligibility
from .ward_course_session import ALIVE, SESSION_STATES


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    my_state = fields.Selection(
        selection="_my_state_selection", string="My enrolment", compute="_compute_mine"
    )
    can_enrol = fields.Boolean(compute="_compute_mine")
    obstacle = fields.Text(string="Why not", compute="_compute_mine")

    @api.model
    def _my_state_selection(self):
        return self.env["ward.enrolment"]._fields["state"]._description_selection(self.env)

    @api.depends("state", "date_begin", "enrol_deadline", "enrolment_ids.state")
    @api.depends_context("uid")
    def _compute_mine(self):
        """What the user may do here, with a constant number of statements."""
        mine = {
            one.session_id.id: one
            for one in self.env["ward.enrolment"]
            # sudo: only the user's own rows are asked for
            .sudo()
            .search(
                [
                    ("session_id", "in", self.ids),
                    ("employee_id.user_id", "=", self.env.uid),
                    ("state", "not in", ("cancelled", "refused")),
                ]
            )
        }
        # sudo: people may always know their own file
        employees = self.env["hr.employee"].sudo().search(
            [("user_id", "=", self.env.uid), ("company_id", "in", self.company_id.ids)]
        )
        by_ward = {employee.company_id: employee for employee in employees}
        for ward, sessions in self.grouped("company_id").items():
            found = sessions._obstacles(by_ward[ward]) if ward in by_ward else {}
            for session in sessions:
                enrolment = mine.get(session.id)
                obstacles = found.get(session.id)
                session.my_state = enrolment.state if enrolment else False
                session.can_enrol = not enrolment and obstacles == ()
                session.obstacle = not enrolment and "\n".join(
                    self._say(obstacle) for obstacle in obstacles or ()
                )

    def _check_eligible(self, employee, waived=frozenset()):
        """Refuse with every obstacle in words; ``waived`` codes do not count."""
        for session in self:
            sentences = [
                self._say(obstacle)
                for obstacle in session._obstacles(employee)[session.id]
                if obstacle.code not in waived
            ]
            if sentences:
                raise UserError(
                    self.env._(
                        "%(person)s cannot enrol in %(session)s.",
                        person=employee.name,
                        session=session.display_name,
                    )
                    + "\n"
                    + "\n".join(sentences)
                )

    def _obstacles(self, employee):
        """Tuple of obstacles by session id, for one person."""
        # sudo: prerequisites, own history and own skills are facts the rules need
        sessions = self.sudo()
        person = sessions._person(employee.sudo())
        offers = sessions._offers()
        now = self._local(fields.Datetime.now())
        return {
            session.id: eligibility.obstacles(
                person, session._session_facts(), now, offers
            )
            for session in sessions
        }

    def _person(self, employee):
        """Gather what the rules want to know of one person. Called with sudo."""
        history = self.env["ward.enrolment"].search(
            [
                ("employee_id", "=", employee.id),
                ("state", "in", ("requested", "enrolled", "attended")),
            ]
        )
        today = self._local(fields.Datetime.now()).date()
        return eligibility.Person(
            completed=frozenset(
                one.course_id.code
                for one in history
                if one.state == "attended" and one.session_id.state == "done"
            ),
            skills={
                held.skill_id.id: held.skill_level_id.level_progress
                for held in employee.employee_skill_ids
                if held.valid_from <= today and not (held.valid_to and held.valid_to < today)
            },
            engagements=tuple(
                eligibility.Engagement(
                    one.session_id.display_name,
                    self._local(one.date_begin),
                    self._local(one.date_end),
                    key=one.session_id.id,
                )
                for one in history
                if one.state in ALIVE
            ),
        )

    def _session_facts(self):
        return eligibility.Session(
            state=self.state,
            begin=self._local(self.date_begin),
            end=self._local(self.date_end),
            deadline=self.enrol_deadline or None,
            prerequisites=tuple(
                eligibility.Prerequisite(
                    course.code,
                    course.name,
                    course.skill_id.id if course.skill_level_id else None,
                    course.skill_level_id.level_progress,
                )
                for course in self.course_id.prerequisite_ids
            ),
            key=self.id,
        )

    def _offers(self):
        """First day of the next open session, by code, of every prerequisite here."""
        upcoming = self.search(
            [
                ("course_id", "in", self.course_id.prerequisite_ids.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "open"),
                ("date_begin", ">", fields.Datetime.now()),
            ],
            order="date_begin desc",
        )
        return {one.course_id.code: self._local(one.date_begin).date() for one in upcoming}

    def _say(self, obstacle):
        """One obstacle as a sentence: what, because of which fact, what to do."""
        _ = self.env._
        day = format_date(self.env, obstacle.day)
        if obstacle.code == eligibility.NOT_OPEN:
            names = dict(self._fields["state"]._description_selection(self.env))
            return _(
                "The session is not open for enrolment: it is %(state)s.",
                state=names.get(obstacle.subject, dict(SESSION_STATES)[obstacle.subject]),
            )
        if obstacle.code == eligibility.BEGUN:
            return _("The session began on %(day)s.", day=day)
        if obstacle.code == eligibility.DEADLINE:
            return _("Enrolment closed on %(day)s. Ask the HR officer.", day=day)
        if obstacle.code == eligibility.OVERLAP:
            return _(
                "At that time there is already a seat in %(session)s. Cancel it first.",
                session=obstacle.subject,
            )
        if obstacle.day:
            return _(
                "You need %(course)s first: the next session begins on %(day)s.",
                course=obstacle.subject,
                day=day,
            )
        return _(
            "You need %(course)s first, and no session of it is planned. Tell the HR officer.",
            course=obstacle.subject,
        )
