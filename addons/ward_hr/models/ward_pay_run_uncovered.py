from odoo import api, models

from ..pay import NOT_COVERED
from ..pay.absence import lasts_a_month
from .named import named


class WardPayRunUncovered(models.Model):
    """What the run does not reckon though something is owed: the people by name, and what to do for them."""

    _inherit = "ward.pay.run"

    def _remarks(self, law, reckoned, plan, whole):
        kept = super()._remarks(law, reckoned, plan, whole)
        absent = [(one.name, slip.absent_kinds) for one, slip in reckoned if slip.absent_kinds]
        for kind in NOT_COVERED:
            kept[kind] = [name for name, kinds in absent if kind in kinds]
        kept["under_a_month"] = [one.name for one, slip in reckoned if slip.lines and _under_a_month(one.version)]
        return kept

    @api.depends("remarks")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        super()._compute_remark_text()
        words = self._uncovered_words().items()
        for run in self:
            kept = run.remarks or {}
            said = [text % {"people": named(self.env, kept[key])} for key, text in words if kept.get(key)]
            run.remark_text = "\n".join([*said, *filter(None, [run.remark_text])])

    def _labels_of_law(self, codes):
        """Rules of the staff types are no values of law: they are named as the run kept them."""
        kept = (self.law or {}).get("law", {})
        word = "label_vi" if (self.env.lang or "").startswith("vi") else "label"
        return [kept[label][-1][word] if label in kept else label for label in super()._labels_of_law(codes)]

    def _uncovered_words(self):
        """``{key of the remarks: sentence}``, in the reader's language."""
        return {
            "sickness": self.env._(
                "NOT COVERED, sickness benefit: %(people)s. Social insurance pays it: send it their sick notes;"
                " enter nothing here."
            ),
            "maternity": self.env._(
                "NOT COVERED, maternity benefit and contributions during the leave: %(people)s. Send their papers"
                " to social insurance, and agree the contributions with it."
            ),
            "suspension": self.env._(
                "NOT COVERED, pay during suspension or detention: %(people)s. These days pay nothing here; enter"
                " the part that the decision grants as an amount of the month, and its insurance."
            ),
            "under_a_month": self.env._(
                "NOT COVERED, a contract under one month: %(people)s. Insurance was taken as from one month on:"
                " leave them out with a reason and pay them by a voucher, or extend the contract."
            ),
        }


def _under_a_month(version):
    """Whether the contract of the version begins and ends within less than a month."""
    first, last = version.contract_date_start, version.contract_date_end
    return bool(first and last) and not lasts_a_month(first, last)
