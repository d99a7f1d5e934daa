from odoo import api, fields, models
from odoo.exceptions import UserError

from .ward_task import OPEN, WRITABLE

# What the steps say, and nobody else.
STEPS = {"state", "done_date", "accepted_by_id", "accepted_on", "assigned_by_id", "recurrence_id", "occurrence"}


class WardTask(models.Model):
    """The steps of a task: assigned, in progress, reported done, accepted; each told to whose turn it is."""

    _inherit = "ward.task"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [{name: value for name, value in vals.items() if name not in STEPS} for vals in vals_list]
        tasks = super().create(vals_list)
        if not self.env.su:
            for task in tasks:
                task._check_part("head")
            tasks._ask_person()
        return tasks

    def write(self, vals):
        if not self.env.su:
            for task in self:
                task._check_writes(vals)
        done = super().write(vals)
        # example data of a month to come may be loaded; nobody enters it
        if vals.get("done_date") and not self.env.su:
            for task in self:
                task._check_done_by(fields.Date.context_today(task))
        return done

    def _check_writes(self, vals):
        mail = {name for name in vals if name.startswith(("message_", "activity_"))}
        refused = vals.keys() - mail - WRITABLE.get((self._part_of_user(), self.state), set())
        if refused:
            labels = self.fields_get(sorted(refused), ["string"])
            raise UserError(
                self.env._(
                    "%(task)s is “%(state)s”: %(fields)s cannot be written by you at this step. Use its buttons.",
                    task=self.display_name,
                    state=self._state_label(),
                    fields=", ".join(labels[name]["string"] for name in sorted(refused) if name in labels),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_new(self):
        if not self.env.su:
            self._check_part("head")
        for task in self:
            if task.state not in ("assigned", "cancelled") and not self.env.su:
                raise UserError(
                    self.env._(
                        "%(task)s is “%(state)s” and cannot be deleted: it counts as work. Cancel it instead.",
                        task=task.display_name,
                        state=task._state_label(),
                    )
                )

    # -- steps ---------------------------------------------------------------------------------------

    def action_start(self):
        """The person begins."""
        self._step("person", ("assigned",), "progress")

    def action_report(self):
        """Done, with what came out of it; the head reports for somebody without a login."""
        for task in self:
            if not (task.result or "").strip():
                raise UserError(
                    self.env._(
                        "%(task)s: enter the result (number of the document, or where the product is), then report it"
                        " done.",
                        task=task.display_name,
                    )
                )
        self._step(None, OPEN, "done", done_date=fields.Date.context_today(self))
        self._ask_head()

    def action_accept(self):
        """The head accepts the product: from here on it counts as finished."""
        self._step(
            "head",
            ("done",),
            "accepted",
            accepted_by_id=self.env.uid,
            accepted_on=fields.Date.context_today(self),
        )
        self._close_activities()

    def action_return(self):
        """Back to the person: a failed check, which takes its part of the quality."""
        for count, tasks in self.grouped("fault_count").items():
            tasks._step("head", ("done",), "progress", done_date=False, fault_count=count + 1)
        self._ask_person()

    def action_undo(self):
        """Take an acceptance or a cancellation back."""
        for state, tasks in self.grouped("state").items():
            target = "done" if state == "accepted" else "assigned"
            tasks._step("head", ("accepted", "cancelled"), target, accepted_by_id=False, accepted_on=False)

    def action_cancel(self):
        """Not wanted any more: it counts nowhere."""
        self._step("head", OPEN, "cancelled")
        self._close_activities()

    # -- what must hold ------------------------------------------------------------------------------

    def _step(self, part, origins, target, **values):
        self._check_part(part)
        for task in self:
            if task.state not in origins:
                raise UserError(
                    self.env._(
                        "%(task)s is “%(state)s”: this step needs “%(needed)s”.",
                        task=task.display_name,
                        state=task._state_label(),
                        needed=", ".join(task._state_label(origin) for origin in origins),
                    )
                )
        # sudo: a state changes by these steps only, after they have checked who takes them
        self.sudo().write({"state": target, **values})

    def _check_part(self, part):
        """The user is ``part`` of every task; None: the person or the head."""
        self.check_access("read")
        for task in self:
            mine = task._part_of_user()
            if mine and part in (mine, None):
                continue
            if mine == "person":
                raise UserError(
                    self.env._(
                        "%(task)s is your own: nobody assigns or accepts the own work. It is for %(head)s.",
                        task=task.display_name,
                        head=task.sudo().head_id.name or self.env._("the HR officer"),  # sudo: a name
                    )
                )
            raise UserError(
                self.env._(
                    "%(task)s: this step is not yours. It is for %(name)s.",
                    task=task.display_name,
                    name=task.sudo().employee_id.name  # sudo: a name
                    if part == "person"
                    else self.env._("the head of the unit"),
                )
            )

    def _state_label(self, state=None):
        return dict(self._fields["state"]._description_selection(self.env))[state or self.state]

    # -- whose turn it is ----------------------------------------------------------------------------

    def _ask_person(self):
        self._close_activities()
        self._ask("employee_id", self.env._("A task for you"), "deadline")

    def _ask_head(self):
        self._close_activities()
        self._ask("head_id", self.env._("Reported done: accept or return"), "done_date")

    def _ask(self, name, summary, day):
        """An activity for whoever has a login; no figure and no name in it."""
        kind = self.env.ref("mail.mail_activity_data_todo")
        model = self.env["ir.model"]._get_id(self._name)
        # sudo: the logins of those concerned, to tell them
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": model,
                    "res_id": task.id,
                    "activity_type_id": kind.id,
                    "summary": summary,
                    "date_deadline": task[day],
                    "user_id": task[name].user_id.id,
                }
                # sudo: whose login a person has decides on whose list it stands
                for task in self.sudo()
                if task[name].user_id and task[name].user_id != self.env.user
            ]
        )

    def _close_activities(self):
        self.sudo().activity_ids.action_done()  # sudo: whoever's turn it was, it is over
