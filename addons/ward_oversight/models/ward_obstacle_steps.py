import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

LEAD = "ward_oversight.ward_oversight_group_oversight_lead"
SET_BY_STEPS = {"state", "forwarded_on", "answered_on", "answered_by_id", "competent_body"}
CITIZEN_NUMBER = re.compile(r"(?<!\d)(\d{9,10}|\d{12})(?!\d)")


class WardObstacle(models.Model):
    """The steps of an obstacle: competence, forwarding, answer, satisfaction."""

    _inherit = "ward.obstacle"

    forward_to = fields.Char(string="Competent body", copy=False, help="Who is competent, where it is not the ward.")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_steps(vals)
            if vals.get("source") in ("citizen", "ward"):
                vals["asker_id"] = False
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_steps(vals)
        if {"received_at", "text", "source"} & set(vals) and not self.env.su:
            moved = self.filtered(lambda one: one.state != "received")
            if moved:
                raise UserError(
                    self.env._(
                        "“%(name)s” is being handled: when it came and what it asks stay as they are.",
                        name=moved[0].name,
                    )
                )
        if "answer" in vals and any(one.state in ("answered", "closed") for one in self) and not self.env.su:
            raise UserError(self.env._("An answer that was given stays: open the obstacle again to answer anew."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_received(self):
        for one in self:
            if one.state != "received" and not self.env.su:
                raise UserError(self.env._("“%(name)s” was handled and stays in the register.", name=one.name))

    def _refuse_steps(self, vals):
        if not self.env.su and SET_BY_STEPS & set(vals):
            raise UserError(self.env._("The status of an obstacle changes by its buttons only."))

    @api.constrains("name", "text", "reference", "answer")
    def _check_no_citizen(self):
        for one in self:
            if CITIZEN_NUMBER.search(f"{one.name} {one.text} {one.reference or ''} {one.answer or ''}"):
                raise ValidationError(
                    self.env._(
                        "“%(name)s” holds a number that looks like an identity or phone number. Data of citizens are "
                        "not kept here: leave it out.",
                        name=one.name,
                    )
                )

    def action_answer_here(self):
        """The ward is competent: an owner answers within the days of the law."""
        self.check_access("write")
        for one in self.filtered(lambda one: one.state == "received"):
            if not (one.department_id and one.employee_id):
                raise UserError(
                    self.env._("“%(name)s” needs a unit and an owner who answers it. Choose them.", name=one.name)
                )
            one._step(state="answering")
        self._end_notices()

    def action_forward(self):
        """The ward is not competent: to who is, within the working days of the law."""
        self.check_access("write")
        today = self.env["ward.clock"]._today()
        for one in self.filtered(lambda one: one.state in ("received", "answering")):
            if not one.forward_to:
                raise UserError(
                    self.env._("Write who is competent for “%(name)s” before forwarding it.", name=one.name)
                )
            late = self.env["ward.clock"]._late_days(one.company_id, one.forward_due, today)
            one._step(state="forwarded", forwarded_on=today, competent_body=one.forward_to)
            one.message_post(
                body=self.env._("Forwarded to %(body)s; %(late)s working days late.", body=one.forward_to, late=late)
                if late
                else self.env._("Forwarded to %(body)s in time.", body=one.forward_to)
            )
        self._end_notices()

    def action_answered(self):
        """The answer is given, or was received from who is competent."""
        self.check_access("write")
        today = self.env["ward.clock"]._today()
        for one in self.filtered(lambda one: one.state in ("answering", "forwarded")):
            if not one.answer:
                raise UserError(self.env._("“%(name)s” has no answer yet: write it, direct and clear.", name=one.name))
            open_pause = one.pause_ids.filtered(lambda pause: not pause.until)
            if open_pause:
                raise UserError(
                    self.env._(
                        "The clock of “%(name)s” stands still since %(day)s: end that first.",
                        name=one.name,
                        day=f"{open_pause[0].since:%d/%m/%Y}",
                    )
                )
            one._step(state="answered", answered_on=today, answered_by_id=self.env.uid)
        self._end_notices()

    def action_close(self):
        """The asker is heard: satisfied, and closed; not satisfied, and it is answered anew."""
        self.check_access("read")
        for one in self.filtered(lambda one: one.state == "answered"):
            if one._is_staff_asker() and not one._is_asker() and not self.env.user.has_group(LEAD):
                raise UserError(self.env._("Whether the answer satisfies is said by who asked."))
            if not one.satisfaction:
                raise UserError(self.env._("Say first whether the asker of “%(name)s” is satisfied.", name=one.name))
            if one.satisfaction == "no":
                one._step(state="answering" if one.employee_id else "received", answered_on=False, answered_by_id=False)
                one.message_post(body=self.env._("Not satisfied: %(why)s", why=one.satisfaction_note or "–"))
            else:
                one._step(state="closed")

    def action_publish(self):
        """The answer helps others: into the knowledge base."""
        self.check_access("write")
        for one in self:
            if one.state not in ("answered", "closed"):
                raise UserError(self.env._("Only an answered obstacle goes into the knowledge base."))
            if one.source == "citizen" and not self.env.user.has_group(LEAD):
                raise UserError(self.env._("An answer to a citizen is published by the oversight lead."))
        self.write({"published": True})

    def _step(self, **values):
        # sudo: the right was checked; the step is the server's to write
        super(WardObstacle, self.sudo()).write(values)

    def _is_asker(self):
        return self.sudo().asker_id.user_id == self.env.user  # sudo: only who it is

    def _is_staff_asker(self):
        return self.source in ("staff", "unit")
