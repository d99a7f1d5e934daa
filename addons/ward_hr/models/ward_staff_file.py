from odoo import api, fields, models
from odoo.exceptions import UserError

from .ward_of import with_ward_of

ALL = "base.group_user"  # a related field takes the groups of its source, unless it says its own
AS_ON_CARD = "As on the citizen identity card."
EMPTY = {"mail_create_nosubscribe": True, "mail_create_nolog": True, "tracking_disable": True}


class WardStaffFile(models.Model):
    """What the civil-servant file says of one person beyond rank and pay.

    A model of its own, not fields of ``hr.employee``: that one is read by the heads and the pay officer,
    a file only by its person, the HR officers and the auditor of the ward. Address, phone, identity
    and the like stay where Odoo keeps them, and are shown here to those who may read the file.
    """

    _name = "ward.staff.file"
    _description = "Civil-servant file"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "employee_id"
    _rec_names_search = ["employee_id.name"]
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", required=True, index=True, check_company=True, ondelete="cascade"
    )

    # -- kept by Odoo, shown here ----------------------------------------------------------------------
    person_name = fields.Char(related="employee_id.name", string="Full name", groups=ALL)
    sex = fields.Selection(related="employee_id.sex", string="Sex", readonly=False, groups=ALL, help=AS_ON_CARD)
    birthday = fields.Date(related="employee_id.birthday", string="Date of birth", readonly=False, groups=ALL)
    birth_place = fields.Char(related="employee_id.place_of_birth", string="Place of birth", readonly=False, groups=ALL)
    identity_number = fields.Char(
        related="employee_id.identification_id",
        string="Identity number",
        readonly=False,
        groups=ALL,
        help=AS_ON_CARD,
    )
    insurance_number = fields.Char(
        related="employee_id.ssnid",
        string="Social insurance number",
        readonly=False,
        groups=ALL,
        help="As in the insurance book.",
    )
    address = fields.Char(related="employee_id.private_street", string="Present address", readonly=False, groups=ALL)
    phone = fields.Char(related="employee_id.private_phone", string="Private phone", readonly=False, groups=ALL)
    email = fields.Char(related="employee_id.private_email", string="Private e-mail", readonly=False, groups=ALL)
    department_id = fields.Many2one(related="employee_id.department_id", string="Unit", groups=ALL)
    job_title = fields.Char(related="employee_id.job_title", string="Post", groups=ALL)
    staff_type_id = fields.Many2one(related="employee_id.staff_type_id", groups=ALL)
    rank_id = fields.Many2one(related="employee_id.rank_id", groups=ALL)
    pay_step_label = fields.Char(related="employee_id.pay_step_label", groups=ALL)
    pay_coefficient = fields.Float(related="employee_id.pay_coefficient", groups=ALL)

    # -- kept here -------------------------------------------------------------------------------------
    other_name = fields.Char(tracking=True)
    home_town = fields.Char(tracking=True)
    ethnicity = fields.Char(tracking=True)
    religion = fields.Char(tracking=True)
    permanent_address = fields.Char(string="Registered residence", tracking=True)
    family_background = fields.Char(tracking=True)
    work_before = fields.Char(string="Work before recruitment", tracking=True)
    recruited_on = fields.Date(tracking=True)
    recruited_by = fields.Char(tracking=True)
    general_education = fields.Char(tracking=True, help="As “12/12”.")
    party_joined_on = fields.Date(string="Joined the Party on", tracking=True)
    party_official_on = fields.Date(string="Full member since", tracking=True)
    union_joined = fields.Char(string="Organisations", tracking=True, help="Youth union, trade union and others.")
    army_from = fields.Date(string="Enlisted on", tracking=True)
    army_to = fields.Date(string="Discharged on", tracking=True)
    army_rank = fields.Char(string="Military rank", tracking=True)
    entry_ids = fields.One2many("ward.file.entry", "file_id", string="Entries")
    family_ids = fields.One2many("ward.family.member", "file_id", string="Family")
    reward_ids = fields.One2many(related="employee_id.reward_ids", groups=ALL)
    decision_ids = fields.One2many("ward.decision", compute="_compute_decision_ids", string="Discipline")
    change_ids = fields.One2many("ward.file.change", "file_id", string="Proposed changes")
    change_count = fields.Integer(compute="_compute_change_count")

    _one_a_person = models.UniqueIndex(
        "(employee_id)", "This person has a file already. Open it from the page of the person."
    )
    _days_in_order = models.Constraint(
        """CHECK ((party_official_on IS NULL OR party_joined_on IS NULL OR party_official_on >= party_joined_on)
              AND (army_to IS NULL OR army_from IS NULL OR army_to >= army_from))""",
        "A person is a full member of the Party after joining it, and leaves the army after enlisting. "
        "Correct one of the two days.",
    )

    @api.depends("employee_id.name")
    def _compute_display_name(self):
        for file in self:
            file.display_name = file.employee_id.sudo().name  # sudo: the name of a person whose file is read

    def _compute_decision_ids(self):
        """Disciplinary decisions in force or past, as far as the reader may read decisions."""
        decisions = self.env["ward.decision"].search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("kind", "=", "discipline"),
                ("state", "=", "applied"),
            ]
        )
        of_person = decisions.grouped("employee_id")
        for file in self:
            file.decision_ids = of_person.get(file.employee_id, decisions.browse())

    @api.depends("change_ids")
    def _compute_change_count(self):
        counts = dict(self.env["ward.file.change"]._read_group([("file_id", "in", self.ids)], ["file_id"], ["__count"]))
        for file in self:
            file.change_count = counts.get(file, 0)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(with_ward_of(self, "employee_id", vals_list))

    def onchange(self, values, field_names, fields_spec):
        """A file not kept yet shows what Odoo keeps of its person: only of one whom the user may read."""
        person = values.get("employee_id")
        self.env["hr.employee"].browse(person["id"] if isinstance(person, dict) else person or []).check_access("read")
        return super().onchange(values, field_names, fields_spec)

    # -- opening ---------------------------------------------------------------------------------------

    @api.model
    def _of(self, employees):
        """The files of ``employees``; a person without one gets an empty one."""
        found = self.search([("employee_id", "in", employees.ids)])
        missing = employees - found.employee_id
        return found + self.with_context(**EMPTY).create([{"employee_id": person.id} for person in missing])

    @api.model
    def action_own(self):
        """The own file, in one click."""
        # sudo: which person the login is, and an empty file for that person alone
        person = (
            self.env["hr.employee"]
            .sudo()
            .search([("user_id", "=", self.env.uid), ("company_id", "in", self.env.companies.ids)], limit=1)
        )
        if not person:
            raise UserError(
                self.env._(
                    "There is no file to show, because your login is not linked to a person of the staff. "
                    "Ask the system administrator to link your login to your staff record."
                )
            )
        # sudo: the own file, made where the person has none yet
        file = self.sudo()._of(person)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My file"),
            "res_model": self._name,
            "res_id": file.id,
            "views": [(self.env.ref("ward_hr.ward_staff_file_view_form_own").id, "form")],
            "target": "current",
        }

    def action_propose(self):
        """A new proposal about this file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Propose a change"),
            "res_model": "ward.file.change",
            "views": [(self.env.ref("ward_hr.ward_file_change_view_form_own").id, "form")],
            "context": {"default_file_id": self.id},
        }

    def action_changes(self):
        self.ensure_one()
        own = self.employee_id.sudo().user_id == self.env.user  # sudo: whose file it is
        name = "ward_file_change_action_own" if own else "ward_file_change_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(f"ward_hr.{name}")
        return {**action, "domain": [("file_id", "=", self.id)], "context": {"default_file_id": self.id}}

    def action_print(self):
        """The file on paper, as the usual form."""
        self.check_access("read")
        return self.env.ref("ward_hr.ward_staff_file_report").report_action(self)


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def action_staff_file(self):
        """Opens the civil-servant file of a person; for those who keep or audit files."""
        self.ensure_one()
        file = self.env["ward.staff.file"].search([("employee_id", "=", self.id)])
        if not file:
            file = self.env["ward.staff.file"]._of(self)
        return file.get_formview_action()
