from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ..law.value import UNKNOWN

PERCENT = ("rate", "rate of payroll list at 31/12", "of the product points")


class WardLawValueDisplay(models.Model):
    """How a value of law reads: one line in a list, a table and its history in a form."""

    _inherit = "ward.law.value"

    value_display = fields.Char(string="Value", compute="_compute_value_display")
    table_display = fields.Html(string="Content of the table", compute="_compute_table_display")
    history_ids = fields.Many2many("ward.law.value", string="Values of this code", compute="_compute_history_ids")

    @api.depends("value_number", "value_word", "value_rows", "repealed", "unit")
    @api.depends_context("lang")
    def _compute_value_display(self):
        sources = self.with_context(lang="en_US")
        for value, source in zip(self, sources, strict=True):
            value.value_display = value._written_value(source.unit)

    def _written_value(self, unit_source):
        if self.repealed:
            return self.env._("ends")
        if self.value_kind == "rows":
            rows = self.value_rows or []
            if [{"reading", "vi", "en"}] == [set(row) for row in rows]:  # a reading is its words
                return rows[0]["vi" if (self.env.lang or "").startswith("vi") else "en"]
            return self.env._("%(n)s rows", n=len(rows))
        if self.value_kind == "word":
            return f"{self.value_word} ({self.unit})"
        if unit_source in PERCENT:
            rest = self.unit if unit_source != "rate" else ""
            return f"{_number(self.env, self.value_number * 100)}% {rest}".strip()
        return f"{_number(self.env, self.value_number)} {self.unit}"

    @api.depends("code")
    def _compute_history_ids(self):
        found = self._read_group([("code", "in", self.mapped("code"))], ["code"], ["id:recordset"])
        by_code = dict(found)
        for value in self:
            history = by_code.get(value.code, self.browse())
            value.history_ids = history.sorted("since", reverse=True)

    @api.depends("value_rows", "origin")
    @api.depends_context("lang")
    def _compute_table_display(self):
        for value in self:
            # a table of the ward is drawn by its widget, where it is also changed
            value.table_display = value.origin == "shipped" and value.value_rows and value._html_table()

    def _html_table(self):
        """The rows as an HTML table, with the columns of the reader's language."""
        present = {column for row in self.value_rows for column in row}
        if {"vi", "en"} <= present:
            present.discard("en" if (self.env.lang or "").startswith("vi") else "vi")
        columns = [column for column in self._column_titles() if column in present]
        titles = self._column_titles()
        words = self._row_words()
        head = Markup().join(Markup("<th>%s</th>") % titles.get(column, column) for column in columns)
        body = Markup().join(self._html_row(row, columns, words) for row in self.value_rows)
        return Markup(
            '<div class="table-responsive"><table class="table table-sm table-striped">'
            "<thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>"
        ) % (head, body)

    def _html_row(self, row, columns, words):
        cells = Markup().join(
            Markup("<td>%s</td>") % self._cell(column, self._in_language(row, column), words) for column in columns
        )
        return Markup("<tr>%s</tr>") % cells

    def _in_language(self, row, column):
        if column == "reference" and (self.env.lang or "").startswith("vi"):
            return row.get("reference_vi") or row.get(column)
        return row.get(column)

    def _cell(self, column, content, words):
        if content is None:
            return ""
        if content == UNKNOWN:
            return Markup('<span class="badge text-bg-warning">%s</span>') % self.env._("not known: enter by decision")
        if column == "confidence":
            words = dict(self._fields[column]._description_selection(self.env))
            style = "text-bg-warning" if content == "uncertain" else "text-bg-light"
            return Markup('<span class="badge %s">%s</span>') % (style, words[content])
        if column == "day":
            return format_date(self.env, content)
        if column == "rate":
            return f"{_number(self.env, float(content) * 100)}%"
        if column == "coefficient":
            return formatLang(self.env, float(content), digits=2)
        if column in ("vi", "en", "post", "reference"):
            return content
        try:
            return _number(self.env, float(content))
        except ValueError:
            return words.get(content, content)

    def _column_titles(self):
        _ = self.env._
        return {
            "day": _("Day"),
            "step": _("Step"),
            "bracket": _("Bracket"),
            "post": _("Code"),
            "vi": _("Name"),
            "en": _("Name"),
            "coefficient": _("Coefficient"),
            "above": _("Over"),
            "upto": _("Up to"),
            "rate": _("Rate"),
            "quick": _("Subtract"),
            "hn_hcm": _("Hà Nội, HCMC"),
            "other": _("Elsewhere"),
            "months": _("Months"),
            "next": _("Then"),
            "kind": _("Kind"),
            "code": _("Code"),
            "from": _("From"),
            "staff_type": _("Staff type"),
            "decides": _("Decided by"),
            "leaders_only": _("Leaders only (1: yes)"),
            "field": _("Field"),
            "tier": _("Tier"),
            "days": _("Days"),
            "years": _("Years"),
            "form": _("Form of discipline"),
            "free_months": _("Months that still count"),
            "confidence": _("Confidence"),
            "reference": _("Legal basis"),
            **{kind.code: kind.name for kind in self.env["ward.staff.type"].search([])},
        }

    def _row_words(self):
        _ = self.env._
        return {
            "holiday": _("Holiday"),
            "swapped_off": _("Day off, worked on another day"),
            "makeup_workday": _("Working day instead"),
            "next_step": _("next step"),
            "overgrade": _("over-grade"),
            "ward": _("the head of the ward"),
            "outside": _("a body outside the ward"),
            **{kind.code: kind.name for kind in self.env["ward.staff.type"].search([])},
        }

    def action_enter_value(self):
        """Opens a new value of the ward for the same code."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "name": self.env._("New value of %(label)s", label=self.label),
            "context": {
                "default_code": self.code,
                "default_label": self.label,
                "default_subject": self.subject,
                "default_unit": self.unit,
                "default_decided_by": self.decided_by,
                "default_value_kind": self.value_kind,
            },
        }


def _number(env, number):
    """A number without needless decimals: 2.530.000, 0,5, 10,5."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    decimals = len(text.partition(".")[2])
    return formatLang(env, number, digits=decimals)
