from odoo import api, models

from ..importing.staff_columns import KEYS, SEXES
from ..importing.staff_writing import workbook, written_day, written_number

LINKS = {
    "unit": ("department_id", "code"),
    "working_unit": ("working_unit_id", "code"),
    "position": ("job_id", "position_code"),
    "staff_type": ("staff_type_id", "code"),
    "rank": ("rank_id", "code"),
    "scale": ("pay_scale_id", "code"),
    "post": ("leadership_post_id", "code"),
}
PERSON = {"code": "staff_code", "name": "name", "birthday": "birthday", "email": "work_email", "phone": "work_phone"}
VERSION = {
    "sex": "sex",
    "step": "pay_step",
    "coefficient": "pay_coefficient",
    "overgrade": "overgrade_percent",
    "counted_from": "raise_counted_from",
    "leadership": "leadership_coefficient",
    "reserved": "reserved_coefficient",
    "dependants": "dependants",
    "decision": "decision_number",
    "decision_date": "decision_date",
    "title": "job_title",
}
NUMBERS = ("coefficient", "overgrade", "leadership", "reserved")


class HrEmployee(models.Model):
    """Staff as a list: the columns of a file, and what is kept written out in them."""

    _inherit = "hr.employee"

    @api.model
    def _staff_list(self, company):
        """The staff of ``company`` with the version in force, as the texts of a list, by staff code."""
        people = self.search([("company_id", "=", company.id)]).sorted("staff_code")
        return [person._staff_list_row() for person in people]

    def _staff_list_row(self):
        version = self.current_version_id
        row = {key: self[name] or "" for key, name in PERSON.items()}
        row |= {key: version[name] or "" for key, name in VERSION.items()}
        row |= {key: version[name][code] or "" for key, (name, code) in LINKS.items()}
        row |= {key: written_number(version[VERSION[key]]) for key in NUMBERS}
        vietnamese = (self.env.lang or "").startswith("vi")
        row["sex"] = SEXES[version.sex][0 if vietnamese else 1] if version.sex else ""
        row["birthday"] = written_day(self.birthday)
        row["counted_from"] = written_day(version.raise_counted_from)
        row["decision_date"] = written_day(version.decision_date)
        row["since"] = written_day(version.date_version)
        return [str(row[key]) for key in KEYS]

    @api.model
    def _staff_list_file(self, company):
        return workbook(self.env.lang or "en_US", self.env._("Staff"), self._staff_list(company))
