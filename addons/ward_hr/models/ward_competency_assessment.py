from odoo import api, fields, models
from odoo.exceptions import UserError

from .hr_employee_skill import Agreed
from .trigger import Refuse


class WardCompetencyAssessment(models.Model):
    """What a person and the head think of the person's levels, and what they agree on, as of a day.

    Steps: the person, the head, agreed. What is agreed becomes the level that the person holds from
    the day of the sheet on; the sheet then does not change, a later one goes before it.
    """

    _name = "ward.competency.assessment"
    _description = "Competency assessment"
    _inherit = ["ward.company.mixin"]
    _order = "day desc, department_id, name_key, id"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    name_key = fields.Char(readonly=True, export_string_translation=False)
    department_id = fields.Many2one(
        "hr.department", string="Unit", readonly=True, index=True, ondelete="restrict", check_company=True
    )
    job_id = fields.Many2one(
        "hr.job", string="Position", readonly=True, index=True, ondelete="restrict", check_company=True
    )
    reviewer_id = fields.Many2one(
        "hr.employee",
        string="Reviewed by",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="The head of the unit; for a head of unit the head above.",
    )
    day = fields.Date(string="Levels as of", required=True, readonly=True)
    state = fields.Selection(
        [("self", "Self-assessment"), ("head", "Review by the head"), ("agreed", "Agreed")],
        required=True,
        default="self",
        readonly=True,
        index=True,
        group_expand=True,
    )
    self_note = fields.Text(string="What the person says")
    head_note = fields.Text(string="What the head says")
    agreed_by_id = fields.Many2one("res.users", readonly=True)
    agreed_at = fields.Datetime(readonly=True)
    line_ids = fields.One2many("ward.competency.assessment.line", "assessment_id", string="Skills")
    is_mine = fields.Boolean(compute="_compute_parts", string="Own sheet")
    may_review = fields.Boolean(compute="_compute_parts")
    may_arrange = fields.Boolean(compute="_compute_parts")

    _one_a_day = models.UniqueIndex("(employee_id, day)", "This person has an assessment as of that day already.")
    _one_open = models.UniqueIndex(
        "(employee_id) WHERE state <> 'agreed'", "This person has an assessment that is not finished. Finish it first."
    )
    _not_the_own_reviewer = models.Constraint(
        "CHECK(reviewer_id IS NULL OR reviewer_id <> employee_id)",
        "Nobody reviews the own levels. Choose the head above.",
    )
    _agreed = Refuse(
        "UPDATE OR DELETE", "OLD.state = 'agreed'", "An agreed assessment does not change. Open a new one."
    )

    @api.depends("employee_id", "day")
    def _compute_display_name(self):
        for sheet in self:
            # sudo: who sees a sheet sees whose it is
            day = f"{sheet.day:%d/%m/%Y}" if sheet.day else ""
            sheet.display_name = f"{sheet.sudo().employee_id.name or ''} – {day}"

    @api.depends_context("uid")
    @api.depends("employee_id", "reviewer_id")
    def _compute_parts(self):
        for sheet in self:
            parts = sheet._parts_of_user()
            sheet.is_mine = "person" in parts
            sheet.may_review = "head" in parts
            sheet.may_arrange = "hr" in parts

    def _parts_of_user(self):
        """What the user is to this sheet: ``{"person"}``, or some of head and hr."""
        self.ensure_one()
        user, sheet = self.env.user, self.sudo()  # sudo: whose login a person has decides the part
        if sheet.employee_id.user_id == user:
            return {"person"}
        is_hr = user.has_group("ward_hr.ward_hr_group_hr_officer")
        parts = {"hr"} if is_hr else set()
        if (
            sheet.reviewer_id.user_id == user
            or user.has_group("ward_hr.ward_hr_group_ward_head")
            or (is_hr and not sheet.reviewer_id)
        ):
            parts.add("head")
        return parts

    # -- steps -----------------------------------------------------------------------------------------

    def action_submit(self):
        """The person is done; the head or the officer hands on for somebody without a login."""
        self._check_step("self", "person", "head", "hr")
        self._move("head")

    def action_return(self):
        """Back to the person, who looks at the levels again."""
        self._check_step("head", "head", "hr")
        self._move("self")

    def action_take_own(self):
        """The head begins from the levels that the person gave."""
        self._check_step("head", "head")
        for line in self.line_ids.filtered(lambda one: one.self_level and not one.head_level):
            line.head_level = line.self_level

    def action_agree(self):
        """The levels hold from the day of the sheet on; the earlier ones end the day before."""
        self._check_step("head", "head")
        for sheet in self:
            sheet._check_complete()
        # sudo: levels of people are set by agreed assessments, whoever leads the unit
        sheets = self.sudo()
        sources = {one.employee_id.id: {"source": "assessment", "assessment_id": one.id} for one in sheets}
        self.env["hr.employee.skill"].sudo()._set_levels(
            [
                Agreed(sheet.employee_id.id, line.skill_id.id, int(line.agreed_level), sheet.day)
                for sheet in sheets
                for line in sheet.line_ids
            ],
            sources,
        )
        self.env.flush_all()  # the lines first: from here on the database lets nobody change them
        self._move("agreed", agreed_by_id=self.env.uid, agreed_at=fields.Datetime.now())

    def _check_complete(self):
        missing = self.line_ids.filtered(lambda line: not line.agreed_level)
        if missing:
            raise UserError(
                self.env._(
                    "%(sheet)s cannot be agreed: no level yet for %(skills)s. Enter the head's level of each.",
                    sheet=self.display_name,
                    skills=", ".join(missing.skill_id.mapped("name")),
                )
            )

    def _check_step(self, state, *parts):
        """The sheets are at ``state``, and the user has one of ``parts`` on each."""
        self.check_access("read")
        for sheet in self:
            if not sheet._parts_of_user() & {*parts}:
                raise UserError(
                    self.env._(
                        "%(sheet)s: this step is not yours. It is for %(who)s.",
                        sheet=sheet.display_name,
                        who=sheet._step_of(parts),
                    )
                )
            if sheet.state != state:
                raise UserError(
                    self.env._(
                        "%(sheet)s is “%(state)s”: this step needs “%(needed)s”.",
                        sheet=sheet.display_name,
                        state=sheet._state_label(),
                        needed=sheet._state_label(state),
                    )
                )

    def _step_of(self, parts):
        if "person" in parts:
            return self.sudo().employee_id.name  # sudo: who sees a sheet sees whose it is
        return self.sudo().reviewer_id.name or self.env._("the HR officer")

    def _state_label(self, state=None):
        return dict(self._fields["state"]._description_selection(self.env))[state or self.state]

    def _move(self, state, **values):
        # sudo: a state changes by these steps only, after they have checked who takes them
        self.sudo().write({"state": state, **values})

    # -- who may write what, when ------------------------------------------------------------------------

    def write(self, vals):
        if not self.env.su:
            for sheet in self:
                sheet._check_writes(vals)
        return super().write(vals)

    def _check_writes(self, vals):
        parts = self._parts_of_user()
        allowed = {"line_ids"}
        if self.state != "agreed" and "hr" in parts:
            allowed |= {"reviewer_id"}
        if self.state == "self" and "person" in parts:
            allowed |= {"self_note"}
        if self.state == "head" and "head" in parts:
            allowed |= {"head_note"}
        if vals.keys() - allowed:
            raise UserError(
                self.env._(
                    "%(sheet)s is “%(state)s”: you cannot change this at this step.",
                    sheet=self.display_name,
                    state=self._state_label(),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        agreed = self.filtered(lambda sheet: sheet.state == "agreed")
        if agreed:
            raise UserError(
                self.env._(
                    "%(sheet)s was agreed, and its levels hold. Open a new assessment instead.",
                    sheet=agreed[0].display_name,
                )
            )
