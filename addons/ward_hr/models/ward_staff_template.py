from odoo import api, models

from ..importing.staff_columns import COLUMNS, SEXES
from ..importing.writing import Template, of_words
from .ward_staff_list import LINKS


class WardStaffImport(models.Model):
    """The empty staff list to fill in, with the ward's own codes to choose from."""

    _inherit = "ward.staff.import"

    @api.model
    def _template(self, company) -> bytes:
        """The XLSX to fill in for ``company``, in the language of the user."""
        _ = self.env._
        titles = [
            _("Staff"),
            _("How to fill in"),
            _("Lists"),
            _("Column"),
            _("Needed"),
            _("What to write"),
            _("required"),
            _("optional"),
        ]
        lang = self.env.lang or "en_US"
        return Template(lang, COLUMNS, titles, self._explanations(), self._lists(company, lang)).content()

    @api.model
    def _lists(self, company, lang):
        """What may be chosen, by column: the word, or the code with its name beside it."""
        lists = {"sex": of_words([names[0 if lang.startswith("vi") else 1] for names in SEXES.values()])}
        for key, (name, code) in LINKS.items():
            model = self.env[self.env["hr.version"]._fields[name].comodel_name]
            domain = [("company_id", "in", (False, company.id))] if "company_id" in model._fields else []
            rows = model.search_read([*domain, (code, "!=", False)], [code, model._rec_name])
            lists[key] = [(row[code], row[model._rec_name] or "") for row in rows]
        return lists

    @api.model
    def _explanations(self):
        _ = self.env._
        code = _("A code of the list on the sheet of lists.")
        number = _("A number such as 3.33; a point or a comma.")
        return {
            "code": _("Names the person in every list; it stays when name and address change. One row per person."),
            "name": _("As in the papers of the person."),
            "sex": _("Choose from the list, or leave it empty."),
            "birthday": _("dd/mm/yyyy."),
            "unit": _("The unit that employs and pays. %(code)s", code=code),
            "working_unit": _("Where the person works, when it is another unit. %(code)s", code=code),
            "position": code,
            "title": _("Empty: the name of the position."),
            "staff_type": code,
            "rank": _("The rank of the decision. %(code)s", code=code),
            "scale": _("Empty: the scale of the rank. %(code)s", code=code),
            "step": _("The step of the scale, 1 upwards. Needed where there is a scale."),
            "coefficient": _("Empty: that of the step on the day in force. %(number)s", number=number),
            "overgrade": _("Percent beyond the last step, 0 to 100. Only at the last step."),
            "counted_from": _(
                "dd/mm/yyyy. From here the months to the next raise count. Empty: the day since which the step is held."
            ),
            "post": _("The leadership post, if the person holds one. %(code)s", code=code),
            "leadership": _("Empty: that of the post on the day in force. %(number)s", number=number),
            "reserved": _("Part of a former, higher coefficient that a decision keeps. %(number)s", number=number),
            "dependants": _("How many people are registered for the deduction from income tax."),
            "decision": _("Number of the decision that these values come from."),
            "decision_date": _("dd/mm/yyyy."),
            "since": _("dd/mm/yyyy. A later day than before adds to the history; the same day corrects it."),
            "email": _("Address at work, never a private one."),
            "phone": _("Number at work, never a private one."),
        }
