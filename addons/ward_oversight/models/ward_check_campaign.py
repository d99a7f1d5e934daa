from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class WardCheckCampaign(models.Model):
    """The upper tier asks many wards to check one thing with one checklist by a day, and follows who returned it.

    It belongs to the upper tier's company; each ward has a row (``ward.check.campaign.ward``), returned once the
    ward has signed a visit with that checklist.
    """

    _name = "ward.check.campaign"
    _description = "Inspection campaign"
    _inherit = ["ward.company.mixin"]
    _order = "deadline desc, id desc"

    company_id = fields.Many2one(string="Upper tier", default=lambda self: self.env["ward.campaign"]._own_tier())
    name = fields.Char(required=True)
    purpose = fields.Text()
    checklist_id = fields.Many2one(
        "ward.checklist",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('company_id', '=', False)]",
        check_company=True,
    )
    since = fields.Date(required=True, default=fields.Date.context_today)
    deadline = fields.Date(required=True)
    scope_ids = fields.Many2many("res.company", string="Wards", help="Empty: every ward below the upper tier.")
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Sent"), ("closed", "Closed")],
        string="Status",
        required=True,
        default="draft",
        readonly=True,
    )
    ward_ids = fields.One2many("ward.check.campaign.ward", "campaign_id", string="Returns", readonly=True)
    ward_count = fields.Integer(string="Wards asked", compute="_compute_returned")
    returned_count = fields.Integer(string="Wards returned", compute="_compute_returned")
    return_rate = fields.Float(compute="_compute_returned")

    _days_in_order = models.Constraint("CHECK (deadline >= since)", "A campaign ends after it begins.")

    @api.depends("ward_ids.returned")
    def _compute_returned(self):
        for one in self:
            one.ward_count = len(one.ward_ids)
            one.returned_count = len(one.ward_ids.filtered("returned"))
            one.return_rate = one.returned_count / one.ward_count if one.ward_count else 0

    @api.constrains("checklist_id")
    def _check_shipped(self):
        for one in self.filtered("checklist_id.company_id"):
            raise UserError(
                self.env._(
                    "%(checklist)s belongs to one ward: choose one that all have.", checklist=one.checklist_id.name
                )
            )

    def write(self, vals):
        if not self.env.su and {"checklist_id", "since", "scope_ids", "company_id", "state"} & set(vals):
            if "state" in vals or any(one.state != "draft" for one in self):
                raise UserError(self.env._("A campaign that was sent stays as it is: close it and make another."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if any(one.state != "draft" for one in self) and not self.env.su:
            raise UserError(self.env._("A campaign that was sent stays as it is: close it and make another."))

    def action_send(self):
        """A row for each ward; the leads of the wards are called."""
        self.check_access("write")
        for one in self.filtered(lambda one: one.state == "draft"):
            # sudo: rows of the wards are written by the server alone
            own = one.sudo()
            below = self.env["res.company"].sudo().search([("id", "child_of", own.company_id.ids)])
            wards = own.scope_ids or below.filtered(lambda company: not company.child_ids)
            if own.scope_ids - below:
                raise UserError(
                    self.env._(
                        "%(wards)s are not below %(tier)s. Choose wards of your own.",
                        wards=", ".join((own.scope_ids - below).mapped("name")),
                        tier=own.company_id.name,
                    )
                )
            own.write({"state": "running", "ward_ids": [Command.create({"company_id": ward.id}) for ward in wards]})
            own.ward_ids._call_leads()

    def action_close(self):
        self.check_access("write")
        self.sudo().filtered(lambda one: one.state == "running").write({"state": "closed"})  # sudo: as above


class WardCheckCampaignWard(models.Model):
    """A ward in a campaign: returned or not, with the score of its visits. Written by the server alone."""

    _name = "ward.check.campaign.ward"
    _description = "Return of a ward"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "campaign_id desc, id"
    _rec_name = "campaign_name"

    campaign_id = fields.Many2one("ward.check.campaign", required=True, readonly=True, index=True, ondelete="cascade")
    # copied: a ward does not read the campaign itself
    campaign_name = fields.Char(related="campaign_id.name", string="Campaign name", store=True, related_sudo=True)
    purpose = fields.Text(related="campaign_id.purpose", related_sudo=True)
    checklist_id = fields.Many2one(related="campaign_id.checklist_id", related_sudo=True)
    deadline = fields.Date(related="campaign_id.deadline", store=True, related_sudo=True)
    visit_count = fields.Integer(string="Visits signed", compute="_compute_returned")
    score = fields.Float(string="Score of visits", digits=(5, 1), compute="_compute_returned")
    returned = fields.Boolean(compute="_compute_returned")

    _one_a_ward = models.Constraint("UNIQUE(campaign_id, company_id)", "A ward takes part in a campaign once.")

    @api.depends("campaign_id", "company_id")
    def _compute_returned(self):
        for campaign, rows in self.grouped("campaign_id").items():
            # sudo: sums of signed visits, never the visits themselves
            groups = (
                self.env["ward.visit"]
                .sudo()
                ._read_group(
                    [
                        ("company_id", "in", rows.company_id.ids),
                        ("checklist_id", "=", campaign.sudo().checklist_id.id),
                        ("state", "=", "signed"),
                        ("date", ">=", campaign.sudo().since),
                    ],
                    ["company_id"],
                    ["__count", "score:avg"],
                )
            )
            known = {company.id: (count, score) for company, count, score in groups}
            for row in rows:
                row.visit_count, row.score = known.get(row.company_id.id, (0, 0.0))
                row.returned = bool(row.visit_count)

    def action_plan(self):
        """Plan the visit that the campaign asks for."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan a visit"),
            "res_model": "ward.visit",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_checklist_id": self.checklist_id.id,
                "default_kind": "thematic",
                "default_topic": self.campaign_name,
                "hierarchical_naming": False,
            },
        }

    def _call_leads(self):
        """One thing to do for the oversight lead of each ward."""
        leads = self.env["ward.basis.alert"]._lead_of(self.company_id.ids)
        for row in self.filtered(lambda one: one.company_id.id in leads):
            row.with_context(mail_activity_quick_update=True).activity_schedule(
                "ward_oversight.mail_activity_campaign", date_deadline=row.deadline, user_id=leads[row.company_id.id]
            )
