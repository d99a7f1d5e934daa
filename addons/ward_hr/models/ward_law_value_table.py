from collections.abc import Mapping

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import Law, columns, read_table

TOLD = 5  # faults of a table that are told at once
READING = "pay_readings"


class WardLawValueTable(models.Model):
    """A table that a ward enters (a salary scale, the tax scale, public holidays of a year): as a whole, row by row."""

    _inherit = "ward.law.value"

    table_columns = fields.Json(compute="_compute_table_columns")

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_table_columns(self):
        for value in self:
            value.table_columns = value._columns_to_enter() if value._table_key() else []

    def _table_key(self):
        """The column that names the rows of a table of this code; empty for what is no table."""
        history = Law.shipped().history(self.code)
        return history[0].key if history else ""

    def _known_tables(self):
        return [value.value for value in Law.shipped().history(self.code) if value.is_table]

    def _columns_to_enter(self):
        """What the table's widget needs of each column: name, title, kind, whether it is needed, choices in words."""
        titles = self._column_titles()
        names = self._row_words() | self._row_names()
        return [
            {
                "name": column.name,
                "title": titles.get(column.name, column.name),
                "kind": "percent" if column.name == "rate" else column.kind,
                "needed": column.needed,
                "choices": [[choice, names.get(choice, choice)] for choice in column.choices],
            }
            for column in columns(self._table_key(), self._known_tables())
            if column.kind != "name" and column.name not in ("reference_vi", "confidence")
        ]

    def _row_names(self):
        """``{key: name}`` of the rows of the known tables, in the language of the reader."""
        language = "vi" if (self.env.lang or "").startswith("vi") else "en"
        key = self._table_key()
        rows = [row for table in self._known_tables() for row in table]
        names = {row[key]: row.get(language) or row.get("vi") for row in rows if isinstance(row[key], str)}
        return {key: name for key, name in names.items() if name}

    def _read_rows(self):
        """``(rows, faults)`` of :func:`read_table`."""
        where = (self.code, self.since, self.label)
        return read_table(self.code, self._table_key(), self._known_tables(), self.value_rows or [], where)

    # -- entering ----------------------------------------------------------------------------------

    def action_enter_value(self):
        """A table starts as a copy of the one in force, of which the ward changes what its text changes."""
        action = super().action_enter_value()
        if self.value_kind == "rows":
            if self.subject == READING:
                raise UserError(
                    self.env._("A reading is how the system reckons: it is confirmed by its paper, not replaced here.")
                )
            action["context"]["default_value_rows"] = [dict(row) for row in self.value_rows or []]
        return action

    def _complete(self, vals):
        """The names of known rows come along, and what is uncertain is marked so as in the shipped law."""
        vals = super()._complete(vals)
        if vals.get("value_kind") == "rows":
            vals["value_rows"] = self.new({"code": vals.get("code")})._with_names(vals["value_rows"])
        vals["has_uncertain"] = vals.get("confidence") == "uncertain"
        return vals

    def write(self, vals):
        if vals.get("value_rows"):
            vals = {**vals, "value_rows": self[:1]._with_names(vals["value_rows"])}
        if "confidence" in vals:
            vals = {**vals, "has_uncertain": vals["confidence"] == "uncertain"}
        return super().write(vals)

    def _with_names(self, rows):
        key = self._table_key()
        known = {
            row[key]: {name: row[name] for name in ("vi", "en") if name in row}
            for table in self._known_tables()
            for row in table
            if isinstance(row[key], str)
        }
        return [
            {**{n: c for n, c in row.items() if c not in (None, "")}, **known.get(str(row.get(key)), {})}
            if isinstance(row, Mapping)
            else {}
            for row in (rows if isinstance(rows, list) else [])
        ]

    # -- what cannot be such a table ---------------------------------------------------------------

    @api.constrains("value_kind", "value_word", "value_rows", "repealed")
    def _check_content(self):
        super()._check_content()
        for value in self.filtered(lambda one: one.origin == "local" and one.value_kind == "rows"):
            if not value._table_key():
                raise ValidationError(
                    self.env._("No table is known by the code %(code)s. Enter a number or a word.", code=value.code)
                )
            faults = [] if value.repealed else value._read_rows()[1]
            if faults:
                raise ValidationError(value._fault_words(faults))

    def _fault_words(self, faults):
        lines = [self._fault_sentence(fault) for fault in faults[:TOLD]]
        more = len(faults) - TOLD
        if more > 0:
            lines.append(self.env._("… and %(count)s more.", count=more))
        return "\n".join(
            [self.env._("The table “%(label)s” is not kept, because of:", label=self.label), *lines],
        )

    def _fault_sentence(self, fault):
        _ = self.env._
        where = {
            "row": fault.row,
            "column": self._column_titles().get(fault.column, fault.column),
            "value": fault.value,
            "known": fault.known,
        }
        sentences = {
            "empty": _("It has no rows. Add its rows, or mark the value as an end."),
            "missing": _("Row %(row)s, %(column)s is empty. Enter it.", **where),
            "number": _("Row %(row)s, %(column)s: “%(value)s” is not a number of 0 or more. Enter a number.", **where),
            "day": _("Row %(row)s, %(column)s: “%(value)s” is not a day. Enter a day.", **where),
            "choice": _("Row %(row)s, %(column)s: “%(value)s” is not known here. Known are: %(known)s.", **where),
            "twice": _("Row %(row)s, %(column)s: “%(value)s” stands twice. Delete one of the rows.", **where),
            "count": _(
                "Row %(row)s, %(column)s is %(value)s, where %(known)s follows. Number the rows 1, 2, 3…", **where
            ),
            "rising": _(
                "Row %(row)s, %(column)s: %(value)s is not more than the %(known)s of the row before."
                " Put the rows in order, or mend the figure.",
                **where,
            ),
            "joined": _(
                "Row %(row)s, %(column)s is %(value)s, but the row before ends at %(known)s. Enter %(known)s.", **where
            ),
            "open_end": _("Row %(row)s, %(column)s: every row but the last has an end. Mend this row.", **where),
            "rate": _(
                "Row %(row)s, %(column)s: a rate is at most 100%%. You entered %(value)s as a share of 1.", **where
            ),
            "quick": _(
                "Row %(row)s, %(column)s is %(value)s, but the rates of the rows give %(known)s. Enter %(known)s, or"
                " mend the rates.",
                **where,
            ),
        }
        return sentences[fault.kind]

    # -- what it touches ---------------------------------------------------------------------------

    def _impact_words(self, codes, company):
        """A scale or a table of posts changes nobody by itself: people get their coefficient by a decision."""
        standing = self._standing_on(company)
        if standing is None:
            return super()._impact_words(codes, company)
        return self.env._(
            "%(count)s people of the ward stand on it today. Their coefficients stay until a decision, or a version of"
            " their file from that day on, changes them; then the new table is offered and checked.",
            count=standing,
        )

    def _standing_on(self, company):
        """How many people of the ward hold a step of this scale, or a post of this table; None for another table."""
        code = self.code or ""
        if code.startswith("salary_scale_"):
            wanted = ("pay_scale_id.code", "=", code.removeprefix("salary_scale_"))
        elif code == "leadership_allowances":
            wanted = ("leadership_post_id", "!=", False)
        else:
            return None
        # sudo: who enters law need not see pay; told is a number of people, no name and no figure
        return self.env["hr.employee"].sudo().search_count([("company_id", "=", company.id), wanted])
