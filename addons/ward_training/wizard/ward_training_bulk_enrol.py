from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.ward_course_session_seats import QUIET
from ..rules.eligibility import BINDING


class WardTrainingBulkEnrol(models.TransientModel):
    """Enrol everybody whom a rule names: first a preview with who is eligible and why not, then all at once."""

    _name = "ward.training.bulk.enrol"
    _description = "Enrol by rule"

    session_id = fields.Many2one(
        "ward.course.session", required=True, domain="[('state', '=', 'open')]", string="Session"
    )
    course_id = fields.Many2one(related="session_id.course_id")
    company_id = fields.Many2one(related="session_id.company_id")
    seats_left = fields.Integer(related="session_id.seats_left")
    rule = fields.Selection(
        [
            ("position", "By position"),
            ("gap", "By competency gap"),
            ("certificate", "By certificate that expires"),
        ],
        required=True,
        default="position",
    )
    job_ids = fields.Many2many(
        "hr.job", string="Positions", compute="_compute_job_ids", store=True, readonly=False
    )
    skill_id = fields.Many2one(related="course_id.skill_id", string="Skill taught")
    with_unassessed = fields.Boolean(string="Also who is not assessed")
    kind_id = fields.Many2one("ward.certificate.kind", string="Certificate")
    expiring_days = fields.Integer(string="Expires within (days)", default=90)
    department_ids = fields.Many2many("hr.department", string="Only of units")
    line_ids = fields.One2many("ward.training.bulk.enrol.line", "bulk_id", string="People")
    previewed = fields.Boolean()
    eligible_count = fields.Integer(compute="_compute_counts", string="Eligible")
    chosen_count = fields.Integer(compute="_compute_counts", string="Chosen")

    @api.depends("session_id")
    def _compute_job_ids(self):
        for bulk in self:
            bulk.job_ids = bulk.session_id.course_id.job_ids

    @api.depends("line_ids.chosen", "line_ids.why")
    def _compute_counts(self):
        for bulk in self:
            bulk.eligible_count = len(bulk.line_ids.filtered(lambda line: not line.why))
            bulk.chosen_count = len(bulk.line_ids.filtered("chosen"))

    # ------------------------------------------------------------------ whom the rule names
    def _named(self):
        """The people whom the rule names, without those who are enrolled already."""
        domain = getattr(self, f"_by_{self.rule}")()
        if self.department_ids:
            domain += [("department_id", "child_of", self.department_ids.ids)]
        enrolled = self.session_id.enrolment_ids.filtered(lambda one: one.state not in ("refused", "cancelled"))
        return self.env["hr.employee"].search(
            [*domain, ("company_id", "=", self.company_id.id), ("id", "not in", enrolled.employee_id.ids)]
        )

    def _by_position(self):
        if not self.job_ids:
            raise UserError(
                self.env._(
                    "No position is chosen, so the rule names nobody. Choose the positions that need the course."
                )
            )
        return [("job_id", "in", self.job_ids.ids)]

    def _by_gap(self):
        if not self.skill_id:
            raise UserError(
                self.env._(
                    "%(course)s teaches no skill, so it closes no gap. Enter the skill taught, or choose another rule.",
                    course=self.course_id.name,
                )
            )
        today = fields.Date.context_today(self)
        gaps = self.env["ward.competency.gap"]._gaps(self.company_id, today)
        return [
            (
                "id",
                "in",
                [
                    one.employee
                    for one in gaps
                    if one.skill == self.skill_id.id
                    and ((one.gap or 0) > 0 or (self.with_unassessed and one.held is None))
                ],
            )
        ]

    def _by_certificate(self):
        if not self.kind_id:
            raise UserError(self.env._("No certificate is chosen, so the rule names nobody. Choose its kind."))
        until = fields.Date.add(fields.Date.context_today(self), days=self.expiring_days)
        expiring = self.env["ward.certificate"].search(
            [
                ("kind_id", "=", self.kind_id.id),
                ("company_id", "=", self.company_id.id),
                ("expires_on", "!=", False),
                ("expires_on", "<=", until),
                ("is_renewed", "=", False),
            ]
        )
        return [("id", "in", expiring.employee_id.ids)]

    # ------------------------------------------------------------------ preview, then all at once
    def action_preview(self):
        """Everybody whom the rule names, with what stands in the way; who is eligible is chosen."""
        self.ensure_one()
        people = self._named()
        found = self.session_id._findings(people)
        self.line_ids = [Command.clear()] + [
            Command.create(self._line(person, *found[person.id][self.session_id.id])) for person in people
        ]
        self.previewed = True
        return self._again()

    def _line(self, person, obstacles, warnings):
        return {
            "employee_id": person.id,
            "department_id": person.department_id.id,
            "why": self.session_id._say_all(obstacles),
            "warning": self.session_id._say_all(warnings),
            "may_waive": not any(one.code in BINDING for one in obstacles),
            "chosen": not obstacles,
        }

    def action_enrol(self):
        """Enrol the chosen in one transaction: seats in turn, then the waiting list; everybody is told."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen")
        self._check_chosen(chosen)
        made = self.env["ward.enrolment"].create(
            [{"session_id": self.session_id.id, "employee_id": line.employee_id.id} for line in chosen]
        )
        # sudo: people are told about their own enrolment, whoever made it
        made.sudo().with_context(**QUIET)._tell(
            lambda env, session: env._("The HR officer has enrolled you in %(session)s.", session=session.display_name)
        )
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_enrolment_action"),
            "domain": [("id", "in", made.ids)],
            "context": {},
        }

    def _check_chosen(self, chosen):
        if not chosen:
            raise UserError(self.env._("Nobody is chosen. Look at the preview first, and tick the people to enrol."))
        bound = chosen.filtered(lambda line: not line.may_waive)
        if bound:
            raise UserError(
                self.env._(
                    "%(names)s cannot be enrolled, whoever asks: see why beside the name. Untick them.",
                    names=", ".join(bound.employee_id.mapped("name")),
                )
            )

    def _again(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Enrol by rule"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class WardTrainingBulkEnrolLine(models.TransientModel):
    """One person in the preview."""

    _name = "ward.training.bulk.enrol.line"
    _description = "Person in the preview"
    _order = "chosen desc, id"

    bulk_id = fields.Many2one("ward.training.bulk.enrol", required=True, ondelete="cascade", index=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", required=True, readonly=True, index=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True, index=True)
    chosen = fields.Boolean()
    why = fields.Text(string="Why not", readonly=True)
    warning = fields.Text(string="To know before", readonly=True)
    may_waive = fields.Boolean(readonly=True, help="Nothing binding stands in the way: the HR officer may waive it.")
