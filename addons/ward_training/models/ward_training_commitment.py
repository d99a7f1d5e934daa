from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ward_hr.law import LawError
from odoo.addons.ward_hr.models.ward_of import with_ward_of

from ..rules import payback

MULTIPLE = "train_commit_multiple"
STATES = [
    ("draft", "Draft"),
    ("signed", "Serving"),
    ("claim", "Claim open"),
    ("exempt", "Nothing to pay back"),
    ("paid", "Paid back"),
]
CAUSES = [
    (payback.LEFT_DURING, "Left during the training"),
    (payback.DISMISSED_DURING, "Dismissed during the training"),
    (payback.NO_DEGREE, "Finished without the degree"),
    (payback.LEFT_AFTER, "Left before the service owed was done"),
    (payback.DISMISSED_AFTER, "Dismissed before the service owed was done"),
]
KEPT = {"state", "cause", "left_on", "months_served", "claim_amount", "exemption", "exemption_paper", "receipt"}
SAID = {"employee_id", "name", "date_from", "date_to", "months", "multiple", "months_owed", "tuition", "other_costs"}


class WardTrainingCommitment(models.Model):
    """What a person who is sent to study undertakes: to serve afterwards, or to pay the cost back.

    draft -> signed (the undertaking is signed) -> claim (opened by the decision by which the person leaves, or by
    HR) -> paid | exempt. The multiple is the law of the day on which the person was sent.
    """

    _name = "ward.training.commitment"
    _description = "Commitment to serve after training"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_to desc, id desc"
    _rec_names_search = ["name", "employee_id.name"]
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", required=True, index=True, check_company=True, ondelete="restrict"
    )
    name = fields.Char(string="Training", required=True)
    school = fields.Char()
    decision_number = fields.Char(string="Decision to send")
    decided_on = fields.Date(string="Sent on", required=True, default=fields.Date.context_today)
    date_from = fields.Date(string="Training from", required=True)
    date_to = fields.Date(string="Training to", required=True)
    months = fields.Float(
        string="Months of training", digits=(5, 1), compute="_compute_owed", store=True, readonly=False, aggregator=None
    )
    multiple = fields.Float(
        string="Times the training", digits=(5, 2), compute="_compute_owed", store=True, readonly=True, aggregator=None
    )
    months_owed = fields.Integer(
        string="Months of service owed (T1)", compute="_compute_owed", store=True, readonly=True, aggregator=None
    )
    serves_until = fields.Date(string="Serves until", compute="_compute_owed", store=True, index=True)
    law_note = fields.Char(string="Legal basis", compute="_compute_owed", store=True)
    tuition = fields.Monetary(currency_field="currency_id")
    other_costs = fields.Monetary(
        currency_field="currency_id", help="Books, travel, lodging and the like. Not salary and allowances."
    )
    cost = fields.Monetary(
        string="Cost paid by the ward (F)", compute="_compute_cost", store=True, currency_field="currency_id"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True, tracking=True
    )
    signed_on = fields.Date(copy=False)
    signed_paper = fields.Binary(attachment=True, copy=False)
    signed_paper_name = fields.Char(copy=False, export_string_translation=False)

    cause = fields.Selection(CAUSES, readonly=True, copy=False, tracking=True)
    left_on = fields.Date(string="Last day in service", readonly=True, copy=False)
    months_served = fields.Integer(string="Months served (T2)", readonly=True, copy=False, aggregator=None)
    claim_amount = fields.Monetary(
        string="To pay back (S)", readonly=True, copy=False, currency_field="currency_id", tracking=True
    )
    how = fields.Char(string="How it is reckoned", compute="_compute_how")
    exemption = fields.Char(string="Why nothing is paid back", readonly=True, copy=False)
    exemption_paper = fields.Char(string="Paper that shows it", readonly=True, copy=False)
    receipt = fields.Char(readonly=True, copy=False)

    _in_order = models.Constraint(
        "CHECK (date_to >= date_from AND COALESCE(tuition, 0) >= 0 AND COALESCE(other_costs, 0) >= 0)",
        "A training ends on its first day or later, and its costs are 0 or more. Correct these.",
    )

    @api.depends("employee_id", "name")
    def _compute_display_name(self):
        for one in self:
            # sudo: who sees a commitment sees whose it is
            one.display_name = f"{one.sudo().employee_id.name or ''} – {one.name or ''}"

    @api.depends("date_from", "date_to", "decided_on", "company_id", "months")
    def _compute_owed(self):
        for one in self:
            if not (one.date_from and one.date_to and one.decided_on and one.date_to >= one.date_from):
                one.months_owed, one.serves_until, one.law_note, one.multiple = 0, False, False, 0
                continue
            moved = (one.date_from, one.date_to) != (one._origin.date_from, one._origin.date_to)
            if moved or not one.months:
                one.months = float(payback.training_months(one.date_from, one.date_to))
            entry = one._multiple_entry()
            one.multiple = float(entry.value)
            one.law_note = entry.reference_by_language()["vi_VN"]  # kept, as the paper is, in the ward's language
            one.months_owed = payback.service_owed(Decimal(str(one.months)), entry.value)
            one.serves_until = payback.serves_until(fields.Date.add(one.date_to, days=1), one.months_owed)

    def _multiple_entry(self):
        law = self.env["ward.law.value"]
        try:
            return law._law(self.company_id).entry(MULTIPLE, self.decided_on)
        except LawError as error:
            raise law._refusal(error) from error

    @api.depends("tuition", "other_costs")
    def _compute_cost(self):
        for one in self:
            one.cost = one.tuition + one.other_costs

    @api.depends("claim_amount", "cost", "months_owed", "months_served", "cause")
    @api.depends_context("lang")
    def _compute_how(self):
        for one in self:
            if not one.cause:
                one.how = False
            elif one.cause in payback.WHOLE:
                one.how = self.env._("The whole cost")
            else:
                one.how = self.env._(
                    "%(cost)s / %(owed)s × (%(owed)s − %(served)s)",
                    cost=_dong(one.cost),
                    owed=one.months_owed,
                    served=min(one.months_served, one.months_owed),
                )

    # -- what may be written -----------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """A commitment belongs to the ward of its person, and begins as a draft."""
        for vals in vals_list:
            self._refuse_kept(KEPT & vals.keys() - ({"state"} if vals.get("state") == "draft" else set()))
        return super().create(with_ward_of(self, "employee_id", vals_list))

    def write(self, vals):
        self._refuse_kept(KEPT & vals.keys())
        if SAID & vals.keys() and any(one.state != "draft" for one in self):
            raise UserError(
                self.env._(
                    "%(names)s: the undertaking is signed, and what it says stays. Take it back to a draft first.",
                    names=", ".join(self.mapped("display_name")),
                )
            )
        return super().write(vals)

    def _keep(self, values):
        """Writes what only the steps write, past the guard of ``write``."""
        return super().write(values)

    def _refuse_kept(self, names):
        if names:
            raise UserError(self.env._("The state and the claim of a commitment are not written. Use its buttons."))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(one.state != "draft" for one in self):
            raise UserError(self.env._("A signed commitment is kept. Only a draft is deleted."))


def _dong(amount):
    return f"{amount:,.0f}".replace(",", ".")
