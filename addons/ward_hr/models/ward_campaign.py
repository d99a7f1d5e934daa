from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

REMINDER_DAYS = 7


class WardCampaign(models.Model):
    """The upper tier asks its wards to put their records in order by a day, and follows the counts.

    It belongs to the upper tier's company. Each ward of its scope has a row with its progress
    (``ward.campaign.ward``), which is all that the upper tier sees, and all that the ward sees.
    """

    _name = "ward.campaign"
    _description = "Data-quality campaign"
    _inherit = ["ward.company.mixin"]
    _order = "deadline desc, id desc"

    company_id = fields.Many2one(string="Upper tier", default=lambda self: self._own_tier())
    name = fields.Char(required=True)
    deadline = fields.Date(required=True)
    question_ids = fields.Many2many("ward.campaign.question", string="Questions")
    scope_ids = fields.Many2many("res.company", string="Wards", help="Empty: every ward below the upper tier.")
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("closed", "Closed")], default="draft", readonly=True
    )
    ward_ids = fields.One2many("ward.campaign.ward", "campaign_id", readonly=True)
    progress = fields.Float(compute="_compute_progress", help="Records that pass, of all that count.")

    @api.model
    def _own_tier(self):
        """The company of the user that has others below it, else the current one."""
        return self.env.user.company_ids.filtered("child_ids")[:1] or self.env.company

    @api.depends("ward_ids.total", "ward_ids.failing")
    def _compute_progress(self):
        for campaign in self:
            total = sum(campaign.ward_ids.mapped("total"))
            campaign.progress = 1 - sum(campaign.ward_ids.mapped("failing")) / total if total else 0

    @api.constrains("scope_ids", "company_id")
    def _check_scope(self):
        for campaign in self:
            # sudo: as below; the names of wards are no secret
            strange = campaign.sudo().scope_ids - campaign._wards_below()
            if strange:
                raise UserError(
                    self.env._(
                        "%(wards)s are not below %(tier)s. Choose wards of your own.",
                        wards=", ".join(strange.mapped("name")),
                        tier=campaign.sudo().company_id.name,
                    )
                )

    def _wards_below(self):
        # sudo: the tree of wards is no secret; users of the tier need not be members of each
        companies = self.env["res.company"].sudo().search([("id", "child_of", self.company_id.ids)])
        return companies.filtered(lambda company: not company.child_ids)

    def write(self, vals):
        if {"question_ids", "scope_ids", "company_id", "state"} & vals.keys() and not self.env.su:
            for campaign in self.filtered(lambda one: one.state != "draft"):
                raise UserError(
                    self.env._(
                        "“%(name)s” has been sent to its wards: its wards and questions stay. Close it and "
                        "make another.",
                        name=campaign.name,
                    )
                )
            if "state" in vals:
                raise UserError(self.env._("Use the buttons to start or close a campaign."))
        if "deadline" in vals:
            # sudo: the rows are the server's; a new deadline is reminded of anew
            self.sudo().ward_ids.write({"reminded_before": False, "reminded_on_day": False})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for campaign in self.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._("“%(name)s” has been sent to its wards. Close it instead.", name=campaign.name)
            )

    def action_start(self):
        """Send to the wards: a row for each, counted at once."""
        self.check_access("write")
        today = fields.Date.context_today(self)
        for campaign in self:
            if campaign.state != "draft" or not campaign.question_ids:
                raise UserError(
                    self.env._(
                        "“%(name)s” cannot be started: it was started before, or asks nothing. Choose questions "
                        "in a draft.",
                        name=campaign.name,
                    )
                )
            if campaign.deadline <= today:
                raise UserError(
                    self.env._(
                        "“%(name)s” cannot be started: its deadline %(day)s has passed. Choose a later day.",
                        name=campaign.name,
                        day=format_date(self.env, campaign.deadline),
                    )
                )
            campaign._send()
        return True

    def _send(self):
        """A row for each ward, counted at once."""
        for campaign in self:
            # sudo: rows of the wards are written by the server alone
            campaign.sudo().with_context(mail_create_nolog=True, tracking_disable=True).write(
                {
                    "state": "running",
                    "ward_ids": [
                        Command.create({"company_id": ward.id})
                        for ward in campaign.sudo().scope_ids or campaign._wards_below()
                    ],
                }
            )
            campaign.sudo()._count()

    def action_close(self):
        """End it; the last counts stay."""
        self.check_access("write")
        self.sudo().filtered(lambda one: one.state == "running").state = "closed"  # sudo: see write
        return True

    def action_count(self):
        """Count the records of all wards anew."""
        self.check_access("read")
        for campaign in self.sudo().filtered(lambda one: one.state == "running"):  # sudo: see action_start
            campaign._count()
        return True

    def _count(self):
        """Statements grow with the questions, not with the wards."""
        rows = {row.company_id.id: row for row in self.ward_ids}
        results = []
        for question in self.question_ids:
            for ward, (total, failing) in question._counts(self.ward_ids.company_id).items():
                results.append(
                    {
                        "campaign_ward_id": rows[ward].id,
                        "company_id": ward,
                        "question_id": question.id,
                        "total": total,
                        "failing": failing,
                    }
                )
        self.ward_ids.result_ids.unlink()
        self.env["ward.campaign.result"].create(results)

    @api.model
    def _cron_remind(self):
        """Count every running campaign, and remind wards with failing records, once a time each."""
        today = fields.Date.context_today(self)
        running = self.search([("state", "=", "running")])
        for campaign in running:
            campaign._count()
        late = running.filtered(lambda one: one.deadline <= today)
        soon = running.filtered(lambda one: today < one.deadline <= today + timedelta(REMINDER_DAYS))
        late.ward_ids._remind("reminded_on_day", today)
        soon.ward_ids._remind("reminded_before", today)
