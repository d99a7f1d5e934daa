from odoo import api, fields, models

from odoo.addons.hr.models.hr_employee import HrEmployee as OfStaff
from odoo.addons.hr_holidays.models.hr_version import HrVersion as OfLeave

from .hr_version import LATER


class HrEmployee(models.Model):
    """Many people made at once cost as many statements as a few: where Odoo goes from person to person."""

    _inherit = "hr.employee"

    @api.model
    def _create(self, data_list):
        """Each new person gets the version made for it.

        Odoo links the versions one by one, and writes each again as it was made: nine statements a person.
        Nothing of a version but its ward follows from the person, so linking them is enough.
        """
        if self.env.context.get("ward_check_later") is not LATER:
            return super()._create(data_list)
        versions = self.env["hr.version"].browse([data["stored"].pop("version_id") for data in data_list])
        people = super(OfStaff, self)._create(data_list)
        versions._write_multi([{"employee_id": person.id} for person in people])
        versions.invalidate_recordset(["employee_id"])
        people.invalidate_recordset(["version_ids"])
        versions.modified(["employee_id"])
        return people

    @api.depends("version_ids.date_version", "version_ids.active", "active")
    def _compute_current_version_id(self):
        """The last version that has begun, else the first: as Odoo, who asks once a person."""
        begun = self.env["hr.version"].search(
            [("employee_id", "in", self.ids), ("date_version", "<=", fields.Date.today())], order="date_version, id"
        )
        last = {version.employee_id.id: version for version in begun}
        for employee in self:
            current = last.get(employee._origin.id) or employee.version_ids[:1]
            if employee.current_version_id != current:  # nothing is derived anew from the same version
                employee.current_version_id = current


class HrVersion(models.Model):
    """Versions made together, in one statement."""

    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        """Who checks later also makes together: Odoo's leave makes versions one by one, three statements each.

        It does so to move leave to another working schedule. Versions made with LATER copy the schedule of
        the one before, or are a person's first, who has no leave yet: there is nothing to move.
        """
        if self.env.context.get("ward_check_later") is LATER:
            return super(OfLeave, self).create(vals_list)
        return super().create(vals_list)
