import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..rules import score

REPORTS = {
    "minutes": "ward_oversight.ward_visit_minutes",
    "conclusion": "ward_oversight.ward_visit_conclusion",
}


class WardVisit(models.Model):
    """The papers of a visit in the national form: minutes, conclusion, list of actions; and the copies filed."""

    _inherit = "ward.visit"

    place = fields.Char(copy=False, help="Where the visit takes place.")
    basis = fields.Text(string="Legal basis", help="Decision, plan; one a line, as on the minutes.")
    absent = fields.Text(string="Absent", copy=False, help="Who was not there, and why. For a surprise visit.")
    copies = fields.Integer(default=2, help="How many copies of the minutes are made.")
    file_ids = fields.One2many("ward.kept.file", "visit_id", string="Filed copies")

    def action_file_copy(self):
        """File the copy that both sides signed on paper."""
        self.ensure_one()
        if self.state != "signed":
            raise UserError(self.env._("A signed copy is filed once the visit is signed."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("File a signed copy"),
            "res_model": "ward.kept.file",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_visit_id": self.id,
                "default_kind": "conclusion" if self.concluded_on else "minutes",
                "default_replaces_id": self._filed("conclusion" if self.concluded_on else "minutes").id,
            },
        }

    def action_keep_minutes(self):
        """File the minutes as they are printed now, with their hash; a later print names the earlier."""
        self._keep("minutes", self.env._("Minutes %(visit)s.pdf", visit=self.number or self.id))

    def action_keep_conclusion(self):
        if not self.concluded_on:
            raise UserError(self.env._("Issue the conclusion first."))
        self._keep("conclusion", self.env._("Conclusion %(visit)s.pdf", visit=self.conclusion_number))

    def _keep(self, kind, name):
        self.ensure_one()
        if self.state != "signed":
            raise UserError(self.env._("A signed copy is filed once the visit is signed."))
        content, _type = self.env["ir.actions.report"]._render_qweb_pdf(REPORTS[kind], self.ids)
        self.env["ward.kept.file"].create(
            {
                "visit_id": self.id,
                "kind": kind,
                "name": name.replace("/", "-"),
                "content": base64.b64encode(content),
                "place": self.place,
                "replaces_id": self._filed(kind).id,
            }
        )

    def _filed(self, kind):
        """The copy of this kind that nothing replaces yet."""
        return self.file_ids.filtered(lambda one: one.kind == kind and not one.replaced)[:1]

    def _paper(self):
        """What the papers say, in words; names of colleagues are no secret to who may print."""
        self.ensure_one()
        visit = self.sudo()  # sudo: names and posts of the team and the unit
        begun = visit.started_at and fields.Datetime.context_timestamp(self, visit.started_at)
        ended = visit.signed_at and fields.Datetime.context_timestamp(self, visit.signed_at)
        return {
            "ward": visit.company_id.name.removeprefix("UBND ").strip(),
            "place": visit.company_id.city or visit.company_id.state_id.name or "Hà Nội",
            "number": visit.number or "…/BB-KT",
            "conclusion_number": visit.conclusion_number or "…/KL-UBND",
            "day": _day_in_words((ended and ended.date()) or visit.date),
            "concluded": _day_in_words(visit.concluded_on or visit.date),
            "begun": begun and f"{begun:%H} giờ {begun:%M} phút, {_day_in_words(begun.date())}",
            "ended": ended and f"{ended:%H} giờ {ended:%M} phút, {_day_in_words(ended.date())}",
            "basis": [line for line in (visit.basis or "").splitlines() if line.strip()],
            "team": [
                (person.name, person.job_title or "", "Trưởng đoàn" if person == visit.leader_id else "Thành viên")
                for person in visit.leader_id | visit.member_ids
            ],
            "unit": visit.department_id.name,
            "present": [line for line in (visit.people_present or "").splitlines() if line.strip()],
            "kind": dict(self._fields["kind"]._description_selection(self.env))[visit.kind].lower(),
            "score": f"{visit.score:.1f}".replace(".", ",") if visit.scored else None,
            "chair": self._chair(),
        }

    def _chair(self):
        """The head of the ward, who signs the conclusion; empty where nobody holds the role alone."""
        group = self.env.ref("ward_hr.ward_hr_group_ward_head")
        # sudo: whose role it is
        users = (
            self.env["res.users"]
            .sudo()
            .search([("all_group_ids", "in", group.ids), ("company_id", "=", self.company_id.id)], limit=2)
        )
        return users.name if len(users) == 1 else ""

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


def _day_in_words(day):
    return f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"
