from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.ward_certificate_paper import ISSUER
from ..report.training_report import training_report


class WardTrainingReport(models.TransientModel):
    """The report of a period to the city, as a workbook; of what its reader sees."""

    _name = "ward.training.report"
    _description = "Report of training to the city"

    date_from = fields.Date(string="From", required=True, default=lambda self: self._year("start"))
    date_to = fields.Date(string="To", required=True, default=lambda self: self._year("end"))

    def _year(self, side):
        today = fields.Date.context_today(self)
        return fields.Date.start_of(today, "year") if side == "start" else fields.Date.end_of(today, "year")

    def action_xlsx(self):
        """Make the workbook."""
        self.ensure_one()
        if self.date_to < self.date_from:
            raise UserError(self.env._("The report ends before it begins. Correct one of the two days."))
        return {
            "type": "ir.actions.act_url",
            "url": f"/ward/training/report/{self.date_from}/{self.date_to}/report.xlsx",
            "target": "self",
        }

    @api.model
    def _spreadsheet(self, first, last):
        """The workbook as bytes; one statement for the figures."""
        turns = self.env["ward.training.turn"].with_context(lang="vi_VN")
        names = dict(turns._fields["content_group"]._description_selection(turns.env))
        rows = {
            group: {"group": name, "leader": 0, "staff": 0, "turns": 0, "people": 0, "hours": 0, "cost": 0}
            for group, name in names.items()
        }
        domain = [("company_id", "=", self.env.company.id), ("day", ">=", first), ("day", "<=", last)]
        sums = ["turns:sum", "hours:sum", "cost:sum", "employee_id:count_distinct"]
        for group, target, count, hours, cost, people in turns._read_group(
            domain, ["content_group", "target_group"], sums
        ):
            row = rows[group]
            row[target] += count
            row["turns"] += count
            row["people"] += people
            row["hours"] += hours
            row["cost"] += cost or 0
        days = f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
        return training_report(ISSUER.sub("", self.env.company.name), days, list(rows.values()))
