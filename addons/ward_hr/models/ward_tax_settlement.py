from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import NoLawOn
from .ward_pay_run import RUN_READERS

ORGANISATION = "pit_finalisation_org"
KEPT = frozenset(
    {"state", "law", "revision", "computed_by_id", "computed_at", "confirmed_by_id", "confirmed_at", "line_ids"}
)


class WardTaxSettlement(models.Model):
    """The yearly settlement of income tax of a ward: each person's twelve months against the scale of the year.

    draft -> computed (as often as needed) by the pay officer -> confirmed by the head of the ward, who did not compute
    it. The figures come from paid and sealed payslips only.
    """

    _name = "ward.tax.settlement"
    _description = "Yearly settlement of income tax"
    _inherit = ["ward.kept.mixin", "ward.seen.mixin", "ward.company.mixin", "mail.thread"]
    _order = "year desc, id desc"
    _rec_name = "year"
    _check_company_auto = True
    _kept_fields = KEPT

    year = fields.Integer(required=True, default=lambda self: self._last_year(), aggregator=None)
    state = fields.Selection(
        [("draft", "Draft"), ("computed", "Computed"), ("confirmed", "Confirmed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    last_day = fields.Date(
        string="File by", compute="_compute_last_day", help="Last day of the paying organisation's finalisation."
    )
    note = fields.Text(help="Months that were paid before this system, and where their tax is accounted for.")
    missing = fields.Char(string="Months not paid here", compute="_compute_missing")
    late = fields.Char(string="Months paid after it was computed", compute="_compute_late")
    law = fields.Json(readonly=True, copy=False, groups=RUN_READERS)
    line_ids = fields.One2many("ward.tax.settlement.line", "settlement_id", string="Settled people", readonly=True)
    people = fields.Integer(compute="_compute_sums")
    tax = fields.Monetary(string="Tax of the year", compute="_compute_sums", groups=RUN_READERS)
    withheld = fields.Monetary(string="Tax withheld", compute="_compute_sums", groups=RUN_READERS)
    owed = fields.Monetary(string="Still owed", compute="_compute_sums", groups=RUN_READERS)
    refund = fields.Monetary(string="Withheld too much", compute="_compute_sums", groups=RUN_READERS)
    computed_by_id = fields.Many2one("res.users", readonly=True, copy=False, index="btree_not_null")
    computed_at = fields.Datetime(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False, index="btree_not_null")
    confirmed_at = fields.Datetime(readonly=True, copy=False)

    _one_a_year = models.UniqueIndex("(company_id, year)", "Your ward has the settlement of this year. Open that one.")

    @api.model
    def _last_year(self):
        return fields.Date.context_today(self).year - 1

    @api.depends("year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("Settlement of income tax %(year)s", year=one.year)

    @api.constrains("year")
    def _check_year(self):
        for one in self:
            if not 2000 <= one.year <= 2200:
                raise ValidationError(self.env._("%(year)s is not a year. Enter it with four digits.", year=one.year))

    @api.depends("year", "company_id")
    def _compute_last_day(self):
        for one in self:
            law = self.env["ward.law.value"]._law(one.company_id)
            try:
                month, day = str(law.entry(ORGANISATION, date(one.year, 12, 31)).value).split("-")
                one.last_day = date(one.year + 1, int(month), int(day))
            except (NoLawOn, ValueError):
                one.last_day = False

    @api.depends("year", "company_id", "state")
    def _compute_missing(self):
        for one in self:
            paid = {run.month.month for run in one._paid_runs()}
            one.missing = ", ".join(f"{month:02}/{one.year}" for month in range(1, 13) if month not in paid)

    @api.depends("year", "company_id", "computed_at", "state")
    def _compute_late(self):
        for one in self:
            paid = one._paid_runs().sorted("month") if one.computed_at else ()
            one.late = ", ".join(run.month.strftime("%m/%Y") for run in paid if run.paid_at > one.computed_at)

    @api.depends("line_ids")
    def _compute_sums(self):
        names = ("tax", "withheld", "owed", "refund")
        groups = self.env["ward.tax.settlement.line"]._read_group(
            [("settlement_id", "in", self.ids)], ["settlement_id"], ["__count", *[f"{name}:sum" for name in names]]
        )
        sums = {settlement.id: figures for settlement, *figures in groups}
        for one in self:
            one.people, *figures = sums.get(one.id, [0] * 5)
            for name, figure in zip(names, figures, strict=True):
                one[name] = figure

    def _paid_runs(self):
        first = date(self.year, 1, 1)
        return self.env["ward.pay.run"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "paid"),
                ("month", ">=", first),
                ("month", "<=", fields.Date.end_of(first, "year")),
            ]
        )

    # -- what may be written, and when -------------------------------------------------------

    def write(self, vals):
        if set(vals) & {"year", "company_id"}:
            self._need("draft")
        if "note" in vals:
            self._need("draft", "computed")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        self._need("draft", "computed")

    def _need(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for one in self:
            if one.state not in states:
                raise UserError(
                    self.env._(
                        "%(settlement)s is “%(state)s”: this needs “%(needed)s”. Have it taken back first.",
                        settlement=one.display_name,
                        state=labels[one.state],
                        needed=", ".join(labels[state] for state in states),
                    )
                )

    # -- steps ---------------------------------------------------------------------------------

    def action_compute(self):
        """Reckon every person's year anew from what is paid."""
        self._check_role("pay_officer")
        for one in self:
            one._need("draft", "computed")
            one._compute_lines()

    def action_confirm(self, revision=None):
        """The head of the ward confirms the ``revision`` that was seen; nobody confirms what they computed, nor a year
        that is not over.
        """
        self._check_role("ward_head")
        for one in self:
            one._need("computed")
            one._refuse_unseen(revision)
            if one.computed_by_id == self.env.user:
                raise UserError(
                    self.env._(
                        "%(settlement)s was computed by you: another person confirms it.", settlement=one.display_name
                    )
                )
            one._refuse_open_year()
            one._refuse_moved()
            one._refuse_other_law()
            one._keep({"state": "confirmed", "confirmed_by_id": self.env.uid, "confirmed_at": fields.Datetime.now()})

    def action_back(self):
        """Undo a confirmation."""
        self._check_role("ward_head")
        self._need("confirmed")
        self._keep({"state": "computed", "confirmed_by_id": False, "confirmed_at": False})

    def _check_role(self, *roles):
        self.env["ward.pay.run"]._check_role(*roles)
        self.check_access("read")

    def _refuse_open_year(self):
        months = {run.month.month for run in self._paid_runs()}
        if 12 not in months:
            raise UserError(
                self.env._(
                    "%(settlement)s cannot be confirmed: December %(year)s is not paid yet. Pay it, compute again, then"
                    " confirm.",
                    settlement=self.display_name,
                    year=self.year,
                )
            )
        if self.missing and not (self.note or "").strip():
            raise UserError(
                self.env._(
                    "%(settlement)s cannot be confirmed: %(months)s were not paid here, so their income and tax are not"
                    " in it. Write in the note where they are accounted for.",
                    settlement=self.display_name,
                    months=self.missing,
                )
            )

    def _refuse_moved(self):
        latest = max(self._paid_runs().mapped("paid_at"))
        if latest > self.computed_at:
            raise UserError(
                self.env._(
                    "%(settlement)s was computed before the last month was paid. Compute it again.",
                    settlement=self.display_name,
                )
            )
