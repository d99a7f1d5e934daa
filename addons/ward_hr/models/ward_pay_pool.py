from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from .ward_pay_run import RUN_READERS, first_of_month

COMPONENT = "EXTRA_YEAR"
RECKONED_FROM = ("year", "company_id", "policy_id", "other_policy_id", "budget")
FREE_UNTIL_APPROVED = {*RECKONED_FROM, "month", "reference"}
KEPT = frozenset(
    {"state", "fund", "shared", "left", "remark", "revision", "computed_by_id", "approved_by_id", "line_ids"}
)


class WardPayPool(models.Model):
    """The year-end additional income of a ward: fund, rule, shares, decision, payment.

    The fund is each month's rate of law x the salary by rank and step of those who have a right
    to it, never more than the budget. The shares follow the ward's own rule and are computed as
    a proposal; the head of the ward approves, who is not the one who computed; then they are
    entered as amounts of the month in which they are paid.
    """

    _name = "ward.pay.pool"
    _description = "Year-end additional income"
    _inherit = ["ward.kept.mixin", "ward.seen.mixin", "ward.company.mixin", "mail.thread"]
    _order = "year desc, id desc"
    _check_company_auto = True
    _kept_fields = KEPT

    name = fields.Char(compute="_compute_name")
    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year, aggregator=None)
    month = fields.Date(string="Paid in", required=True, default=lambda self: self._last_month())
    policy_id = fields.Many2one(
        "ward.pay.policy",
        string="Rule for sharing",
        compute="_compute_policy_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
    )
    other_policy_id = fields.Many2one(
        "ward.pay.policy", string="Compared with", check_company=True, ondelete="restrict", index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    budget = fields.Monetary(groups=RUN_READERS, help="What the budget gives at most. 0: no other limit than the law.")
    fund = fields.Monetary(readonly=True, copy=False, groups=RUN_READERS)
    shared = fields.Monetary(readonly=True, copy=False, groups=RUN_READERS)
    left = fields.Monetary(string="Not shared", readonly=True, copy=False, groups=RUN_READERS)
    remark = fields.Text(readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("computed", "Proposed"), ("approved", "Approved"), ("entered", "Entered in the pay")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    reference = fields.Char(string="Decision on the shares", copy=False, tracking=True)
    computed_by_id = fields.Many2one("res.users", readonly=True, copy=False, index="btree_not_null")
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False, index="btree_not_null")
    line_ids = fields.One2many("ward.pay.pool.line", "pool_id", string="Shares", readonly=True)

    _one_a_year = models.UniqueIndex("(company_id, year)", "Your ward has this year already. Open that one.")

    @api.model
    def _last_month(self):
        return fields.Date.context_today(self).replace(month=12, day=1)

    @api.depends("year", "company_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for pool in self:
            pool.name = _("Year-end additional income %(year)s", year=pool.year)

    @api.depends("year", "company_id")
    def _compute_policy_id(self):
        """The rule in force; another one may be chosen, to see what it would give."""
        for pool in self:
            pool.policy_id = pool._is_year() and pool._rule_in_force()

    def _is_year(self):
        return 2000 <= self.year <= 2200

    @api.constrains("year")
    def _check_year(self):
        for pool in self:
            if not pool._is_year():
                raise ValidationError(_("%(year)s is not a year. Enter it with four digits.", year=pool.year))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("month"):
                vals["month"] = first_of_month(vals["month"])
        return super().create(vals_list)

    def write(self, vals):
        if set(vals) & FREE_UNTIL_APPROVED:
            self._need("draft", "computed")
        if vals.get("month"):
            vals = dict(vals, month=first_of_month(vals["month"]))
        before = {pool: pool._reckoned_from() for pool in self if pool.state == "computed"}
        done = super().write(vals)
        for pool, known in before.items():
            if pool._reckoned_from() != known:
                pool._forget_shares()
            elif FREE_UNTIL_APPROVED & vals.keys():  # the approver may have another month or decision on the screen
                pool._keep({"revision": pool.revision + 1})
        return done

    def _reckoned_from(self):
        return [self[name] for name in RECKONED_FROM]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        self._need("draft", "computed")

    # -- steps -----------------------------------------------------------------------------

    def action_compute(self):
        """Reckon fund and shares; what was reckoned before is replaced."""
        self._check_role("pay_officer")
        for pool in self:
            pool._need("draft", "computed")
            pool._compute_shares()

    def action_approve(self, revision=None):
        """The head of the ward approves the ``revision`` that was seen; nobody approves what they computed."""
        self._check_role("ward_head")
        for pool in self:
            pool._need("computed")
            pool._refuse_unseen(revision)
            if pool.computed_by_id == self.env.user:
                raise UserError(_("%(pool)s was computed by you: another person approves it.", pool=pool.name))
            if not pool.reference:
                raise UserError(_("Enter the number of the decision on the shares first, then approve."))
            pool._refuse_other_rule()
            pool._refuse_moved()
            pool._keep({"state": "approved", "approved_by_id": self.env.uid})

    def action_enter(self):
        """Put the shares among the amounts of the month in which they are paid."""
        self._check_role("pay_officer")
        component = self.env["ward.pay.component"].search([("code", "=", COMPONENT)], limit=1)
        for pool in self:
            pool._need("approved")
            pool._refuse_other_rule()
            self.env["ward.pay.input"].create(
                [
                    {
                        "company_id": pool.company_id.id,
                        "month": pool.month,
                        "employee_id": line.employee_id.id,
                        "component_id": component.id,
                        "amount": line.share,
                        "reference": pool.reference,
                    }
                    for line in pool.line_ids
                    if line.share
                ]
            )
            pool._keep({"state": "entered"})

    def action_back(self):
        """Undo: amounts entered are taken out again while their month is open; then the approval."""
        self._check_role("pay_officer", "ward_head")
        for pool in self:
            pool._need("approved", "entered")
            if pool.state == "approved":
                pool._keep({"state": "computed", "approved_by_id": False})
            else:
                pool._keep({"state": "approved"})
                pool._entered().unlink()

    def _entered(self):
        return self.env["ward.pay.input"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("month", "=", self.month),
                ("component_id.code", "=", COMPONENT),
                ("employee_id", "in", self.line_ids.employee_id.ids),
                ("reference", "=", self.reference),
            ]
        )

    def action_shares(self):
        """The shares by unit and rating, as list, pivot and graph."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_pay_pool_line_action")
        return action | {"domain": [("pool_id", "=", self.id)], "name": self.name}

    def _check_role(self, *roles):
        self.env["ward.pay.run"]._check_role(*roles)

    def _need(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for pool in self:
            if pool.state == "draft" and pool.state not in states:
                raise UserError(_("%(pool)s is not computed, or no longer. Compute it first.", pool=pool.name))
            if pool.state not in states:
                raise UserError(
                    _(
                        "%(pool)s is “%(state)s”: this needs “%(needed)s”. Take it back a step first.",
                        pool=pool.name,
                        state=labels[pool.state],
                        needed=", ".join(labels[state] for state in states),
                    )
                )
