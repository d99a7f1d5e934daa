from odoo import fields, models
from odoo.exceptions import UserError

from ..report.bank_list import FORM as BANK_FORM
from ..report.extra_list import FORM as EXTRA_FORM
from ..report.income_tax_list import FORM as TAX_FORM
from ..report.insurance_list import FORM as INSURANCE_FORM
from ..report.pay_sheet import pay_book
from ..report.treasury_list import FORM as TREASURY_FORM
from .ward_pay_run import SEALED_STATES

READERS = ("pay_officer", "ward_head", "auditor")
# kind: name of the file, form, method that makes its sheets
LISTS = {
    "treasury": ("bang-ke-kho-bac-mau-09", TREASURY_FORM, "_treasury_sheets"),
    "bank": ("chuyen-luong-ngan-hang", BANK_FORM, "_bank_sheets"),
    "insurance": ("dong-bao-hiem", INSURANCE_FORM, "_insurance_sheets"),
    "income_tax": ("thue-tncn", TAX_FORM, "_income_tax_sheets"),
    "extra": ("thu-nhap-tang-them-thuong", EXTRA_FORM, "_extra_sheets"),
}
LINES = """
SELECT line.payslip_id, line.code, line.section, line.origin_month,
       SUM(line.amount)::bigint, MAX(line.quantity)::numeric(20)::bigint
  FROM ward_payslip_line line JOIN ward_payslip slip ON slip.id = line.payslip_id
 WHERE slip.run_id = %s
 GROUP BY 1, 2, 3, 4
"""
NO_UNIT = "Chưa xếp đơn vị"


class WardPayRunLists(models.Model):
    """The lists that a run gives out, each a description in ``report/`` and rows read by a fixed number of statements.

    For those who may read the run: pay officer, head of the ward, auditor of that ward.
    """

    _inherit = "ward.pay.run"

    def action_lists(self):
        """The lists to choose from, each with what it holds."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lists of %(run)s", run=self.name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("ward_hr.ward_pay_run_view_lists").id, "form")],
            "target": "new",
        }

    def action_list(self):
        """The list named in the context, as a file to download."""
        self.ensure_one()
        kind = self.env.context.get("ward_list")
        if kind not in LISTS:
            raise UserError(self.env._("This list is not known. Choose one of those shown."))
        return {
            "type": "ir.actions.act_url",
            "url": f"/ward/pay/run/{self.id}/list/{kind}.xlsx",
            "target": "download",
        }

    def _pay_list(self, kind):
        """``(name, bytes)`` of the file of a list; refused to all but its readers, and before anything is computed."""
        self._check_listed()
        name, form, method = LISTS[kind]
        # the forms are Vietnamese, whoever prints them
        run = self.with_context(lang="vi_VN")
        layout = run._layout(kind)
        head = run._list_head(layout.form or form)
        draft = "-nhap" if head["draft"] else ""
        return f"{name}-{run.month:%Y-%m}{draft}.xlsx", pay_book(head, layout._arrange(getattr(run, method)()))

    def _check_listed(self):
        """The user reads lists, and there is something to list."""
        self.ensure_one()
        self._check_role(*READERS)
        if self.state == "draft":
            raise UserError(self.env._("%(run)s is not computed yet: there is nothing to list.", run=self.name))

    def _layout(self, kind):
        """The layout that the ward has set for a list in this month, or none."""
        last = fields.Date.end_of(self.month, "month")
        return self.env["ward.pay.layout"]._in_force(kind, self.company_id, last)

    def _list_head(self, form):
        return {
            "ward": self.company_id.name,
            "form": form,
            "period": f"Tháng {self.month:%m/%Y}",
            "draft": self.state not in SEALED_STATES,
        }

    # -- what the lists have in common ---------------------------------------------------------

    def _list_notes(self):
        """What the reader of a list must know: values that are not certain."""
        law = (self.law or {}).get("law", {})
        labels = [law[code][-1]["label_vi"] for code in (self.remarks or {}).get("uncertain", ()) if code in law]
        return (f"Tính theo giá trị chưa chắc chắn, cần kế toán xác nhận: {', '.join(labels)}",) if labels else ()

    def _list_people(self):
        """``[(slip, {(code, section, month of origin): (đồng, quantity)})]`` in the order of units and names."""
        slips = self.env["ward.payslip"].search([("run_id", "=", self.id)], order="department_id, name_key, id")
        self.env.cr.execute(LINES, [self.id])
        lines = {}
        for slip, code, section, origin, amount, quantity in self.env.cr.fetchall():
            lines.setdefault(slip, {})[code, section, origin] = (amount, quantity)
        return [(slip, lines.get(slip.id, {})) for slip in slips]

    def _by_unit(self, rows):
        """``[(unit, rows)]`` of ``[(slip, row)]``."""
        # sudo: the unit's name stands on the paper, whoever may open the unit
        return _grouped((slip.department_id.sudo().name or NO_UNIT, row) for slip, row in rows)

    def _by_staff_type(self, rows):
        """``[(staff type, rows)]`` in the order of the staff types."""
        ordered = sorted(rows, key=lambda pair: (pair[0].staff_type_id.sequence, pair[0].staff_type_id.id))
        return _grouped((slip.staff_type_id.name or "", row) for slip, row in ordered)

    def _staff_codes(self, people):
        """``{employee: code}`` by which people of one name are told apart."""
        employees = people.employee_id
        # sudo: people who have left are on the list too; a code is nothing private
        return dict(zip(employees.ids, employees.sudo().mapped("staff_code"), strict=True))


def _grouped(pairs):
    groups = {}
    for title, row in pairs:
        groups.setdefault(title, []).append(row)
    return list(groups.items())


def amount_of(lines, codes=None, section="earning", origin=None):
    """Đồng of the lines of a section: those of ``codes``, of all but other months' when ``origin`` is given."""
    return sum(
        amount
        for (code, part, month), (amount, _quantity) in lines.items()
        if part == section and (codes is None or code in codes) and (origin is None or month == origin)
    )


def month_words(day):
    """``10/2026`` of a day or its text."""
    return fields.Date.to_date(day).strftime("%m/%Y")
