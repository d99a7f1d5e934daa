from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import NoLawOn
from ..models.ward_pay_run import RUN_READERS, first_of_month
from ..pay import MissingFact, Plan
from ..pay.what_if import Cost, Placed, costs

VARIANTS = ("a", "b")
# the columns in which a change of each variant counts
COLUMNS = {"a": ("a",), "b": ("b",), "both": VARIANTS, "all": ("today", *VARIANTS)}
MONTHS = 24


class WardPayWhatIf(models.TransientModel):
    """What the pay of coming months costs as things stand, and under two variants beside it.

    Nothing of staff, law or pay is written: each month is reckoned by the same plan as a run, with the
    changes on top. What is found stays on this page only, and is swept away like any wizard.
    """

    _name = "ward.pay.what.if"
    _description = "What if pay changed"

    company_ids = fields.Many2many("res.company", string="Wards", required=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)
    month_from = fields.Date(string="From month", required=True, default=lambda self: self._next_month())
    month_to = fields.Date(string="To month", required=True, default=lambda self: self._next_month().replace(month=12))
    change_ids = fields.One2many("ward.pay.what.if.change", "what_if_id", string="Changes to try")
    effect_ids = fields.One2many("ward.pay.what.if.effect", "what_if_id", string="Effects")
    summary = fields.Html(compute="_compute_summary", sanitize=False, groups=RUN_READERS)

    @api.model
    def _next_month(self):
        return first_of_month(fields.Date.add(fields.Date.context_today(self), months=1))

    @api.depends_context("lang")
    @api.depends("month_from", "month_to")
    def _compute_display_name(self):
        for record in self:
            record.display_name = self.env._("What if")

    @api.constrains("month_from", "month_to")
    def _check_months(self):
        for record in self:
            if record.month_to < record.month_from:
                raise ValidationError(
                    self.env._(
                        "The last month (%(last)s) is before the first one (%(first)s). Enter a later last month.",
                        first=f"{record.month_from:%m/%Y}",
                        last=f"{record.month_to:%m/%Y}",
                    )
                )
            if len(record._months()) > MONTHS:
                raise ValidationError(
                    self.env._(
                        "At most %(months)s months are reckoned at once. Enter an earlier last month.", months=MONTHS
                    )
                )

    def _months(self):
        """The first days of the months asked for, in order."""
        first, last = first_of_month(self.month_from), first_of_month(self.month_to)
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        return [fields.Date.add(first, months=number) for number in range(count)]

    # -- reckoning -----------------------------------------------------------------------------------

    def action_reckon(self):
        """Reckon every month of every ward as things stand and under each variant, and stay on the page."""
        self.ensure_one()
        self.env["ward.pay.run"]._check_role("pay_officer", "ward_head")
        self.company_ids.check_access("read")  # what follows reads by the ward's key, not through its records
        rows = [
            {"company_id": company.id, "month": month, **row}
            for company in self.company_ids
            for month in self._months()
            for row in self._effects(company, month)
        ]
        self.effect_ids = [Command.clear(), *[Command.create(row) for row in rows]]

    def _effects(self, company, month):
        """The rows of one month: what each unit costs today, and under each variant that has changes."""
        run = self.env["ward.pay.run"].new({"company_id": company.id, "month": month})
        components, law = run.env["ward.pay.component"]._components(company), run._law()
        people, found = None, {}
        for name in ("today", *VARIANTS):
            changes = self.change_ids.filtered(lambda one, name=name: name in COLUMNS[one.variant])
            plan = Plan(*changes._plan_of(components, law), month)
            if people is None:
                staff = [one for one in run._gather(plan) if one.known]
                people = [Placed(one.person, one.version.department_id) for one in staff]
            found[name] = self._costs(run, plan, people, changes._acting(company))
        units = sorted({unit for costs_ in found.values() for unit in costs_}, key=lambda unit: unit or 0)
        for unit in units:
            row = {"department_id": unit}
            for name, by_unit in found.items():
                cost = by_unit.get(unit, Cost())
                row |= {f"people_{name}": cost.people, f"gross_{name}": cost.gross, f"cost_{name}": cost.total}
            yield row

    def _costs(self, run, plan, people, changes):
        try:
            return costs(plan, people, changes)
        except NoLawOn as refusal:
            raise UserError(
                self.env._(
                    "%(refusal)s\nTo try a month for which no law is known yet, add a change of kind"
                    " “Value of law” with the value that you expect, for all columns.",
                    refusal=run._law_refusal(refusal),
                )
            ) from refusal
        except MissingFact as missing:
            raise UserError(
                self.env._(
                    "%(month)s cannot be reckoned at %(ward)s: facts of people are missing. Open the pay run"
                    " of that month, which names them.",
                    month=f"{plan.first:%m/%Y}",
                    ward=run.company_id.name,
                )
            ) from missing

    # -- showing -------------------------------------------------------------------------------------

    @api.depends("effect_ids")
    @api.depends_context("lang")
    def _compute_summary(self):
        for record in self:
            record.summary = record._summary() if record.effect_ids else False

    def _summary(self):
        """The cost of each month, and of all, in a table: today, A, A - today, B, B - today."""
        sums = {}
        for effect in self.effect_ids:
            for key in (effect.month, None):
                row = sums.setdefault(key, dict.fromkeys(("today", *VARIANTS), 0))
                for name in row:
                    row[name] += effect[f"cost_{name}"]
        head = [
            self.env._("Month"),
            self.env._("As things stand"),
            self.env._("Variant A"),
            self.env._("A more or less"),
            self.env._("Variant B"),
            self.env._("B more or less"),
        ]
        body = [
            self._summary_row(key and f"{key:%m/%Y}" or self.env._("Total"), row, bold=key is None)
            for key, row in sorted(sums.items(), key=lambda item: (item[0] is None, item[0]))
        ]
        titles = Markup().join(Markup("<th class='text-end'>{}</th>").format(title) for title in head)
        return Markup(
            "<div class='table-responsive'><table class='table table-sm'><thead><tr>{}</tr></thead>"
            "<tbody>{}</tbody></table></div>"
        ).format(titles, Markup().join(body))

    def _summary_row(self, label, row, bold):
        cells = [label, self._money(row["today"])]
        for name in VARIANTS:
            cells += [self._money(row[name]), self._money(row[name] - row["today"], "+")]
        shown = Markup().join(Markup("<td class='text-end'>{}</td>").format(cell) for cell in cells)
        return Markup("<tr class='{}'>{}</tr>").format("fw-bold" if bold else "", shown)

    def _money(self, amount, sign=""):
        """Whole đồng with the separators of the language; ``sign="+"`` marks more as well as less."""
        return self._number(amount, 0, sign if amount else "")

    @api.model
    def _number(self, number, places, sign=""):
        lang = self.env["res.lang"]._lang_get(self.env.lang or "en_US")
        return lang.format(f"%{sign}.{places}f", number, grouping=True)

    def action_by_unit(self):
        """The effects as a pivot by unit and month, which can be downloaded; and as a graph."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What if: by unit and month"),
            "res_model": "ward.pay.what.if.effect",
            "views": [(False, "pivot"), (False, "graph"), (False, "list")],
            "domain": [("what_if_id", "=", self.id)],
        }
