import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..rules import score
from .ward_filed_mixin import day_in_words, hour_in_words, lines, local


class WardVisit(models.Model):
    """The papers of a visit in the national form: minutes, conclusion, list of actions; and the copies filed."""

    _name = "ward.visit"
    _inherit = ["ward.visit", "ward.filed.mixin"]
    _files_by = "visit_id"

    place = fields.Char(copy=False, help="Where the visit takes place.")
    basis = fields.Text(string="Legal basis", help="Decision, plan; one a line, as on the minutes.")
    absent = fields.Text(string="Absent", copy=False, help="Who was not there, and why. For a surprise visit.")
    copies = fields.Integer(default=2, help="How many copies of the minutes are made.")
    file_ids = fields.One2many("ward.kept.file", "visit_id", string="Filed copies")

    def _may_be_filed(self):
        return self.state == "signed"

    def action_file_copy(self):
        """File the copy that both sides signed on paper."""
        self.ensure_one()
        return self._action_file_copy("conclusion" if self.concluded_on else "minutes")

    def action_keep_minutes(self):
        """File the minutes as they are printed now, with their hash; a later print names the earlier."""
        name = self.env._("Minutes %(visit)s.pdf", visit=self.number or self.id)
        self._keep_paper("minutes", "ward_oversight.ward_visit_minutes", name)

    def action_keep_conclusion(self):
        if not self.concluded_on:
            raise UserError(self.env._("Issue the conclusion first."))
        name = self.env._("Conclusion %(visit)s.pdf", visit=self.conclusion_number)
        self._keep_paper("conclusion", "ward_oversight.ward_visit_conclusion", name)

    def _paper(self):
        """What the papers say, in words; names of colleagues are no secret to who may print."""
        self.ensure_one()
        visit = self.sudo()  # sudo: names and posts of the team and the unit
        begun, ended = local(visit.started_at), local(visit.signed_at)
        return {
            **self._heads(),
            "number": visit.number or "…/BB-KT",
            "conclusion_number": visit.conclusion_number or "…/KL-UBND",
            "day": day_in_words((ended and ended.date()) or visit.date),
            "concluded": day_in_words(visit.concluded_on),
            "begun": hour_in_words(begun),
            "ended": hour_in_words(ended),
            "basis": lines(visit.basis),
            "team": [
                (person.name, person.job_title or "", "Trưởng đoàn" if person == visit.leader_id else "Thành viên")
                for person in visit.leader_id | visit.member_ids
            ],
            "unit": visit.department_id.name,
            "present": lines(visit.people_present),
            "kind": dict(self._fields["kind"]._description_selection(self.env))[visit.kind].lower(),
            "evidence": [visit._evidence_on_paper(photo) for photo in visit.evidence_ids],
            "score": f"{visit.score:.1f}".replace(".", ",") if visit.scored else None,
            "chair": self._chair(),
        }

    def _evidence_on_paper(self, photo):
        """Who took it, when and where, and how its bytes are known again."""
        facts = (photo.author_id.name, f"{local(photo.taken_at):%H:%M %d/%m/%Y}", photo.whereabouts)
        return f"{photo.name} ({', '.join(filter(None, facts))}; SHA-256 {(photo.sha256 or '')[:16]}…)"

    def _good(self):
        return self.answer_ids.filtered(lambda one: one.asked and one.result == score.PASS)

    def _bad(self):
        return self.answer_ids.filtered(lambda one: one.asked and one.result == score.FAIL)

    def _signature(self, name):
        image = self.with_context(bin_size=False)[name]
        return image and f"data:image/png;base64,{base64.b64encode(image).decode() if _raw(image) else image.decode()}"


def _raw(image):
    """Whether the bytes are a picture itself, and not its base64."""
    return image[:1] in (b"\x89", b"\xff", b"G")
