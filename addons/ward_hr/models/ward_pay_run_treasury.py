from odoo import fields, models
from odoo.exceptions import UserError

from ..pay import ENTERED, changed_codes
from ..report.treasury_list import FULL, SHORT, treasury_sheets
from .ward_pay_run_lists import amount_of, month_words

LAYOUT = "treasury_list_form"
CONTRACT = "contract_"  # staff types of labour contracts
BY_SALARY = (
    "BASIC", "NEGOTIATED", "RESERVED_DIFF", "LEAD", "OVERGRADE", "CONCURRENT", "RESPONSIB", "TRADE_SENIORITY",
    "REGION", "HAZARD", "PUBLIC_DUTY",
)  # fmt: skip
EXTRA, BONUS = ("EXTRA_MONTH", "EXTRA_YEAR"), ("BONUS",)
CHANGES = """
WITH slips AS (
    SELECT * FROM ward_payslip WHERE run_id IN (%(now)s, %(before)s)
), moved AS (
    SELECT slip.employee_id, line.code, c.kind, bool_or(line.origin_month < slip.month) AS back,
           SUM(CASE WHEN slip.run_id = %(now)s THEN line.amount ELSE -line.amount END) AS difference
      FROM slips slip
      JOIN ward_payslip_line line ON line.payslip_id = slip.id AND line.section <> 'employer'
      JOIN ward_pay_component c ON c.id = line.component_id
     GROUP BY 1, 2, 3
), causes AS (
    SELECT employee_id, jsonb_agg(jsonb_build_array(code, kind, back) ORDER BY code) AS moved
      FROM moved WHERE difference <> 0 GROUP BY 1
)
SELECT COALESCE(now.employee_name, before.employee_name), before.id, now.id,
       GREATEST(before.net, 0)::bigint, GREATEST(now.net, 0)::bigint,
       now.facts IS DISTINCT FROM before.facts, now.days * before.month_days <> before.days * now.month_days,
       v.decision_number, causes.moved
  FROM (SELECT * FROM slips WHERE run_id = %(now)s) now
  FULL JOIN (SELECT * FROM slips WHERE run_id = %(before)s) before ON before.employee_id = now.employee_id
  LEFT JOIN hr_version v ON v.id = now.version_id
  LEFT JOIN causes ON causes.employee_id = COALESCE(now.employee_id, before.employee_id)
 WHERE GREATEST(now.net, 0) <> GREATEST(before.net, 0)
 ORDER BY COALESCE(now.name_key, before.name_key), COALESCE(now.id, before.id)
"""


class WardPayRunTreasury(models.Model):
    """The list for the State Treasury, with what changed since the month paid before, and because of what.

    It asks for what is transferred: whose take-home pay is 0 or less stands in a part of its own, with what is owed.
    """

    _inherit = "ward.pay.run"

    def _treasury_sheets(self):
        accounts, found, names = self._accounts()
        rows, unpaid = [], []
        for slip, lines in self._list_people():
            if slip.net <= 0:
                unpaid.append(_unpaid(slip))
                continue
            cells = self._account_cells(accounts, found, names, slip.employee_id.id)
            note = f"Không chuyển khoản: {cells.pop('reason')}" if cells["reason"] else cells.pop("reason")
            rows.append((slip, _payment(slip, lines) | cells | {"name": slip.employee_name, "note": note}))
        before = self._paid_last()
        notes = (
            "Nghị định 347/2025/NĐ-CP đã thay Nghị định 11/2020/NĐ-CP từ 01/01/2026; chưa xác nhận mẫu thay thế",
            *self._list_notes(),
        )
        return treasury_sheets(
            self._treasury_layout(),
            self._by_staff_type(rows),
            unpaid,
            self._treasury_changes(before) if before else [],
            month_words(before.month) if before else "",
            notes,
            self._words(sum(row["net"] for _slip, row in rows)),
        )

    def _treasury_layout(self):
        """The version of the form in force for the ward: a dated value of law that a ward may set."""
        entry = self._law().entry(LAYOUT, fields.Date.end_of(self.month, "month"))
        if entry.value not in (FULL, SHORT):
            raise UserError(
                self.env._(
                    "“%(label)s” is “%(word)s” from %(day)s, which is no version known here. Enter “%(full)s” or"
                    " “%(short)s” under Law, then fetch the list again.",
                    label=entry.label,
                    word=entry.value,
                    day=entry.since.strftime("%d/%m/%Y"),
                    full=FULL,
                    short=SHORT,
                )
            )
        return entry.value

    def _paid_last(self):
        """The latest paid run before this one."""
        return self.search(
            [("company_id", "=", self.company_id.id), ("state", "=", "paid"), ("month", "<", self.month)],
            order="month desc",
            limit=1,
        )

    def _treasury_changes(self, before):
        """Rows of those whose take-home pay differs from that of ``before``, each with its causes."""
        by_law = set(changed_codes(before.law, self.law))
        names = {c.code: c.name for c in self.env["ward.pay.component"].search([])}
        self.env.flush_all()
        self.env.cr.execute(CHANGES, {"now": self.id, "before": before.id})
        return [
            {
                "name": name,
                "before": paid,
                "now": due,
                "change": due - paid,
                "note": "; ".join(_causes(joined is None, left is None, *facts, names, by_law)),
            }
            for name, joined, left, paid, due, *facts in self.env.cr.fetchall()
        ]


def _payment(slip, lines):
    """The columns of money of a payslip; earnings less deductions are what is transferred."""
    salary, extra, bonus = (amount_of(lines, codes) for codes in (BY_SALARY, EXTRA, BONUS))
    contract = (slip.staff_type_id.code or "").startswith(CONTRACT)
    return {
        "net": int(slip.net),
        "salary": 0 if contract else salary,
        "wages": salary if contract else 0,
        "extra": extra,
        "bonus": bonus,
        "others": int(slip.gross) - salary - extra - bonus,
        "deductions": -int(slip.deductions),
    }


def _unpaid(slip):
    """A row of the third part: nothing is transferred, and what the person owes."""
    return {
        "name": slip.employee_name,
        # sudo: the unit's name stands on the paper, whoever may open the unit
        "unit": slip.department_id.sudo().name or "",
        "gross": int(slip.gross),
        "deductions": -int(slip.deductions),
        "owed": -int(slip.net),
    }


def _causes(joined, left, decision, days, number, moved, names, by_law):
    """Why somebody's pay is another, in the words of the form."""
    if joined or left:
        return ["Tháng trước chưa trả lương"] if joined else ["Tháng này không trả lương"]
    moved = moved or []
    causes = [f"Quyết định số {number}" if number else "Thay đổi theo quyết định"] if decision else []
    causes += ["Số ngày hưởng lương khác tháng trước"] if days and not decision else []
    causes += ["Truy lĩnh, truy thu các tháng trước"] if any(back for _code, _kind, back in moved) else []
    entered = [names.get(code, code) for code, kind, back in moved if kind in ENTERED and not back]
    causes += [f"Khoản nhập trong tháng: {', '.join(entered)}"] if entered else []
    law = [names.get(code, code) for code, _kind, back in moved if code in by_law and not back]
    causes += [f"Thay đổi quy định: {', '.join(law)}"] if law else []
    return causes or ["Theo thay đổi của các khoản khác"]
