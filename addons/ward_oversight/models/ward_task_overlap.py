from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules.overlap import Claim, overlaps

OPEN = ("found", "asked", "answered")


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

    @api.model
    def action_find(self):
        """Look for overlaps in the wards at hand."""
        self.check_access("create")
        # sudo: overlaps are kept by the server alone, for wards the user may write in
        self.sudo()._find(self.env.companies)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _cron_find(self):
        self._find(self.env["res.company"].search([]))

    @api.model
    def _find(self, companies):
        """Bring the list level with the tasks: new ones come, those no longer there are marked. Constant statements."""
        self.env.flush_all()
        rows = self._claims(companies)
        wanted = {}
        for company, claims in rows.items():
            for one in overlaps(claims):
                wanted[company, one.kind, one.what] = one
        known = self.search([("company_id", "in", companies.ids)])
        seen = {(one.company_id.id, one.kind, one.key): one for one in known}
        self._come_again(seen, wanted)
        tasks = self.env["ward.delegated.task"].browse({task for one in wanted.values() for task in one.tasks})
        labels = {task.id: (task.display_name, task.sector_id) for task in tasks}
        self.with_context(tracking_disable=True, mail_create_nolog=True).create(
            [
                self._values(company, one, labels)
                for (company, _kind, _what), one in wanted.items()
                if (company, one.kind, one.what) not in seen
            ]
        )

    @api.model
    def _come_again(self, seen, wanted):
        quiet = self.with_context(tracking_disable=True)
        gone = [one.id for key, one in seen.items() if key not in wanted and one.state in OPEN]
        back = [one.id for key, one in seen.items() if key in wanted and one.state == "gone"]
        quiet.browse(gone).write({"state": "gone"})
        quiet.browse(back).write({"state": "found"})

    @api.model
    def _values(self, company, one, labels):
        sectors = [labels[task][1] for task in one.tasks]
        first = min(sectors, key=lambda sector: sector.priority or 9)
        shown = one.what if one.kind == "product" else labels[one.tasks[0]][0]
        return {
            "company_id": company,
            "kind": one.kind,
            "key": one.what,
            "what": shown,
            "task_ids": [(6, 0, one.tasks)],
            "sector_id": first.id,
            "priority": first.priority or 9,
        }

    @api.model
    def _claims(self, companies):
        """``{ward: [Claim]}`` of the tasks that have not ended; one statement."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT task.company_id, task.id, unit.department_id, task.receiver, task.product, task.article,
                       task.mechanism_id, task.proposed_lead_id,
                       ARRAY(SELECT link.ward_legal_basis_id FROM ward_delegated_task_ward_legal_basis_rel link
                              WHERE link.ward_delegated_task_id = task.id)
                  FROM ward_delegated_task task
             LEFT JOIN ward_task_assignment unit ON unit.task_id = task.id AND unit.role = 'lead'
                   AND daterange(unit.date_from, unit.date_to, '[]') @> %(today)s::date
                 WHERE task.state <> 'ended' AND task.company_id = ANY(%(companies)s)
                """,
                today=self.env["ward.clock"]._today(),
                companies=companies.ids,
            )
        )
        found = {}
        for ward, task, unit, receiver, product, article, mechanism, proposed, bases in rows:
            articles = frozenset((basis, article or "") for basis in bases)
            found.setdefault(ward, []).append(
                Claim(task, unit, receiver or "", product or "", articles, mechanism, proposed)
            )
        return found
