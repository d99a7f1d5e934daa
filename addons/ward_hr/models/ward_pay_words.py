"""Puts the reasons of a payslip line (`pay.explain.Why`) into the reader's language."""

from decimal import Decimal

from odoo.tools import get_lang
from odoo.tools.misc import formatLang

PERCENT = Decimal(100)
DIGITS = 4  # after the comma, of a figure that is shown


class PayWords:
    """Words for one environment; ``env`` decides the language."""

    def __init__(self, env):
        self.env = env
        self.vietnamese = get_lang(env).code.startswith("vi")
        # labels of facts are no secret, the fields themselves are guarded
        self.facts = env["hr.version"].sudo().fields_get(attributes=["string"])
        self.confidences = dict(
            env["ward.pay.component"]
            .fields_get(["confidence"], ["selection"])["confidence"]
            .get("selection", ())
        )

    def number(self, value):
        """A figure with the separators of the language, without idle zeros after the comma."""
        value = Decimal(round(Decimal(value), DIGITS)).normalize()
        digits = max(0, -value.as_tuple().exponent)
        return formatLang(self.env, float(value), digits=digits)

    def coefficient(self, value):
        """A coefficient or factor with two digits at least."""
        value = Decimal(value).normalize()
        digits = max(2, -value.as_tuple().exponent)
        return formatLang(self.env, float(value), digits=digits)

    def percent(self, rate):
        return f"{self.number(Decimal(rate) * PERCENT)}%"

    def label(self, use):
        """The name of a value of law."""
        return use.label_vi if self.vietnamese and use.label_vi else use.label

    def reference(self, words):
        """The legal basis of a value or of a component."""
        return words.reference_vi if self.vietnamese and words.reference_vi else words.reference

    def formula(self, reasons, names):
        """One line of words and numbers, e.g. ``3.00 × Base salary 2,530,000``."""
        return "; ".join(self.step(reasons, names, step) for step in reasons.steps)

    def step(self, reasons, names, step):
        words = getattr(self, f"_{reasons.kind}")(reasons, names, step)
        if reasons.proration == "working_days":
            return self.env._(
                "days %(first)s to %(last)s: %(formula)s × %(present)s/%(month)s working days",
                first=step.first,
                last=step.last,
                formula=words,
                present=self.number(step.present),
                month=reasons.month_days,
            )
        if step.absent:
            words = self.env._(
                "%(formula)s × %(present)s/%(working)s working days",
                formula=words,
                present=self.number(step.present),
                working=step.working,
            )
        if reasons.split:
            return self.env._(
                "days %(first)s to %(last)s: %(formula)s × %(days)s/%(month)s days",
                first=step.first,
                last=step.last,
                formula=words,
                days=step.days,
                month=reasons.month_days,
            )
        return words

    def _coefficient(self, reasons, _names, step):
        unit = reasons.law[-1] if reasons.law else None
        return self.env._(
            "%(coefficient)s × %(unit)s %(rate)s",
            coefficient=self.coefficient(step.quantity),
            unit=unit and self.label(unit) or "",
            rate=self.number(step.rate),
        )

    def _percentage(self, reasons, names, step):
        return f"{self.percent(step.rate)} × {self._base(reasons, names, step)}"

    def _capped(self, reasons, names, step):
        return f"{self.percent(step.rate)} × {self._base(reasons, names, step)}"

    def _base(self, reasons, names, step):
        total = sum(amount for _code, amount in reasons.bases)
        if len(reasons.bases) > 1 and total == step.quantity:
            parts = " + ".join(
                f"{names[code]} {self.number(amount)}" for code, amount in reasons.bases
            )
            return f"({parts})"
        if len(reasons.bases) == 1 and total == step.quantity:
            return f"{names[reasons.bases[0][0]]} {self.number(step.quantity)}"
        return self.number(step.quantity)

    def _fixed(self, _reasons, _names, step):
        return self.env._("%(amount)s a month", amount=self.number(step.rate))

    def _back(self, _reasons, _names, step):
        return self.env._(
            "due %(due)s − paid %(paid)s", due=self.number(step.quantity), paid=self.number(step.rate)
        )

    def _input(self, _reasons, _names, step):
        return self.env._("entered: %(amount)s", amount=self.number(step.rate))

    def _pool(self, _reasons, _names, step):
        return self.env._("share of the pool: %(amount)s", amount=self.number(step.rate))

    def _scale(self, reasons, _names, step):
        if not reasons.brackets:
            return self.env._("no taxable income is left after deductions")
        return " + ".join(
            f"{self.percent(rate)} × {self.number(part)}"
            for part, rate, _tax in reasons.brackets
        )

    def inputs(self, reasons):
        """Rows of (label, figure in words) behind the formula."""
        labels = {
            "base": self.env._("Reckoned on"),
            "ceiling": self.env._("At most (ceiling)"),
            "floor": self.env._("Nothing below"),
            "income": self.env._("Taxable pay of the month"),
            "deductible": self.env._("Less insurance"),
            "self_deduction": self.env._("Less deduction for oneself"),
            "dependant_deduction": self.env._("Deduction per dependant"),
            "dependants": self.env._("Dependants"),
            "due_now": self.env._("Due for the month, by what is known now"),
            "paid_before": self.env._("Less what was paid for it"),
        }
        rows = []
        if reasons.kind == "coefficient" and reasons.fact:
            rows = [
                (self.facts[reasons.fact]["string"], self.coefficient(step.quantity))
                for step in reasons.steps
            ]
        rows += [(labels[name], self.number(value)) for name, value in reasons.inputs]
        if reasons.kind == "scale":
            rows.append(
                (
                    self.env._("Income on which tax is reckoned"),
                    self.number(reasons.steps[-1].quantity),
                )
            )
        return rows

    def law(self, reasons):
        """Rows of what law said: label, value, since, reference, confidence."""
        return [
            {
                "label": self.label(use),
                "value": self._law_value(use),
                "since": use.since.strftime("%d/%m/%Y"),
                "reference": self.reference(use),
                "confidence": self.confidences.get(use.confidence, use.confidence),
                "uncertain": use.confidence in ("uncertain", "proposed"),
                "local": use.origin == "local",
            }
            for use in reasons.law
        ]

    def _law_value(self, use):
        if use.value is None:
            return self.env._("scale")
        value = Decimal(use.value)
        return self.percent(value) if use.unit == "rate" else self.number(value)

    def page(self, reasons, names, line, sources):
        """The values of the dialog's template. ``sources``: see `ward.payslip.line._sources`."""
        return {
            "steps": [self.step(reasons, names, step) for step in reasons.steps],
            "split": reasons.split,
            "by_working_days": reasons.proration == "working_days",
            "inputs": self.inputs(reasons),
            "bases": [(names[code], self.number(amount)) for code, amount in reasons.bases],
            "brackets": [
                (self.percent(rate), self.number(part), self.number(tax))
                for part, rate, tax in reasons.brackets
            ],
            "law": [row | {"url": url} for row, url in zip(self.law(reasons), sources["law"], strict=True)],
            "document": sources["document"],
            "decision": sources["decision"],
            "reference": self.reference(reasons),
            "confidence": self.confidences.get(reasons.confidence, reasons.confidence),
            "exact": self.number(reasons.exact),
            "rounded": reasons.exact % reasons.round_to != 0,
            "amount": self.number(Decimal(str(line.amount))),
            "origin": line.origin_month.strftime("%m/%Y"),
        }
