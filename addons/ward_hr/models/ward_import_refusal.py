from collections.abc import Iterable, Iterator
from dataclasses import replace
from tempfile import TemporaryFile

from odoo import Command, fields, models

from ..importing import writing
from ..importing.tables import CSV
from .ward_import_store import REFUSED, pieces_of

SHOWN_FAULTS = 200


class WardImportFaultMixin(models.AbstractModel):
    """One reason why a row of a file was refused."""

    _name = "ward.import.fault.mixin"
    _description = "Refusal of a row"
    _inherit = ["ward.company.mixin"]
    _order = "import_id, row, id"
    _rec_name = "reason"

    row = fields.Integer(string="Row no.", readonly=True)
    column = fields.Char(readonly=True)
    value = fields.Char(readonly=True)
    reason = fields.Char(readonly=True)
    remedy = fields.Char(readonly=True)


class WardImportRefusal(models.AbstractModel):
    """The refused rows of a file: the first as records to look at, all of them in a file to correct."""

    _name = "ward.import.refusal"
    _description = "Refused rows of an import"

    refused_count = fields.Integer(string="Refused", readonly=True)
    # Never shown in a view: it would be read whole to tell its size.
    refused_file = fields.Binary(compute="_compute_refused_file")
    refused_file_name = fields.Char(readonly=True)

    def _compute_refused_file(self):
        for record in self:
            record.refused_file = record._content_of(REFUSED)

    def action_refused_file(self):
        """Download the refused rows, each with what is wrong and what to do."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/ward/import/{self._name}/{self.id}/refused",
            "target": "download",
        }

    def _keep_refused(self, table, header, refused: Iterable[tuple]) -> dict:
        """Keep ``refused`` rows, (number, cells, faults) in order and taken one by one; what to write of them."""
        shown = []
        kind, separator = table.kind, table.separator if table.kind == CSV else ";"
        with TemporaryFile() as file:
            lines = self._lines_of(refused, shown)
            writing.refused(file, kind, separator, self.env.lang or "en_US", header, lines)
            self._keep_file(REFUSED, pieces_of(file))
        name = self.env._("refused-rows")
        return {
            "fault_ids": [Command.clear(), *map(Command.create, shown)],
            "refused_file_name": f"{name}-{self.id}.{kind}",
        }

    def _none_refused(self) -> dict:
        self._forget_files(REFUSED)
        return {"fault_ids": [Command.clear()], "refused_file_name": False}

    def _lines_of(self, refused, shown: list) -> Iterator[list]:
        """Each row with all that is wrong in it; the first faults also go to ``shown``."""
        names = ("column", "value", "reason", "remedy")
        for number, cells, faults in refused:
            said = [self._say_fault(replace(fault, value=self._shown(fault.value))) for fault in faults]
            if len(shown) < SHOWN_FAULTS:
                common = {"company_id": self.company_id.id, "row": number}
                shown += [common | dict(zip(names, one, strict=True)) for one in said]
            yield [*map(self._shown, cells), number, *("; ".join(dict.fromkeys(p)) for p in zip(*said, strict=True))]

    def _shown(self, text: str) -> str:
        """A cell as it may be shown and kept."""
        return text

    def _say_fault(self, fault) -> tuple[str, str, str, str]:
        """(column, value, what is wrong, what to do)."""
        raise NotImplementedError
