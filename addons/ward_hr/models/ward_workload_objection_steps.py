from odoo import fields, models
from odoo.exceptions import UserError


class WardWorkloadObjection(models.Model):
    """Sent, answered or withdrawn; each step told to whose turn it is."""

    _inherit = "ward.workload.objection"

    def write(self, vals):
        if not self.env.su:
            for one in self:
                mail = {name for name in vals if name.startswith(("message_", "activity_"))}
                allowed = {"answer", "outcome"} if one._part_of_user() == "head" and one.state == "open" else set()
                if vals.keys() - mail - allowed:
                    raise UserError(
                        self.env._(
                            "%(objection)s is “%(state)s” and cannot be changed by you at this step. Use its buttons.",
                            objection=one.display_name,
                            state=one._state_label(),
                        )
                    )
        return super().write(vals)

    def action_sent(self):
        """Close the window in which the person wrote, and say when the answer is due."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "Your objection is sent. The answer is due on %(day)s.", day=f"{self.due_day:%d/%m/%Y}"
                ),
                "type": "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_answer(self):
        """The head, or the HR officer, answers; the person is told."""
        for one in self:
            one._check_step("head", "open")
            if not (one.answer or "").strip() or not one.outcome:
                raise UserError(
                    self.env._(
                        "%(objection)s: write the answer and say what becomes of the figure first.",
                        objection=one.display_name,
                    )
                )
            one._check_corrected()
        self._settle("answered", answered_by_id=self.env.uid, answered_at=fields.Datetime.now())
        self._tell("employee_id", self.env._("Your objection is answered: see My page / My workload."))

    def _check_corrected(self):
        """Nobody is told that a figure is corrected while it says what it said."""
        if self.outcome != "corrected" or self._is_other_than_then():
            return
        raise UserError(
            self.env._(
                "%(objection)s cannot be answered with “%(outcome)s”: %(needed)s hours needed of %(available)s, as on "
                "the day of the objection. Correct the dossier, task or leave and compute the month anew, in a closed "
                "month correct the figure; or answer that the figure stays.",
                objection=self.display_name,
                outcome=dict(self._fields["outcome"]._description_selection(self.env))["corrected"],
                needed=f"{self.hours_needed:.2f}",
                available=f"{self.hours_available:.2f}",
            )
        )

    def _is_other_than_then(self):
        """Whether any figure of the month is another one than was objected to; one that is gone is."""
        figure = self.sudo().workload_id  # sudo: compared, and shown to nobody
        then = self.figures or {"hours_needed": self.hours_needed, "hours_available": self.hours_available}
        return not figure or any(round(figure[name], 2) != round(value, 2) for name, value in then.items())

    def action_withdraw(self):
        """The person takes it back."""
        for one in self:
            one._check_step("person", "open")
        self._settle("withdrawn")

    def action_undo(self):
        """An answer sent by mistake is taken back."""
        for one in self:
            one._check_step("head", "answered")
        # sudo: a state changes by these steps only
        self.sudo().write({"state": "open", "answered_by_id": False, "answered_at": False})
        self._ask_owner()

    def _check_step(self, part, state):
        self.check_access("read")
        mine = self._part_of_user()
        if mine != part:
            raise UserError(
                self.env._(
                    "%(objection)s: this step is not yours. It is for %(name)s.",
                    objection=self.display_name,
                    # sudo: a name
                    name=(self.sudo().owner_id.name or self.env._("the HR officer"))
                    if part == "head"
                    else self.sudo().employee_id.name,
                )
            )
        if self.state != state:
            raise UserError(
                self.env._(
                    "%(objection)s is “%(state)s”: this step needs “%(needed)s”.",
                    objection=self.display_name,
                    state=self._state_label(),
                    needed=self._state_label(state),
                )
            )

    def _settle(self, state, **values):
        settled = self.sudo()  # sudo: a state changes by these steps only, after they have checked who takes them
        settled.write({"state": state, **values})
        settled.activity_ids.action_done()

    def _state_label(self, state=None):
        return dict(self._fields["state"]._description_selection(self.env))[state or self.state]

    # -- whose turn it is --------------------------------------------------------------------------------

    def _ask_owner(self):
        """An activity for the head who answers; without a login there, a message to the HR officers."""
        asked = self.sudo()  # sudo: the logins of those concerned, to tell them
        waiting = asked.filtered("owner_id.user_id")
        kind = self.env.ref("mail.mail_activity_data_todo")
        model = self.env["ir.model"]._get_id(self._name)
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": model,
                    "res_id": one.id,
                    "activity_type_id": kind.id,
                    "summary": self.env._("Answer an objection to a workload"),
                    "date_deadline": one.due_day,
                    "user_id": one.owner_id.user_id.id,
                }
                for one in waiting
            ]
        )
        for one in asked - waiting:
            one._notify(one._officers(), self.env._("An objection to a workload waits: see Work / Objections."))

    def _officers(self):
        officers = self.env.ref("ward_hr.ward_hr_group_hr_officer").all_user_ids
        return officers.filtered(lambda user: self.company_id in user.company_ids)

    def _tell(self, name, text):
        for one in self.sudo():  # sudo: as above
            one._notify(one[name].user_id, text)

    def _notify(self, users, text):
        """A message without a figure or a name: a notice is read by whoever gets it."""
        if users:
            self.message_notify(partner_ids=users.partner_id.ids, subject=self.env._("Workload"), body=text)
