import io
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import NoLawOn
from ..pay.pool import Member, share_out
from .ward_pay_run import RUN_READERS, first_of_month
from .ward_pay_run_keep import ESCAPES

RATE, COMPONENT, ELIGIBLE = "hanoi_extra_income_yearend", "EXTRA_YEAR", "EXTRA_MONTH"
BASES = """
SELECT slip.employee_id, line.origin_month, SUM(line.amount)::text
  FROM ward_payslip slip
  JOIN ward_pay_run run ON run.id = slip.run_id AND run.state <> 'draft'
  JOIN ward_payslip_line line ON line.payslip_id = slip.id
  JOIN ward_pay_component c ON c.id = line.component_id AND c.in_extra_income_fund
  JOIN ward_staff_type t ON t.id = slip.staff_type_id
 WHERE run.company_id = %(company)s AND line.origin_month BETWEEN %(first)s AND %(last)s
   AND (%(types)s::text[] = '{}' OR t.code = ANY(%(types)s))
 GROUP BY 1, 2
"""
PEOPLE = """
SELECT e.id, e.name, e.name_key, v.department_id, rated.level, load.load::text
  FROM hr_employee e
  JOIN hr_version v ON v.id = e.current_version_id
  LEFT JOIN LATERAL (
       SELECT sheet.level FROM ward_evaluation sheet
         JOIN ward_evaluation_period p ON p.id = sheet.period_id
        WHERE sheet.employee_id = e.id AND sheet.state = 'final'
          AND p.kind = 'year' AND p.date_from = %(first)s
        ORDER BY sheet.date_to DESC, sheet.id DESC LIMIT 1) rated ON true
  LEFT JOIN LATERAL (
       SELECT ROUND((SUM(w.hours_needed) / NULLIF(SUM(w.hours_available), 0))::numeric, 4) AS load
         FROM ward_workload w
        WHERE w.employee_id = e.id AND w.volume_based AND w.month BETWEEN %(first)s AND %(last)s) load ON true
 WHERE e.id = ANY(%(people)s)
"""
LINES = (
    "pool_id", "company_id", "employee_id", "employee_name", "name_key", "department_id", "months",
    "base", "level", "load", "points", "share", "other_share",
)  # fmt: skip
NAMES_SHOWN = 10
FREE_UNTIL_APPROVED = {"year", "policy_id", "budget", "month", "company_id", "reference"}
KEPT = {"state", "fund", "shared", "left", "remark", "computed_by_id", "approved_by_id", "line_ids"}


