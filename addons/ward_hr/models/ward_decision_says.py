from decimal import Decimal

from odoo import models
from odoo.exceptions import ValidationError
from odoo.tools import float_compare, format_date

from ..law import LawError
from ..staff.history import DAY
from .ward_leadership_post import CODE as LEADERSHIP
from .ward_pay_scale import PREFIX

# What one decision speaks of as a whole, and the fields of the version that hold it.
SUBJECTS = {
    "rank": ("rank_id", "pay_scale_id", "pay_step", "pay_coefficient", "overgrade_percent"),
    "leadership": ("leadership_post_id", "leadership_coefficient"),
    "reserved": ("reserved_coefficient",),
    "staff_type": ("staff_type_id",),
    "unit": ("department_id",),
    "position": ("job_id", "job_title", "is_custom_job_title"),
    "place": ("working_unit_id",),
    "departure": ("departure_date", "departure_reason_id"),
}
RAISES = ("raise", "early_raise")


class WardDecisionSays(models.Model):
    """What a decision says of the file, ``{subject: {field: value}}``, and when it cannot be said."""

    _inherit = "ward.decision"

    def _says(self, before, law):
        """The values that the decision puts in the place of those of ``before``, checked by the law of its day."""
        self.ensure_one()
        self._check_paper()
        self._check_in_service(before)
        return getattr(self, f"_says_{self.kind}")(before, law)

    def _says_appointment(self, before, law):
        says = {} if not (self.rank_id or self.pay_scale_id or self.pay_coefficient) else self._new_rank(law)
        for subject, name in (("staff_type", "staff_type_id"), ("unit", "department_id"), ("place", "working_unit_id")):
            if self[name]:
                says[subject] = {name: self[name].id}
        if self.job_id:
            says["position"] = {"job_id": self.job_id.id}
        if self.leadership_post_id:
            says |= self._says_leadership(before, law)
        if self.reserved_coefficient:
            says["reserved"] = {"reserved_coefficient": self.reserved_coefficient}
        return says or self._refuse_empty()

    def _says_rank_step(self, before, law):
        if not (self.rank_id or self.pay_scale_id or self.pay_step or self.pay_coefficient):
            self._refuse_empty()
        says = self._new_rank(law, before)
        scale = self._scale() or before.pay_scale_id
        if scale and scale == before.pay_scale_id and self.pay_step > before.pay_step + 1:
            self._refuse_skip(before, law)
        if self.reserved_coefficient:
            says["reserved"] = {"reserved_coefficient": self.reserved_coefficient}
        return says

    def _says_raise(self, before, law):
        if not before.pay_scale_id:
            return self._raise_without_scale(before)
        if self._scale() not in (self.env["ward.pay.scale"], before.pay_scale_id):
            raise ValidationError(
                self.env._(
                    "%(name)s: a raise stays on scale %(old)s, and this decision names scale %(new)s. "
                    "Enter it as a decision on rank and step.",
                    old=before.pay_scale_id.code,
                    new=self._scale().code,
                    **self._named(),
                )
            )
        if self.pay_step != before.pay_step + 1:
            self._refuse_skip(before, law)
        return self._new_rank(law, before)

    _says_early_raise = _says_raise

    def _raise_without_scale(self, before):
        if float_compare(self.pay_coefficient, before.pay_coefficient, precision_digits=3) <= 0:
            raise ValidationError(
                self.env._(
                    "%(name)s is not on a scale, and coefficient %(new)s is no raise from %(old)s. "
                    "Enter the higher coefficient that the decision names.",
                    new=f"{self.pay_coefficient:.2f}",
                    old=f"{before.pay_coefficient:.2f}",
                    **self._named(),
                )
            )
        return {"rank": {"pay_coefficient": self.pay_coefficient}}

    def _says_overgrade(self, before, law):
        steps = self._steps(before.pay_scale_id, law)
        if not before.pay_scale_id or before.pay_step < len(steps):
            raise ValidationError(
                self.env._(
                    "%(name)s: over-grade seniority is only granted at the last step, and step %(step)s is "
                    "followed by others: %(scale)s. Enter a raise instead.",
                    step=before.pay_step,
                    scale=self._scale_in_words(steps),
                    **self._named(),
                )
            )
        due = self._next_overgrade(before, law)
        if float_compare(self.overgrade_percent, due, precision_digits=2):
            raise ValidationError(
                self.env._(
                    "%(name)s: after %(old)s%% the over-grade percentage is %(due)s%%, and this decision says "
                    "%(new)s%%. Correct the percentage.",
                    old=f"{before.overgrade_percent:g}",
                    due=f"{due:g}",
                    new=f"{self.overgrade_percent:g}",
                    **self._named(),
                )
            )
        return {"rank": {"overgrade_percent": self.overgrade_percent}}

    def _next_overgrade(self, before, law):
        """Percent due after what is held: the first rate, then one yearly rate more (Decree 204/2004 art. 6)."""
        code = "overgrade_yearly_rate" if before.overgrade_percent else "overgrade_first_rate"
        return before.overgrade_percent + float(law.number(code, self.effective_date) * Decimal(100))

    def _says_leadership(self, before, law):
        if not self.leadership_post_id:
            return self._end_of_post(before)
        values = {"leadership_post_id": self.leadership_post_id.id}
        if self.leadership_coefficient:
            values["leadership_coefficient"] = self.leadership_coefficient
        elif self._coefficient_by_law(law) is None:
            raise ValidationError(
                self.env._(
                    "%(name)s: no text that gives the coefficient of “%(post)s” on %(day)s was seen. Enter the "
                    "coefficient from the decision.",
                    post=self.leadership_post_id.name,
                    **self._named(),
                )
            )
        return {"leadership": values}

    def _coefficient_by_law(self, law):
        try:
            row = law.keyed(LEADERSHIP, self.effective_date)[self.leadership_post_id.code]
            return row[self.company_id.ward_zone]
        except (LawError, KeyError):
            return None

    def _end_of_post(self, before):
        if not before.leadership_post_id:
            raise ValidationError(
                self.env._(
                    "%(name)s holds no leadership post on %(day)s that could end. Choose the post, or another day.",
                    **self._named(),
                )
            )
        return {"leadership": {"leadership_post_id": False, "leadership_coefficient": 0}}

    def _says_secondment(self, before, law):
        if not self._place():
            self._refuse_empty()
        return {"place": {"working_unit_id": self._place().id}} if self.share == 100 else {}

    def _place(self):
        return self.working_unit_id or self.department_id

    def _says_discipline(self, before, law):
        if not self.discipline_form:
            self._refuse_empty()
        if self.discipline_form == "removal":
            return self._end_of_post(before)
        return self._says_leaving(before, law) if self.discipline_form == "dismissal" else {}

    def _says_leaving(self, before, law):
        """The last day in service is the day before the decision takes effect."""
        reason = self.departure_reason_id or self.env["hr.departure.reason"].search([], limit=1)
        return {"departure": {"departure_date": self.effective_date - DAY, "departure_reason_id": reason.id}}

    def _leaves(self):
        return self.kind == "leaving" or self.discipline_form == "dismissal"

    # -- rank and step by the law of the day ---------------------------------------------------------

    def _scale(self):
        return self.pay_scale_id or self.rank_id.scale_id

    def _new_rank(self, law, before=None):
        """The fields of rank and step; a coefficient that is given must be that of the step."""
        scale = self._scale() or (before and before.pay_scale_id)
        rank = self.rank_id or (before and scale == before.pay_scale_id and before.rank_id)
        values = {"rank_id": rank.id if rank else False, "overgrade_percent": 0}
        if not scale:
            return {"rank": values | {"pay_scale_id": False, "pay_step": 0, "pay_coefficient": self.pay_coefficient}}
        step = self.pay_step or (before.pay_step if before else 0)
        steps = self._steps(scale, law)
        row = steps.get(Decimal(step))
        given = self.pay_coefficient
        if not row or (given and float_compare(given, float(row["coefficient"]), precision_digits=3)):
            self._refuse_not_in_scale(scale, step, steps)
        return {"rank": values | {"pay_scale_id": scale.id, "pay_step": step}}

    def _steps(self, scale, law):
        """The rows of a scale on the effective day by step; ``{}`` where the law knows none."""
        try:
            return law.keyed(PREFIX + scale.code, self.effective_date) if scale else {}
        except LawError:
            return {}

    def _scale_in_words(self, steps):
        return ", ".join(f"{step}: {row['coefficient']:.2f}" for step, row in steps.items())

    def _refuse_not_in_scale(self, scale, step, steps):
        raise ValidationError(
            self.env._(
                "%(name)s: step %(step)s with coefficient %(coefficient)s is not in scale %(code)s of %(day)s, "
                "which is %(scale)s. Correct the step or the coefficient.",
                step=step,
                coefficient=f"{self.pay_coefficient:.2f}",
                code=scale.code,
                scale=self._scale_in_words(steps) or self.env._("not known on that day"),
                **self._named(),
            )
        )

    def _refuse_skip(self, before, law):
        raise ValidationError(
            self.env._(
                "%(name)s is at step %(old)s on %(day)s, and a raise goes exactly one step up: step %(new)s is "
                "not the next. Scale %(code)s is %(scale)s. Correct the step; at the last step, enter over-grade "
                "seniority.",
                old=before.pay_step,
                new=self.pay_step,
                code=before.pay_scale_id.code,
                scale=self._scale_in_words(self._steps(before.pay_scale_id, law)),
                **self._named(),
            )
        )

    # -- what every decision needs -------------------------------------------------------------------

    def _check_paper(self):
        if not (self.number and self.date):
            raise ValidationError(
                self.env._(
                    "The decision about %(name)s in force from %(day)s has no number or no day of signing. Enter "
                    "both from the signed paper, then apply it.",
                    **self._named(),
                )
            )

    def _check_in_service(self, before):
        left = before.departure_date
        if left and left < self.effective_date and self.kind != "appointment":
            raise ValidationError(
                self.env._(
                    "%(name)s left on %(left)s, before this decision takes effect on %(day)s. Correct the day, or "
                    "revoke the leaving first.",
                    left=format_date(self.env, left),
                    **self._named(),
                )
            )

    def _refuse_empty(self):
        raise ValidationError(
            self.env._(
                "The decision about %(name)s in force from %(day)s says nothing that its kind is about. Enter the "
                "new values from the paper.",
                **self._named(),
            )
        )

    def _named(self):
        return {"name": self.employee_id.name, "day": format_date(self.env, self.effective_date)}
