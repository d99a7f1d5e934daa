"""Eligibility: the facts of a person are gathered once, the rules decide, the words are here."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import eligibility
from .ward_course_session import SESSION_STATES

SENTENCES = (eligibility.LEAVE, eligibility.AWAY, eligibility.VISIT, eligibility.PEAK, eligibility.SKILL)


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    my_state = fields.Selection(
        selection="_my_state_selection", string="My enrolment", compute="_compute_mine"
    )
    can_enrol = fields.Boolean(compute="_compute_mine")
    obstacle = fields.Text(string="Why not", compute="_compute_mine")
    clash = fields.Text(string="To know before", compute="_compute_mine")
    other_may_fit = fields.Boolean(compute="_compute_mine", help="Another session of the course may be free of it.")

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
            employee = by_ward.get(ward, self.env["hr.employee"])
            found = sessions._findings(employee).get(employee.id, {})
            for session in sessions:
                enrolment = mine.get(session.id)
                obstacles, warnings = found.get(session.id, (None, ()))
                session.my_state = enrolment.state if enrolment else False
                session.can_enrol = not enrolment and obstacles == ()
                session.obstacle = not enrolment and self._say_all(obstacles or ())
                session.clash = not enrolment and self._say_all(warnings)
                session.other_may_fit = not enrolment and any(
                    one.code in eligibility.CLASHES for one in obstacles or ()
                )

    def _check_eligible(self, employee, waived=frozenset()):
        """Refuse with every obstacle in words; ``waived`` codes do not count. The warnings by session id."""
        found = self._findings(employee)[employee.id]
        for session in self:
            session._refuse_obstacles(employee, [one for one in found[session.id][0] if one.code not in waived])
        return {session.id: found[session.id][1] for session in self}

    def _refuse_obstacles(self, employee, obstacles):
        if obstacles:
            raise UserError(
                self.env._(
                    "%(person)s cannot enrol in %(session)s.",
                    person=employee.name,
                    session=self.display_name,
                )
                + "\n"
                + self._say_all(obstacles)
            )

    def _findings(self, employees):
        """``{employee id: {session id: (obstacles, warnings)}}``, in as many statements for many as for one."""
        if not employees:
            return {}
        # sudo: prerequisites, own history and own skills are facts the rules need
        sessions = self.sudo()
        people = sessions._people(employees.sudo())
        offers = sessions._offers()
        lessons = sessions._lessons()
        facts = {session.id: session._session_facts(lessons) for session in sessions}
        now = self._local(fields.Datetime.now())
        return {
            key: {
                number: (eligibility.obstacles(person, fact, now, offers), eligibility.warnings(person, fact))
                for number, fact in facts.items()
            }
            for key, person in people.items()
        }

    def _next_free(self, employee):
        """The next open session of the same course, with a seat, in which nothing clashes for ``employee``."""
        self.ensure_one()
        others = self.search(
            [
                ("course_id", "=", self.course_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "open"),
                ("date_begin", ">", fields.Datetime.now()),
                ("id", "!=", self.id),
            ],
            order="date_begin",
        )
        found = others._findings(employee).get(employee.id, {})
        return others.filtered(lambda one: found[one.id] == ((), ()) and one.seats_left)[:1]

    def _session_facts(self, lessons):
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
            times=tuple((self._local(part.begin), self._local(part.end)) for part in self.part_ids),
            need=self._need(lessons),
        )

    def _need(self, lessons):
        """The skill that the course wants before, with the next of ``lessons`` that teaches it."""
        skill, level = self.course_id.needed_skill_id, self.course_id.needed_level_id
        if not skill:
            return None
        teaching = lessons.filtered(
            lambda one: one.course_id.skill_id == skill
            and one.course_id.skill_level_id.level_progress >= level.level_progress
            and one.company_id == self.company_id
        )[:1]
        return eligibility.Need(
            skill.id,
            skill.name,
            level.level_progress,
            level.name,
            teaching.course_id.name or "",
            self._local(teaching.date_begin).date() if teaching else None,
        )

    def _lessons(self):
        """Coming open sessions, soonest first, of courses that teach a skill which one here wants before."""
        skills = self.course_id.needed_skill_id
        if not skills:
            return self.browse()
        return self.search(
            [
                ("course_id.skill_id", "in", skills.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "open"),
                ("date_begin", ">", fields.Datetime.now()),
            ],
            order="date_begin",
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

    def _say_all(self, obstacles):
        return "\n".join(self._say(one) for one in obstacles)

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
        if obstacle.code in SENTENCES:
            return self._say_clash(obstacle, day)
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

    def _say_clash(self, obstacle, day):
        """What stands in the way besides courses: leave, the unit, a visit, a level."""
        _ = self.env._
        if obstacle.code == eligibility.LEAVE:
            return _(
                "At that time there is leave from %(day)s to %(until)s. Choose another session, or change the leave.",
                day=day,
                until=format_date(self.env, obstacle.until),
            )
        if obstacle.code == eligibility.AWAY:
            return _(
                "On %(day)s %(count)s of the %(size)s people of %(unit)s are away already:"
                " the rule of the ward lets nobody more go. Choose another session.",
                day=day,
                count=obstacle.count,
                size=obstacle.size,
                unit=obstacle.subject,
            )
        if obstacle.code == eligibility.VISIT:
            return _("At that time there is an inspection visit: %(visit)s.", visit=obstacle.subject)
        if obstacle.code == eligibility.PEAK:
            return _(
                "%(day)s is a busy weekday of %(unit)s: %(percent)s%% more dossiers than on its average day.",
                day=day,
                unit=obstacle.subject,
                percent=obstacle.count,
            )
        if obstacle.day:
            return _(
                "You need level %(level)s in %(skill)s first: the next course begins on %(day)s.",
                level=obstacle.detail,
                skill=obstacle.subject,
                day=day,
            )
        return _(
            "You need level %(level)s in %(skill)s first, and no course for it is planned. Tell the HR officer.",
            level=obstacle.detail,
            skill=obstacle.subject,
        )
