from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

ASKED_MODELS = ("hr.employee", "hr.department", "ward.establishment")


class WardCampaignQuestion(models.Model):
    """A named check of records: those in ``scope`` count, those that also meet ``failing`` do not pass.

    Both are literal domains, parsed and never executed. The questions come with the system and
    nobody changes them by a screen: a filter of one's own would let the upper tier ask about a person.
    """

    _name = "ward.campaign.question"
    _description = "Question of a campaign"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    model = fields.Selection(
        [("hr.employee", "Staff files"), ("hr.department", "Units"), ("ward.establishment", "Approved posts")],
        string="Records",
        required=True,
    )
    scope = fields.Char(required=True, default="[]")
    failing = fields.Char(required=True)
    advice = fields.Char(translate=True, help="What the ward does about it.")

    _code_unique = models.Constraint("UNIQUE(code)", "There is a question with this code already.")

    @api.constrains("model", "scope", "failing")
    def _check_domains(self):
        for question in self:
            for words in (question.scope, question.failing):
                question._parsed(words)

    def _parsed(self, words):
        try:
            domain = Domain(literal_eval(words))
            domain.validate(self.env[self.model].sudo())  # sudo: field names alone are looked at
        except (ValueError, SyntaxError, TypeError) as error:
            raise ValidationError(
                self.env._(
                    "The filter %(words)s of “%(name)s” is not a list of conditions on fields of its records "
                    "(%(why)s). Correct it.",
                    words=words,
                    name=self.name,
                    why=error,
                )
            ) from error
        return domain

    def _failing_domain(self):
        return self._parsed(self.scope) & self._parsed(self.failing)

    def _counts(self, wards):
        """``{ward id: (records, of them failing)}`` of one question, by two statements for any number of wards."""
        self.ensure_one()
        # sudo: the upper tier learns counts, never records
        records = self.env[self.model].sudo().with_context(allowed_company_ids=wards.ids)
        here = Domain("company_id", "in", wards.ids)

        def count(domain):
            return {ward.id: n for ward, n in records._read_group(here & domain, ["company_id"], ["__count"])}

        total, failing = count(self._parsed(self.scope)), count(self._failing_domain())
        return {ward: (total.get(ward, 0), failing.get(ward, 0)) for ward in wards.ids}
