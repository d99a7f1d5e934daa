"""The attendance list of a half-day."""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: People who have a seat for certain, or had one.
CERTAIN = ("enrolled", "attended", "absent")


class WardCourseSessionPart(models.Model):
    _inherit = "ward.course.session.part"

    attendance_ids = fields.One2many("ward.attendance", "part_id", string="Attendance")
    people_count = fields.Integer(string="People", compute="_compute_people")
    marked_count = fields.Integer(string="Marked", compute="_compute_people")

    def _compute_people(self):
        # sudo: how many come is for all, who they are is not
        seats = self.env["ward.enrolment"].sudo()._read_group(
            [("session_id", "in", self.session_id.ids), ("state", "in", CERTAIN)], ["session_id"], ["__count"]
        )
        marks = self.env["ward.attendance"].sudo()._read_group(
            [("part_id", "in", self.ids), ("state", "!=", "expected")], ["part_id"], ["__count"]
        )
        people = {session.id: count for session, count in seats}
        marked = {part.id: count for part, count in marks}
        for part in self:
            part.people_count = people.get(part.session_id.id, 0)
            part.marked_count = marked.get(part.id, 0)

    def action_attendance(self):
        """The list of this half-day, with everybody who has a seat for certain."""
        self.ensure_one()
        self._check_marks()
        self.session_id._open_attendance()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_attendance_action"),
            "name": self.display_name,
            "domain": [("part_id", "=", self.id), ("enrolment_id.state", "in", CERTAIN)],
            "context": {"attendance_part": self.id},
        }

    def action_all_present(self):
        """Whoever is not marked yet was there."""
        for part in self:
            part._check_marks()
            part.session_id._open_attendance()
            part.attendance_ids.filtered(
                lambda row: row.state == "expected" and row.enrolment_id.state in CERTAIN
            ).action_present()
        return True

    def _check_marks(self):
        """The HR officer, or whoever teaches this half-day."""
        self.check_access("read")
        if self._may_mark():
            return
        raise UserError(
            self.env._(
                "The attendance of %(part)s is marked by %(who)s or the HR officer.",
                part=self.display_name,
                who=self.trainer_id.name or self.env._("its trainer"),
            )
        )

    def _may_mark(self):
        """Whether the user keeps the list of this half-day."""
        if self.env.su or self.env.user.has_group("ward_hr.ward_hr_group_hr_officer"):
            return True
        # sudo: whether the trainer is the user is all that is asked of the file
        return self.sudo().trainer_id.employee_id.user_id == self.env.user

    def _refuse_when_marked(self):
        """A half-day whose attendance is marked has taken place: it stays where it is."""
        marked = self.filtered("marked_count")
        if marked:
            raise UserError(
                self.env._(
                    "%(part)s stays where it is: attendance of %(count)s people is marked there.",
                    part=marked[0].display_name,
                    count=marked[0].marked_count,
                )
            )
        # sudo: rows that say nothing yet go with their half-day
        self.sudo().attendance_ids.unlink()

    def _minutes_since_begin(self, now):
        return max(int((now - self.begin).total_seconds() // 60), 0)

    def _minutes_left(self, now):
        return max(int((self.end - now).total_seconds() // 60), 0)


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    def _open_attendance(self):
        """A row for each certain seat and half-day that has none yet: one statement for any number."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_attendance (enrolment_id, part_id, company_id, session_id, employee_id, name_key,
                                             department_id, day, state, minutes, create_uid, write_uid,
                                             create_date, write_date)
                SELECT e.id, p.id, p.company_id, p.session_id, e.employee_id, person.name_key, e.department_id, p.day,
                       'expected', 0, %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM ward_enrolment e
                  JOIN ward_course_session_part p ON p.session_id = e.session_id
                  JOIN hr_employee person ON person.id = e.employee_id
                 WHERE e.session_id = ANY(%(sessions)s) AND e.state = ANY(%(certain)s)
                ON CONFLICT (enrolment_id, part_id) DO NOTHING
                """,
                uid=self.env.uid,
                sessions=self.ids,
                certain=list(CERTAIN),
            )
        )
        self.env["ward.attendance"].invalidate_model()
        self.part_ids.invalidate_recordset(["attendance_ids"])
        self.enrolment_ids.invalidate_recordset(["attendance_ids"])

    def action_start(self):
        """The lists are there when the session begins."""
        started = super().action_start()
        # sudo: the officer's right was just checked; rows are the server's
        self.sudo()._open_attendance()
        return started

    def action_done(self):
        """What the lists say decides who attended."""
        self._check_officer()
        # sudo: the officer's right was just checked; states are closed to direct writes
        self.sudo().enrolment_ids._settle_attendance()
        return super().action_done()
