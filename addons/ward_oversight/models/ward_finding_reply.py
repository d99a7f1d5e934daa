from odoo import api, fields, models
from odoo.exceptions import UserError

from .trigger import Refuse


class WardFindingReply(models.Model):
    """What the inspected unit says about a finding: its right of reply. Stays as it was given.

    The visit gives the last day (``reply_until``). A reply that comes later is kept and marked late, until the
    conclusion is issued.
    """

    _name = "ward.finding.reply"
    _description = "Reply to a finding"
    _inherit = ["ward.company.mixin"]
    _order = "id"
    _rec_name = "text"
    _check_company_auto = True

    finding_id = fields.Many2one("ward.finding", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="finding_id.company_id", store=True, precompute=True, required=True, default=None
    )
    agrees = fields.Selection(
        [("yes", "The unit agrees"), ("partly", "The unit agrees in part"), ("no", "The unit does not agree")],
        string="Position",
        required=True,
        default="yes",
    )
    text = fields.Text(string="What the unit says", required=True)
    author_id = fields.Many2one("res.users", string="Said by", readonly=True, index=True)
    said_on = fields.Date(readonly=True)
    late = fields.Boolean(readonly=True, help="It came after the last day for replies.")

    _stays = Refuse("UPDATE", "OLD.text IS DISTINCT FROM NEW.text", "A reply stays as it was given.")

    @api.model_create_multi
    def create(self, vals_list):
        today = self.env["ward.clock"]._today()
        for vals in vals_list:
            finding = self.env["ward.finding"].browse(vals.get("finding_id"))
            finding._check_reply()
            until = finding.visit_id.reply_until
            vals.update(author_id=self.env.uid, said_on=today, late=bool(until and today > until))
        return super().create(vals_list)

    def write(self, vals):
        if vals and not self.env.su:
            raise UserError(self.env._("A reply stays as it was given. Add another one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if self and not self.env.su:
            raise UserError(self.env._("A reply stays as it was given. Add another one."))


class WardFinding(models.Model):
    """The right of reply of the inspected unit."""

    _inherit = "ward.finding"

    reply_ids = fields.One2many("ward.finding.reply", "finding_id", string="Replies of the unit")
    reply_until = fields.Date(related="visit_id.reply_until")
    can_reply = fields.Boolean(compute="_compute_can_reply")

    @api.depends_context("uid")
    @api.depends("visit_id.state", "department_id.manager_id")
    def _compute_can_reply(self):
        for finding in self:
            finding.can_reply = (
                finding.visit_id.state == "signed" and not finding.visit_id.concluded_on and finding._is_head()
            )

    def _is_head(self):
        # sudo: only whether the reader heads the unit
        return self.sudo().department_id.manager_id.user_id == self.env.user

    def _check_reply(self):
        """The head of the unit replies, from the signature until the conclusion."""
        self.check_access("read")
        visit = self.visit_id
        if visit.state != "signed":
            raise UserError(self.env._("A finding is replied to once the visit is signed."))
        if not self._is_head():
            raise UserError(
                self.env._(
                    "“%(finding)s” is replied to by the head of %(unit)s.",
                    finding=self.name,
                    unit=self.department_id.name,
                )
            )
        if visit.concluded_on:
            raise UserError(
                self.env._(
                    "The conclusion was issued on %(day)s: replies were taken until then.",
                    day=f"{visit.concluded_on:%d/%m/%Y}",
                )
            )

    def action_reply(self):
        """Write a reply in a dialog."""
        self.ensure_one()
        self._check_reply()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reply to the finding"),
            "res_model": "ward.finding.reply",
            "view_mode": "form",
            "views": [(self.env.ref("ward_oversight.ward_finding_reply_view_form").id, "form")],
            "target": "new",
            "context": {"default_finding_id": self.id},
        }
