from decimal import Decimal

from odoo import Command, api, models

from ..pay import Component, ComponentError, sequence, shipped_rows
from ..pay.component import FLAGS

PLAIN = (
    "kind",
    "rule",
    "section",
    "proration",
    "on_day",
    "round_to",
    "law_code",
    "fact",
    "unit_code",
    "base_flag",
    "ceiling_code",
    "ceiling_multiple_code",
    "floor_code",
    "self_deduction_code",
    "dependant_deduction_code",
    "absence",
    "absence_limit_code",
    "by_decision",
    "required",
    "reference",
    "confidence",
)


class WardPayComponentPlan(models.Model):
    """The rows as the pure components of a run, and the national rows from their file."""

    _inherit = "ward.pay.component"

    @api.model
    def _components(self, company):
        """The pure components of a ward, shipped and local, by one statement; a contradiction is refused by name."""
        try:
            components = tuple(_component_of(row) for row in self._rows(company))
            sequence(components)
        except ComponentError as error:
            raise self._refusal(error, company) from error
        return components

    def _rows(self, company):
        self.flush_model()
        self.env.cr.execute(
            """
            SELECT c.code, c.kind, c.section, c.proration, COALESCE(c.on_day, 0) AS on_day,
                   c.round_to::integer,
                   c.law_code, c.fact, c.rule, c.figure::text,
                   c.unit_code, c.base_flag, c.ceiling_code, c.ceiling_multiple_code, c.floor_code,
                   c.self_deduction_code, c.dependant_deduction_code, c.absence,
                   c.absence_limit_code, c.by_decision OR c.placed AS by_decision,
                   c.required, c.date_from, c.date_to, c.in_public_duty_base,
                   c.in_insurance_base, c.in_bonus_fund, c.in_extra_income_fund,
                   c.taxable AND c.section = 'earning' AS taxable, c.tax_deductible, bases.codes,
                   types.codes AS staff_types
              FROM ward_pay_component c
              LEFT JOIN LATERAL (
                       SELECT array_agg(b.code ORDER BY b.code) AS codes
                         FROM ward_pay_component_base_rel r
                         JOIN ward_pay_component b ON b.id = r.base_id
                        WHERE r.component_id = c.id) bases ON true
              LEFT JOIN LATERAL (
                       SELECT array_agg(t.code ORDER BY t.code) AS codes
                         FROM ward_pay_component_ward_staff_type_rel r
                         JOIN ward_staff_type t ON t.id = r.ward_staff_type_id
                        WHERE r.ward_pay_component_id = c.id) types ON true
             WHERE c.active AND (c.company_id IS NULL OR c.company_id = %s)
             ORDER BY c.sequence, c.id
            """,
            [company.id],
        )
        return self.env.cr.dictfetchall()

    @api.model
    def _load_shipped(self):
        """Create or update the national rows from the file of the pay core."""
        types = {t.code: t.id for t in self.env["ward.staff.type"].search([])}
        rows = shipped_rows()
        ids = {}
        for number, (code, row) in enumerate(rows.items(), start=1):
            values = {name: row.get(name, False) for name in PLAIN if name in row}
            values |= {flag: flag in row.get("flags", ()) for flag in FLAGS}
            values |= {
                "code": code,
                "name": row["name"]["en"],
                "origin": "shipped",
                "company_id": False,
                "sequence": number * 10,
                "base_ids": [Command.set([ids[c] for c in row.get("base_codes", ())])],
                "staff_type_ids": [
                    Command.set([types[c] for c in row.get("staff_types", ())])
                ],
            }
            xmlid = f"ward_hr.ward_pay_component_{code.lower()}"
            data = {"xml_id": xmlid, "values": values, "noupdate": False}
            ids[code] = self._load_records([data], update=True).id


def _component_of(row):
    """A pure `Component` from a row of the table; NULL and 0 figures mean "not given"."""
    figure = row.pop("figure")
    bases, staff_types = row.pop("codes"), row.pop("staff_types")
    since, until = row.pop("date_from"), row.pop("date_to")
    return Component(
        **{name: value or ("" if value is None else value) for name, value in row.items()},
        figure=Decimal(figure) if figure and Decimal(figure) else None,
        base_codes=tuple(bases or ()),
        staff_types=frozenset(staff_types or ()),
        since=since,
        until=until,
    )
