from odoo import api, models

from ..importing import writing
from ..importing.columns import CHANNELS, COLUMNS, STATUSES


class WardDossierImport(models.Model):
    """The empty file of dossiers to fill in, with what to write in each column."""

    _inherit = "ward.dossier.import"

    @api.model
    def _template(self) -> bytes:
        """The XLSX to fill in, in the language of the user."""
        _ = self.env._
        explanations = {
            "code": _("The code on the receipt. One row per dossier."),
            "procedure": _("National code of the procedure, such as 2.000815."),
            "channel": _("How the dossier was submitted: choose from the list."),
            "received": _("dd/mm/yyyy hh:mm. The hour decides same-day work."),
            "due": _("dd/mm/yyyy hh:mm. Empty: computed from the procedure's deadline in working days."),
            "processed": _("dd/mm/yyyy hh:mm. Empty while work goes on."),
            "returned": _("dd/mm/yyyy hh:mm. Empty until the result is returned."),
            "state": _("Status of the one-stop system: choose from the list."),
            "reception": _("Work e-mail or staff code. Empty when the city's service centre received it."),
            "handling": _("Work e-mail or staff code of the person whose hours count."),
            "paused": _("Working days on which the clock stood still; used when the appointment is empty."),
            "documents": _("Number of copies or papers. Empty: 1."),
            "faults": _("Failed quality checks of the work, counted in the evaluation. Empty: none."),
            "supplement_asked": _("dd/mm/yyyy. From this day the clock stands still."),
            "supplement_received": _("dd/mm/yyyy. The clock runs again; empty while the supplement is awaited."),
            "supplements": _("How often a supplement was asked for. Empty: once if the day above is filled in."),
            "verified": _("Có or Không: a verification letter was sent."),
            "field_check": _("Có or Không: somebody went to look."),
            "digitised": _("Number of papers digitised. Empty: none."),
        }
        titles = [
            _("Dossiers"),
            _("How to fill in"),
            _("Lists"),
            _("Column"),
            _("Needed"),
            _("What to write"),
            _("required"),
            _("optional"),
        ]
        lang = self.env.lang or "en_US"
        vi = lang.startswith("vi")
        examples = [
            ["H26.123-261012-0001", "2.000815", "Trực tuyến" if vi else "Online", "12/10/2026 08:31",
             "12/10/2026 17:30", "12/10/2026 10:05", "12/10/2026 15:00",
             "Đã trả kết quả" if vi else "Result returned", "", "", "", "3"],
            ["H26.123-261012-0002", "1.004873", "Trực tiếp" if vi else "At the counter", "12/10/2026 14:10",
             "", "", "", "Đang xử lý" if vi else "In process", "", "", "", ""],
        ]  # fmt: skip
        lists = {
            "channel": writing.of_words([names[0 if vi else 1] for names in CHANNELS.values()]),
            "state": writing.of_words([status.vi if vi else status.en for status in STATUSES]),
        }
        return writing.Template(lang, COLUMNS, titles, explanations, lists, examples).content()
