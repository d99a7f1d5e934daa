from odoo import api, fields, models
from odoo.exceptions import UserError

WHAT = {
    "task_ids": ("ward.delegated.task", "holder_id", [("state", "!=", "ended")]),
    "action_ids": ("ward.action", "employee_id", [("state", "=", "open")]),
    "obstacle_ids": ("ward.obstacle", "employee_id", [("state", "in", ("received", "answering", "forwarded"))]),
    "issue_ids": ("ward.dialogue.issue", "employee_id", [("state", "=", "open")]),
}


class WardTaskHandover(models.TransientModel):
    """Hands over everything that a person who leaves or moves is in charge of, in one step."""

    _name = "ward.task.handover"
    _description = "Hand over"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    employee_id = fields.Many2one("hr.employee", string="Who leaves or moves", required=True, check_company=True)
    successor_id = fields.Many2one("hr.employee", string="Who takes over", required=True, check_company=True)
    reason = fields.Char(required=True)
    task_ids = fields.Many2many("ward.delegated.task", string="Tasks", compute="_compute_what")
    action_ids = fields.Many2many("ward.action", string="Actions", compute="_compute_what")
    obstacle_ids = fields.Many2many("ward.obstacle", string="Obstacles", compute="_compute_what")
    issue_ids = fields.Many2many("ward.dialogue.issue", string="Issues of dialogues", compute="_compute_what")

    @api.depends("employee_id")
    def _compute_what(self):
        for wizard in self:
            for name, (model, field, domain) in WHAT.items():
                wizard[name] = self.env[model].search([(field, "=", wizard.employee_id.id), *domain])

    def action_confirm(self):
        """Everything goes over, and each record keeps that it did."""
        self.ensure_one()
        if self.employee_id == self.successor_id:
            raise UserError(self.env._("Choose another person to take over."))
        if not any(self[name] for name in WHAT):
            raise UserError(
                # sudo: the name of a colleague is no secret
                self.env._("%(person)s is in charge of nothing here.", person=self.employee_id.sudo().name)
            )
        for name, (_model, field, _domain) in WHAT.items():
            records = self[name]
            if records:
                records.check_access("write")
                records.write({field: self.successor_id.id})
                self._note(records)
        return {"type": "ir.actions.act_window_close"}

    def _note(self, records):
        body = self.env._(
            "Handed over from %(former)s to %(new)s: %(reason)s",
            former=self.employee_id.sudo().name,  # sudo: names only
            new=self.successor_id.sudo().name,
            reason=self.reason,
        )
        records._message_log_batch(bodies=dict.fromkeys(records.ids, body))
