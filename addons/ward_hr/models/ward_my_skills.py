from odoo import api, fields, models


class WardMySkills(models.TransientModel):
    """My skills and certificates: what the position asks, what was agreed, what expires."""

    _name = "ward.my.skills"
    _description = "My skills and certificates"

    employee_id = fields.Many2one("hr.employee", string="Staff member", compute="_compute_page")
    assessment_id = fields.Many2one("ward.competency.assessment", string="Open assessment", compute="_compute_page")
    assessment_waits = fields.Boolean(compute="_compute_page")
    gap_ids = fields.Many2many("ward.competency.gap", string="Skills", compute="_compute_page")
    # the same rows once more: a form loads other columns of them for the chart
    radar_ids = fields.Many2many("ward.competency.gap", string="Required and agreed", compute="_compute_page")
    asked_ids = fields.Many2many("ward.certificate.kind", string="Certificates missing", compute="_compute_page")
    certificate_ids = fields.Many2many("ward.certificate", string="Certificates", compute="_compute_page")

    @api.model
    def open_own(self):
        """The page of the user who opens it."""
        page = self.create({})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My skills and certificates"),
            "res_model": self._name,
            "res_id": page.id,
            "view_mode": "form",
            "target": "current",
        }

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_page(self):
        mine = [("employee_id.user_id", "=", self.env.uid)]
        self.employee_id = self.env["ward.certificate"]._own_file()
        self.assessment_id = self.env["ward.competency.assessment"].search([*mine, ("state", "!=", "agreed")], limit=1)
        self.assessment_waits = self.assessment_id.state == "self"
        self.gap_ids = self.radar_ids = self.env["ward.competency.gap"].search(mine)
        self.asked_ids = self.env["ward.certificate.gap"].search([*mine, ("missing", "=", 1)]).kind_id
        self.certificate_ids = self.env["ward.certificate"].search(mine)

    def action_assessment(self):
        """The sheet that waits for the person."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "ward.competency.assessment",
            "res_id": self.assessment_id.id,
            "views": [(False, "form")],
        }

    def action_declare(self):
        """A form for a certificate of one's own."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New certificate"),
            "res_model": "ward.certificate",
            "views": [(False, "form")],
        }

    def _compute_display_name(self):
        self.display_name = self.env._("My skills and certificates")
