from odoo import api, fields, models

from .trigger import Refuse

_CHANGES_PUBLISHED = """
(TG_OP = 'DELETE' OR (OLD.version_id, OLD.section, OLD.question, OLD.weight, OLD.critical,
                      OLD.photo_required, OLD.code, OLD.on_code, OLD.on_result)
                  IS DISTINCT FROM
                     (NEW.version_id, NEW.section, NEW.question, NEW.weight, NEW.critical,
                      NEW.photo_required, NEW.code, NEW.on_code, NEW.on_result))
AND EXISTS (SELECT FROM ward_checklist_version version
             WHERE version.id = OLD.version_id AND version.state = 'published')
"""


class WardChecklistItem(models.Model):
    """A question of a checklist version: what is asked, what proves it, what it weighs."""

    _name = "ward.checklist.item"
    _description = "Checklist item"
    _order = "version_id, sequence, id"
    _rec_name = "question"
    _check_company_auto = True

    version_id = fields.Many2one(
        "ward.checklist.version", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(related="version_id.company_id", store=True, precompute=True, index=True)
    sequence = fields.Integer(default=10)
    section = fields.Char()
    question = fields.Char(required=True)
    evidence_asked = fields.Char(string="Evidence", help="What the inspector asks to see.")
    weight = fields.Integer(required=True, default=1)
    critical = fields.Boolean(help="A failure caps the score of the whole visit.")
    photo_required = fields.Boolean(string="Photo on failure", help="A failed item cannot be signed without a photo.")

    _weight_positive = models.Constraint("CHECK (weight > 0)", "The weight of an item is at least 1.")
    _published_is_fixed = Refuse(
        "UPDATE OR DELETE",
        _CHANGES_PUBLISHED,
        "An item of a published checklist does not change: make the next version.",
    )

    @api.model
    def _copied_fields(self):
        return (
            "sequence",
            "section",
            "question",
            "evidence_asked",
            "weight",
            "critical",
            "photo_required",
            "code",
            "on_code",
            "on_result",
            "help_text",
            "law",
        )

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items.version_id._refuse_published()
        return items

    def write(self, vals):
        self.version_id._refuse_published()
        result = super().write(vals)
        self.version_id._refuse_published()
        return result

    def unlink(self):
        self.version_id._refuse_published()
        return super().unlink()

    def _answer_values(self, visit):
        """Values of the unanswered answer to this item on ``visit``."""
        return {
            "visit_id": visit.id,
            "item_id": self.id,
            **{name: self[name] for name in self._copied_fields()},
        }
