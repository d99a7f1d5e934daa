from odoo import api, fields, models

from .ward_of import with_ward_of

KINDS = [
    ("education", "Professional education"),
    ("theory", "Political theory"),
    ("management", "State management"),
    ("language", "Languages"),
    ("it", "Information technology"),
    ("training", "Training"),
    ("work", "Work history"),
    ("declaration", "Declarations"),
]
RELATIONS = [
    ("father", "Father"),
    ("mother", "Mother"),
    ("spouse", "Husband or wife"),
    ("child", "Child"),
    ("sibling", "Brother or sister"),
    ("spouse_father", "Father of the spouse"),
    ("spouse_mother", "Mother of the spouse"),
    ("spouse_sibling", "Brother or sister of the spouse"),
]


class WardFileEntry(models.Model):
    """A dated entry of a file: a diploma, a certificate, a post held, a declaration made.

    Not ``hr.resume.line``: everybody reads those, and each person writes the own ones without being asked.
    """

    _name = "ward.file.entry"
    _description = "Entry of a civil-servant file"
    _inherit = ["ward.company.mixin"]
    _order = "kind, date_from, id"
    _check_company_auto = True

    file_id = fields.Many2one(
        "ward.staff.file", string="File", required=True, index=True, check_company=True, ondelete="cascade"
    )
    kind = fields.Selection(KINDS, required=True, index=True)
    name = fields.Char(string="What", required=True, help="Field of study, language, post held, what is declared.")
    level = fields.Char(help="University, advanced, B1 and the like.")
    place = fields.Char(string="Where", help="School, or agency.")
    form = fields.Char(string="Form of study")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="To")
    attachment = fields.Binary(string="Document", attachment=True, copy=False)
    attachment_name = fields.Char(copy=False)

    _days_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "An entry ends on its first day or later. Correct one of the two days.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(with_ward_of(self, "file_id", vals_list))


class WardFamilyMember(models.Model):
    """A relative, as the person declares: nobody but the person, HR and the auditor reads it."""

    _name = "ward.family.member"
    _description = "Family member"
    _inherit = ["ward.company.mixin"]
    _order = "file_id, relation, birth_year, id"
    _check_company_auto = True

    file_id = fields.Many2one(
        "ward.staff.file", string="File", required=True, index=True, check_company=True, ondelete="cascade"
    )
    relation = fields.Selection(RELATIONS, required=True)
    name = fields.Char(string="Full name", required=True)
    birth_year = fields.Integer(string="Year of birth", aggregator=None)
    occupation = fields.Char(string="Occupation and place")

    _year_plausible = models.Constraint(
        "CHECK (coalesce(birth_year, 0) = 0 OR birth_year BETWEEN 1850 AND 2100)",
        "A year of birth has four digits, such as 1975. Correct it, or leave it empty.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(with_ward_of(self, "file_id", vals_list))
