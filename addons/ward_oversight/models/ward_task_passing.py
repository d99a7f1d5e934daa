from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..rules.passing import refusal


class WardDelegatedTask(models.Model):
    """What the mechanism of a task says of passing it on; who is in charge of it; whether it has become an orphan."""

    _inherit = "ward.delegated.task"

    passed_on_to = fields.Char(
        tracking=True, help="Whom the ward passes the task on to; refused where its mechanism forbids."
    )
    onward_forbidden = fields.Boolean(string="The text forbids passing it on")
    giver_consent = fields.Char(string="Consent of the giver", help="The document in which the giver agrees.")
    holder_id = fields.Many2one(
        "hr.employee",
        string="In charge",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="The person of the lead unit who holds the task.",
    )
    proposed_lead_id = fields.Many2one(
        "hr.department",
        string="Another unit proposed to lead",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    orphan = fields.Selection(
        [
            ("no_lead", "No lead unit today"),
            ("no_holder", "Nobody in charge"),
            ("holder_left", "Who was in charge has left"),
            ("holder_moved", "Who is in charge works in another unit"),
        ],
        string="Orphan",
        compute="_compute_orphan",
        search="_search_orphan",
    )

    @api.constrains("passed_on_to", "onward_forbidden", "giver_consent", "mechanism_id")
    def _check_passing_on(self):
        for task in self.filtered("passed_on_to"):
            why = refusal(task.mechanism_id.onward, task.onward_forbidden, task.giver_consent or "")
            if why:
                says = {
                    "never": self.env._("this mechanism never allows it"),
                    "not_applicable": self.env._("nothing is passed on under this mechanism"),
                    "forbidden": self.env._("the text that gave the task forbids it"),
                    "no_consent": self.env._("the giver has not agreed; enter the document in which it does"),
                }
                raise ValidationError(
                    self.env._(
                        "%(task)s, given by %(mechanism)s, cannot be passed on to %(whom)s: %(why)s.",
                        task=task.display_name,
                        mechanism=task.mechanism_id.name,
                        whom=task.passed_on_to,
                        why=says[why],
                    )
                )

    @api.depends("holder_id.active", "holder_id.department_id", "assignment_ids.department_id", "state")
    def _compute_orphan(self):
        for task in self:
            # sudo: whether a colleague is still there, and in which unit, is no secret
            holder = task.sudo().holder_id
            if task.state != "active":
                task.orphan = False
            elif not task.lead_department_id:
                task.orphan = "no_lead"
            elif not holder:
                task.orphan = "no_holder"
            elif not holder.active:
                task.orphan = "holder_left"
            else:
                task.orphan = "holder_moved" if holder.department_id != task.lead_department_id else False

    def _search_orphan(self, operator, value):
        if operator != "in":
            return NotImplemented
        tasks = self.search([("state", "=", "active")])
        wanted = tasks.filtered(lambda one: one.orphan in value)
        found = Domain("id", "in", wanted.ids)
        return found | Domain("state", "!=", "active") if False in value else found
