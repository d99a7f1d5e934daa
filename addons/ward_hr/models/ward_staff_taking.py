from itertools import islice

from odoo import api, models

from ..importing.staff import Known
from .hr_version import LATER
from .ward_pay_scale import PREFIX
from .ward_staff_list import LINKS, NUMBERS, PERSON, VERSION

QUIET = {"tracking_disable": True, "mail_create_nolog": True}
BLOCK = 500  # people who are made or changed at once


class HrEmployee(models.Model):
    """What a staff list is checked against, how it differs from what is kept, and how that is brought in."""

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
    def _take_staff_list(self, company, new, changed, tell):
        """Bring in what ``_staff_list_changes`` found; records are made and written in blocks."""
        staff = self.with_context(**QUIET)
        done, whole = 0, len(new) + len(changed)
        for rows in batched(new, BLOCK):
            staff._make_staff(company, rows)
            self.env.flush_all()
            done += len(rows)
            tell(done / whole)
        for rows in batched(changed, BLOCK):
            staff._change_staff(rows)
            self.env.flush_all()
            done += len(rows)
            tell(done / whole)

    @api.model
    def _make_staff(self, company, rows):
        # else Odoo looks for it once a person
        structure = self.env["hr.version"]._default_salary_structure()
        staff = self.with_context(ward_check_later=LATER, default_structure_type_id=structure.id)
        made = staff.create(
            [{"company_id": company.id, "date_version": row["since"], **_person(row), **_version(row)} for row in rows]
        )
        made.version_ids._check_all_rules()

    def _change_staff(self, rows):
        """Write what differs. A row of another day makes a version that begins as a copy of the one before."""
        self.browse(person.id for person, _version_of_day, _row in rows).check_access("write")
        for person, _version_of_day, row in rows:
            if _differs(person, PERSON, row):
                person.with_context(**QUIET).write(_person(row))
        fresh = [(person, row) for person, version, row in rows if not version]
        written = self.env["hr.version"]
        for _person_of_row, version, row in rows:
            if version:
                version.with_context(**QUIET, ward_check_later=LATER).write(_version(row))
                written += version
        if fresh:
            before = [person._get_version(row["since"]) for person, row in fresh]
            # sudo: a copy takes along what the officer may not read; the right to change these people was checked
            copies = self.env["hr.version"].sudo().concat(*before).copy_data()
            written += self.env["hr.version"].sudo().with_context(**QUIET, ward_check_later=LATER).create(
                [
                    copy | _contract(version, row["since"]) | {"date_version": row["since"]} | _version(row)
                    for (_who, row), version, copy in zip(fresh, before, copies, strict=True)
                ]
            )
        written._check_all_rules()


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


def _contract(version, day):
    """The days of the contract that a version of ``day`` goes on with, if that contract holds then."""
    holds = version.contract_date_start and (not version.contract_date_end or version.contract_date_end >= day)
    return {} if holds else {"contract_date_start": False, "contract_date_end": False}


def batched(rows, size):
    """``rows`` in lists of ``size``, the last one shorter."""
    rows = iter(rows)
    while block := list(islice(rows, size)):
        yield block
