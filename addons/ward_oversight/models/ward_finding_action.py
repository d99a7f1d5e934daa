from odoo import api, fields, models
from odoo.exceptions import UserError


class WardFinding(models.Model):
    """The actions of a finding: it is closed when all of them were seen to work."""

    _inherit = "ward.finding"

    action_ids = fields.One2many("ward.action", "finding_id", string="Actions")
    action_count = fields.Integer(compute="_compute_action_count")
    open_action_count = fields.Integer(string="Actions not closed", compute="_compute_action_count")

    @api.depends("action_ids.state")
    def _compute_action_count(self):
        for finding in self:
            finding.action_count = len(finding.action_ids)
            finding.open_action_count = len(finding.action_ids.filtered(lambda one: one.state != "closed"))

    def action_close(self):
        for finding in self:
            pending = finding.action_ids.filtered(lambda one: one.state != "closed")
            if pending:
                raise UserError(
                    self.env._(
                        "“%(finding)s” cannot be closed: %(count)s of its actions were not seen to work, the first is "
                        "“%(action)s”.",
                        finding=finding.name,
                        count=len(pending),
                        action=pending[0].name,
                    )
                )
        return super().action_close()

    def action_mended(self):
        """Where there are actions, the unit reports those; the finding follows."""
        for finding in self:
            pending = finding.action_ids.filtered(lambda one: one.state == "open")
            if pending:
                raise UserError(
                    self.env._(
                        "“%(finding)s” is not mended yet: “%(action)s” is still to be done.",
                        finding=finding.name,
                        action=pending[0].name,
                    )
                )
        return super().action_mended()

    def action_actions(self):
        """The actions of these findings."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_action_action")
        return dict(
            action,
            domain=[("finding_id", "in", self.ids)],
            context={"default_finding_id": self[:1].id, "hierarchical_naming": False},
        )
