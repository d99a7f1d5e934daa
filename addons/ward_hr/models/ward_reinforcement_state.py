from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class WardReinforcement(models.Model):
    """The steps: accept, which makes the assignment; withdraw; undo before the first day. Each tells both heads."""

    _inherit = "ward.reinforcement"

    def action_accept(self):
        """Make the assignment. Of two who take the same person at once, the later sees what the earlier did."""
        self._only_the_ward_head()
        self.check_access("write")
        self._check_state("proposed")
        self.employee_id._take_turns()
        self.invalidate_recordset(["state"])
        self._check_state("proposed")
        for one in self:
            one._refuse_unfit()
            one._accept()
        return True

    def _accept(self):
        assignment = self.env["ward.assignment"].create(
            {
                "employee_id": self.employee_id.id,
                "department_id": self.department_id.id,
                "kind": "reinforcement",
                "share": self.share,
                "date_from": self.date_from,
                "date_to": self.date_to,
                "reason": self.reason,
                "company_id": self.company_id.id,
            }
        )
        # sudo: the step was allowed above; nobody writes a state by hand
        self.sudo().write({"state": "accepted", "assignment_id": assignment.id})
        alert = self.alert_id.sudo().filtered(lambda alert: alert.state == "open")
        alert.write({"state": "answered"})
        alert._close_activities()
        self._tell(
            self.env._(
                "%(name)s of %(home)s reinforces %(unit)s with %(share)s%% of the working time %(days)s.",
                **self._terms(),
            )
        )
        self._call_heads()

    def action_withdraw(self):
        """The proposal is not wanted; it stays as a record of what was thought of."""
        self.check_access("write")
        self._check_state("proposed")
        # sudo: the step was allowed above; nobody writes a state by hand
        self.sudo().write({"state": "withdrawn"})
        return True

    def action_undo(self):
        """Take an accepted reinforcement back before its first day: the assignment goes, the alert opens again."""
        self._only_the_ward_head()
        self.check_access("write")
        self._check_state("accepted")
        self.employee_id._take_turns()
        today = fields.Date.context_today(self)
        for one in self:
            if one.date_from <= today:
                raise UserError(
                    self.env._(
                        "The reinforcement of %(unit)s by %(name)s began on %(day)s, so it cannot be undone. "
                        "Set an earlier last day on its assignment instead.",
                        unit=one.department_id.name,
                        name=one.employee_id.name,
                        day=format_date(self.env, one.date_from),
                    )
                )
            # sudo: a head of the ward may make assignments but not delete them; this one has not begun
            assignment, own = one.assignment_id.sudo(), one.sudo()
            own.write({"state": "undone", "assignment_id": False})
            assignment.unlink()
            own.alert_id.filtered(lambda alert: alert.state == "answered").write({"state": "open"})
            own.activity_unlink(["mail.mail_activity_data_todo"])
            one._tell(
                self.env._(
                    "Undone: %(name)s of %(home)s does not reinforce %(unit)s %(days)s.",
                    **one._terms(),
                )
            )
        return True

    def action_open_assignment(self):
        self.ensure_one()
        return self.assignment_id.get_formview_action()

    def _terms(self):
        return {
            "name": self.employee_id.name,
            "home": self.home_department_id.name or "",
            "unit": self.department_id.name,
            "share": f"{self.share:g}",
            "days": self._period(),
        }

    def _only_the_ward_head(self):
        if not self.env.user.has_group("ward_hr.ward_hr_group_ward_head"):
            raise AccessError(
                self.env._(
                    "Only the head of the ward decides reinforcements. Propose it; the head of the ward is told."
                )
            )

    def _check_state(self, state):
        states = dict(self._fields["state"]._description_selection(self.env))
        for one in self:
            if one.state != state:
                raise UserError(
                    self.env._(
                        "%(name)s is %(state)s, so this step is not possible. It is for what is %(wanted)s.",
                        name=one.display_name,
                        state=states[one.state],
                        wanted=states[state],
                    )
                )

    def _refuse_unfit(self):
        """The rule of the ward holds on the day of the decision, whatever held when it was proposed."""
        today = fields.Date.context_today(self)
        if self.date_from < today:
            raise UserError(
                self.env._(
                    "The first day, %(day)s, is over. Choose a later one, then accept.",
                    day=format_date(self.env, self.date_from),
                )
            )
        facts = self._facts(self.company_id, self.date_from, self.date_to)
        _html, refusal = self._effect_and_refusal(facts)
        if refusal:
            raise UserError(
                self.env._(
                    "%(name)s cannot reinforce %(unit)s with %(share)s%% %(days)s: %(reasons)s. "
                    "Lower the share, choose other days, or another person.",
                    reasons=refusal,
                    **self._terms(),
                )
            )

    def _heads(self):
        # sudo: the logins of those concerned, to tell them
        return (self.home_department_id | self.department_id).sudo().manager_id.user_id

    def _tell(self, text):
        """The heads of both units and the person; no load and no figure but the share is in the text."""
        people = self._heads() | self.employee_id.sudo().user_id
        # sudo: the step was allowed before; the message goes to people whose records one may not read
        self.sudo().message_post(body=text, partner_ids=people.partner_id.ids, subtype_xmlid="mail.mt_note")

    def _call_heads(self):
        """A thing to do for each head: one plans the cover, one receives."""
        # sudo: the logins of those concerned, to ask them
        home, unit = self.home_department_id.sudo(), self.department_id.sudo()
        for head, text in (
            (home.manager_id.user_id, self.env._("Plan who covers for %(name)s %(days)s.", **self._terms())),
            (unit.manager_id.user_id, self.env._("Prepare the work for %(name)s %(days)s.", **self._terms())),
        ):
            if head:
                # sudo: a thing to do on the list of another head
                self.sudo().with_context(mail_activity_quick_update=True).activity_schedule(
                    "mail.mail_activity_data_todo", date_deadline=self.date_from, summary=text, user_id=head.id
                )
