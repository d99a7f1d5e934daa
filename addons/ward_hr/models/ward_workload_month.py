from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

from .trigger import Refuse

CLOSERS = ("ward_hr.ward_hr_group_hr_officer", "ward_hr.ward_hr_group_ward_head")
IS_CLOSED = """EXISTS (SELECT FROM ward_workload_month m WHERE m.state = 'closed'
    AND (m.company_id = OLD.company_id AND m.month = OLD.month
         OR m.company_id = NEW.company_id AND m.month = NEW.month))"""
# Besides the figure itself, what follows from it.
FOLLOWS = "'correction_id', 'hours_spare', 'load_index', 'overloaded', 'on_time_rate'"
IS_CORRECTED = f"""TG_OP = 'UPDATE' AND EXISTS (SELECT FROM ward_workload_correction c
    WHERE c.id = NEW.correction_id AND c.id > COALESCE(OLD.correction_id, 0) AND c.workload_id = NEW.id
      AND (to_jsonb(NEW) ->> c.figure)::numeric = c.new_value AND (to_jsonb(OLD) ->> c.figure)::numeric = c.old_value
      AND to_jsonb(NEW) - (ARRAY[{FOLLOWS}] || c.figure::text)
          = to_jsonb(OLD) - (ARRAY[{FOLLOWS}] || c.figure::text))"""
IS_CORRECTION_LINE = """TG_OP = 'INSERT' AND NEW.kind = 'correction' AND EXISTS (SELECT FROM ward_workload_correction c
    WHERE c.id = NEW.correction_id AND c.workload_id = NEW.workload_id
      AND c.figure = 'hours_' || NEW.side AND NEW.hours = c.new_value - c.old_value)"""
STAYS = "The workload of a closed month does not change. Correct a figure of it, with a reason."


class WardWorkloadMonth(models.Model):
    """A month of a ward's workload: open, it follows the facts; closed, it stays, whatever is imported.

    There is one as soon as a month has figures. Closed months are kept by triggers of PostgreSQL, and are
    not opened again: a figure changes by a correction, which says who, why, old and new.
    """

    _name = "ward.workload.month"
    _description = "Month of workload"
    _inherit = ["ward.company.mixin"]
    _order = "month desc, company_id"
    _rec_name = "month"
    _log_access = False

    # the unique key begins with it
    company_id = fields.Many2one(index=False)
    month = fields.Date(required=True, readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")], string="Status", required=True, readonly=True, default="open"
    )
    closed_by_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", ondelete="restrict")
    closed_at = fields.Datetime(readonly=True)
    correction_count = fields.Integer(string="Corrections", compute="_compute_correction_count")

    _one_a_month = models.Constraint("UNIQUE(company_id, month)", "A month is there once in a ward.")
    _sealed = Refuse(
        "UPDATE OR DELETE", "OLD.state = 'closed'", "A closed month of workload stays closed. Correct its figures."
    )

    @api.depends("month")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record.month:%m/%Y}" if record.month else ""

    def _compute_correction_count(self):
        counts = {
            (company.id, month): count
            for company, month, count in self.env["ward.workload.correction"]._read_group(
                [("company_id", "in", self.company_id.ids), ("month", "in", self.mapped("month"))],
                ["company_id", "month:month"],
                ["__count"],
            )
        }
        for record in self:
            record.correction_count = counts.get((record.company_id.id, record.month), 0)

    def action_close(self):
        """Close the months: their figures stay from now on."""
        if not any(self.env.user.has_group(group) for group in CLOSERS):
            raise AccessError(
                self.env._("Months of workload are closed by the HR officer or the head of the ward. Ask one of them.")
            )
        self.check_access("read")
        today = fields.Date.context_today(self)
        for record in self:
            last = fields.Date.end_of(record.month, "month")
            if last >= today:
                raise UserError(
                    self.env._(
                        "The workload of %(month)s cannot be closed: the month ends on %(last)s. "
                        "Close it after that day.",
                        month=record.display_name,
                        last=format_date(self.env, last),
                    )
                )
        # sudo: nobody writes months by hand; who closes was checked
        self.sudo().filtered(lambda one: one.state == "open").write(
            {"state": "closed", "closed_by_id": self.env.uid, "closed_at": fields.Datetime.now()}
        )
        return True

    def action_open_workload(self):
        """The figures of this month."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_workload_action")
        return action | {"context": {}, "domain": [("company_id", "=", self.company_id.id), ("month", "=", self.month)]}

    @api.model
    def _states(self, company, months):
        """``{month: state}`` of those that have figures; they stay so until the caller's transaction ends."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT month, state FROM ward_workload_month
                 WHERE company_id = %s AND month = ANY(%s::date[]) ORDER BY month FOR SHARE
                """,
                company.id,
                sorted(months),
            )
        )
        return dict(rows)

    @api.model
    def _note(self, company, months):
        """Months that have figures now."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_workload_month (company_id, month, state)
                SELECT %s, month, 'open' FROM UNNEST(%s::date[]) month
                    ON CONFLICT (company_id, month) DO NOTHING
                """,
                company.id,
                sorted(months),
            )
        )
