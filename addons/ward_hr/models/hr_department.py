import csv

from odoo import api, fields, models
from odoo.tools import file_open

from .ward_mirror import CONFIDENCES

UNITS = "ward_hr/data/standard_units.csv"
TRANSLATED = {"name": "name", "management_fields": "fields", "reference": "reference"}


class HrDepartment(models.Model):
    """A unit of the ward: its code, the block it belongs to, and whether the ward pays its people."""

    _inherit = "hr.department"
    _order = "sequence, name"

    code = fields.Char(index="btree_not_null")
    sequence = fields.Integer(default=100)
    block = fields.Selection(
        [
            ("party", "Party"),
            ("front", "Front and mass organisations"),
            ("council", "People's Council"),
            ("government", "People's Committee"),
            ("city_centre", "City service centre"),
            ("vertical", "Vertical agency"),
            ("public_service", "Public service unit"),
        ]
    )
    on_ward_payroll = fields.Boolean(
        string="Paid by the ward",
        default=True,
        help="Whether the people whom this unit employs stand on the ward's payroll.",
    )
    management_fields = fields.Char(string="Fields of state management", translate=True)
    reference = fields.Char(string="Legal basis", translate=True)
    confidence = fields.Selection(CONFIDENCES)

    _code_unique = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Your ward has a unit with this code already. Use another code.",
    )

    @api.depends("name")
    def _compute_display_name(self):
        """A unit is called by its own name: the names of those above it would hide it on a phone and in a chart."""
        for unit in self:
            unit.display_name = unit.name

    @api.model
    def action_create_standard_units(self):
        """Creates the units that a ward has by law, those that are missing, in the current company."""
        self.check_access("create")
        self._create_standard_units(self.env.company)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _create_standard_units(self, company, codes=None, prefix=None):
        """The standard units of ``company`` by code, ``{"VP": department, ...}``; made where missing.

        ``codes``: which to make, by default those that every ward has. Parents stand before their
        children in the file, and no unit is more than one below another. ``prefix``: gives them
        external ids ``ward_hr.<prefix>_<code>``, for data files.
        """
        units = {
            unit.code: unit
            for unit in self.with_context(active_test=False).search(
                [("company_id", "=", company.id), ("code", "!=", False)]
            )
        }
        missing = [
            row
            for row in _standard_units()
            if row["code"] not in units and (row["code"] in codes if codes else row["standard"] == "1")
        ]
        for has_parent in (False, True):
            level = [row for row in missing if bool(row["parent"]) is has_parent]
            made = self.create([_values(row, company, units) for row in level])
            units |= {row["code"]: unit for row, unit in zip(level, made, strict=True)}
        self._name_in_vietnamese(missing, units)
        if prefix:
            self._name_for_data(prefix, units)
        return units

    def _name_for_data(self, prefix, units):
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"ward_hr.{prefix}_{code.lower()}",
                    "record": unit,
                    "noupdate": True,
                }
                for code, unit in units.items()
            ]
        )

    def _name_in_vietnamese(self, rows, units):
        languages = {code for code, _name in self.env["res.lang"].get_installed()}
        for row in rows if "vi_VN" in languages else ():
            for name, column in TRANSLATED.items():
                units[row["code"]].update_field_translations(
                    name, {"vi_VN": row[f"{column}_vi"] or row[f"{column}_en"]}
                )


def _standard_units():
    with file_open(UNITS) as file:
        return list(csv.DictReader(file))


def _values(row, company, units):
    parent = units.get(row["parent"])
    return {
        "code": row["code"],
        "name": row["name_en"],
        "sequence": int(row["sequence"]),
        "parent_id": parent.id if parent else False,
        "company_id": company.id,
        "block": row["block"],
        "on_ward_payroll": row["on_ward_payroll"] == "1",
        "management_fields": row["fields_en"],
        "reference": row["reference_en"],
        "confidence": row["confidence"],
    }
