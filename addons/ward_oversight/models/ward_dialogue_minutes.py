from odoo import fields, models

from .ward_filed_mixin import day_in_words, hour_in_words, lines, local

PARTS = {
    "city_ward": "Thành phố với phường",
    "ward_staff": "lãnh đạo phường với cán bộ, công chức, viên chức, người lao động",
    "ward_people": "Chủ tịch Ủy ban nhân dân phường với Nhân dân",
}
FORMS = {"in_person": "trực tiếp", "online": "trực tuyến", "both": "trực tiếp kết hợp trực tuyến"}


class WardDialogue(models.Model):
    """The minutes of a dialogue in the national form, and the copies of them that are filed."""

    _name = "ward.dialogue"
    _inherit = ["ward.dialogue", "ward.filed.mixin"]
    _files_by = "dialogue_id"

    number = fields.Char(copy=False, help="Number of the minutes, for instance 07/BB-UBND.")
    basis = fields.Text(string="Legal basis", help="Law, plan, invitation; one a line, as on the minutes.")
    secretary = fields.Char(help="Who writes the minutes.")
    people_present = fields.Text(copy=False, help="Who came, and for whom; one a line. No data of citizens.")
    started_at = fields.Datetime(string="Began at", copy=False)
    ended_at = fields.Datetime(copy=False)
    copies = fields.Integer(default=2, help="How many copies of the minutes are made.")
    file_ids = fields.One2many("ward.kept.file", "dialogue_id", string="Filed copies")

    _hours_in_order = models.Constraint("CHECK (ended_at >= started_at)", "A dialogue cannot end before it begins.")

    def _may_be_filed(self):
        return self.state != "planned"

    def action_file_copy(self):
        """File the copy that was signed on paper."""
        self.ensure_one()
        self.check_access("write")
        return self._action_file_copy("minutes")

    def action_keep_minutes(self):
        """File the minutes as they are printed now, with their hash; a later print names the earlier."""
        self.check_access("write")
        name = self.env._("Minutes of dialogue %(dialogue)s.pdf", dialogue=self.number or self.id)
        self._keep_paper("minutes", "ward_oversight.ward_dialogue_minutes", name)

    def _paper(self):
        """What the minutes say, in words; names of colleagues are no secret to who may print."""
        self.ensure_one()
        return {
            **self._heads(),
            "number": self.number or "…/BB-UBND",
            "day": day_in_words(self.date),
            "begun": hour_in_words(local(self.started_at)),
            "ended": hour_in_words(local(self.ended_at)),
            "basis": lines(self.basis),
            "parts": PARTS[self.kind],
            "form": FORMS[self.form],
            "chair": self.chair or "",
            "present": lines(self.people_present),
            "minutes": lines(self.minutes),
            "issues": [self._issue_on_paper(one) for one in self.issue_ids],
        }

    def _issue_on_paper(self, issue):
        one = issue.sudo()  # sudo: the unit and name of who settles it are no secret
        return {
            "name": one.name,
            "asked": one.text if one.text != one.name else "",
            "answer": one.answer or "",
            "owner": "; ".join(filter(None, (one.department_id.name, one.employee_id.name))) or "–",
            "due": f"{one.due:%d/%m/%Y}" if one.due else "–",
            "settled": one.state == "settled",
        }
