from odoo import api, fields, models
from odoo.exceptions import AccessError


class HrEmployee(models.Model):
    """Whose login a file is. People read their own pay by it: linked to a colleague's file, a login reads hers."""

    _inherit = "hr.employee"

    user_id = fields.Many2one(tracking=True)

    @api.model_create_multi
    def create(self, vals_list):
        given = {vals["resource_id"] for vals in vals_list if vals.get("resource_id")}
        if given and not _administers(self.env):
            _refuse_linked(self.env["resource.resource"].browse(given))
        return super().create(vals_list)

    def write(self, vals):
        if not _administers(self.env):
            if "user_id" in vals:
                _refuse_moved(self, vals["user_id"])
            if "resource_id" in vals:  # it carries the login
                resource = self.env["resource.resource"].browse(vals["resource_id"] or ())
                _refuse_linked((self.resource_id | resource) if self.resource_id != resource else resource.browse())
        return super().write(vals)

    def _inverse_work_contact_details(self):
        """The e-mail of a login gets its new password: HR changes that of the file, not that of the login."""
        others = self.browse() if _administers(self.env) else self.filtered(_is_of_another_login)
        super(HrEmployee, self - others)._inverse_work_contact_details()
        for person in others.sudo():  # sudo: as Odoo, for officers who do not keep contacts
            if len(person.work_contact_id.employee_ids) <= 1:
                person.work_contact_id.phone = person.work_phone


class ResourceResource(models.Model):
    """Odoo keeps the login of a person here, and copies it to the file."""

    _inherit = "resource.resource"

    @api.model_create_multi
    def create(self, vals_list):
        resources = super().create(vals_list)
        if not _administers(self.env):
            _refuse_linked(resources)  # also one that a default of the context gave
        return resources

    def write(self, vals):
        if "user_id" in vals and not _administers(self.env):
            _refuse_moved(self, vals["user_id"])
        return super().write(vals)


def _administers(env):
    return env.su or env.user._is_system()


def _is_of_another_login(person):
    # sudo: no login is to be missed because it is archived, or not shown
    contact = person.sudo().with_context(active_test=False).work_contact_id
    return bool(contact.user_ids - person.env.user)


def _refuse_linked(resources):
    # sudo: no login is to be missed because its resource is not shown
    _refuse(resources.sudo().filtered("user_id"))


def _refuse_moved(records, user):
    user = records.env["res.users"].browse(user or ())
    _refuse(records.sudo().filtered(lambda record: record.user_id != user))  # sudo: as above


def _refuse(records):
    if not records:
        return
    raise AccessError(
        records.env._(
            "The login of %(names)s is not linked, changed or cleared by you: whoever is linked to a person reads the"
            " pay of that person. Leave the field “User” as it was, and ask the system administrator to change it.",
            names=", ".join(records.mapped("name")),
        )
    )
