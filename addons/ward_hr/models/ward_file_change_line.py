from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from .ward_file_entry import KINDS, RELATIONS

PLAIN = {"address": "private_street", "phone": "private_phone", "email": "private_email"}
SUBJECTS = [
    ("address", "Present address"),
    ("phone", "Private phone"),
    ("email", "Private e-mail"),
    *[kind for kind in KINDS if kind[0] != "work"],
    ("family", "Family member"),
]
OPERATIONS = [("add", "Add"), ("change", "Correct"), ("remove", "Remove")]
STATES = [("pending", "With HR"), ("accepted", "Accepted"), ("refused", "Refused"), ("withdrawn", "Withdrawn")]
ENTRY = ("name", "level", "place", "form", "date_from", "date_to")
MEMBER = ("relation", "name", "birth_year", "occupation")


class WardFileChangeLine(models.Model):
    """One thing that a person proposes to add, correct or remove in the own file, with its proof.

    ``old`` keeps what the file said when the proposal was sent. It is compared again before the line
    is applied: nobody accepts against a file that has changed meanwhile.
    """

    _name = "ward.file.change.line"
    _description = "Line of a proposed change"
    _inherit = ["ward.company.mixin"]
    _order = "change_id, id"
    _check_company_auto = True

    change_id = fields.Many2one(
        "ward.file.change", string="Proposal", required=True, index=True, check_company=True, ondelete="cascade"
    )
    file_id = fields.Many2one(related="change_id.file_id")
    subject = fields.Selection(SUBJECTS, string="Matter", required=True, default="address")
    operation = fields.Selection(
        OPERATIONS, required=True, default="add", string="Do", help="Of address, phone and e-mail there is only one."
    )
    is_plain = fields.Boolean(compute="_compute_is_plain")
    new_value = fields.Char(string="New")
    entry_id = fields.Many2one(
        "ward.file.entry", string="Which one", check_company=True, index="btree_not_null", ondelete="set null"
    )
    member_id = fields.Many2one(
        "ward.family.member", string="Which relative", check_company=True, index="btree_not_null", ondelete="set null"
    )
    # -- an entry or a relative as it shall be
    name = fields.Char(string="Name or title")
    level = fields.Char()
    place = fields.Char(string="Where")
    form = fields.Char(string="Form of study")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="To")
    relation = fields.Selection(RELATIONS)
    birth_year = fields.Integer(string="Year of birth", aggregator=None)
    occupation = fields.Char(string="Occupation and place")
    proof = fields.Binary(attachment=True, copy=False)
    proof_name = fields.Char(copy=False)

    old = fields.Json(readonly=True, copy=False)
    old_text = fields.Text(string="In the file", compute="_compute_texts")
    new_text = fields.Text(string="Proposed", compute="_compute_texts")
    state = fields.Selection(STATES, required=True, default="pending", readonly=True, copy=False, index=True)
    reason = fields.Char(string="Reason of HR", copy=False)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False)
    decided_at = fields.Datetime(readonly=True, copy=False)
    change_state = fields.Selection(related="change_id.state", string="State of the proposal")
    is_own = fields.Boolean(related="change_id.is_own")

    @api.depends("subject")
    def _compute_is_plain(self):
        for line in self:
            line.is_plain = line.subject in PLAIN

    @api.onchange("subject")
    def _onchange_subject(self):
        self.entry_id = self.member_id = False
        self.operation = "add"

    @api.onchange("entry_id", "member_id")
    def _onchange_record(self):
        """What is there is the beginning of what shall be."""
        record = self._record()
        if record:
            self.update({name: record[name] for name in self._names()})

    @api.constrains("subject", "operation", "new_value", "name", "relation", "entry_id", "member_id", "date_to")
    def _check_complete(self):
        for line in self.filtered(lambda line: line.change_id.state == "draft"):
            line._check_one()

    def _check_one(self):
        what = self._subject_label()
        if self.subject in PLAIN:
            missing = not (self.new_value or "").strip()
        elif self.operation != "add" and not self._record():
            raise ValidationError(
                self.env._("“%(what)s”: choose which entry of your file shall be corrected or removed.", what=what)
            )
        else:
            needed = ("name", "relation") if self.subject == "family" else ("name",)
            missing = self.operation != "remove" and not all(self[name] for name in needed)
        if missing:
            raise ValidationError(self.env._("“%(what)s”: fill in what the file shall say.", what=what))
        if self._record() and self._record().file_id != self.file_id:
            raise ValidationError(
                self.env._("“%(what)s”: the entry is of another file. Choose one of yours.", what=what)
            )
        if self.date_from and self.date_to and self.date_to < self.date_from:
            raise ValidationError(
                self.env._("“%(what)s” ends before it begins. Correct one of the two days.", what=what)
            )

    # -- the two sides ---------------------------------------------------------------------------------

    def _names(self):
        return MEMBER if self.subject == "family" else ENTRY

    def _record(self):
        return self.member_id if self.subject == "family" else self.entry_id

    def _now(self):
        """What the file says of the matter now, as plain values; None where it says nothing of it."""
        if self.subject in PLAIN:
            self.file_id._origin.check_access("read")  # a line not kept yet may name any proposal: see `onchange`
            # sudo: three fields that Odoo keeps for HR, of a person whose file the user may read
            return {"value": self.file_id.employee_id.sudo()[PLAIN[self.subject]] or ""}
        record = self._record()
        if self.operation == "add" or not record:
            return None
        return {name: _plain(record[name]) for name in self._names()}

    def _shall(self):
        """What the file shall say, as plain values; None where the entry is to go."""
        if self.subject in PLAIN:
            return {"value": (self.new_value or "").strip()}
        if self.operation == "remove":
            return None
        return {name: _plain(self[name]) for name in self._names()}

    def _take_picture(self):
        for line in self:
            line._keep({"old": line._now()})

    @api.depends(
        "subject", "operation", "old", "new_value", "entry_id", "member_id", "change_id.state", *ENTRY, *MEMBER
    )
    @api.depends_context("lang")
    def _compute_texts(self):
        for line in self:
            line.old_text = line._words(line.old if line.change_id.state != "draft" else line._now())
            line.new_text = line._words(line._shall())

    def _words(self, values):
        """Plain values as words, one a line; a dash where there is nothing."""
        relations = dict(self._fields["relation"]._description_selection(self.env))
        words = []
        for name, value in (values or {}).items():
            if value in ("", 0, False, None):
                continue
            if name in ("date_from", "date_to"):
                value = f"{self._fields[name].get_description(self.env)['string']}: {format_date(self.env, value)}"
            words.append(relations[value] if name == "relation" else str(value))
        return "\n".join(words) or "–"

    def _subject_label(self):
        return dict(self._fields["subject"]._description_selection(self.env)).get(self.subject, "")


def _plain(value):
    return value if isinstance(value, (int, str)) and not isinstance(value, bool) else str(value or "")
