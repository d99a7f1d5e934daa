from odoo import fields, models

from ..rules import sheet

CYCLES = {
    "không": "none",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "6 tháng": "half_yearly",
    "năm": "yearly",
    "khi yêu cầu": "on_request",
    "none": "none",
    "weekly": "weekly",
    "monthly": "monthly",
    "quarterly": "quarterly",
    "half-yearly": "half_yearly",
    "yearly": "yearly",
    "on request": "on_request",
}
COLUMNS = (
    sheet.Column("code", "Mã nhiệm vụ", "Code", needed=True),
    sheet.Column("name", "Tên nhiệm vụ", "Name", needed=True),
    sheet.Column("sector", "Mã lĩnh vực", "Sector code", needed=True),
    sheet.Column("mechanism", "Mã cơ chế", "Mechanism code", needed=True),
    sheet.Column("bases", "Căn cứ pháp lý", "Legal bases"),
    sheet.Column("article", "Điều khoản", "Articles"),
    sheet.Column("giver", "Cơ quan giao", "Giver"),
    sheet.Column("receiver", "Cơ quan nhận", "Receiver"),
    sheet.Column("product", "Sản phẩm", "Product"),
    sheet.Column("report_cycle", "Chu kỳ báo cáo", "Report cycle", sheet.CHOICE, choices=CYCLES),
    sheet.Column("conditions", "Điều kiện bảo đảm", "Conditions promised"),
    sheet.Column("date_from", "Từ ngày", "From", sheet.DAY, needed=True),
    sheet.Column("date_to", "Đến ngày", "Last day", sheet.DAY),
    sheet.Column("lead", "Mã đơn vị chủ trì", "Lead unit code", needed=True),
    sheet.Column("coordinators", "Mã đơn vị phối hợp", "Coordinating unit codes"),
)
KEPT = ("code", "name", "article", "giver", "receiver", "product", "report_cycle", "conditions", "date_from", "date_to")


class WardTaskImport(models.TransientModel):
    """Brings tasks in from XLSX as drafts: all of the file, or nothing with every fault named."""

    _name = "ward.task.import"
    _description = "Bring tasks in"
    _inherit = ["ward.sheet.mixin"]

    company_id = fields.Many2one("res.company", string="Ward", required=True, default=lambda self: self.env.company)
    file = fields.Binary()
    file_name = fields.Char()

    def action_template(self):
        """The empty list to fill in."""
        return self._download("nhiem-vu.xlsx", sheet.write(COLUMNS, [], self.env.lang or "en_US"))

    def action_import(self):
        """Draft tasks with their lead and coordinators; the number of statements does not grow with the rows."""
        self.ensure_one()
        records = self._read_sheet(self.file, COLUMNS)
        links = self._links()
        faults = [sentence for record in records for sentence in self._unknown(record, links)]
        faults += self._known_codes(records)
        if faults:
            self._refuse_sheet(faults)
        tasks = self.env["ward.delegated.task"].with_context(tracking_disable=True, mail_create_nolog=True)
        made = tasks.create([self._task_values(record, links) for record in records])
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_delegated_task_action")
        return dict(action, domain=[("id", "in", made.ids)], context={"hierarchical_naming": False})

    def _links(self):
        """``{column: {code: id}}`` of what the file refers to."""
        own = [("company_id", "=", self.company_id.id)]
        shared = [("company_id", "in", (False, self.company_id.id))]
        return {
            "sector": self._by("ward.sector", "code", []),
            "mechanism": self._by("ward.delegation.mechanism", "code", []),
            "bases": self._by("ward.legal.basis", "number", shared),
            "lead": self._by("hr.department", "code", own),
            "coordinators": self._by("hr.department", "code", own),
        }

    def _by(self, model, name, domain):
        return {
            row[name].strip().lower(): row["id"] for row in self.env[model].search_read(domain, [name]) if row[name]
        }

    def _unknown(self, record, links):
        """A sentence for each code of a row that nothing is known by."""
        for key, known in links.items():
            for code in _codes(record.get(key)):
                if code.lower() not in known:
                    [column] = [one for one in COLUMNS if one.key == key]
                    yield self.env._(
                        "Row %(row)s: %(column)s “%(value)s” is not known in this ward.",
                        row=record["row"],
                        column=column.header(self.env.lang or "en_US"),
                        value=code,
                    )

    def _known_codes(self, records):
        """Codes that are in the register already, or twice in the file."""
        rows = {}
        for record in records:
            rows.setdefault(record["code"], []).append(record["row"])
        taken = self.env["ward.delegated.task"].search(
            [("company_id", "=", self.company_id.id), ("code", "in", list(rows))]
        )
        for code in taken.mapped("code"):
            yield self.env._("Row %(row)s: %(code)s is in the register already.", row=rows[code][0], code=code)
        for code, places in rows.items():
            if len(places) > 1:
                yield self.env._(
                    "Rows %(rows)s: %(code)s is in the file more than once.",
                    rows=", ".join(map(str, places)),
                    code=code,
                )

    def _task_values(self, record, links):
        values = {name: record[name] for name in KEPT if record.get(name)}
        since, until = record["date_from"], record.get("date_to") or False
        units = [(links["lead"][record["lead"].lower()], "lead")]
        units += [(links["coordinators"][code.lower()], "coordinator") for code in _codes(record.get("coordinators"))]
        return {
            **values,
            "company_id": self.company_id.id,
            "sector_id": links["sector"][record["sector"].lower()],
            "mechanism_id": links["mechanism"][record["mechanism"].lower()],
            "legal_basis_ids": [(6, 0, [links["bases"][code.lower()] for code in _codes(record.get("bases"))])],
            "conditions_state": "promised" if record.get("conditions") else "none",
            "assignment_ids": [
                (0, 0, {"department_id": unit, "role": role, "date_from": since, "date_to": until})
                for unit, role in units
            ],
        }


def _codes(cell):
    """The codes of a cell, parted by semicolons."""
    return [code.strip() for code in (cell or "").split(";") if code.strip()]
