from odoo import api, fields, models

from ..rules.repeat import Found, earlier


class WardFinding(models.Model):
    """Whether a finding was made before, in the same unit, on the same item and procedure."""

    _inherit = "ward.finding"

    procedure_id = fields.Many2one("ward.procedure", index="btree_not_null", ondelete="restrict", check_company=True)
    item_key = fields.Char(
        compute="_compute_item_key",
        store=True,
        index="btree_not_null",
        help="The item by its words in its checklist: the same in every version.",
    )
    repeat_ids = fields.Many2many("ward.finding", string="Found before", compute="_compute_repeat_ids")
    repeat_count = fields.Integer(string="Times found before", compute="_compute_repeat_ids")

    @api.depends("answer_id.question", "answer_id.item_id")
    def _compute_item_key(self):
        for finding in self:
            item = finding.answer_id.item_id
            words = " ".join((item.question or "").lower().split())
            finding.item_key = f"{item.version_id.checklist_id.id}:{words}" if item else False

    @api.depends("item_key", "procedure_id", "department_id", "visit_date")
    def _compute_repeat_ids(self):
        units = self.department_id.ids
        others = self.env["ward.finding"].search([("department_id", "in", units), ("visit_id.state", "=", "signed")])
        known = [other._found() for other in others]
        for finding in self:
            repeated = earlier(finding._found(), known) if finding._origin else []
            finding.repeat_ids = self.browse(one.key for one in repeated)
            finding.repeat_count = len(repeated)

    def _found(self):
        return Found(
            self._origin.id,
            self.visit_date,
            self.department_id.id,
            self.item_key or None,
            self.procedure_id.id or None,
        )

    def action_repeats(self):
        """The earlier findings that this one repeats."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_finding_action")
        return dict(action, domain=[("id", "in", self.repeat_ids.ids)], context={"hierarchical_naming": False})
