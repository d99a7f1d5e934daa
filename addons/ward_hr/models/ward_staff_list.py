from odoo import api, models

from ..importing.staff import Known
from ..importing.staff_columns import KEYS, SEXES
from ..importing.staff_writing import workbook, written_day, written_number
from .ward_pay_scale import PREFIX

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
    "leadership": "leadership_coefficient",
    "reserved": "reserved_coefficient",
    "dependants": "dependants",
    "decision": "decision_number",
    "decision_date": "decision_date",
    "title": "job_title",
}
NUMBERS = ("coefficient", "overgrade", "leadership", "reserved")
QUIET = {"tracking_disable": True, "mail_create_nolog": True}


class HrEmployee(models.Model):
    """Staff as a list: what a file needs to be checked against, taken in, and written out again."""

    _inherit = "hr.employee"

    @api.model
    def _staff_list_known(self, company):
        """What a row is checked against; a constant number of statements for any list."""
        in_ward = [("company_id", "in", (False, company.id))]
        codes = {}
        for key, (name, code) in LINKS.items():
            model = self.env[self.env["hr.version"]._fields[name].comodel_name]
            domain = in_ward if "company_id" in model._fields else []
            codes[key] = {row[code]: row["id"] for row in model.search_read(domain, [code]) if row[code]}
        people = self._staff_of(company)
        return Known(
            codes=codes,
            scale_of={rank.code: rank.scale_id.code for rank in self.env["ward.rank"].search([])},
            law=self.env["ward.law.value"]._law(company),
            zone=company.ward_zone,
            first={p.staff_code: min(p.version_ids.mapped("date_version")) for p in people if p.version_ids},
            scale_prefix=PREFIX,
        )

    @api.model
    def _staff_of(self, company):
        return self.with_context(active_test=False).search([("company_id", "=", company.id)])

    @api.model
    def _staff_list_changes(self, company, rows):
        """``(new rows, [(person, version of the day or None, row)])``: rows that differ from what is kept."""
        people = {person.staff_code: person for person in self._staff_of(company)}
        new, changed = [], []
        for row in rows:
            person = people.get(row["code"])
            if person is None:
                new.append(row)
                continue
            version = person.version_ids.filtered(lambda v, day=row["since"]: v.date_version == day)[:1]
            if not version or _differs(person, PERSON, row) or _version_differs(version, row):
                changed.append((person, version, row))
        return new, changed

    @api.model
    def _take_staff_list(self, company, new, changed):
        quiet = self.with_context(**QUIET)
        quiet.create(
            [
                {"company_id": company.id, "date_version": row["since"], **_person(row), **_version(row)}
                for row in new
            ]
        )
        for person, version, row in changed:
            person = person.with_context(**QUIET)
            person.write(_person(row))
            version = version.with_context(**QUIET) or person.create_version({"date_version": row["since"]})
            version.write(_version(row))

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
        row["decision_date"] = written_day(version.decision_date)
        row["since"] = written_day(version.date_version)
        return [str(row[key]) for key in KEYS]

    @api.model
    def _staff_list_file(self, company):
        return workbook(self.env.lang or "en_US", self.env._("Staff"), self._staff_list(company))


def _person(row):
    return {name: row[key] or False for key, name in PERSON.items()}


def _version(row):
    """The values of a version; a position without a title of its own brings its own title."""
    values = {name: row[key] or False for key, (name, _code) in LINKS.items()}
    values |= {name: float(row[key]) if key in NUMBERS else row[key] or False for key, name in VERSION.items()}
    if row["position"] and not row["title"]:
        del values["job_title"]
    return values


def _differs(record, names, row):
    return any((record[name] or False) != (row[key] or False) for key, name in names.items())


def _version_differs(version, row):
    """Whether the version says anything else than the row; coefficients to three decimals."""
    for name, value in _version(row).items():
        field = version._fields[name]
        kept = version[name].id if field.type == "many2one" else version[name]
        if field.type == "float":
            if round((kept or 0) * 1000) != round((value or 0) * 1000):
                return True
        elif (kept or False) != (value or False):
            return True
    return False
