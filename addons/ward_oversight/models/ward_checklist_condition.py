from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import score
from ..rules.condition import BadCondition, Item, asked, check

RESULTS = [(score.PASS, "Pass"), (score.FAIL, "Fail"), (score.NOT_APPLICABLE, "Not applicable")]


class WardChecklistItem(models.Model):
    """When an item is asked, and what helps to answer it."""

    _inherit = "ward.checklist.item"

    code = fields.Char(string="No.", help="By which later items refer to it.")
    on_code = fields.Char(string="Asked only after no.", help="Empty: always asked.")
    on_result = fields.Selection(RESULTS, string="when answered")
    help_text = fields.Text(string="Help", help="How to look at it; shown to the inspector.")
    law = fields.Char(string="Rule", help="Text and article.")

    def _as_item(self, result=score.UNANSWERED):
        return Item(self.code or f"#{self.id}", result, self.on_code or None, self.on_result or None)


class WardChecklistVersion(models.Model):
    """Conditions of a version are checked when it is published; a preview shows it as the inspector will see it."""

    _inherit = "ward.checklist.version"

    def _check_conditions(self):
        codes = [item.code for item in self.item_ids if item.code]
        double = {code for code in codes if codes.count(code) > 1}
        if double:
            raise UserError(
                self.env._(
                    "%(version)s has two items with no. %(code)s: number them apart.",
                    version=self.display_name,
                    code=min(double),
                )
            )
        try:
            check(item._as_item() for item in self.item_ids.sorted())
        except BadCondition as error:
            raise UserError(
                self.env._(
                    "Item %(code)s of %(version)s is asked only after no. %(on)s, which does not come before it. "
                    "Choose an earlier item.",
                    code=error.code,
                    version=self.display_name,
                    on=error.on,
                )
            ) from error

    def action_preview(self):
        """The page of a visit with these items; answers are tried out and not kept."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "ward_oversight.visit_sheet",
            "name": self.display_name,
            "path": False,
            "params": {"version_id": self.id},
        }

    def get_sheet(self):
        """What the answering page shows for a preview."""
        self.ensure_one()
        self.check_access("read")
        items = self.item_ids.sorted()
        return {
            "id": 0,
            "name": self.display_name,
            "unit": self.checklist_id.name,
            "unit_id": False,
            "checklist": self.display_name,
            "version": self.number,
            "state": self.state,
            "preview": True,
            "editable": False,
            "leads": False,
            "answered": 0,
            "items": len(items),
            "failed": 0,
            "scored": False,
            "score": 0,
            "capped": False,
            "answers": [item._sheet_row() for item in items],
        }


class WardChecklistItemSheet(models.Model):
    """An item as a row of the answering page."""

    _inherit = "ward.checklist.item"

    def _sheet_row(self):
        return {
            "id": self.id,
            "result": score.UNANSWERED,
            "note": "",
            "photos": [],
            "findings": [],
            **{
                name: self[name] or ""
                for name in (
                    "section",
                    "question",
                    "evidence_asked",
                    "help_text",
                    "law",
                    "code",
                    "on_code",
                    "on_result",
                )
            },
            "weight": self.weight,
            "critical": self.critical,
            "photo_required": self.photo_required,
        }


class WardVisitAnswer(models.Model):
    """Whether the item of an answer is asked, by the answers to earlier ones."""

    _inherit = "ward.visit.answer"

    code = fields.Char(string="No.", readonly=True)
    on_code = fields.Char(readonly=True)
    on_result = fields.Selection(RESULTS, readonly=True)
    help_text = fields.Text(string="Help", readonly=True)
    law = fields.Char(string="Rule", readonly=True)
    asked = fields.Boolean(compute="_compute_asked")

    @api.depends("visit_id.answer_ids.result", "code", "on_code", "on_result")
    def _compute_asked(self):
        for visit, rows in self.grouped("visit_id").items():
            answers = visit.answer_ids.sorted() | rows
            known = dict(zip(answers.ids, asked([one._as_item() for one in answers]), strict=True))
            for row in rows:
                row.asked = known.get(row.id, True)

    def _as_item(self):
        return Item(self.code or f"#{self.id}", self.result, self.on_code or None, self.on_result or None)
