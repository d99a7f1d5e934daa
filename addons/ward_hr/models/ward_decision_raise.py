import re
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import UserError

from .ward_decision_timeline import DECISION_READERS

# The words of the national form, not translated.
TITLES = {
    "raise": "Về việc nâng bậc lương thường xuyên",
    "early_raise": "Về việc nâng bậc lương trước thời hạn",
    "overgrade": "Về việc hưởng phụ cấp thâm niên vượt khung",
}
ISSUER = re.compile(r"^(UBND|Ủy ban nhân dân)\s+", re.IGNORECASE)
PLACE = re.compile(r"^(phường|xã|đặc khu)\s+", re.IGNORECASE)
SALUTATIONS = {"male": "ông", "female": "bà"}


class WardDecisionRaise(models.Model):
    """Where a decision on a raise comes from, and what its quota counts."""

    _inherit = "ward.decision"

    raise_line_id = fields.Many2one(
        "ward.raise.line",
        string="Line of a raise list",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        groups=DECISION_READERS,
    )
    early_year = fields.Integer(
        string="Year of the quota",
        copy=False,
        aggregator=None,
        help="Year of the review that decided on the raise before term. Empty: the year in which it takes effect.",
    )
    before_retirement = fields.Boolean(
        help="Raised before term on notice of retirement: not counted against the quota."
    )

    _one_a_line = models.UniqueIndex(
        "(raise_line_id) WHERE raise_line_id IS NOT NULL AND state != 'revoked'",
        "This line of the raise list has a decision already. Open that one.",
    )

    # -- the letter ----------------------------------------------------------------------------------

    def _letter(self):
        """What the paper of a raise says, in the words and figures of the form."""
        self.ensure_one()
        self.check_access("read")
        # sudo: the paper names birthday and sex, which Odoo keeps for HR; the head who signs prints it too
        return self.sudo()._letter_words()

    def _letter_words(self):
        before, after = self._before_and_after()
        ward = ISSUER.sub("", self.company_id.name)
        number, sent = self.number or "……/QĐ-UBND", self.date
        return {
            "ward": ward[:1].upper() + ward[1:],
            "place": PLACE.sub("", ward),
            "number": number,
            "place_day": f"ngày {sent:%d} tháng {sent:%m} năm {sent:%Y}" if sent else "ngày …… tháng …… năm ……",
            "title": TITLES[self.kind],
            "person": f"{SALUTATIONS.get(before.sex, 'ông (bà)')} {self.employee_id.name}",
            "birthday": f"{self.employee_id.birthday:%d/%m/%Y}" if self.employee_id.birthday else "……",
            "post": before.job_title or before.job_id.name or "……",
            "unit": before.department_id.name or "……",
            "rank": f"{before.rank_id.name}, mã số {before.rank_id.code}" if before.rank_id else "……",
            "step": f"{before.pay_step}/{before.pay_scale_id.last_step}",
            "coefficient": _comma(before.pay_coefficient),
            "new_step": f"{after[0]}/{before.pay_scale_id.last_step}",
            "new_coefficient": _comma(after[1]),
            "overgrade": f"{before.overgrade_percent:g}",
            "new_overgrade": f"{self.overgrade_percent:g}",
            "day": f"{self.effective_date:%d/%m/%Y}",
            "because": self.note if self.kind == "early_raise" else "",
            "months": self.raise_line_id.early_months,
            "signer": self.signer or "",
        }

    def _before_and_after(self):
        """The version that holds before the decision, and the step and coefficient that it gives."""
        versions = self.employee_id.version_ids.filtered("active").sorted("date_version")
        earlier = versions.filtered(lambda version: version.date_version < self.effective_date)
        before = earlier[-1:] or versions[:1]
        law = self.env["ward.law.value"]._law(self.company_id)
        row = self._steps(before.pay_scale_id, law).get(Decimal(self.pay_step or 0), {})
        return before, (self.pay_step, self.pay_coefficient or float(row["coefficient"] if row else 0))

    def _check_letters(self):
        others = self.filtered(lambda decision: decision.kind not in TITLES)
        if others:
            raise UserError(
                self.env._(
                    "“%(decision)s” is not a raise: only raises are printed as letters here. Choose raises alone.",
                    decision=others[0].display_name,
                )
            )
        return self


def _comma(figure):
    return f"{figure:.2f}".replace(".", ",")
