import json

from odoo import api, fields, models
from odoo.tools import SQL

FIGURES = (
    "hours_needed",
    "hours_available",
    "load_index",
    "overload_index",
    "finished_count",
    "late_count",
    "backlog_count",
)
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_activity_quick_update": True,
}


class WardWorkload(models.Model):
    """Alerts follow the figures whenever these are computed."""

    _inherit = "ward.workload"

    @api.model
    def _refresh(self, company, months, people=None):
        done = super()._refresh(company, months, people)
        if months:
            # sudo: alerts follow from figures, whoever brought the dossiers in
            self.env["ward.workload.alert"].sudo()._raise(company)
        return done


class WardWorkloadAlert(models.Model):
    """How alerts come and go: by the latest complete month of a ward, in as many statements for 6 people as for 600."""

    _inherit = "ward.workload.alert"

    @api.model
    def _cron_raise(self):
        """A month becomes complete by the calendar, without an import."""
        rows = self.env.execute_query(SQL("SELECT DISTINCT company_id FROM ward_workload"))
        for (company,) in rows:
            # sudo: alerts follow from figures, ward by ward
            self.sudo()._raise(self.env["res.company"].browse(company))

    @api.model
    def _raise(self, company):
        """Bring the alerts of a ward level with its latest complete month: raise, keep, close; never one twice."""
        self.env.flush_all()
        month = self._latest_month(company)
        if not month:
            return
        rule = self.env["ward.workload.rule"]._on(company, month)
        over = {self._subject(row): row for row in self._over(company, month, rule.alert_months)}
        domain = [("company_id", "=", company.id), "|", ("month", "=", month), ("state", "in", ("open", "answered"))]
        known = self.with_context(**QUIET).search(domain)
        current = known.filtered(lambda alert: alert.month == month)
        current._follow(over)
        (known - current).filtered(lambda alert: alert.month < month)._give_way(over)
        seen = {alert._own_subject() for alert in current}
        new = [row | {"company_id": company.id, "month": month} for key, row in over.items() if key not in seen]
        self.with_context(**QUIET).create(new)._call_heads()

    @api.model
    def _latest_month(self, company):
        """The last month that is over and has figures; a month under way would seem lighter than it is."""
        first = fields.Date.start_of(fields.Date.context_today(self), "month")
        [(month,)] = self.env.execute_query(
            SQL("SELECT MAX(month) FROM ward_workload WHERE company_id = %s AND month < %s", company.id, first)
        )
        return month

    @api.model
    def _over(self, company, month, months):
        """Units and people above the threshold in ``month`` and in all of the last ``months``.

        The load of a unit is that of its people with dossiers: the others' work is not measured.
        """
        rows = self.env.execute_query_dict(
            SQL(
                """
                WITH figure AS (
                    SELECT w.*, e.active
                      FROM ward_workload w JOIN hr_employee e ON e.id = w.employee_id
                     WHERE w.company_id = %(company)s AND w.volume_based
                       AND w.month <= %(month)s
                       AND w.month > %(month)s::date - MAKE_INTERVAL(months => %(months)s)),
                subject AS (
                    SELECT 'unit' || department_id AS key, month, department_id,
                           NULL::int AS employee_id,
                           SUM(hours_needed) AS hours_needed, SUM(hours_available) AS hours_available,
                           MAX(overload_index) AS overload_index, SUM(finished_count)::int AS finished_count,
                           SUM(late_count)::int AS late_count, SUM(backlog_count)::int AS backlog_count
                      FROM figure WHERE department_id IS NOT NULL GROUP BY department_id, month
                     UNION ALL
                    SELECT 'person' || employee_id, month, department_id, employee_id,
                           hours_needed, hours_available, overload_index,
                           finished_count, late_count, backlog_count
                      FROM figure WHERE active),
                judged AS (
                    SELECT *, hours_needed / NULLIF(hours_available, 0) AS load_index,
                           COUNT(*) FILTER (
                               WHERE hours_available > 0 AND hours_needed > hours_available * overload_index
                           ) OVER (PARTITION BY key) AS times
                      FROM subject)
                SELECT department_id, employee_id, hours_needed::float8, hours_available::float8,
                       load_index::float8, overload_index::float8, finished_count, late_count, backlog_count
                  FROM judged WHERE month = %(month)s AND times = %(months)s
                 ORDER BY load_index DESC
                """,
                company=company.id,
                month=month,
                months=months,
            )
        )
        return rows

    @api.model
    def _subject(self, row):
        return ("person", row["employee_id"]) if row["employee_id"] else ("unit", row["department_id"])

    def _own_subject(self):
        return ("person", self.employee_id.id) if self.employee_id else ("unit", self.department_id.id)

    def _follow(self, over):
        """Alerts of the latest month: new figures for those above the threshold, an end for the others."""
        above = self.filtered(lambda alert: alert._own_subject() in over)
        above._keep_figures(over)
        again = above.filtered(lambda alert: alert.state == "solved")
        again.write({"state": "open", "closed_by": False})
        again._call_heads()
        below = (self - above).filtered(lambda alert: alert.state in ("open", "answered"))
        below._close("solved", "figure")

    def _give_way(self, over):
        """Alerts of earlier months: a later month is not above any more, or has an alert of its own."""
        still = self.filtered(lambda alert: alert._own_subject() in over)
        still.filtered(lambda alert: alert.state == "open")._close("dismissed", "followed")
        (self - still)._close("solved", "later")

    def _close(self, state, cause):
        if not self:
            return
        self.write({"state": state, "closed_by": cause})
        words = dict(self._fields["closed_by"]._description_selection(self.env))[cause]
        self._message_log_batch(bodies=dict.fromkeys(self.ids, words))
        self._close_activities()

    def _keep_figures(self, over):
        """One statement for all."""
        rows = [{"id": alert.id} | {name: over[alert._own_subject()][name] for name in FIGURES} for alert in self]
        if not rows:
            return
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_workload_alert alert SET %(sets)s
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_workload_alert, %(rows)s::jsonb) new
                 WHERE new.id = alert.id
                """,
                rows=json.dumps(rows),
                sets=SQL(", ").join(SQL("%s = new.%s", SQL.identifier(n), SQL.identifier(n)) for n in FIGURES),
            )
        )
        self.invalidate_recordset(FIGURES)

    def _call_heads(self):
        """A thing to do for the head of the unit and for the head of the ward, once an alert."""
        if not self:
            return
        group = self.env.ref("ward_hr.ward_hr_group_ward_head")
        heads = group.all_user_ids.filtered("active")
        model, kind = self.env["ir.model"]._get_id(self._name), self.env.ref("mail.mail_activity_data_todo").id
        self.env["mail.activity"].create(
            [
                {
                    "res_model_id": model,
                    "res_id": alert.id,
                    "activity_type_id": kind,
                    "automated": True,
                    "user_id": user.id,
                    "summary": alert._in_words(user),
                }
                for alert in self
                for user in alert.department_id.manager_id.user_id
                | heads.filtered(lambda one, alert=alert: alert.company_id in one.company_ids)
            ]
        )

    def _in_words(self, user):
        return self.with_context(lang=user.lang).env._(
            "Too much work in %(month)s: %(subject)s, load %(load)s%%. See who can help.",
            month=f"{self.month:%m/%Y}",
            subject=self.employee_id.name or self.department_id.name,
            load=f"{self.load_index * 100:.0f}",
        )
