from odoo import api, fields, models
from odoo.exceptions import UserError


class WardTaskOverlap(models.Model):
    """Tasks that claim the same product or article: found by the system, settled by people.

    Each has its effect, a proposal, the level that is asked, its answer, and the day it was closed.
    """

    _name = "ward.task.overlap"
    _description = "Overlap of tasks"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "turn, priority, id"
    _rec_name = "what"
    _check_company_auto = True

    kind = fields.Selection(
        [
            ("product", "The same product"),
            ("article", "The same article"),
            ("two_leads", "Two units proposed to lead"),
            ("basis", "Bases that contradict"),
        ],
        required=True,
        readonly=True,
    )
    key = fields.Char(required=True, readonly=True)
    what = fields.Char(string="What they share", required=True, readonly=True)
    task_ids = fields.Many2many("ward.delegated.task", string="Tasks", readonly=True, check_company=True)
    task_count = fields.Integer(string="Number of tasks", compute="_compute_task_count")
    sector_id = fields.Many2one("ward.sector", readonly=True, index="btree_not_null", ondelete="restrict")
    priority = fields.Integer(readonly=True, help="Of the sector, 1 first; 9 where it has none.", aggregator=None)
    effect = fields.Text(help="What goes wrong because of it.")
    proposal = fields.Text(help="Who should lead, which text should change.")
    level_asked = fields.Char(help="Who can decide it: the ward, a city department, a ministry.")
    asked_on = fields.Date(readonly=True)
    answer = fields.Text()
    state = fields.Selection(
        [
            ("found", "Found"),
            ("asked", "Asked"),
            ("answered", "Answered"),
            ("closed", "Closed"),
            ("gone", "No longer there"),
        ],
        string="Status",
        required=True,
        default="found",
        readonly=True,
        tracking=True,
        group_expand=True,
    )
    turn = fields.Integer(compute="_compute_turn", store=True)
    closed_on = fields.Date(readonly=True)

    _once = models.Constraint("UNIQUE(company_id, kind, key)", "This overlap is in the list already.")

    @api.depends("task_ids")
    def _compute_task_count(self):
        for one in self:
            one.task_count = len(one.task_ids)

    @api.depends("state")
    def _compute_turn(self):
        turns = [state for state, _label in self._fields["state"].selection]
        for one in self:
            one.turn = turns.index(one.state)

    def write(self, vals):
        if not self.env.su and {"state", "asked_on", "closed_on"} & set(vals):
            raise UserError(self.env._("The status of an overlap changes by its buttons only."))
        return super().write(vals)

    def action_ask(self):
        """Ask the level that can decide it."""
        self._to("asked", "found", ("effect", "proposal", "level_asked"), asked_on=self.env["ward.clock"]._today())

    def action_answered(self):
        self._to("answered", "asked", ("answer",))

    def action_close(self):
        """Settled: what was found again from now on is another overlap only if the tasks differ."""
        self._to("closed", ("found", "answered"), ("proposal",), closed_on=self.env["ward.clock"]._today())

    def _to(self, state, before, needed, **values):
        self.check_access("write")
        for one in self:
            if one.state not in before:
                raise UserError(self.env._("“%(what)s” is not at this step.", what=one.what))
            missing = [name for name in needed if not one[name]]
            if missing:
                raise UserError(
                    self.env._(
                        "“%(what)s”: enter %(fields)s first.",
                        what=one.what,
                        fields=", ".join(self._fields[name]._description_string(self.env) for name in missing),
                    )
                )
        # sudo: the right to write was checked; the step is the server's to write
        self.sudo().write({"state": state, **values})
