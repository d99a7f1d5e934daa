from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

CONTENT_GROUPS = [
    ("political", "Political theory"),
    ("defence", "Defence and security"),
    ("state_management", "State management knowledge and skills"),
    ("job_position", "Job-position knowledge and skills"),
    ("digital", "Science, innovation and digital skills"),
]


class WardCourse(models.Model):
    """A course or programme, in one of the five content groups of Decree 171/2025.

    Shipped courses are national and belong to no ward: nobody edits them here. A ward
    adds its own, with ``origin = 'local'``.
    """

    _name = "ward.course"
    _description = "Course"
    _order = "content_group, code"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    origin = fields.Selection(
        [("shipped", "National"), ("local", "Of the ward")],
        required=True,
        default="local",
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company",
        string="Ward",
        index=True,
        default=lambda self: self.env.company,
    )
    content_group = fields.Selection(CONTENT_GROUPS, required=True, index=True)
    target = fields.Char(string="For whom", translate=True)
    duration = fields.Float(digits=(6, 1))
    duration_unit = fields.Selection(
        [("day", "Days"), ("week", "Weeks"), ("month", "Months")], default="day"
    )
    hours = fields.Float(string="Credited hours", digits=(6, 1), aggregator=None)
    hours_assumed = fields.Boolean(
        string="Hours are assumed",
        help="The length stands in no source that was seen: the ward checks it before it counts.",
    )
    certificate = fields.Selection(
        [
            ("degree", "Degree"),
            ("certificate", "Certificate"),
            ("confirmation", "Confirmation shown in VNeID"),
            ("internal", "Confirmation of the ward"),
            ("level", "By level"),
        ],
        string="Kind of certificate",
        default="internal",
        required=True,
    )
    reference = fields.Char(string="Legal basis", translate=True)
    confidence = fields.Selection(
        [
            ("reported", "Reported by a source"),
            ("common", "Commonly known"),
            ("uncertain", "Uncertain"),
        ],
        required=True,
        default="common",
    )
    note = fields.Text(translate=True)
    approval_needed = fields.Boolean(
        string="Approval by the head",
        default=True,
        help="Without it a free seat is given at once to whoever enrols.",
    )
    skill_id = fields.Many2one("hr.skill", string="Skill taught", index="btree_not_null")
    skill_level_id = fields.Many2one("hr.skill.level", string="Level reached", index=True)
    prerequisite_ids = fields.Many2many(
        "ward.course",
        "ward_course_prerequisite_rel",
        "course_id",
        "prerequisite_id",
        string="Prerequisites",
    )
    session_ids = fields.One2many("ward.course.session", "course_id", string="Sessions")
    session_count = fields.Integer(string="Number of sessions", compute="_compute_session_count")

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))",
        "A course with this code exists already in this ward.",
    )
    _origin_company = models.Constraint(
        "CHECK ((origin = 'shipped') = (company_id IS NULL))",
        "A national course belongs to no ward, a local one to exactly one.",
    )
    _hours_positive = models.Constraint(
        "CHECK (hours >= 0)", "The credited hours of a course cannot be negative."
    )

    def _compute_session_count(self):
        counts = dict(
            self.env["ward.course.session"]._read_group(
                [("course_id", "in", self.ids)], ["course_id"], ["__count"]
            )
        )
        for course in self:
            course.session_count = counts.get(course, 0)

    @api.constrains("prerequisite_ids")
    def _check_prerequisites(self):
        if self._has_cycle("prerequisite_ids"):
            raise ValidationError(
                self.env._(
                    "A course cannot be its own prerequisite, not even through another course."
                    " Take one of them out."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("origin") == "shipped":
                self._check_loading()
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("origin") == "shipped" or any(
            course.origin == "shipped" for course in self
        ):
            self._check_loading()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        if any(course.origin == "shipped" for course in self):
            self._check_loading()

    def _check_loading(self):
        """Only the release itself (the superuser, loading data) changes national courses."""
        if not self.env.su:
            raise UserError(
                self.env._(
                    "National courses come with the release and cannot be changed or deleted here."
                    " Make a course of the ward instead."
                )
            )

    def action_sessions(self):
        """The sessions of this course."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ward_training.ward_course_session_action"
        )
        return {
            **action,
            "domain": [("course_id", "=", self.id)],
            "context": {"default_course_id": self.id},
        }
