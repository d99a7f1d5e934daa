from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import score
from .trigger import Refuse

_SEALED = """
EXISTS (SELECT FROM ward_visit visit WHERE visit.state = 'signed'
           AND visit.id IN (OLD.visit_id, NEW.visit_id))
AND (TG_OP <> 'UPDATE'
     OR (OLD.visit_id, OLD.item_id, OLD.question, OLD.section, OLD.weight, OLD.critical,
         OLD.photo_required, OLD.result, OLD.note)
        IS DISTINCT FROM
        (NEW.visit_id, NEW.item_id, NEW.question, NEW.section, NEW.weight, NEW.critical,
         NEW.photo_required, NEW.result, NEW.note))
"""


class WardVisitAnswer(models.Model):
    """The answer to one item on one visit, with the item as it was asked.

    Rows are made when the visit starts; the inspector fills ``result`` and ``note``.
    """

    _name = "ward.visit.answer"
    _description = "Answer of a visit"
    _order = "visit_id, sequence, id"
    _rec_name = "question"
    _check_company_auto = True

    visit_id = fields.Many2one("ward.visit", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(related="visit_id.company_id", store=True, precompute=True, required=True, index=True)
    item_id = fields.Many2one("ward.checklist.item", required=True, index=True, ondelete="restrict", check_company=True)
    sequence = fields.Integer()
    section = fields.Char(readonly=True)
    question = fields.Char(required=True, readonly=True)
    evidence_asked = fields.Char(string="Evidence", readonly=True)
    weight = fields.Integer(required=True, readonly=True)
    critical = fields.Boolean(readonly=True)
    photo_required = fields.Boolean(string="Photo on failure", readonly=True)
    result = fields.Selection(
        [
            (score.PASS, "Pass"),
            (score.FAIL, "Fail"),
            (score.NOT_APPLICABLE, "Not applicable"),
            (score.UNANSWERED, "Not answered"),
        ],
        required=True,
        default=score.UNANSWERED,
    )
    note = fields.Text()
    evidence_ids = fields.One2many("ward.evidence", "answer_id", string="Photos")
    finding_ids = fields.One2many("ward.finding", "answer_id", string="Findings")
    finding_count = fields.Integer(compute="_compute_finding_count")

    _item_once = models.UniqueIndex("(visit_id, item_id)", "A visit answers an item once.")
    _sealed = Refuse("INSERT OR UPDATE OR DELETE", _SEALED, "The answers of a signed visit do not change.")

    @api.depends("finding_ids")
    def _compute_finding_count(self):
        for answer in self:
            answer.finding_count = len(answer.finding_ids)

    def write(self, vals):
        self._refuse_closed()
        if set(vals) - {"result", "note"} - self._x2many_of_parts() and not self.env.su:
            raise UserError(self.env._("The items of a visit are those of its checklist: only answers change."))
        if vals.get("result", score.FAIL) != score.FAIL and self.finding_ids:
            raise UserError(
                self.env._(
                    "“%(question)s” has a finding: delete the finding before taking back the failure.",
                    question=self.finding_ids[0].answer_id.question,
                )
            )
        return super().write(vals)

    @api.model
    def _x2many_of_parts(self):
        return {"evidence_ids", "finding_ids"}

    def _refuse_closed(self):
        """Answers are given while the visit is in progress."""
        self.visit_id._refuse_signed()
        if not self.env.su and any(visit.state != "in_progress" for visit in self.visit_id):
            raise UserError(self.env._("Start the visit before answering its items."))

    def _scored(self):
        """These answers as the pure score reads them."""
        return [
            score.Answer(row.result if row.asked else score.NOT_APPLICABLE, row.weight, row.critical) for row in self
        ]

    def _content(self):
        """The sealed part of this answer."""
        return {
            "item": self.item_id.id,
            "question": self.question,
            "weight": self.weight,
            "critical": self.critical,
            "result": self.result,
            "asked": self.asked,
            "note": self.note or None,
            "evidence": [row._content() for row in self.evidence_ids.sorted("id")],
        }

    def _sheet_row(self):
        return {
            "id": self.id,
            "section": self.section or "",
            "question": self.question,
            "evidence_asked": self.evidence_asked or "",
            "weight": self.weight,
            "critical": self.critical,
            "photo_required": self.photo_required,
            "help_text": self.help_text or "",
            "law": self.law or "",
            "code": self.code or "",
            "on_code": self.on_code or "",
            "on_result": self.on_result or "",
            "result": self.result,
            "note": self.note or "",
            "photos": [{"id": row.id, "name": row.name} for row in self.evidence_ids],
            "findings": [{"id": row.id, "name": row.name, "severity": row.severity} for row in self.finding_ids],
        }
