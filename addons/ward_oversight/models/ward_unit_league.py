from odoo import fields, models
from odoo.tools import SQL


class WardUnitLeague(models.Model):
    """The units of a ward by what inspections say of them: scores, their trend, findings, actions, reports.

    One statement for any number of units. A unit that was never inspected has no place.
    """

    _name = "ward.unit.league"
    _description = "League of units"
    _auto = False
    _order = "company_id, place, id"
    _rec_name = "department_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    place = fields.Integer(string="Rank", readonly=True, aggregator=None, help="By the last score, within the ward.")
    visit_count = fields.Integer(string="Visits", readonly=True)
    last_visit = fields.Date(string="Inspected last", readonly=True)
    last_score = fields.Float(digits=(5, 1), readonly=True, aggregator="avg")
    former_score = fields.Float(string="Score before", digits=(5, 1), readonly=True, aggregator="avg")
    change = fields.Float(digits=(5, 1), readonly=True, aggregator=None)
    open_findings = fields.Integer(string="Open findings", readonly=True)
    serious_findings = fields.Integer(string="Serious among them", readonly=True)
    overdue_actions = fields.Integer(readonly=True)
    report_count = fields.Integer(string="Reports due", readonly=True)
    on_time_rate = fields.Float(string="Reports on time", readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """
            WITH ranked AS (
                SELECT department_id, date, score, scored,
                       ROW_NUMBER() OVER (PARTITION BY department_id ORDER BY date DESC, id DESC) AS back
                  FROM ward_visit WHERE state = 'signed'),
            visit AS (
                SELECT department_id, COUNT(*)::int AS visits, MAX(date) AS last,
                       MAX(score) FILTER (WHERE back = 1 AND scored) AS last_score,
                       MAX(score) FILTER (WHERE back = 2 AND scored) AS former_score
                  FROM ranked GROUP BY 1),
            finding AS (
                SELECT f.department_id, COUNT(*)::int AS open,
                       (COUNT(*) FILTER (WHERE f.severity = 'critical'))::int AS serious
                  FROM ward_finding f JOIN ward_visit v ON v.id = f.visit_id AND v.state = 'signed'
                 WHERE f.state <> 'closed' GROUP BY 1),
            action AS (
                SELECT department_id, COUNT(*)::int AS overdue
                  FROM ward_action WHERE state = 'open' AND deadline < %(today)s GROUP BY 1),
            report AS (
                SELECT department_id, COUNT(*)::int AS due, AVG(on_time)::float8 AS rate
                  FROM ward_task_report WHERE sent_on IS NOT NULL OR due < %(today)s GROUP BY 1)
            SELECT d.id, d.company_id, d.id AS department_id,
                   CASE WHEN v.last_score IS NOT NULL THEN RANK() OVER (
                        PARTITION BY d.company_id, v.last_score IS NULL ORDER BY v.last_score DESC)::int END AS place,
                   COALESCE(v.visits, 0) AS visit_count, v.last AS last_visit,
                   v.last_score::float8 AS last_score, v.former_score::float8 AS former_score,
                   (v.last_score - v.former_score)::float8 AS change,
                   COALESCE(f.open, 0) AS open_findings, COALESCE(f.serious, 0) AS serious_findings,
                   COALESCE(a.overdue, 0) AS overdue_actions, COALESCE(r.due, 0) AS report_count,
                   r.rate AS on_time_rate
              FROM hr_department d
         LEFT JOIN visit v ON v.department_id = d.id
         LEFT JOIN finding f ON f.department_id = d.id
         LEFT JOIN action a ON a.department_id = d.id
         LEFT JOIN report r ON r.department_id = d.id
             WHERE d.active AND d.company_id IS NOT NULL AND d.manager_id IS NOT NULL
            """,
            today=self.env["ward.clock"]._today(),
        )

    def action_visits(self):
        """The visits to this unit, as a line of their scores."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_visit_action")
        views = [(False, kind) for kind in ("graph", "list", "form")]
        domain = [("department_id", "=", self.department_id.id), ("state", "=", "signed")]
        return dict(action, views=views, view_mode="graph,list,form", domain=domain)


class WardRollup(models.Model):
    """What the tier above sees of oversight in each ward and month: sums, never a person."""

    _inherit = "ward.rollup"

    visit_count = fields.Integer(string="Visits signed", readonly=True)
    visit_score = fields.Float(string="Score of visits", digits=(5, 1), readonly=True, aggregator="avg")
    finding_open_count = fields.Integer(string="Findings open", readonly=True)
    action_overdue_count = fields.Integer(string="Actions overdue", readonly=True)
    obstacle_overdue_count = fields.Integer(string="Obstacles overdue", readonly=True)
    overlap_open_count = fields.Integer(string="Overlaps open", readonly=True)

    def _measures(self):
        today = self.env["ward.clock"]._today()
        now = SQL("m.month = date_trunc('month', %s::date)::date", today)
        counts = [
            (
                "finding_open_count",
                SQL("finding.open"),
                SQL(
                    """LEFT JOIN (SELECT f.company_id, COUNT(*)::int AS open FROM ward_finding f
                                    JOIN ward_visit v ON v.id = f.visit_id AND v.state = 'signed'
                                   WHERE f.state <> 'closed' GROUP BY 1) finding
                              ON finding.company_id = w.id AND %s""",
                    now,
                ),
            ),
            (
                "action_overdue_count",
                SQL("action.overdue"),
                SQL(
                    """LEFT JOIN (SELECT company_id, COUNT(*)::int AS overdue FROM ward_action
                                   WHERE state = 'open' AND deadline < %s GROUP BY 1) action
                              ON action.company_id = w.id AND %s""",
                    today,
                    now,
                ),
            ),
            (
                "obstacle_overdue_count",
                SQL("obstacle.overdue"),
                SQL(
                    """LEFT JOIN (SELECT company_id, COUNT(*)::int AS overdue FROM ward_obstacle
                                   WHERE due < %s GROUP BY 1) obstacle
                              ON obstacle.company_id = w.id AND %s""",
                    today,
                    now,
                ),
            ),
            (
                "overlap_open_count",
                SQL("overlap.open"),
                SQL(
                    """LEFT JOIN (SELECT company_id, COUNT(*)::int AS open FROM ward_task_overlap
                                   WHERE state IN ('found', 'asked', 'answered') GROUP BY 1) overlap
                              ON overlap.company_id = w.id AND %s""",
                    now,
                ),
            ),
        ]
        visits = SQL(
            """LEFT JOIN (SELECT company_id, date_trunc('month', date)::date AS month, COUNT(*)::int AS visits,
                                 AVG(score) FILTER (WHERE scored)::float8 AS score
                            FROM ward_visit WHERE state = 'signed' GROUP BY 1, 2) visit
                      ON visit.company_id = w.id AND visit.month = m.month"""
        )
        return [
            *super()._measures(),
            ("visit_count", SQL("visit.visits"), visits),
            ("visit_score", SQL("visit.score"), SQL("")),
            *counts,
        ]
