from odoo import api, fields, models
from odoo.exceptions import AccessError


class WardCampaignWard(models.Model):
    """A ward's progress in a campaign. Written by the server alone."""

    _name = "ward.campaign.ward"
    _description = "Progress of a ward in a campaign"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "campaign_id desc, progress, id"
    _rec_name = "campaign_name"

    campaign_id = fields.Many2one("ward.campaign", required=True, readonly=True, index=True, ondelete="cascade")
    # copied: a ward does not read the campaign itself
    campaign_name = fields.Char(related="campaign_id.name", string="Campaign name", store=True, related_sudo=True)
    deadline = fields.Date(related="campaign_id.deadline", store=True, related_sudo=True)
    campaign_state = fields.Selection(related="campaign_id.state", string="Status", store=True, related_sudo=True)
    result_ids = fields.One2many("ward.campaign.result", "campaign_ward_id", readonly=True)
    total = fields.Integer(string="Records", compute="_compute_progress", store=True)
    failing = fields.Integer(string="To correct", compute="_compute_progress", store=True)
    progress = fields.Float(compute="_compute_progress", store=True, aggregator="avg")
    reminded_before = fields.Date(readonly=True)
    reminded_on_day = fields.Date(readonly=True)

    _one_a_ward = models.Constraint("UNIQUE(campaign_id, company_id)", "A ward takes part in a campaign once.")

    @api.depends("result_ids.total", "result_ids.failing")
    def _compute_progress(self):
        for row in self:
            row.total = sum(row.result_ids.mapped("total"))
            row.failing = sum(row.result_ids.mapped("failing"))
            row.progress = 1 - row.failing / row.total if row.total else 1

    def _remind(self, field, today):
        """An activity for each HR officer of the wards that still have failing records; once for ``field``."""
        due = self.filtered(lambda row: row.failing and not row[field])
        officers = self.env["res.users"].search(
            [
                ("all_group_ids", "in", self.env.ref("ward_hr.ward_hr_group_hr_officer").id),
                ("company_ids", "in", due.company_id.ids),
                ("share", "=", False),
            ]
        )
        kind = self.env.ref("mail.mail_activity_data_todo")
        model = self.env["ir.model"]._get_id(self._name)
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": model,
                    "res_id": row.id,
                    "activity_type_id": kind.id,
                    "user_id": officer.id,
                    "date_deadline": row.deadline,
                    "summary": self.with_context(lang=officer.lang).env._(
                        "%(name)s: %(count)s records to correct", name=row.campaign_name, count=row.failing
                    ),
                }
                for row in due
                for officer in officers
                if row.company_id in officer.company_ids
            ]
        )
        due.write({field: today})


class WardCampaignResult(models.Model):
    """Of one question in one ward: records that count, and of these those to correct."""

    _name = "ward.campaign.result"
    _description = "Answer of a ward to a question"
    _inherit = ["ward.company.mixin"]
    _order = "question_id, id"
    _rec_name = "question_id"

    campaign_ward_id = fields.Many2one("ward.campaign.ward", required=True, index=True, ondelete="cascade")
    question_id = fields.Many2one("ward.campaign.question", required=True, index=True, ondelete="restrict")
    total = fields.Integer(string="Records")
    failing = fields.Integer(string="To correct")
    advice = fields.Char(related="question_id.advice")

    def action_open_failing(self):
        """The records to correct, for those who keep them in this ward; the upper tier gets counts only."""
        self.ensure_one()
        user = self.env.user
        if not user.has_group("ward_hr.ward_hr_group_hr_officer") or self.company_id not in user.company_ids:
            raise AccessError(
                self.env._("Only the HR officer of %(ward)s opens its records.", ward=self.sudo().company_id.name)
            )
        question = self.question_id
        return {
            "type": "ir.actions.act_window",
            "name": question.name,
            "res_model": question.model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": list(question._failing_domain() & fields.Domain("company_id", "=", self.company_id.id)),
        }
