from datetime import date

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("draft", "Draft"),
    ("submitted", "Waits for approval"),
    ("approved", "Approved"),
    ("replaced", "Replaced by a revision"),
]
KEPT = {"state", "submitted_by_id", "submitted_on", "approved_by_id", "approved_on", "revision", "replaces_id"}


class WardTrainingPlan(models.Model):
    """The training plan of a ward for a year: made from the needs, approved by another person, revised in the year.

    draft -> submitted (HR) -> approved (head of the ward, never who submitted it). A revision is a plan of its own;
    once approved it takes the place of the one before, which stays to be read.
    """

    _name = "ward.training.plan"
    _description = "Training plan"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, revision desc, id desc"
    _check_company_auto = True

    year = fields.Integer(
        required=True, index=True, aggregator=None, default=lambda self: fields.Date.context_today(self).year + 1
    )
    revision = fields.Integer(readonly=True, copy=False, default=0, required=True, aggregator=None)
    replaces_id = fields.Many2one(
        "ward.training.plan", string="Revises", readonly=True, copy=False, index="btree_not_null", check_company=True
    )
    goals = fields.Text()
    line_ids = fields.One2many("ward.training.plan.line", "plan_id", string="Courses", copy=False)
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True, tracking=True
    )
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    number = fields.Char(string="Plan number", help="Of the paper that approves it.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    people = fields.Integer(string="Learners planned", compute="_compute_totals")
    cost = fields.Monetary(compute="_compute_totals", currency_field="currency_id")
    uncertain = fields.Boolean(compute="_compute_uncertain")

    _one_revision = models.UniqueIndex(
        "(company_id, year, revision)", "There is a plan of this year and revision already. Open that one."
    )

    @api.depends("year", "revision")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = (
                self.env._("Training plan %(year)s, revision %(revision)s", year=one.year, revision=one.revision)
                if one.revision
                else self.env._("Training plan %(year)s", year=one.year)
            )

    @api.depends("line_ids.people", "line_ids.cost")
    def _compute_totals(self):
        for one in self:
            one.people = sum(one.line_ids.mapped("people"))
            one.cost = sum(one.line_ids.mapped("cost"))

    @api.depends("year", "company_id")
    def _compute_uncertain(self):
        for one in self:
            _norms, sure = self.env["ward.training.norm"]._on(one.company_id, date(one.year or 2026, 1, 1))
            one.uncertain = bool(sure & {"uncertain", "proposed"})

    # -- what may be written -----------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                self._refuse_kept(KEPT & vals.keys())
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_kept(KEPT & vals.keys())
            if {"year", "company_id", "goals"} & vals.keys():
                self._check_state("draft")
        return super().write(vals)

    def _refuse_kept(self, names):
        if names:
            raise UserError(self.env._("A plan moves only by its buttons: submit, approve, send back, revise."))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_state("draft")

    def _check_state(self, *states):
        names = dict(self._fields["state"]._description_selection(self.env))
        for one in self:
            if one.state not in states:
                raise UserError(
                    self.env._(
                        "“%(plan)s” is “%(state)s”: this step is not possible now. Revise it, or load the page anew.",
                        plan=one.display_name,
                        state=names[one.state],
                    )
                )

    # -- steps -------------------------------------------------------------------------------------

    def action_submit(self):
        """Hand it to the head of the ward."""
        self.check_access("write")
        self._check_state("draft")
        for one in self:
            if not one.line_ids:
                raise UserError(
                    self.env._("“%(plan)s” has no course yet. Make its lines from the needs.", plan=one.display_name)
                )
        # sudo: the right was just checked; the state is the server's to write
        self.sudo().write(
            {"state": "submitted", "submitted_by_id": self.env.uid, "submitted_on": fields.Datetime.now()}
        )
        return True

    def action_send_back(self):
        """Back to a draft, to be corrected."""
        self._check_head()
        self._check_state("submitted")
        self.sudo().state = "draft"  # sudo: as above
        return True

    def action_approve(self):
        """By the head of the ward, who is another person than who made and submitted it."""
        self._check_head()
        self._check_state("submitted")
        for one in self.sudo():  # sudo: the role was checked; the state is the server's to write
            if self.env.user in (one.submitted_by_id, one.create_uid):
                raise AccessError(
                    self.env._(
                        "“%(plan)s” was made or submitted by you. Another person approves it.", plan=one.display_name
                    )
                )
            one.write({"state": "approved", "approved_by_id": self.env.uid, "approved_on": fields.Datetime.now()})
            one.search(
                [("company_id", "=", one.company_id.id), ("year", "=", one.year), ("state", "=", "approved")]
            ).filtered(lambda other, one=one: other != one).write({"state": "replaced"})
        return True

    def action_revise(self):
        """A copy to change in the year; the approved one holds until the revision is approved."""
        self.ensure_one()
        self.check_access("write")
        self._check_state("approved")
        last = self.search([("company_id", "=", self.company_id.id), ("year", "=", self.year)], limit=1)
        if last.state != "approved":
            raise UserError(self.env._("“%(plan)s” is being revised already. Open it.", plan=last.display_name))
        # sudo: number and link of a revision are the server's to write
        new = self.sudo().create(
            {
                "company_id": self.company_id.id,
                "year": self.year,
                "goals": self.goals,
                "revision": last.revision + 1,
                "replaces_id": self.id,
                "line_ids": [Command.create(line.copy_data({"plan_id": False})[0]) for line in self.line_ids],
            }
        )
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": new.id, "views": [(False, "form")]}

    def _check_head(self):
        self.check_access("read")
        if not self.env.user.has_group("ward_hr.ward_hr_group_ward_head"):
            raise AccessError(self.env._("The plan is approved by the head of the ward. Ask there."))

    def action_xlsx(self):
        """The plan as the ward sends it to the city."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/ward/training/plan/{self.id}/plan.xlsx", "target": "self"}

    def action_make_lines(self):
        """From the needs of the year."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_training_plan_make_action")
        return {**action, "context": {"default_plan_id": self.id, "default_year": self.year}}
