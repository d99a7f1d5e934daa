import base64

from odoo import Command, fields, models
from odoo.exceptions import UserError

from ..rules import sheet

COLUMNS = (
    sheet.Column("code", "Số", "No."),
    sheet.Column("section", "Phần", "Section"),
    sheet.Column("question", "Nội dung kiểm tra", "Question", needed=True),
    sheet.Column("evidence_asked", "Tài liệu cần xem", "Evidence"),
    sheet.Column("weight", "Trọng số", "Weight", sheet.NUMBER),
    sheet.Column("critical", "Bắt buộc", "Critical", sheet.FLAG),
    sheet.Column("photo_required", "Cần ảnh khi không đạt", "Photo on failure", sheet.FLAG),
    sheet.Column("on_code", "Chỉ hỏi sau số", "Asked only after no."),
    sheet.Column(
        "on_result",
        "Khi trả lời",
        "When answered",
        sheet.CHOICE,
        choices={
            "đạt": "pass",
            "không đạt": "fail",
            "không áp dụng": "na",
            "pass": "pass",
            "fail": "fail",
            "not applicable": "na",
        },
    ),
    sheet.Column("help_text", "Hướng dẫn", "Help"),
    sheet.Column("law", "Căn cứ", "Rule"),
)
SHOWN_FAULTS = 10


class WardSheetMixin(models.AbstractModel):
    """Reads a list that an officer sends as XLSX, or refuses it with every fault."""

    _name = "ward.sheet.mixin"
    _description = "Reads a list from XLSX"

    def _read_sheet(self, content, columns):
        """The records of a file in base64; a file with faults is refused as a whole."""
        if not content:
            raise UserError(self.env._("Choose the file to bring in."))
        try:
            records, faults = sheet.read(base64.b64decode(content), columns)
        except sheet.NotRead as error:
            raise UserError(
                self.env._("The file cannot be read: it is no XLSX workbook, is empty, or is far too large.")
            ) from error
        if faults:
            self._refuse_sheet([self._fault_sentence(fault, columns) for fault in faults])
        if not records:
            raise UserError(self.env._("The file has no row below its header."))
        return records

    def _refuse_sheet(self, sentences):
        shown = "\n".join(sentences[:SHOWN_FAULTS])
        raise UserError(
            self.env._(
                "Nothing was brought in: the file has %(count)s faults. Correct them and send it again.\n%(faults)s",
                count=len(sentences),
                faults=shown,
            )
        )

    def _fault_sentence(self, fault, columns):
        [column] = [one for one in columns if one.key == fault.column]
        facts = {"row": fault.row, "column": column.header(self.env.lang or "en_US"), "value": fault.value}
        says = {
            "missing": self.env._("Row %(row)s: %(column)s is empty.", **facts),
            "unknown_column": self.env._("The column %(column)s is missing.", **facts),
            "not_number": self.env._("Row %(row)s: %(column)s is “%(value)s”, which is no whole number.", **facts),
            "not_day": self.env._("Row %(row)s: %(column)s is “%(value)s”, which is no day (dd/mm/yyyy).", **facts),
            "not_flag": self.env._("Row %(row)s: %(column)s is “%(value)s”; write x or nothing.", **facts),
            "not_choice": self.env._(
                "Row %(row)s: %(column)s is “%(value)s”; write one of: %(choices)s.",
                choices=", ".join(column.choices),
                **facts,
            ),
        }
        return says[fault.why]

    def _download(self, name, content):
        """An action that hands ``content`` to the user as a file."""
        # sudo: a file of one's own, for the download alone
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .create({"name": name, "raw": content, "res_model": self._name, "res_id": self[:1].id})
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{attachment.id}?download=true",
            "target": "download",
        }


class WardChecklistVersion(models.Model):
    """A version as a list in XLSX."""

    _name = "ward.checklist.version"
    _inherit = ["ward.checklist.version", "ward.sheet.mixin"]

    def action_export(self):
        """Download the items as XLSX; the same file can be brought in again."""
        self.ensure_one()
        self.check_access("read")
        return self._download(f"{self.checklist_id.code}-{self.number}.xlsx", self._sheet())

    def _sheet(self):
        items = [{column.key: item[column.key] for column in COLUMNS} for item in self.item_ids.sorted()]
        return sheet.write(COLUMNS, items, self.env.lang or "en_US")


class WardChecklistImport(models.TransientModel):
    """Brings the items of a checklist in from XLSX, as the next draft version."""

    _name = "ward.checklist.import"
    _description = "Bring a checklist in"
    _inherit = ["ward.sheet.mixin"]

    checklist_id = fields.Many2one("ward.checklist", required=True)
    file = fields.Binary(required=True)
    file_name = fields.Char()

    def action_import(self):
        """A draft with the rows of the file; nothing where a row is refused, or a draft is open already."""
        self.ensure_one()
        checklist = self.checklist_id
        checklist.check_access("write")
        if checklist.version_ids.filtered(lambda one: one.state == "draft"):
            raise UserError(
                self.env._("%(checklist)s has an open draft: publish or delete it first.", checklist=checklist.name)
            )
        records = self._read_sheet(self.file, COLUMNS)
        number = max(checklist.version_ids.mapped("number"), default=0) + 1
        version = self.env["ward.checklist.version"].create(
            {
                "checklist_id": checklist.id,
                "number": number,
                "item_ids": [Command.create(self._item_values(place, record)) for place, record in enumerate(records)],
            }
        )
        version._check_conditions()
        return version._action_form()

    def _item_values(self, place, record):
        values = {key: value for key, value in record.items() if key != "row" and value is not None}
        return {"sequence": 10 * (place + 1), "weight": 1, **values}


class WardChecklist(models.Model):
    """Opens the import."""

    _inherit = "ward.checklist"

    def action_import(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Bring items in from XLSX"),
            "res_model": "ward.checklist.import",
            "view_mode": "form",
            "target": "new",
            "context": {"default_checklist_id": self.id},
        }
