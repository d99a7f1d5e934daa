from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..workload.calendar import CalendarUnknown, WorkingCalendar
from .trigger import Refuse
from .ward_workload_month import IS_CLOSED, IS_CORRECTED, STAYS

RATIOS = {
    "load_index": ("hours_needed", "hours_available"),
    "on_time_rate": ("on_time_count", "finished_count"),
}


class WardWorkload(models.Model):
    """One person's month: hours that the work needed, hours that there were, and the load.

    Computed set-wise from dossiers, standard minutes, the calendar of the law and approved
    leave (``_refresh``); its lines add up to its figures, so that each can be explained.
    """

    _name = "ward.workload"
    _description = "Workload of a month"
    _inherit = ["ward.company.mixin"]
    _order = "month desc, department_id, load_index desc, id"
    _log_access = False
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    month = fields.Date(required=True, readonly=True, help="First day of the month.")
    working_days = fields.Float(string="Working days", readonly=True, digits=(6, 2))
    leave_days = fields.Float(string="Days of leave", readonly=True, digits=(6, 2))
    hours_a_day = fields.Float(string="Hours a day", readonly=True, digits=(6, 2), aggregator="avg")
    hours_available = fields.Float(string="Hours available", readonly=True, digits=(10, 2))
    hours_service = fields.Float(string="Hours for dossiers", readonly=True, digits=(10, 2))
    hours_support = fields.Float(string="Hours for support work", readonly=True, digits=(10, 2))
    hours_additional = fields.Float(
        string="Hours for other work", readonly=True, digits=(10, 2), help="Work that is no dossier's, such as tasks."
    )
    hours_needed = fields.Float(string="Hours needed", readonly=True, digits=(10, 2))
    hours_spare = fields.Float(string="Hours to spare", readonly=True, digits=(10, 2))
    load_index = fields.Float(
        string="Load",
        readonly=True,
        aggregator="avg",
        help="Hours needed over hours available. Above 100% the month was too short for its work.",
    )
    overload_index = fields.Float(string="Overload above", readonly=True, digits=(5, 2), aggregator="avg")
    support_percent = fields.Float(string="Support share %", readonly=True, digits=(5, 2), aggregator="avg")
    overloaded = fields.Boolean(readonly=True)
    volume_based = fields.Boolean(
        readonly=True,
        help="Whether the person had dossiers in the month. Where not, the load says nothing about the work.",
    )
    finished_count = fields.Integer(string="Dossiers finished", readonly=True)
    on_time_count = fields.Integer(string="On time", readonly=True)
    late_count = fields.Integer(string="Late", readonly=True)
    on_time_rate = fields.Float(string="On-time rate", readonly=True, aggregator="avg")
    backlog_count = fields.Integer(
        string="Open at month's end", readonly=True, help="Received and not finished by then."
    )
    unmeasured_count = fields.Integer(
        string="Dossiers without standard minutes",
        readonly=True,
        help="Their procedure had no standard minutes on that day, so their hours are not in the figures.",
    )
    refreshed_at = fields.Datetime(string="Computed at", readonly=True)
    line_ids = fields.One2many("ward.workload.line", "workload_id", readonly=True)
    needed_line_ids = fields.One2many(
        "ward.workload.line", "workload_id", domain=[("side", "=", "needed")], readonly=True
    )
    available_line_ids = fields.One2many(
        "ward.workload.line",
        "workload_id",
        domain=[("side", "=", "available")],
        readonly=True,
    )
    wisn_ratio = fields.Float(
        string="WISN ratio",
        compute="_compute_wisn_ratio",
        digits=(10, 2),
        help="Existing over required, as the World Health Organization defines it: below 1 means pressure.",
    )
    calendar_note = fields.Char(compute="_compute_calendar_note")
    month_name = fields.Char(string="Month and year", compute="_compute_month_name")
    latest = fields.Boolean(string="Latest complete month", store=False, search="_search_latest")

    _one_a_month = models.Constraint("UNIQUE(employee_id, month)", "There is one workload per person and month.")
    _ward_month = models.Index("(company_id, month)")
    _closed = Refuse("INSERT OR UPDATE OR DELETE", f"{IS_CLOSED} AND NOT ({IS_CORRECTED})", STAYS)

    @api.depends("employee_id", "month")
    def _compute_display_name(self):
        for record in self:
            month = record.month
            record.display_name = f"{record.employee_id.name} {month:%m/%Y}" if month else ""

    @api.depends("month")
    def _compute_month_name(self):
        for record in self:
            record.month_name = f"{record.month:%m/%Y}" if record.month else ""

    @api.depends("hours_needed", "hours_available")
    def _compute_wisn_ratio(self):
        for record in self:
            needed = record.hours_needed
            record.wisn_ratio = record.hours_available / needed if needed else 0

    @api.depends("month")
    def _compute_calendar_note(self):
        """The holidays and swapped days of the month, by name, from the law."""
        for company, records in self.grouped("company_id").items():
            calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(company))
            for record in records:
                record.calendar_note = record._special_days(calendar)

    def _special_days(self, calendar) -> str:
        last = fields.Date.end_of(self.month, "month")
        try:
            worked = len(calendar.working_days(self.month, last))
        except CalendarUnknown as error:
            return self.env._("The public holidays of %(year)s are not known.", year=error.year)
        special = calendar.special_days(self.month, last)
        names = "; ".join(f"{one.day:%d/%m} {one.name}" for one in special)
        if names:
            return self.env._(
                "%(days)s working days in the month. Special days: %(names)s.",
                days=worked,
                names=names,
            )
        return self.env._("%(days)s working days in the month, no public holiday.", days=worked)

    def _search_latest(self, operator, value):
        """The last month with figures that is over, in the wards chosen."""
        if operator != "in":
            return NotImplemented
        first = fields.Date.start_of(fields.Date.context_today(self), "month")
        [(latest,)] = self.env.execute_query(
            SQL(
                "SELECT MAX(month) FROM ward_workload WHERE company_id IN %s AND month < %s",
                tuple(self.env.companies.ids),
                first,
            )
        )
        return [("month", "=", latest)]

    def _read_group_select(self, aggregate_spec, query):
        """The load of a unit is its needed over its available hours, not the mean of its people."""
        name, _colon, function = aggregate_spec.partition(":")
        if name in RATIOS and function == "avg":
            part, whole = (self._field_to_sql(self._table, field, query) for field in RATIOS[name])
            return SQL("SUM(%s)::float8 / NULLIF(SUM(%s), 0)", part, whole)
        return super()._read_group_select(aggregate_spec, query)

    def action_why(self):
        """Open what a figure is made of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("ward_hr.ward_workload_view_form").id, "form")],
            "target": "new",
        }

    def action_open_dossiers(self):
        """The dossiers that this person finished in this month."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_dossier_action")
        return action | {
            "context": {},
            "domain": [
                ("handling_officer_id", "=", self.employee_id.id),
                ("processed_at", ">=", fields.Datetime.to_string(self._utc(self.month))),
                (
                    "processed_at",
                    "<",
                    fields.Datetime.to_string(self._utc(fields.Date.add(self.month, months=1))),
                ),
            ],
        }

    def action_refresh(self):
        """Compute the chosen months anew, after a change of standards, leave or posts."""
        # a right to read figures is not a right to recompute them
        self.env["ward.dossier.import"].check_access("create")
        if closed := self.filtered("closed"):
            raise UserError(
                self.env._(
                    "The workload of %(month)s is closed and is not computed anew. "
                    "Correct a figure of it with a reason, or choose figures of open months.",
                    month=", ".join(sorted(set(closed.mapped("month_name")))),
                )
            )
        for company, records in self.grouped("company_id").items():
            # sudo: figures follow from facts, whoever asks for them
            self.sudo()._refresh(company, sorted(set(records.mapped("month"))))
        return True
