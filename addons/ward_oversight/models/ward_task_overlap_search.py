from dataclasses import dataclass
from datetime import UTC, datetime

from odoo import api, models
from odoo.tools import SQL

from ..rules.overlap import PRODUCT, Claim, overlaps
from .given_rows import given_rows

LAST_PRIORITY = 9


@dataclass(frozen=True)
class Shown:
    """What an overlap shows of one of its tasks; ``sector`` is its key."""

    label: str
    sector: int
    priority: int


class WardTaskOverlap(models.Model):
    """How overlaps are found: the tasks are read, and what is new is written, by a handful of statements."""

    _inherit = "ward.task.overlap"

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
        claims, tasks = self._claims(companies)
        wanted = [(company, one) for company, rows in claims.items() for one in overlaps(rows)]
        self._mark_gone_and_back(companies, wanted)
        self._keep_new(wanted, tasks)
        self.invalidate_model()
        self.env["ward.delegated.task"].invalidate_model()

    @api.model
    def _mark_gone_and_back(self, companies, wanted):
        """An open overlap that is no longer there is gone; one that is there again is found again."""
        turns = [state for state, _label in self._fields["state"].selection]
        self.env.execute_query(
            SQL(
                """
                WITH wanted AS (%(wanted)s),
                now AS (
                    SELECT one.id, CASE WHEN wanted.key IS NULL THEN 'gone' ELSE 'found' END AS state
                      FROM ward_task_overlap one
                 LEFT JOIN wanted ON wanted.company_id = one.company_id AND wanted.kind = one.kind
                       AND wanted.key = one.key
                     WHERE one.company_id = ANY(%(companies)s)
                       AND CASE WHEN wanted.key IS NULL THEN one.state IN ('found', 'asked', 'answered')
                                ELSE one.state = 'gone' END)
                UPDATE ward_task_overlap one
                   SET state = now.state, turn = CASE now.state WHEN 'gone' THEN %(gone)s ELSE %(found)s END
                  FROM now WHERE now.id = one.id
                RETURNING one.id
                """,
                wanted=given_rows(
                    [(company, one.kind, one.what) for company, one in wanted],
                    company_id="int",
                    kind="text",
                    key="text",
                ),
                companies=companies.ids,
                gone=turns.index("gone"),
                found=turns.index("found"),
            )
        )

    @api.model
    def _keep_new(self, wanted, tasks):
        """What is not in the list yet, with its tasks; what the database keeps of others stays."""
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        self.env.execute_query(
            SQL(
                """
                WITH wanted AS (%(wanted)s),
                kept AS (
                    INSERT INTO ward_task_overlap (company_id, kind, key, what, sector_id, priority, state, turn,
                                                   create_uid, write_uid, create_date, write_date)
                    SELECT company_id, kind, key, what, sector, priority, 'found', 0,
                           %(uid)s, %(uid)s, %(now)s, %(now)s FROM wanted
                        ON CONFLICT DO NOTHING
                 RETURNING id, company_id, kind, key)
                INSERT INTO %(table)s (%(one)s, %(task)s)
                SELECT kept.id, task::int
                  FROM kept JOIN wanted USING (company_id, kind, key),
                       UNNEST(STRING_TO_ARRAY(wanted.tasks, ',')) AS task
                RETURNING 1
                """,
                wanted=given_rows(
                    [self._row(company, one, tasks) for company, one in wanted],
                    company_id="int",
                    kind="text",
                    key="text",
                    what="text",
                    sector="int",
                    priority="int",
                    tasks="text",
                ),
                uid=self.env.uid,
                now=now,
                table=SQL.identifier(self._fields["task_ids"].relation),
                one=SQL.identifier(self._fields["task_ids"].column1),
                task=SQL.identifier(self._fields["task_ids"].column2),
            )
        )

    @api.model
    def _row(self, company, one, tasks):
        """A new overlap: named by its product or its first task, as urgent as its most urgent sector."""
        priority, sector = min((tasks[task].priority, tasks[task].sector) for task in one.tasks)
        what = one.what if one.kind == PRODUCT else tasks[one.tasks[0]].label
        return company, one.kind, one.what, what, sector, priority, ",".join(map(str, one.tasks))

    @api.model
    def _claims(self, companies):
        """``({ward: [Claim]}, {task: Shown})`` of the tasks that have not ended; one statement."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT task.company_id, task.id, unit.department_id, task.receiver, task.product, task.article,
                       task.mechanism_id, task.proposed_lead_id,
                       ARRAY(SELECT link.ward_legal_basis_id FROM ward_delegated_task_ward_legal_basis_rel link
                              WHERE link.ward_delegated_task_id = task.id),
                       CONCAT('[', task.code, '] ', task.name), task.sector_id, sector.priority
                  FROM ward_delegated_task task
                  JOIN ward_sector sector ON sector.id = task.sector_id
             LEFT JOIN ward_task_assignment unit ON unit.task_id = task.id AND unit.role = 'lead'
                   AND daterange(unit.date_from, unit.date_to, '[]') @> %(today)s::date
                 WHERE task.state <> 'ended' AND task.company_id = ANY(%(companies)s)
                """,
                today=self.env["ward.clock"]._today(),
                companies=companies.ids,
            )
        )
        claims, tasks = {}, {}
        for ward, task, unit, receiver, product, article, mechanism, proposed, bases, label, sector, priority in rows:
            articles = frozenset((basis, article or "") for basis in bases)
            claims.setdefault(ward, []).append(
                Claim(task, unit, receiver or "", product or "", articles, mechanism, proposed)
            )
            tasks[task] = Shown(label, sector, priority or LAST_PRIORITY)
        return claims, tasks
