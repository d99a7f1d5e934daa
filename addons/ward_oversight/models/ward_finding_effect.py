from odoo import api, fields, models
from odoo.exceptions import UserError

HR = "ward_hr.ward_hr_group_hr_officer"


class WardFindingEffect(models.Model):
    """What a finding changes elsewhere: a quality fault in the evaluation, or a study of how long a work takes.

    Proposed by oversight, accepted by the owner of that side; the two are linked, and undone together. Another side
    (a training need) adds its kind by extending ``kind``, ``_make`` and ``_unmake``.
    """

    _name = "ward.finding.effect"
    _description = "What a finding changes"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "reason"
    _check_company_auto = True

    finding_id = fields.Many2one("ward.finding", required=True, index=True, ondelete="restrict", check_company=True)
    # copied: HR decides, and does not read findings
    finding_name = fields.Char(related="finding_id.name", string="What was found", related_sudo=True)
    company_id = fields.Many2one(
        related="finding_id.company_id", store=True, precompute=True, required=True, default=None
    )
    kind = fields.Selection(
        [("fault", "Quality fault in the evaluation"), ("study", "Study of the time a procedure takes")],
        required=True,
        default="fault",
    )
    dossier_id = fields.Many2one("ward.dossier", index="btree_not_null", ondelete="restrict", check_company=True)
    fault_kind = fields.Selection(
        [
            ("content", "Wrong content of the result"),
            ("form", "Wrong form, seal or signature"),
            ("papers", "Papers asked for that the procedure does not ask for"),
            ("incomplete", "Incomplete dossier taken"),
            ("returned", "Sent back to be done again"),
            ("conduct", "Complaint found right"),
            ("other", "Other"),
        ],
        string="Kind of fault",
        default="other",
    )
    procedure_id = fields.Many2one("ward.procedure", index="btree_not_null", ondelete="restrict", check_company=True)
    reason = fields.Char(required=True, help="Why the finding asks for it.")
    state = fields.Selection(
        [("proposed", "Proposed"), ("accepted", "Accepted"), ("refused", "Refused"), ("undone", "Undone")],
        string="Status",
        required=True,
        default="proposed",
        readonly=True,
        tracking=True,
    )
    proposed_by_id = fields.Many2one("res.users", string="Proposed by", readonly=True, index=True)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, index="btree_not_null")
    decision_note = fields.Char(string="Why refused or undone")
    fault_id = fields.Many2one(
        "ward.dossier.fault", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    study_id = fields.Many2one(
        "ward.time.study", readonly=True, index="btree_not_null", ondelete="set null", check_company=True
    )
    can_decide = fields.Boolean(compute="_compute_can_decide")

    @api.depends_context("uid")
    @api.depends("state", "kind", "finding_id")
    def _compute_can_decide(self):
        for one in self:
            one.can_decide = one._is_owner()

    def _is_owner(self):
        """The side that is changed: HR for both; for a fault also the head of the unit."""
        if self.env.user.has_group(HR):
            return True
        # sudo: only who heads the unit
        return self.kind == "fault" and self.sudo().finding_id.department_id.manager_id.user_id == self.env.user

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(proposed_by_id=self.env.uid, state="proposed")
            for name in ("decided_by_id", "fault_id", "study_id"):
                vals.pop(name, None)
        effects = super().create(vals_list)
        for one in effects:
            if one.finding_id.visit_id.state != "signed":
                raise UserError(self.env._("A finding changes something else once its visit is signed."))
            if not one._subject():
                raise UserError(
                    self.env._("Name the dossier of the fault, the procedure to be studied, or who needs which course.")
                )
        return effects

    def _subject(self):
        """What the proposal is about."""
        return self.dossier_id if self.kind == "fault" else self.procedure_id

    def write(self, vals):
        if not self.env.su and set(vals) & set(self._fields) - {"decision_note"}:
            if not all(name.startswith(("message_", "activity_")) for name in set(vals) - {"decision_note"}):
                raise UserError(self.env._("What was proposed stays as it is: it is accepted, refused or undone."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if self and not self.env.su:
            raise UserError(self.env._("What was proposed stays in the register: undo it instead."))

    def action_accept(self):
        """The owner of the other side accepts: the record there is made, and linked both ways."""
        for one in self._to_decide("proposed"):
            one._step("accepted", **one._make())

    def action_refuse(self):
        for one in self._to_decide("proposed"):
            one._need_note()
            one._step("refused")

    def action_undo(self):
        """Both are undone together: what was made is withdrawn with the reason."""
        for one in self._to_decide("accepted"):
            one._need_note()
            one._unmake()
            one._step("undone")

    def _to_decide(self, state):
        self.check_access("read")
        for one in self:
            if not one._is_owner():
                raise UserError(self.env._("This is decided by HR, or for a fault by the head of the unit."))
            if one.state != state:
                raise UserError(self.env._("This was decided already. Load the page anew."))
        return self

    def _need_note(self):
        if not self.decision_note:
            raise UserError(self.env._("Write why it is refused or undone."))

    def _make(self):
        # sudo: the owner accepted; the dossier or the studies may lie beyond the owner's own list
        if self.kind == "fault":
            fault = (
                self.env["ward.dossier.fault"]
                .sudo()
                .create(
                    {
                        "dossier_id": self.dossier_id.id,
                        "kind": self.fault_kind,
                        "note": self.reason,
                        "day": self.sudo().finding_id.visit_date,
                    }
                )
            )
            return {"fault_id": fault.id}
        study = (
            self.env["ward.time.study"]
            .sudo()
            .create({"company_id": self.company_id.id, "procedure_id": self.procedure_id.id, "note": self.reason})
        )
        return {"study_id": study.id}

    def _unmake(self):
        # sudo: as above
        if self.kind == "fault":
            fault = self.sudo().fault_id
            fault.withdraw_reason = self.decision_note
            fault.action_withdraw()
            return
        study = self.sudo().study_id
        if study and study.state != "collecting":
            raise UserError(
                self.env._(
                    "The study of %(procedure)s has gone further: decide it there.", procedure=study.display_name
                )
            )
        study.unlink()

    def _step(self, state, **values):
        # sudo: the right was checked; the step is the server's to write
        self.sudo().write({"state": state, "decided_by_id": self.env.uid, **values})


class WardDossierFault(models.Model):
    """Leads back to the finding that a fault came from."""

    _inherit = "ward.dossier.fault"

    effect_ids = fields.One2many("ward.finding.effect", "fault_id", string="From the finding", readonly=True)

    def action_withdraw(self):
        """A fault that came from a finding is undone together with it."""
        result = super().action_withdraw()
        # sudo: the right to withdraw was checked; the other side follows
        linked = self.sudo().effect_ids.filtered(lambda one: one.state == "accepted")
        linked.write({"state": "undone", "decided_by_id": self.env.uid})
        return result


class WardTimeStudy(models.Model):
    """Leads back to the finding that asked for a study."""

    _inherit = "ward.time.study"

    effect_ids = fields.One2many("ward.finding.effect", "study_id", string="From the finding", readonly=True)


class WardFinding(models.Model):
    """What a finding changes elsewhere."""

    _inherit = "ward.finding"

    effect_ids = fields.One2many("ward.finding.effect", "finding_id", string="What it changes")
    effect_count = fields.Integer(string="Changes", compute="_compute_effect_count")

    @api.depends("effect_ids")
    def _compute_effect_count(self):
        for finding in self:
            finding.effect_count = len(finding.effect_ids)

    def action_effects(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_finding_effect_action")
        context = {
            "default_finding_id": self.id,
            "default_procedure_id": self.procedure_id.id,
            "default_reason": self.name,
            "hierarchical_naming": False,
        }
        return dict(action, domain=[("finding_id", "=", self.id)], context=context)
