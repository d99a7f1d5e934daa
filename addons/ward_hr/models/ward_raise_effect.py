import json
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..law import NoLawOn
from ..pay import MissingFact, Plan, changed_from
from .ward_pay_run import RUN_READERS

FIGURES = {
    "pay_before": "numeric",
    "pay_after": "numeric",
    "pay_difference": "numeric",
    "employer_difference": "numeric",
    "month_cost": "numeric",
    "pay_unknown": "jsonb",
}


class WardRaiseLine(models.Model):
    """What a raise does to the pay fund before it is signed: the month reckoned without it, and with it."""

    _inherit = "ward.raise.line"

    currency_id = fields.Many2one(related="company_id.currency_id")
    pay_before = fields.Monetary(string="Pay of the month without", readonly=True, groups=RUN_READERS)
    pay_after = fields.Monetary(string="Pay of the month with", readonly=True, groups=RUN_READERS)
    pay_difference = fields.Monetary(
        string="More pay in the month",
        readonly=True,
        groups=RUN_READERS,
        help="In the month in which the raise is due.",
    )
    employer_difference = fields.Monetary(string="More from the employer", readonly=True, groups=RUN_READERS)
    month_cost = fields.Monetary(
        string="Cost of a full month",
        readonly=True,
        groups=RUN_READERS,
        help="Pay and employer's share together, were the raise in force from the first day of the month.",
    )
    pay_unknown = fields.Json(readonly=True, groups=RUN_READERS)
    pay_words = fields.Char(string="Effect on pay", compute="_compute_pay_words", groups=RUN_READERS)

    @api.depends("pay_unknown", "pay_difference")
    @api.depends_context("lang")
    def _compute_pay_words(self):
        codes = {(line.pay_unknown or {}).get("code") for line in self} - {None}
        values = self.env["ward.law.value"].search([("code", "in", sorted(codes))]) if codes else ()
        labels = {value.code: value.label for value in values}
        for line in self:
            line.pay_words = line._unknown_in_words(line.pay_unknown, labels) if line.pay_unknown else ""

    def _unknown_in_words(self, unknown, labels):
        if unknown.get("code"):
            return self.env._(
                "Not known: %(label)s has no value in force on %(day)s. Enter it under Law, then compute again.",
                label=labels.get(unknown["code"], unknown["code"]),
                day=f"{fields.Date.to_date(unknown['on']):%d/%m/%Y}",
            )
        if unknown.get("absent"):
            return self.env._("Not known: the person is not on the pay of that month.")
        return self.env._("Not known: facts that pay needs are missing in the staff file.")


class WardRaiseList(models.Model):
    """What the list costs: of the lines chosen, those whose pay is known."""

    _inherit = "ward.raise.list"

    currency_id = fields.Many2one(related="company_id.currency_id")
    pay_difference = fields.Monetary(
        string="More pay in the months due", compute="_compute_effect", groups=RUN_READERS
    )
    employer_difference = fields.Monetary(
        string="More from the employer", compute="_compute_effect", groups=RUN_READERS
    )
    month_cost = fields.Monetary(
        string="Cost of a full month, all in force", compute="_compute_effect", groups=RUN_READERS
    )
    effect_words = fields.Char(string="Of which not known", compute="_compute_effect", groups=RUN_READERS)

    def _keep_effects(self, law, lines=None):
        """Reckons the effect of each line, or of ``lines``; a few statements for each month in which raises are due."""
        self.env["ward.raise.line"].flush_model()
        updates = []
        for month, rows in self._raises_by_month(lines).items():
            plan = Plan(self.env["ward.pay.component"]._components(self.company_id), law, month)
            # sudo: HR draws up the list and sees no pay; the figures can be read by those who see pay alone
            run = self.env["ward.pay.run"].sudo().new({"company_id": self.company_id.id, "month": month})
            people = {one.id: one.person for one in run._gather(plan)}
            updates += [{"id": row[0]} | _effect(plan, people.get(row[1]), *row[2:]) for row in rows]
        self._write_effects(updates)

    def _raises_by_month(self, lines):
        """``{first of the month: [(line, employee, day, coefficient, over-grade)]}`` of what is not applied yet."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.id, line.employee_id, line.day, line.coefficient_after::text, line.overgrade_after::text
                  FROM ward_raise_line line LEFT JOIN ward_decision d ON d.id = line.decision_id
                 WHERE line.list_id = %s AND line.kind != 'missing' AND (d.id IS NULL OR d.state = 'draft')
                   AND (line.kind != 'early_raise' OR line.chosen) AND (%s OR line.id = ANY(%s))
                """,
                self.id,
                lines is None,
                lines.ids if lines else [],
            )
        )
        months = {}
        for row in rows:
            months.setdefault(row[2].replace(day=1), []).append(row)
        return months

    def _write_effects(self, updates):
        names = SQL(", ").join(SQL("%s = kept.%s", SQL.identifier(name), SQL.identifier(name)) for name in FIGURES)
        typed = SQL(", ").join(SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in FIGURES.items())
        self.env.cr.execute(
            SQL(
                "UPDATE ward_raise_line SET %s FROM jsonb_to_recordset(%s) AS kept(id int, %s)"
                " WHERE ward_raise_line.id = kept.id",
                names,
                json.dumps(updates, default=str),
                typed,
            )
        )
        self.env["ward.raise.line"].invalidate_model([*FIGURES, "pay_words"])

    @api.depends("line_ids.chosen", "line_ids.pay_difference", "line_ids.pay_unknown")
    @api.depends_context("lang")
    def _compute_effect(self):
        groups = self._sums()
        for one in self:
            pay, employer, cost, chosen, known = groups.get(one.id, (0, 0, 0, 0, 0))
            one.pay_difference, one.employer_difference, one.month_cost = pay, employer, cost
            one.effect_words = one._unknown_people(chosen - known, chosen) if chosen > known else ""

    def _sums(self):
        """``{list: (pay, employer, cost of a month, chosen, known)}``."""
        self.env["ward.raise.line"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT list_id, COALESCE(SUM(pay_difference), 0)::float8, COALESCE(SUM(employer_difference), 0)::float8,
                       COALESCE(SUM(month_cost), 0)::float8, COUNT(*), COUNT(pay_difference)
                  FROM ward_raise_line WHERE list_id = ANY(%s) AND chosen GROUP BY list_id
                """,
                self.ids,
            )
        )
        return {key: tuple(figures) for key, *figures in rows}

    def _unknown_people(self, unknown, chosen):
        return self.env._(
            "The effect of %(unknown)s of %(chosen)s people is not known and not in these figures: see their lines.",
            unknown=unknown,
            chosen=chosen,
        )


def _effect(plan, person, day, coefficient, overgrade):
    """The figures of one raise in the month of ``plan``, or why they are not known."""
    if person is None:
        return {"pay_unknown": {"absent": True}}
    facts = {"pay_coefficient": Decimal(coefficient), "overgrade_percent": Decimal(overgrade or 0)}
    try:
        before = plan.compute(person)
        after = plan.compute(changed_from(person, day, **facts))
        whole = plan.compute(changed_from(person, plan.first, **facts))
    except NoLawOn as error:
        return {"pay_unknown": {"code": error.code, "on": str(error.day)}}
    except MissingFact:
        return {"pay_unknown": {"missing": True}}
    return {
        "pay_before": before.gross,
        "pay_after": after.gross,
        "pay_difference": after.gross - before.gross,
        "employer_difference": after.employer - before.employer,
        "month_cost": whole.gross + whole.employer - before.gross - before.employer,
    }
