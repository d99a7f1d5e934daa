"""The life of a session: draft -> open -> running -> done, or cancelled, by the HR officer."""

from odoo import models
from odoo.exceptions import UserError

from .ward_course_session import ALIVE


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    def action_open(self):
        """Let staff enrol: draft -> open."""
        self._check_has_parts()
        return self._move(("draft",), "open")

    def action_start(self):
        """The session has begun: open -> running; nobody enrols alone any more."""
        return self._move(("open",), "running")

    def action_done(self):
        """Close a session whose attendance is marked; who never got a seat is cancelled."""
        self._check_officer()
        unmarked = self.enrolment_ids._unmarked()
        if unmarked:
            raise UserError(
                self.env._(
                    "The session cannot be closed: attendance is not marked for %(names)s."
                    " Mark them attended or absent.",
                    names=", ".join(unmarked.employee_id.mapped("name")),
                )
            )
        self._move(("open", "running"), "done")
        self.enrolment_ids.filtered(lambda one: one.state in ALIVE)._leave(
            "cancelled", self.env._("The session took place without a seat for this request.")
        )
        return True

    def action_cancel(self):
        """Call the session off, and tell everybody who asked for a seat."""
        self._move(("draft", "open", "running"), "cancelled")
        gone = self.enrolment_ids.filtered(lambda one: one.state in ALIVE)
        gone._leave("cancelled", self.env._("The session was cancelled."))
        gone._tell(
            lambda env, session: env._(
                "%(session)s was cancelled.", session=session.display_name
            )
        )
        return True

    def action_all_attended(self):
        """Mark everybody who has a seat as attended, in one step."""
        self._check_officer()
        return self.enrolment_ids.filtered(lambda one: one.state == "enrolled").action_attended()

    def action_bulk_enrol(self):
        """Enrol everybody whom a rule names, after a preview."""
        self.ensure_one()
        self._check_officer()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_training_bulk_enrol_action"),
            "context": {"default_session_id": self.id},
        }

    def action_enrolments(self):
        """The enrolments of this session."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ward_training.ward_enrolment_action"
        )
        return {
            **action,
            "domain": [("session_id", "=", self.id)],
            "context": {"default_session_id": self.id},
        }

    def _move(self, states, target):
        self._check_officer()
        names = dict(self._fields["state"]._description_selection(self.env))
        for session in self:
            if session.state not in states:
                raise UserError(
                    self.env._(
                        "%(session)s is %(state)s and cannot become %(target)s.",
                        session=session.display_name,
                        state=names[session.state],
                        target=names[target],
                    )
                )
        # sudo: the state is closed to direct writes; the officer's right was just checked
        self.sudo().write({"state": target})
        return True

    def _check_officer(self):
        """Running a session is the HR officer's: the same right as changing it."""
        self.check_access("write")
