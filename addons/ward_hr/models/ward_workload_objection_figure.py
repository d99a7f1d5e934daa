from odoo import api, fields, models

READERS = "ward_hr.ward_hr_group_staff,ward_hr.ward_hr_group_auditor"


class WardWorkload(models.Model):
    """The figure, and the objections to it for whoever may see them."""

    _inherit = "ward.workload"

    objection_ids = fields.One2many("ward.workload.objection", "workload_id", readonly=True, groups=READERS)
    is_mine = fields.Boolean(string="Own figure", compute="_compute_is_mine")
    may_object = fields.Boolean(compute="_compute_may_object", export_string_translation=False, groups=READERS)

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_is_mine(self):
        for record in self:
            record.is_mine = record.sudo().employee_id.user_id == self.env.user  # sudo: a login, shown to nobody

    @api.depends_context("uid")
    @api.depends("employee_id", "objection_ids.state")
    def _compute_may_object(self):
        for record in self:
            record.may_object = record.is_mine and "open" not in record.objection_ids.mapped("state")

    def action_object(self):
        """The person writes what is wrong with the own figure."""
        self.ensure_one()
        return self._object_window({"default_workload_id": self.id})

    def _object_window(self, context):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("I do not agree"),
            "res_model": "ward.workload.objection",
            "views": [(self.env.ref("ward_hr.ward_workload_objection_view_form_new").id, "form")],
            "target": "new",
            "context": context,
        }


class WardWorkloadLine(models.Model):
    _inherit = "ward.workload.line"

    may_object = fields.Boolean(related="workload_id.may_object", groups=READERS, export_string_translation=False)

    def action_object(self):
        """The person objects to this line."""
        self.ensure_one()
        return self.workload_id._object_window(
            {"default_workload_id": self.workload_id.id, "default_line_id": self.id}
        )


class WardWorkloadRule(models.Model):
    _inherit = "ward.workload.rule"

    objection_days = fields.Integer(
        string="Working days to answer",
        required=True,
        default=5,
        help="Within so many working days an objection to a workload is answered.",
    )

    _days_to_answer = models.Constraint("CHECK(objection_days > 0)", "An objection is answered within a day or more.")
