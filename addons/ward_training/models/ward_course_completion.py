from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

SOURCES = [("lessons", "Online lessons"), ("test", "Online test")]


class Completed(NamedTuple):
    """Who completed a course: the contact of a login (id), the course (record), the day, the score or None.

    ``origin`` names the record elsewhere that says so, for ever the same for the same completion.
    """

    partner: int
    course: object
    day: object
    origin: str
    score: float | None = None


class WardCourseCompletion(models.Model):
    """A course that a person completed online, without a session: its hours, and the level it raised.

    Kept by an addon that knows lessons or tests, through :meth:`_keep` and :meth:`_take_back`; nobody enters
    it. What it credits is kept with it: a course that changes later changes nothing here. The hours of one
    course count once a year, however often and in however many ways it was completed.
    """

    _name = "ward.course.completion"
    _description = "Course completed online"
    _inherit = ["ward.training.person.mixin"]
    _order = "day desc, id desc"
    _rec_names_search = ["employee_id.name", "course_id.name"]
    _check_company_auto = True

    employee_id = fields.Many2one(default=None)
    course_id = fields.Many2one("ward.course", required=True, index=True, check_company=True, ondelete="restrict")
    content_group = fields.Selection(related="course_id.content_group", store=True)
    day = fields.Date(string="Completed on", required=True, index=True)
    source = fields.Selection(SOURCES, string="By", required=True)
    hours = fields.Float(digits=(6, 1), required=True, help="As the course credited them on that day.")
    score = fields.Float(digits=(5, 1), aggregator="avg", help="Of 100; only of a test.")
    origin = fields.Char(required=True, export_string_translation=False)
    level_ids = fields.One2many("hr.employee.skill", "completion_id", string="Level raised", readonly=True)
    void_reason = fields.Char(string="Taken back because", readonly=True)

    _once = models.UniqueIndex(
        "(employee_id, course_id, origin) WHERE void_reason IS NULL", "This completion is counted already."
    )

    @api.depends("employee_id", "course_id")
    def _compute_display_name(self):
        for one in self:
            # sudo: who sees the completion sees whose it is
            one.display_name = f"{one.course_id.name or ''} – {one.sudo().employee_id.name or ''}"

    # -- what an addon that knows lessons or tests calls -------------------------------------------

    @api.model
    def _keep(self, facts, source):
        """Count each of ``facts`` (:class:`Completed`) that is not counted yet; the new rows. Called with sudo.

        The person is whoever has the login in the ward of the course. Statements do not grow with people.
        """
        people = self.env["hr.employee"].search(
            [
                ("user_id.partner_id", "in", [one.partner for one in facts]),
                ("company_id", "in", [one.course.company_id.id for one in facts]),
            ]
        )
        files = {(one.user_id.partner_id.id, one.company_id): one for one in people}
        known = {
            (one.employee_id, one.course_id, one.origin)
            for one in self.search([("origin", "in", [one.origin for one in facts]), ("void_reason", "=", False)])
        }
        wanted = {}
        for one in facts:
            person = files.get((one.partner, one.course.company_id))
            if person and (person, one.course, one.origin) not in known:
                wanted[person, one.course, one.origin] = one
        kept = self.create([_values(person, one, source) for (person, *_key), one in wanted.items()])
        kept._raise_levels()
        return kept

    @api.model
    def _take_back(self, origins, reason):
        """What these origins said holds no more: no hours, and the levels as before. Called with sudo."""
        rows = self.search([("origin", "in", origins), ("void_reason", "=", False)])
        rows.level_ids._lower_again()
        rows.write({"void_reason": reason})
        return rows

    def _raise_levels(self):
        """A test that was passed raises the level; lessons do where the course has no test."""
        telling = self.filtered(lambda one: one.source == "test" or not one.course_id.pass_mark)
        for course, rows in telling.grouped("course_id").items():
            course._raise_levels({one.employee_id: (one.day, {"completion_id": one.id}) for one in rows})


class WardCourse(models.Model):
    """How a course is taken online, and what it credits then."""

    _inherit = "ward.course"

    online_hours = fields.Float(
        string="Hours for completing it online",
        digits=(6, 1),
        compute="_compute_online_hours",
        store=True,
        readonly=False,
        aggregator=None,
        help="Credited once a year to whoever completes the online lessons or passes the online test."
        " Of a course in class and online: only those of its online part.",
    )
    online_url = fields.Char(string="Online course", compute="_compute_online_url")
    completion_count = fields.Integer(string="Completed online", compute="_compute_completion_count")

    _online_hours_not_negative = models.Constraint(
        "CHECK (online_hours >= 0)", "The hours for completing a course online cannot be negative."
    )

    @api.depends("hours", "delivery")
    def _compute_online_hours(self):
        for course in self:
            whole = {"online": course.hours, "class": 0}
            course.online_hours = whole.get(course.delivery, min(course.online_hours, course.hours))

    def _compute_online_url(self):
        """Where its lessons or its test are; an addon that knows them fills it in."""
        self.online_url = False

    def _compute_completion_count(self):
        counts = dict(
            self.env["ward.course.completion"]._read_group(
                [("course_id", "in", self.ids), ("void_reason", "=", False)], ["course_id"], ["__count"]
            )
        )
        for course in self:
            course.completion_count = counts.get(course, 0)

    def action_completions(self):
        """Who completed it online."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_course_completion_action"),
            "domain": [("course_id", "=", self.id)],
        }

    def action_open_online(self):
        """To its lessons or its test."""
        self.ensure_one()
        if not self.online_url:
            raise UserError(
                self.env._("%(course)s is linked to no online lessons or test. Ask the HR officer.", course=self.name)
            )
        return {"type": "ir.actions.act_url", "url": self.online_url, "target": "new"}

    def action_count_earlier(self):
        """Count also who completed it online before it was linked here."""
        self.check_access("write")
        # sudo: progress of lessons and tests is not HR's to read; that they are completed is
        counted = len(self.sudo()._keep_earlier())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if counted else "info",
                "message": self.env._("Completions counted now: %(count)s.", count=counted),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _keep_earlier(self):
        """Keep what is completed and not counted yet; an addon adds what it knows. Called with sudo."""
        return self.env["ward.course.completion"]


def _values(person, one, source):
    return {
        "employee_id": person.id,
        "company_id": one.course.company_id.id,
        "course_id": one.course.id,
        "day": one.day,
        "source": source,
        "hours": one.course.online_hours,
        "score": one.score or 0,
        "origin": one.origin,
    }
