from odoo import api, fields, models

from .hr_version_raise import NOT_COUNTED
from .ward_decision import DISCIPLINES


class WardRaiseLineSentences(models.Model):
    """Why a line says what it says, in words of the reader's language."""

    _inherit = "ward.raise.line"

    reason = fields.Text(string="Why", compute="_compute_reason")

    @api.depends("facts", "decision_id")
    @api.depends_context("lang")
    def _compute_reason(self):
        labels = self._labels_of_law()
        for line in self:
            facts = line.facts or {}
            if line.kind == "missing":
                line.reason = line._missing_in_words(facts, labels)
            else:
                line.reason = "\n".join(line._in_words(facts, labels))

    def _labels_of_law(self):
        """``{code: label}`` of the values that the lines name, by one search."""
        codes = set()
        for line in self:
            facts = line.facts or {}
            codes |= {*facts.get("uncertain", ()), facts.get("code")}
        codes -= {None, ""}
        values = self.env["ward.law.value"].search([("code", "in", sorted(codes))]) if codes else ()
        return {value.code: value.label for value in values}

    def _in_words(self, facts, labels):
        yield self._counted_in_words()
        for reason in facts.get("reasons", ()):
            yield self._reason_in_words(reason)
        for bar in facts.get("against", ()):
            yield self._bar_in_words(bar)
        if self.kind == "early_raise" and self.early_cause == "retirement":
            yield self.env._(
                "Reaches the age of retirement: last day in service %(day)s.", day=_written(self.retires_on)
            )
        if "draft" in facts:
            yield self.env._(
                "Another raise of this person waits as a draft: %(number)s. Apply or delete it first.",
                number=facts["draft"] or self.env._("without a number"),
            )
        if self.assumed:
            yield self.env._(
                "The file begins with this step. If it is held for longer, enter in the file from when the "
                "raise counts."
            )
        if facts.get("uncertain"):
            names = "; ".join(labels.get(code, code) for code in facts["uncertain"])
            yield self.env._("Values of law that are not certain: %(names)s.", names=names)

    def _counted_in_words(self):
        return self.env._(
            "%(months)s months at step %(step)s, counted from %(since)s: %(day)s.",
            months=self.months,
            step=self.step_before,
            since=_written(self.counted_from),
            day=_written(self.undelayed_day),
        )

    def _reason_in_words(self, reason):
        months, first = reason["months"], _written(fields.Date.to_date(reason["first"]))
        if reason["kind"] == "discipline":
            return self.env._(
                "+ %(months)s months: %(form)s of %(day)s (%(number)s).",
                months=months,
                form=self._label(DISCIPLINES, self.env["ward.decision"], "discipline_form", reason["form"]),
                day=first,
                number=reason["source"] or "–",
            )
        if reason["kind"] == "not_completed":
            return self.env._(
                "+ %(months)s months: rated “not completed” for %(year)s.", months=months, year=reason["first"][:4]
            )
        kinds = ", ".join(
            self._label(NOT_COUNTED, self.env["hr.leave.type"], "raise_absence", kind)
            for kind in reason["form"].split(",")
        )
        return self.env._(
            "+ %(months)s months not counted: %(kinds)s, %(first)s – %(last)s.",
            months=months,
            kinds=kinds,
            first=first,
            last=_written(fields.Date.to_date(reason["last"])),
        )

    def _bar_in_words(self, bar):
        if bar == "twice":
            return self.env._("Not before term: the last raise came before term already.")
        return self.env._("Not before term: the record of this step is not clean, see the months above.")

    def _missing_in_words(self, facts, labels):
        what = facts.get("what", "")
        match facts.get("missing"):
            case "staff_type":
                return self.env._("The staff type is not entered. Choose it in the file.")
            case "scale":
                return self.env._(
                    "No scale is entered, so the time at the step cannot be reckoned. Enter rank, scale and step; "
                    "a coefficient kept by a special decision is raised by such a decision."
                )
            case "step":
                return self.env._("The step is not entered. Enter the step that the decision names.")
            case "no_such_step":
                return self.env._("Step %(step)s is not one of the scale. Correct the step in the file.", step=what)
            case "no_delay_known":
                return self.env._(
                    "How long “%(form)s” delays the raise of this staff type is not known. Ask, and enter it "
                    "under Law.",
                    form=self._label(DISCIPLINES, self.env["ward.decision"], "discipline_form", what),
                )
            case "no_rule_known":
                return self.env._(
                    "Whether “%(kind)s” counts for the raise is not known. Ask, and enter it under Law.",
                    kind=self._label(NOT_COUNTED, self.env["hr.leave.type"], "raise_absence", what),
                )
            case "law":
                return self.env._(
                    "%(label)s is not known on %(day)s. Correct the day from which the raise counts, or enter the "
                    "value with its source under Law.",
                    label=labels.get(facts["code"], facts["code"]),
                    day=_written(fields.Date.to_date(facts["on"])),
                )
        return self.env._(
            "The file begins on %(day)s with step %(step)s and does not say since when it is held. Enter “Raise "
            "counted from” as the decision on this step says; without it the raise would be due on %(due)s.",
            day=_written(self.counted_from),
            step=self.step_before,
            due=_written(self.regular_day),
        )

    def _label(self, known, model, name, value):
        labels = dict(model._fields[name]._description_selection(self.env)) if value in dict(known) else {}
        return labels.get(value, value)


def _written(day):
    return f"{day:%d/%m/%Y}" if day else "–"
