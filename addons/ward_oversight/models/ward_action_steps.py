from odoo import api, models
from odoo.exceptions import UserError

INSPECTOR = "ward_oversight.ward_oversight_group_inspector"
LEAD = "ward_oversight.ward_oversight_group_oversight_lead"
SET_BY_STEPS = {"state", "done_on", "done_by_id", "checked_on", "checked_by_id", "turn"}
OF_THE_OWNER = {"done_note", "file_ids", "extension_ids"}


class WardAction(models.Model):
    """The steps of an action, and what each side may write in between."""

    _inherit = "ward.action"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_steps(vals)
        actions = super().create(vals_list)
        for action in actions.filtered(lambda one: one.finding_id.state == "closed"):
            raise UserError(
                self.env._(
                    "“%(finding)s” is closed and takes no further action: open it again first.",
                    finding=action.finding_id.name,
                )
            )
        return actions

    def write(self, vals):
        self._refuse_steps(vals)
        if not self.env.su and not self.env.user.has_group(LEAD):
            self._refuse_owner(vals)
        if not self.env.su and "deadline" in vals and any(action.notice_ids or action.done_on for action in self):
            raise UserError(
                self.env._(
                    "The deadline of “%(action)s” runs already: it moves by an extension with its reason.",
                    action=self[0].name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unsigned(self):
        for action in self:
            if action.visit_id.state == "signed" and not self.env.su:
                raise UserError(
                    self.env._(
                        "“%(action)s” stands in signed minutes and cannot be deleted. Close it with what was seen.",
                        action=action.name,
                    )
                )

    def _refuse_steps(self, vals):
        if not self.env.su and SET_BY_STEPS & set(vals):
            raise UserError(self.env._("The status of an action changes by its buttons only."))

    def _refuse_owner(self, vals):
        """Owners say what they did, inspectors what they saw; what, who and until when stands in the minutes."""
        if self.env.user.has_group(INSPECTOR):
            signed = self.filtered(lambda one: one.visit_id.state == "signed")
            if not signed:
                return
            allowed = {*OF_THE_OWNER, "check_note"}
        else:
            allowed = OF_THE_OWNER
        strange = {name for name in vals if name in self._fields and not name.startswith(("message_", "activity_"))}
        strange -= allowed
        if strange:
            raise UserError(
                self.env._(
                    "%(fields)s of an action is set by oversight. Report what was done, or ask for an extension.",
                    fields=", ".join(sorted(self._fields[name]._description_string(self.env) for name in strange)),
                )
            )

    def action_done(self):
        """The owner, or the unit's head, reports it done: with words or a proof."""
        self.check_access("write")
        for action in self.filtered(lambda one: one.state == "open"):
            if not (action.done_note or action.file_ids):
                raise UserError(
                    self.env._(
                        "“%(action)s” cannot be reported as done without a word or a proof. Write how it was done.",
                        action=action.name,
                    )
                )
            today = self.env["ward.clock"]._today()
            super(WardAction, action).write({"state": "done", "done_on": today, "done_by_id": self.env.uid})
        self._end_notices()

    def action_effective(self):
        """Somebody else saw that it works: the action is closed."""
        self._check_by_another()
        today = self.env["ward.clock"]._today()
        values = {"state": "closed", "checked_on": today, "checked_by_id": self.env.uid}
        # sudo: who may check was checked; the step is the server's to write
        super(WardAction, self.sudo()).write(values)
        self._end_notices()

    def action_not_effective(self):
        """It does not work, or was not done: back to the owner, with what was seen."""
        self._check_by_another()
        for action in self:
            action.message_post(body=self.env._("The check was not passed: %(seen)s", seen=action.check_note))
        # sudo: as above
        super(WardAction, self.sudo()).write({"state": "open", "done_on": False, "done_by_id": False})

    def _check_by_another(self):
        """The effectiveness is checked by oversight, by neither the owner nor who reported it."""
        self.check_access("read")
        if not self.env.user.has_group(INSPECTOR):
            raise UserError(self.env._("Whether an action works is checked by oversight."))
        for action in self:
            if action.state != "done":
                raise UserError(
                    self.env._("“%(action)s” is not reported as done: there is nothing to check.", action=action.name)
                )
            # sudo: only whether it is the same person
            if self.env.user in action.done_by_id | action.employee_id.sudo().user_id:
                raise UserError(
                    self.env._(
                        "%(person)s did “%(action)s” and cannot check it. Somebody else of oversight must.",
                        person=self.env.user.name,
                        action=action.name,
                    )
                )
            if not action.check_note:
                raise UserError(
                    self.env._("Write what the check of “%(action)s” saw before deciding.", action=action.name)
                )

    def action_extend(self):
        """Ask for a later deadline, with the reason."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for an extension"),
            "res_model": "ward.action.extension",
            "view_mode": "form",
            "views": [(self.env.ref("ward_oversight.ward_action_extension_view_form").id, "form")],
            "target": "new",
            "context": {"default_action_id": self.id},
        }