class WardPayPool(models.Model):
    """The year-end additional income of a ward: fund, rule, shares, decision, payment.

    The fund is each month's rate of law x the salary by rank and step of those who have a right
    to it, never more than the budget. The shares follow the ward's own rule and are computed as
    a proposal; the head of the ward approves, who is not the one who computed; then they are
    entered as amounts of the month in which they are paid.
    """

    _name = "ward.pay.pool"
    _description = "Year-end additional income"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "year desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name")
    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year, aggregator=None)
    month = fields.Date(string="Paid in", required=True, default=lambda self: self._last_month())
    policy_id = fields.Many2one(
        "ward.pay.policy", string="Rule", required=True, check_company=True, ondelete="restrict", index=True
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

    @api.constrains("year")
    def _check_year(self):
        for pool in self:
            if not 2000 <= pool.year <= 2200:
                raise ValidationError(_("%(year)s is not a year. Enter it with four digits.", year=pool.year))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_kept(vals)
            if vals.get("month"):
                vals["month"] = first_of_month(vals["month"])
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_kept(vals)
        if set(vals) & FREE_UNTIL_APPROVED:
            self._need("draft", "computed")
        if vals.get("month"):
            vals = dict(vals, month=first_of_month(vals["month"]))
        return super().write(vals)

    def _keep(self, values):
        """Write what the steps keep, past the guard of ``write``."""
        # the guard refuses these fields to everybody; the steps checked role and state before
        return super(WardPayPool, self.sudo()).write(values)

    def _refuse_kept(self, vals):
        kept = set(vals) & KEPT
        if kept:
            raise UserError(
                _(
                    "%(fields)s cannot be written. Use the buttons: compute, approve, enter.",
                    fields=", ".join(sorted(kept)),
                )
            )

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

    def action_approve(self):
        """The head of the ward approves; nobody approves what they computed."""
        self._check_role("ward_head")
        for pool in self:
            pool._need("computed")
            if pool.computed_by_id == self.env.user:
                raise UserError(_("%(pool)s was computed by you: another person approves it.", pool=pool.name))
            if not pool.reference:
                raise UserError(_("Enter the number of the decision on the shares first, then approve."))
            pool._keep({"state": "approved", "approved_by_id": self.env.uid})

    def action_enter(self):
        """Put the shares among the amounts of the month in which they are paid."""
        self._check_role("pay_officer")
        component = self.env["ward.pay.component"].search([("code", "=", COMPONENT)], limit=1)
        for pool in self:
            pool._need("approved")
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
            earlier = {"state": "computed", "approved_by_id": False}
            if pool.state == "entered":
                pool._entered().unlink()
                earlier = {"state": "approved"}
            pool._keep(earlier)

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
            if pool.state not in states:
                raise UserError(
                    _(
                        "%(pool)s is “%(state)s”: this needs “%(needed)s”. Take it back a step first.",
                        pool=pool.name,
                        state=labels[pool.state],
                        needed=", ".join(labels[state] for state in states),
                    )
                )

    # -- reckoning -------------------------------------------------------------------------

    def _compute_shares(self):
        bases, months = self._bases()
        people = self._people(bases)
        members = [
            Member(key, bases[key], row["level"] or "", row["load"] and Decimal(row["load"]))
            for key, row in people.items()
        ]
        fund = sum((member.base for member in members), Decimal(0)).to_integral_value(ROUND_FLOOR)
        if self.budget:
            fund = min(fund, Decimal(str(self.budget)))
        shares, points = self._shares(self.policy_id, fund, members)
        others, _points = self._shares(self.other_policy_id, fund, members) if self.other_policy_id else ({}, {})
        self._keep_lines(members, people, months, points, shares, others)
        shared = sum(shares.values(), Decimal(0))
        self._keep(
            {
                "state": "computed",
                "fund": fund,
                "shared": shared,
                "left": fund - shared,
                "remark": self._remark(people, months),
                "computed_by_id": self.env.uid,
            }
        )

    def _bases(self):
        """``({employee: đồng brought to the fund}, {employee: months})`` by one statement.

        A month whose rate the law does not know is refused by name.
        """
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        law = self.env["ward.law.value"]._law(self.company_id)
        components = self.env["ward.pay.component"]._components(self.company_id)
        types = next((c.staff_types for c in components if c.code == ELIGIBLE), ())
        self.env.flush_all()
        self.env.cr.execute(
            BASES, {"company": self.company_id.id, "first": first, "last": last, "types": sorted(types)}
        )
        bases, months = {}, {}
        for employee, month, amount in self.env.cr.fetchall():
            bases[employee] = bases.get(employee, Decimal(0)) + Decimal(amount) * self._rate(law, month)
            months.setdefault(employee, set()).add(month)
        if not bases:
            raise UserError(
                _(
                    "The year %(year)s has no computed pay of people who have a right to additional"
                    " income. Compute its pay runs first.",
                    year=self.year,
                )
            )
        return bases, months

    def _rate(self, law, month):
        try:
            return law.number(RATE, month)
        except NoLawOn as refusal:
            raise UserError(
                _(
                    "The fund of %(year)s cannot be reckoned: %(label)s has no value in force in"
                    " %(month)s. Enter the resolution that holds then under Law, with its source.",
                    year=self.year,
                    label=refusal.label,
                    month=month.strftime("%m/%Y"),
                )
            ) from refusal

    def _people(self, bases):
        self.env.cr.execute(
            PEOPLE,
            {"first": date(self.year, 1, 1), "last": date(self.year, 12, 31), "people": list(bases)},
        )
        return {row["id"]: row for row in sorted(self.env.cr.dictfetchall(), key=lambda row: row["id"])}

    def _shares(self, policy, fund, members):
        rule = policy._rule()
        points = {member.key: rule.points(member) for member in members}
        return share_out(fund, points, policy._caps(members)), points

    def _keep_lines(self, members, people, months, points, shares, others):
        """Replace the lines, by one ``DELETE`` and one ``COPY``."""
        self.env.cr.execute("DELETE FROM ward_pay_pool_line WHERE pool_id = %s", [self.id])
        rows = []
        for member in members:
            row = people[member.key]
            values = (
                self.id, self.company_id.id, member.key, row["name"], row["name_key"], row["department_id"],
                len(months[member.key]), member.base, row["level"], row["load"], points[member.key],
                shares[member.key], others.get(member.key),
            )  # fmt: skip
            rows.append("\t".join("\\N" if value is None else _copied(value) for value in values) + "\n")
        self.env.cr.copy_expert(  # pylint: disable=sql-injection
            f"COPY ward_pay_pool_line ({', '.join(LINES)}) FROM STDIN", io.StringIO("".join(rows))
        )
        self.env["ward.pay.pool.line"].invalidate_model()
        self.invalidate_recordset(["line_ids"])

    def _remark(self, people, months):
        """What the approver should know: months not computed, people without a rating."""
        known = set().union(*months.values())
        lacking = [f"{month:02d}" for month in range(1, 13) if date(self.year, month, 1) not in known]
        unrated = [row["name"] for row in people.values() if not row["level"]]
        below = [row["name"] for row in people.values() if row["level"] == "KHT"]
        parts = (
            (_("Months without computed pay, so not in the fund: "), lacking),
            (_("Without a final rating of the year, so without a share: "), unrated),
            (_("Rated “not completed”, so without a share: "), below),
        )
        return "\n".join(
            text + ", ".join(names[:NAMES_SHOWN]) + (" …" if len(names) > NAMES_SHOWN else "")
            for text, names in parts
            if names
        )


def _copied(value):
    return str(value).translate(ESCAPES)
