"""What people do with an enrolment: approve, refuse, cancel, mark attendance."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .ward_course_session import ALIVE
from .ward_course_session_seats import QUIET


class WardEnrolment(models.Model):
    _inherit = "ward.enrolment"

    # ------------------------------------------------------------------ who decides
    @api.depends("employee_id", "state")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for enrolment in self:
            enrolment.can_decide = (
                enrolment.state in ("requested", "waiting")
                and not enrolment.approved_on
                and enrolment._may_decide()
            )

    def _may_decide(self):
        """The head of the unit or of one above it, the ward's head, HR; never for oneself."""
        if self.env.su:
            return True
        user = self.env.user
        # sudo: heads have no right on the files of their people, only on this decision
        enrolment = self.sudo()
        if enrolment.employee_id.user_id == user or not self.has_access("read"):
            return False
        if user.has_group("ward_hr.ward_hr_group_ward_head") or user.has_group(
            "ward_hr.ward_hr_group_hr_officer"
        ):
            return enrolment.company_id in self.env.companies
        return user in enrolment._heads()

    def _heads(self):
        """Users who head the unit of this enrolment, nearest first. Called with sudo."""
        heads = self.env["res.users"]
        unit = self.department_id
        while unit:
            heads |= unit.manager_id.user_id
            unit = unit.parent_id
        return heads - self.employee_id.user_id

    def _approver(self):
        """The user asked first: head of the unit, else of the ward, else HR. Called with sudo."""
        return (self._heads() or self._of_role("ward_head") or self._of_role("hr_officer"))[:1]

    def _of_role(self, role):
        """Users of a role in this ward, without the person concerned."""
        users = self.env.ref(f"ward_hr.ward_hr_group_{role}").all_user_ids
        return users.filtered(
            lambda user: self.company_id in user.company_ids and not user.share
        ) - (self.employee_id.user_id)

    # ------------------------------------------------------------------ decisions
    def action_approve(self):
        """Approve requests, also of people on the waiting list: their seat is then final."""
        self._check_decides()
        # sudo: the right to decide was just checked; the state is closed to direct writes
        chosen = self.sudo()
        chosen.write({"approved_on": fields.Datetime.now(), "approved_by_id": self.env.uid})
        chosen.filtered(lambda one: one.state == "requested").write({"state": "enrolled"})
        chosen.activity_unlink(["ward_training.mail_activity_approval"])
        chosen.filtered(lambda one: one.state == "enrolled")._tell(
            lambda env, session: env._(
                "Your seat in %(session)s is approved.", session=session.display_name
            )
        )
        return True

    def action_refuse_with_reason(self):
        """Ask for the reason first."""
        self._check_decides()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ward_training.ward_enrolment_refuse_action"
            ),
            "context": {"default_enrolment_ids": self.ids},
        }

    def action_refuse(self, reason):
        """Refuse with a reason, which the person reads; the seat goes to the next."""
        if not isinstance(reason, str) or not reason.strip():
            raise UserError(self.env._("A refusal needs a reason: the person will read it."))
        self._check_decides()
        self._leave("refused", reason.strip())
        self._tell(
            lambda env, session: env._(
                "Your request for %(session)s was refused. The reason stands in the request.",
                session=session.display_name,
            )
        )
        return True

    def action_cancel(self):
        """Give back a seat or a place in the list: one's own, or any for HR."""
        self._check_own_or_officer()
        now = fields.Datetime.now()
        for enrolment in self.sudo():  # sudo: reads the session only to say why not
            if enrolment.state not in ALIVE or enrolment.date_begin <= now:
                raise UserError(
                    self.env._(
                        "%(enrolment)s cannot be cancelled any more: the session has begun or"
                        " the request is already closed.",
                        enrolment=enrolment.display_name,
                    )
                )
        self._leave("cancelled", False)
        return True

    def _leave(self, state, reason):
        """Close live enrolments and pass their seats on, under the lock of the sessions."""
        # sudo: callers have checked the right of whoever asks; seats are the server's
        leaving = self.sudo().with_context(**QUIET)
        if not leaving:
            return
        sessions = leaving.session_id
        sessions._begin_again()
        sessions |= sessions._held_back(leaving.department_id)
        sessions._lock_seats()
        live = leaving.filtered(lambda one: one.state in ALIVE)
        live.write({"state": state, "reason": reason})
        live.activity_unlink(
            ["ward_training.mail_activity_approval", "ward_training.mail_activity_seat"]
        )
        sessions._allot_seats()

    # ------------------------------------------------------------------ attendance
    def action_attended(self):
        """HR marks people as attended; hours are credited when the session is done."""
        return self._mark("attended")

    def action_absent(self):
        """HR marks people as absent."""
        return self._mark("absent")

    def _mark(self, state):
        self.check_access("write")
        now = fields.Datetime.now()
        for enrolment in self:
            if enrolment.state not in ("enrolled", "attended", "absent"):
                raise UserError(
                    self.env._(
                        "%(enrolment)s has no seat, so attendance cannot be marked.",
                        enrolment=enrolment.display_name,
                    )
                )
            if enrolment.date_begin > now:
                raise UserError(
                    self.env._(
                        "%(session)s has not begun: attendance is marked from its first day.",
                        session=enrolment.session_id.display_name,
                    )
                )
        # sudo: the officer's right was just checked; the state is closed to direct writes
        self.sudo().write({"state": state})
        self.sudo().activity_unlink(["ward_training.mail_activity_seat"])
        return True

    # ------------------------------------------------------------------ checks
    def _check_decides(self):
        self.check_access("read")
        for enrolment in self:
            if not enrolment._may_decide():
                raise AccessError(
                    self.env._(
                        "The request of %(person)s is decided by the head of the unit,"
                        " never by the person concerned.",
                        person=enrolment.sudo().employee_id.name,
                    )
                )
            if enrolment.state not in ("requested", "waiting"):
                raise UserError(
                    self.env._(
                        "%(enrolment)s has been decided already.",
                        enrolment=enrolment.display_name,
                    )
                )

    def _check_own_or_officer(self):
        self.check_access("read")
        if any(not enrolment.is_own for enrolment in self):
            self.check_access("write")
