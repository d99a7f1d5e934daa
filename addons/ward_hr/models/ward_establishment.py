from odoo import api, fields, models


class WardEstablishment(models.Model):
    """The posts that a decision approves for a unit and a position, from a day on.

    A row holds until the next one of the same unit and position; 0 posts end them. Posts without
    a position are those that the national list does not name (elected ones, Party, Front).
    """

    _name = "ward.establishment"
    _description = "Approved posts"
    _inherit = ["ward.company.mixin"]
    _order = "since desc, department_id, job_id, id"
    _check_company_auto = True

    department_id = fields.Many2one(
        "hr.department", string="Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    job_id = fields.Many2one(
        "hr.job",
        string="Position",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty for posts that are not on the list of positions, such as elected ones.",
    )
    since = fields.Date(string="From", required=True)
    posts = fields.Integer(string="Approved posts", required=True)
    decision_number = fields.Char(required=True)
    decision_date = fields.Date(required=True)
    note = fields.Char()

    _one_a_day = models.UniqueIndex(
        "(department_id, COALESCE(job_id, 0), since)",
        "This unit and position have approved posts from that day already. Change that row.",
    )
    _not_negative = models.Constraint("CHECK(posts >= 0)", "Approved posts cannot be negative.")

    @api.depends("department_id", "job_id", "posts")
    def _compute_display_name(self):
        for row in self:
            names = " – ".join(filter(None, (row.department_id.name, row.job_id.name)))
            row.display_name = f"{names}: {row.posts}"


class WardEstablishmentTarget(models.Model):
    """How many people a unit may have at most by a day: the plan of streamlining."""

    _name = "ward.establishment.target"
    _description = "Streamlining target"
    _inherit = ["ward.company.mixin"]
    _order = "by_day, department_id, id"
    _check_company_auto = True

    department_id = fields.Many2one(
        "hr.department", string="Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    by_day = fields.Date(string="By", required=True)
    posts = fields.Integer(string="Target", required=True)
    decision_number = fields.Char(required=True)
    decision_date = fields.Date(required=True)

    _one_a_day = models.Constraint(
        "UNIQUE(department_id, by_day)", "This unit has a target for that day already. Change that one."
    )
    _not_negative = models.Constraint("CHECK(posts >= 0)", "A target cannot be negative.")

    @api.depends("department_id", "by_day", "posts")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.department_id.name}: {row.posts}"
