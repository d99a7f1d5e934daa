from odoo import fields, models
from odoo.tools import SQL

RATIOS = {
    "load_index": ("hours_needed", "hours_available"),
    "on_time_rate": ("on_time_count", "finished_count"),
}
ROLLUP_DAY = "rollup_day"


class WardRollup(models.Model):
    """A ward's month in sums, for the tier above: posts, people, load, service; never a person.

    One statement for any number of wards and months. The months are those with workload, and
    that of ``rollup_day`` of the context (today by default). People and posts are those of the
    month's last day. Another slice adds its measure by extending ``_measures``.
    """

    _name = "ward.rollup"
    _description = "Roll-up of a ward"
    _auto = False
    _order = "month desc, rank_on_time, company_id, id"
    _rec_name = "ward_name"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    ward_name = fields.Char(string="Name of the ward", readonly=True)
    upper_id = fields.Many2one("res.company", string="Upper tier", readonly=True)
    month = fields.Date(readonly=True)
    headcount = fields.Integer(string="People", readonly=True)
    approved = fields.Integer(string="Approved posts", readonly=True)
    vacant = fields.Integer(readonly=True)
    surplus = fields.Integer(readonly=True, help="Not told while the ward has no approved posts at all.")
    hours_needed = fields.Float(readonly=True)
    hours_available = fields.Float(readonly=True)
    load_index = fields.Float(string="Load", readonly=True, aggregator="avg")
    overloaded_count = fields.Integer(string="People overloaded", readonly=True)
    finished_count = fields.Integer(string="Dossiers finished", readonly=True)
    on_time_count = fields.Integer(string="On time", readonly=True)
    on_time_rate = fields.Float(string="On-time rate", readonly=True, aggregator="avg")
    backlog_count = fields.Integer(string="Open at month's end", readonly=True)
    rank_on_time = fields.Integer(
        string="Place",
        readonly=True,
        aggregator=None,
        help="By the on-time rate, among the wards of the same upper tier and month.",
    )
    latest = fields.Boolean(string="Latest month with figures", store=False, search="_search_latest")

    @property
    def _table_query(self):
        return SQL(
            """
            WITH wards AS (
                SELECT c.id, c.name, c.parent_id FROM res_company c
                 WHERE c.active AND NOT EXISTS (SELECT FROM res_company below WHERE below.parent_id = c.id)),
            months AS (
                SELECT month FROM ward_workload
                 UNION SELECT date_trunc('month', %(day)s::date)::date),
            days AS (
                SELECT month, (month + INTERVAL '1 month - 1 day')::date AS day FROM months),
            spans AS (
                SELECT e.company_id, e.active, v.department_id, v.job_id, v.date_version AS since,
                       LEAD(v.date_version) OVER (PARTITION BY e.id ORDER BY v.date_version) AS next,
                       LEAST(v.departure_date, v.contract_date_end) AS until
                  FROM hr_employee e JOIN hr_version v ON v.employee_id = e.id AND v.active),
            filled AS (
                SELECT d.month, s.company_id, s.department_id, s.job_id, COUNT(*)::int AS filled, 0 AS approved
                  FROM days d JOIN spans s ON s.since <= d.day AND (s.next IS NULL OR s.next > d.day)
                   AND (s.until >= d.day OR s.until IS NULL AND s.active)
                 GROUP BY 1, 2, 3, 4),
            held AS (
                SELECT company_id, department_id, job_id, posts, since,
                       LEAD(since) OVER (PARTITION BY department_id, job_id ORDER BY since) AS next
                  FROM ward_establishment),
            posts AS (
                SELECT month, company_id, SUM(filled)::int AS headcount, SUM(approved)::int AS approved,
                       SUM(GREATEST(approved - filled, 0))::int AS vacant,
                       CASE WHEN SUM(approved) > 0 THEN SUM(GREATEST(filled - approved, 0))::int END AS surplus
                  FROM (SELECT month, company_id, department_id, job_id, SUM(filled) AS filled,
                               SUM(approved) AS approved
                          FROM (TABLE filled UNION ALL
                                SELECT d.month, h.company_id, h.department_id, h.job_id, 0, h.posts
                                  FROM days d JOIN held h
                                    ON h.since <= d.day AND (h.next IS NULL OR h.next > d.day)) one
                         GROUP BY 1, 2, 3, 4) post
                 GROUP BY 1, 2),
            work AS (
                SELECT month, company_id, SUM(hours_needed) AS hours_needed,
                       SUM(hours_available) AS hours_available, COUNT(*) FILTER (WHERE overloaded) AS overloaded,
                       SUM(finished_count) AS finished, SUM(on_time_count) AS on_time,
                       SUM(backlog_count) AS backlog
                  FROM ward_workload GROUP BY 1, 2)
            SELECT w.id::bigint * 1000000 + EXTRACT(YEAR FROM m.month)::int * 100
                   + EXTRACT(MONTH FROM m.month)::int AS id,
                   w.id AS company_id, w.name AS ward_name, w.parent_id AS upper_id, m.month,
                   COALESCE(p.headcount, 0) AS headcount, COALESCE(p.approved, 0) AS approved,
                   COALESCE(p.vacant, 0) AS vacant, COALESCE(p.surplus, 0) AS surplus,
                   k.hours_needed::float8 AS hours_needed, k.hours_available::float8 AS hours_available,
                   (k.hours_needed / NULLIF(k.hours_available, 0))::float8 AS load_index,
                   k.overloaded::int AS overloaded_count, k.finished::int AS finished_count,
                   k.on_time::int AS on_time_count,
                   k.on_time::float8 / NULLIF(k.finished, 0) AS on_time_rate,
                   k.backlog::int AS backlog_count,
                   CASE WHEN k.finished > 0 THEN RANK() OVER (
                        PARTITION BY m.month, w.parent_id, k.finished > 0
                            ORDER BY k.on_time::float8 / NULLIF(k.finished, 0) DESC)::int
                   END AS rank_on_time
                   %(measures)s
              FROM wards w CROSS JOIN months m
              LEFT JOIN posts p ON p.company_id = w.id AND p.month = m.month
              LEFT JOIN work k ON k.company_id = w.id AND k.month = m.month
              %(joins)s
            """,
            day=self.env.context.get(ROLLUP_DAY) or fields.Date.context_today(self),
            measures=SQL("").join(SQL(", %s AS %s", term, SQL.identifier(name)) for name, term, _ in self._measures()),
            joins=SQL(" ").join(join for _name, _term, join in self._measures()),
        )

    def _measures(self):
        """Further columns: ``(field, SQL term, SQL join on w.id and m.month)``; a term is an aggregate of a ward."""
        return []

    def _search_latest(self, operator, value):
        """The last month for which a ward has workload that is over, else the current one."""
        if operator != "in":
            return NotImplemented
        today = fields.Date.to_date(self.env.context.get(ROLLUP_DAY)) or fields.Date.context_today(self)
        first = fields.Date.start_of(today, "month")
        [(latest,)] = self.env.execute_query(
            SQL("SELECT COALESCE(MAX(month), %s) FROM ward_workload WHERE month < %s", first, first)
        )
        return [("month", "=", latest)]

    def _read_group_select(self, aggregate_spec, query):
        """The ratio of several wards is that of their sums, not the mean of their ratios."""
        name, _colon, function = aggregate_spec.partition(":")
        if name in RATIOS and function == "avg":
            part, whole = (self._field_to_sql(self._table, field, query) for field in RATIOS[name])
            return SQL("SUM(%s)::float8 / NULLIF(SUM(%s), 0)", part, whole)
        return super()._read_group_select(aggregate_spec, query)
