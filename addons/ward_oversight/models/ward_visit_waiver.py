from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import conflict

LEAD = "ward_oversight.ward_oversight_group_oversight_lead"


class WardVisitWaiver(models.Model):
    """The oversight lead lets a person inspect in spite of a conflict of interest, with the reason."""

    _name = "ward.visit.waiver"
    _description = "Waived conflict of interest"
    _inherit = ["ward.company.mixin"]
    _order = "id"
    _rec_name = "reason"
    _check_company_auto = True

    visit_id = fields.Many2one("ward.visit", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="visit_id.company_id", store=True, precompute=True, required=True, default=None
    )
    employee_id = fields.Many2one(
        "hr.employee", string="Person", required=True, index=True, ondelete="restrict", check_company=True
    )
    kind = fields.Selection(
        [(conflict.FAMILY, "A relative works in the unit"), (conflict.LAST_TIME, "Inspected the unit last time")],
        string="Conflict",
        required=True,
    )
    reason = fields.Char(required=True)
    waived_by_id = fields.Many2one("res.users", string="Waived by", readonly=True, index=True)

    _once = models.Constraint("UNIQUE(visit_id, employee_id, kind)", "This conflict is waived already.")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["waived_by_id"] = self.env.uid
        waivers = super().create(vals_list)
        waivers.visit_id._refuse_started()
        own = waivers.filtered(lambda one: one.employee_id.sudo().user_id == self.env.user)  # sudo: only who it is
        if own and not self.env.su:
            raise UserError(
                self.env._("Nobody waives the own conflict of interest: ask another lead, or change the team.")
            )
        return waivers

    def write(self, vals):
        if vals and not self.env.su:
            raise UserError(self.env._("A waiver stays as it was given: delete it before the visit starts."))
        return super().write(vals)

    def unlink(self):
        self.visit_id._refuse_started()
        return super().unlink()


class WardVisit(models.Model):
    """Conflicts of interest of the team, and who inspected the unit before."""

    _inherit = "ward.visit"

    waiver_ids = fields.One2many("ward.visit.waiver", "visit_id", string="Waived conflicts", copy=False)
    conflict_note = fields.Text(string="Conflicts of interest", compute="_compute_conflicts")
    rotation_note = fields.Text(string="Rotation", compute="_compute_rotation_note")

    @api.depends("leader_id", "member_ids", "department_id", "date", "waiver_ids.kind", "follow_up_of_id")
    def _compute_conflicts(self):
        for visit in self:
            visit.conflict_note = "\n".join(visit._conflict_sentences()) if visit.state == "draft" else False

    def _team(self):
        return self.leader_id | self.member_ids

    def _standing_conflicts(self):
        """The conflicts of this visit's team that nobody waived."""
        team = self._team()._origin
        relatives = self.env["ward.family.tie"]._relatives(team)
        # sudo: units of colleagues, to compare
        people = (
            self.env["hr.employee"].sudo().browse({*team.ids, *(one for ones in relatives.values() for one in ones)})
        )
        unit_of = {person.id: person.department_id.id for person in people}
        inspectors = [
            conflict.Inspector(
                person, frozenset({unit_of[person]}), frozenset(unit_of[relative] for relative in relatives[person])
            )
            for person in team.ids
        ]
        # who found it looks after it: rotation is for new inspections, not for a follow-up
        last = self.browse() if self.follow_up_of_id else self._former_visits()[:1]
        found = conflict.conflicts(inspectors, self.department_id.id, last._team().ids)
        waived = [conflict.Conflict(one.employee_id.id, one.kind) for one in self.waiver_ids]
        return conflict.standing(found, waived)

    def _former_visits(self):
        """The signed visits to this unit before this one, the latest first."""
        if not (self.department_id and self.date):
            return self.browse()
        # sudo: rotation looks at all visits of the unit, whoever plans this one
        return self.sudo().search(
            [
                ("department_id", "=", self.department_id._origin.id),
                ("state", "=", "signed"),
                ("date", "<=", self.date),
                ("id", "!=", self._origin.id),
            ]
        )

    def _conflict_sentences(self):
        says = {
            conflict.OWN_UNIT: self.env._("works in this unit"),
            conflict.FAMILY: self.env._("declared a relative in this unit"),
            conflict.LAST_TIME: self.env._("was in the team that inspected this unit last time"),
        }
        for one in self._standing_conflicts():
            # sudo: the name of a colleague is no secret
            yield f"{self.env['hr.employee'].sudo().browse(one.person).name}: {says[one.kind]}"

    @api.depends("leader_id", "member_ids", "department_id", "date")
    def _compute_rotation_note(self):
        for visit in self:
            visit.rotation_note = "\n".join(visit._rotation_sentences()) if visit.state == "draft" else False

    def _rotation_sentences(self):
        former = self._former_visits()
        if not former:
            return
        yield self.env._(
            "Inspected last on %(day)s by %(team)s.",
            day=f"{former[0].date:%d/%m/%Y}",
            team=", ".join(former[0]._team().sudo().mapped("name")),
        )
        for person in self._team()._origin.sudo():  # sudo: names only
            times = former.filtered(lambda one, person=person: person in one._team())
            if times:
                yield self.env._(
                    "%(person)s inspected this unit %(count)s times, last on %(day)s.",
                    person=person.name,
                    count=len(times),
                    day=f"{times[0].date:%d/%m/%Y}",
                )

    def action_start(self):
        for visit in self.filtered(lambda one: one.state == "draft"):
            standing = list(visit._conflict_sentences())
            if standing:
                raise UserError(
                    self.env._(
                        "The visit cannot start: %(conflicts)s. Put others in the team, or let the oversight lead "
                        "waive it with a reason.",
                        conflicts="; ".join(standing),
                    )
                )
        return super().action_start()
