from odoo import api, fields, models
from odoo.tools import SQL

LOAD_PARTS = {"load_index": ("hours_needed", "hours_available"), "wisn_ratio": ("posts", "posts_needed")}
A_MONTH = ("posts", "posts_needed", "difference")


class WardWorkloadUnit(models.Model):
    """A unit's month: posts there, posts that its work needs, and the WISN ratio between them (facts.md 7.1).

    Read from the lines of its people, each in the unit for which it counts. The working time of a post is the mean
    of those in the unit in that month, all absences taken off; of a unit without people, the mean of the ward.
    """

    _name = "ward.workload.unit"
    _description = "Workload of a unit"
    _auto = False
    _order = "month desc, wisn_ratio, id"
    _rec_name = "department_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    month = fields.Date(readonly=True)
    month_name = fields.Char(string="Month and year", compute="_compute_month_name")
    people_count = fields.Integer(string="People", readonly=True, help="Who worked there for a part of the month.")
    posts = fields.Float(
        string="Posts there", readonly=True, digits=(10, 2), help="People by their share of the month, leave included."
    )
    hours_a_post = fields.Float(string="Hours of a post", readonly=True, digits=(10, 2), aggregator="avg")
    hours_needed = fields.Float(string="Hours needed", readonly=True, digits=(10, 2))
    hours_available = fields.Float(string="Hours available", readonly=True, digits=(10, 2))
    posts_needed = fields.Float(
        string="Posts needed",
        readonly=True,
        digits=(10, 2),
        help="Hours needed, support work and tasks included, over the hours of a post.",
    )
    difference = fields.Float(
        readonly=True, digits=(10, 2), help="Posts there less posts needed: below 0, posts are missing."
    )
    wisn_ratio = fields.Float(
        string="WISN ratio",
        readonly=True,
        digits=(10, 2),
        aggregator="avg",
        help="Posts there over posts needed: below 1 means pressure.",
    )
    load_index = fields.Float(string="Load", readonly=True, aggregator="avg")
    latest = fields.Boolean(string="Latest complete month", store=False, search="_search_latest")

    @property
    def _table_query(self):
        return SQL(
            """
            WITH unit AS (
                SELECT company_id, unit_id, month,
                       COUNT(DISTINCT employee_id) FILTER (WHERE posts > 0)::int AS people_count,
                       COALESCE(SUM(posts), 0) AS posts,
                       COALESCE(SUM(hours) FILTER (WHERE side = 'needed'), 0) AS needed,
                       COALESCE(SUM(hours) FILTER (WHERE side = 'available'), 0) AS available
                  FROM ward_workload_line GROUP BY 1, 2, 3),
            post AS (
                SELECT *, COALESCE(NULLIF(available, 0) / NULLIF(posts, 0),
                                   SUM(available) OVER ward / NULLIF(SUM(posts) OVER ward, 0)) AS hours_a_post
                  FROM unit WINDOW ward AS (PARTITION BY company_id, month)),
            required AS (
                SELECT *, needed / NULLIF(hours_a_post, 0) AS posts_needed FROM post)
            SELECT COALESCE(unit_id::bigint * 2, company_id::bigint * 2 + 1) * 1000000
                   + EXTRACT(YEAR FROM month)::int * 100 + EXTRACT(MONTH FROM month)::int AS id,
                   company_id, unit_id AS department_id, month, people_count, posts, hours_a_post,
                   needed AS hours_needed, available AS hours_available, posts_needed,
                   posts - posts_needed AS difference,
                   posts / NULLIF(posts_needed, 0) AS wisn_ratio,
                   (needed / NULLIF(available, 0))::float8 AS load_index
              FROM required
            """
        )

    @api.depends("month")
    def _compute_month_name(self):
        for row in self:
            row.month_name = f"{row.month:%m/%Y}" if row.month else ""

    def _search_latest(self, operator, value):
        return self.env["ward.workload"]._search_latest(operator, value)

    def _read_group_select(self, aggregate_spec, query):
        """Ratios of several units are those of their sums; posts of several months their mean, never their sum."""
        name, _colon, function = aggregate_spec.partition(":")
        if name in LOAD_PARTS and function == "avg":
            part, whole = (self._field_to_sql(self._table, field, query) for field in LOAD_PARTS[name])
            return SQL("SUM(%s)::float8 / NULLIF(SUM(%s), 0)", part, whole)
        if name in A_MONTH and function == "sum":
            column, month = (self._field_to_sql(self._table, field, query) for field in (name, "month"))
            return SQL("SUM(%s)::float8 / NULLIF(COUNT(DISTINCT %s), 0)", column, month)
        return super()._read_group_select(aggregate_spec, query)
