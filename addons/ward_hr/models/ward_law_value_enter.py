from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

OF_THE_CODE = ("label", "subject", "unit", "decided_by")


class WardLawValueEnter(models.Model):
    """What a ward may enter and change: a value of its own, which a second person confirms."""

    _inherit = "ward.law.value"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["origin"] = "local"
            vals["company_id"] = vals.get("company_id") or self.env.company.id
        values = super().create([self._complete(vals) for vals in vals_list])
        values._set_ends()
        self._forget_law()
        return values

    def _complete(self, vals):
        """What a known code says of itself (label, subject, unit ...) is taken from the shipped value."""
        known = self.search([("code", "=", vals.get("code")), ("origin", "=", "shipped")], limit=1)
        if not known:
            return vals
        taken = {name: known[name] for name in (*OF_THE_CODE, "value_kind")}
        return {**vals, **taken}

    def write(self, vals):
        fixed = {"origin", "company_id", "code", "until"} & vals.keys()
        if fixed and "local" in self.mapped("origin"):
            raise UserError(
                self.env._(
                    "The code and the ward of a value of law cannot be changed. Archive the value "
                    "and enter another one."
                )
            )
        if not vals.keys() <= {"active", "reviewed", "reviewed_by_id"}:
            vals = {**vals, "reviewed": False, "reviewed_by_id": False}
        done = super().write(vals)
        self._set_ends()
        self._forget_law()
        return done

    def unlink(self):
        done = super().unlink()
        self._set_ends()
        self._forget_law()
        return done

    def action_review(self):
        """A second person confirms that the value says what its source says."""
        self.check_access("write")
        for value in self:
            if value.create_uid == self.env.user:
                raise UserError(
                    self.env._(
                        "You entered “%(label)s” of %(day)s yourself. Ask a colleague to compare it "
                        "with its source and to confirm it.",
                        label=value.label,
                        day=f"{value.since:%d/%m/%Y}",
                    )
                )
        self.write(
            {
                "reviewed": fields.Date.context_today(self),
                "reviewed_by_id": self.env.uid,
            }
        )

    @api.constrains("value_kind", "value_word", "repealed")
    def _check_content(self):
        for value in self:
            if value.value_kind == "word" and not (value.value_word or value.repealed):
                raise ValidationError(
                    self.env._(
                        "“%(label)s” from %(day)s has no content. Enter it, or mark it as an end.",
                        label=value.label,
                        day=f"{value.since:%d/%m/%Y}",
                    )
                )
