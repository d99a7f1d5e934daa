from odoo import api, models

from ..importing import headers as heads
from ..importing import writing
from .ward_dossier_sentences import column_label
from .ward_import_mixin import NotTaken
from .ward_import_store import pieces_of


class WardDossierImport(models.Model):
    """What is looked at before a file of dossiers is kept: its columns, and those of citizens among them."""

    _inherit = "ward.dossier.import"

    def _nothing_yet(self):
        return super()._nothing_yet() | {"citizen_columns": False, "left_out_columns": False}

    def _accepted(self, table):
        """The file as it is kept: only columns that are ours, and nothing above the header."""
        row, headers = self._recognised(table)
        values = {
            "left_out_columns": ", ".join([*headers.citizen, *headers.unknown]),
            "file_name": self.file_name or f"dossiers.{table.kind}",
        }
        if not row and len(headers.kept) == len(headers.names):
            return pieces_of(table.file), values
        lines = (line for number, line in enumerate(table) if number >= row)
        values["file_name"] = f"{values['file_name'].rsplit('.', 1)[0]}.csv"
        return writing.only(lines, headers.kept), values

    def _recognised(self, table):
        found = heads.find(table.head())
        if not found:
            raise NotTaken(
                self.env._("No row of the file names the columns. Download the template and use its header.")
            )
        _row, headers = found
        if headers.missing:
            raise NotTaken(
                self.env._(
                    "These columns are missing: %(columns)s. Download the template and use its header.",
                    columns=self._labels(headers.missing),
                )
            )
        if headers.doubled:
            raise NotTaken(
                self.env._(
                    "These columns occur twice: %(columns)s. Keep one of each.",
                    columns=self._labels(headers.doubled),
                )
            )
        if headers.citizen and not self.leave_out_citizen:
            names = ", ".join(headers.citizen)
            raise NotTaken(
                self.env._(
                    "These columns look like data of citizens, which this system does not keep: %(columns)s. "
                    "The file was not stored. Send it again without them, or have them left out.",
                    columns=names,
                ),
                citizen_columns=names,
            )
        return found

    @api.model
    def _labels(self, keys) -> str:
        return ", ".join(column_label(self.env, key) for key in keys)
