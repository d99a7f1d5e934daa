from odoo import api, fields, models

from ..names import given_name, name_key
from .hr_version import COPIED, PAY_READERS

PAY_INPUTS = ("rank_id", "pay_scale_id", "pay_step", "leadership_post_id")
PAY_RESULTS = ("pay_scale_id", "pay_coefficient", "leadership_coefficient")


class HrEmployee(models.Model):
    """Staff are listed by given name, as every Vietnamese list of staff is."""

    _inherit = "hr.employee"
    _order = "name_key, id"

    given_name = fields.Char(compute="_compute_name_key", store=True)
    name_key = fields.Char(
        compute="_compute_name_key",
        store=True,
        index=True,
        export_string_translation=False,
    )

    # declared, not only inherited: Odoo computes an inherited field with the rights of the reader
    pay_step_label = fields.Char(related="version_id.pay_step_label", inherited=True, groups=PAY_READERS)
    pay_version_ids = fields.One2many("hr.version", "employee_id", string="Decisions over time", groups=PAY_READERS)

    @api.depends("name")
    def _compute_name_key(self):
        for employee in self:
            employee.given_name = given_name(employee.name)
            employee.name_key = name_key(employee.name)

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        """Who reads staff without keeping the files gets a form to read: Odoo's needs HR's fields."""
        return super().get_view(self._form_of_the_reader(view_id, view_type), view_type, **options)

    def _form_of_the_reader(self, view_id, view_type):
        stock = (None, False, self.env.ref("hr.view_employee_form").id)
        if view_type != "form" or view_id not in stock or not self._reads_only():
            return view_id
        return self.env.ref("ward_hr.ward_staff_view_form_read").id

    def _has_field_access(self, field, operation):
        """Rank and pay are read through ``version_id``, which Odoo keeps for HR."""
        if field.name == "version_id" and operation == "read" and self._reads_only():
            return True
        return super()._has_field_access(field, operation)

    def _reads_only(self, user=None):
        """Whether the user reads staff files, and pay with them, but does not keep them."""
        user = user or self.env.user
        return not user.has_group("hr.group_hr_user") and any(user.has_group(group) for group in PAY_READERS.split(","))

    def get_formview_action(self, access_uid=None):
        if not self._reads_only(self.env["res.users"].browse(access_uid or self.env.uid)):
            return super().get_formview_action(access_uid=access_uid)
        form = self.env.ref("ward_hr.ward_staff_view_form_read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(form.id, "form")],
            "target": "current",
        }

    def get_formview_id(self, access_uid=None):
        if self._reads_only(self.env["res.users"].browse(access_uid or self.env.uid)):
            return self.env.ref("ward_hr.ward_staff_view_form_read").id
        return super().get_formview_id(access_uid=access_uid)

    def create_version(self, values):
        """A new version copies the one before: what the law derives is derived anew for its day."""
        # Odoo makes the copy first and writes the values into it: the rules look at it when they are there
        copying = self.with_context(ward_check_later=COPIED)
        version = super(HrEmployee, copying).create_version(self._with_lawful_pay(values)).with_env(self.env)
        version._check_all_rules()
        return version

    def _with_lawful_pay(self, values):
        """``values`` with the scale and the coefficients that follow from them on their day."""
        day = fields.Date.to_date(values.get("date_version"))
        if not day:
            return values
        before = self._get_version(day)
        probe = self.env["hr.version"].new(
            {
                "company_id": self.company_id.id,
                **{name: before[name] for name in (*PAY_INPUTS, *PAY_RESULTS)},
            }
        )
        probe.update({"date_version": day, **_given(values, PAY_INPUTS)})
        derived = {name: probe._fields[name].convert_to_write(probe[name], probe) for name in PAY_RESULTS}
        return {**derived, **values}


def _given(values, names):
    return {name: values[name] for name in names if name in values}
