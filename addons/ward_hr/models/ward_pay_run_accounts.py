from odoo import api, fields, models

from ..pay.accounts import EMPTY, NO_BANK, SHARED, WRONG, Account, faults, plain
from ..report.bank_list import bank_sheets, reason_words
from .named import named
from .ward_pay_run import RUN_READERS

NOTHING = "nothing"  # no fault of an account: there is nothing to transfer
# the account on which salary is paid first; those of people who left count as well, for accounts that two share
ACCOUNTS = """
SELECT DISTINCT ON (e.id) e.id, e.name, account.acc_number, bank.name
  FROM hr_employee e
  LEFT JOIN employee_bank_account_rel rel ON rel.employee_id = e.id
  LEFT JOIN res_partner_bank account ON account.id = rel.bank_account_id AND account.active
  LEFT JOIN res_bank bank ON bank.id = account.bank_id
 WHERE e.company_id = %s
 ORDER BY e.id, account.id IS NULL, (e.salary_distribution -> account.id::text ->> 'sequence')::numeric NULLS LAST,
          account.id
"""


class WardPayRunAccounts(models.Model):
    """The bank list, and who cannot be paid by transfer: named on the run, never left out silently.

    Account numbers are private. They are read here, by one statement, for pay officer, head of the ward and auditor
    alone: the fields have their group, the lists check the role.
    """

    _inherit = "ward.pay.run"

    account_text = fields.Text(string="Accounts to be looked at", compute="_compute_account_text", groups=RUN_READERS)

    @api.depends("state", "slip_ids")
    @api.depends_context("lang")
    def _compute_account_text(self):
        labels = {
            EMPTY: self.env._("No bank account: "),
            WRONG: self.env._("Account number with wrong characters or too short: "),
            NO_BANK: self.env._("Account without its bank: "),
            SHARED: self.env._("One account for two people: "),
        }
        for run in self:
            run.account_text = ""
            if run.ids and run.state != "draft":
                _accounts, found, names = run._accounts()
                run.account_text = "\n".join(
                    label + named(self.env, (_with_others(names, person, found) for person in people))
                    for fault, label in labels.items()
                    if (people := [person for person, (kind, _others) in found.items() if kind == fault])
                )

    def _accounts(self):
        """``(accounts, faults, names)`` by employee; faults of the people of this run only."""
        self.env.flush_all()
        # the number of an account is for HR alone elsewhere; who comes here may read the run, see the class
        self.env.cr.execute(ACCOUNTS, [self.company_id.id])
        rows = self.env.cr.fetchall()
        names = {person: name for person, name, _number, _bank in rows}
        accounts = {person: Account(number or "", bank or "") for person, _name, number, bank in rows}
        paid = set(self.slip_ids.employee_id.ids)
        held = {person: account for person, account in accounts.items() if person in paid or account.number}
        found = {person: fault for person, fault in faults(held).items() if person in paid}
        return accounts, found, names

    def _account_cells(self, accounts, found, names, person):
        """The cells of a person's account: number, bank, and why there are none."""
        if person in found:
            fault, others = found[person]
            return {"account": "", "bank": "", "reason": reason_words(fault, [names[other] for other in others])}
        account = accounts[person]
        return {"account": plain(account.number), "bank": account.bank, "reason": ""}

    def _bank_sheets(self):
        accounts, found, names = self._accounts()
        paid, not_paid = [], []
        for slip in self.env["ward.payslip"].search([("run_id", "=", self.id)], order="name_key, id"):
            # sudo: the unit's name stands on the paper, whoever may open the unit
            row = {"name": slip.employee_name, "net": int(slip.net), "unit": slip.department_id.sudo().name or ""}
            row |= self._account_cells(accounts, found, names, slip.employee_id.id)
            if row["net"] <= 0:
                row |= {"net": 0, "reason": reason_words(NOTHING)}  # what is owed stands on the treasury list
            row["content"] = f"Luong thang {self.month:%m/%Y}"
            (not_paid if row["reason"] else paid).append(row)
        words = self._words(sum(row["net"] for row in paid))
        return bank_sheets(paid, not_paid, self._list_notes(), words)


def _with_others(names, person, found):
    others = ", ".join(names[other] for other in found[person][1])
    return f"{names[person]} ({others})" if others else names[person]
