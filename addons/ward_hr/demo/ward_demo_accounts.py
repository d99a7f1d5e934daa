"""Bank accounts and a pay budget of the demo ward. Invented: banks that do not exist, numbers that lead nowhere."""

# who has no account, one that cannot be right, and two with the same
NONE, WRONG, SHARED = "chau", "quan", ("hung", "thu")
BUDGET, BEFORE = 14_500_000_000, 8_600_000_000


def load(env):
    banks = env["res.bank"].create([{"name": "Ngân hàng Mẫu A"}, {"name": "Ngân hàng Mẫu B"}])
    ward = env.ref("base.main_company")
    special = {env.ref(f"ward_hr.demo_employee_{name}").id: name for name in (NONE, WRONG, *SHARED)}
    accounts = {}
    for number, person in enumerate(env["hr.employee"].search([("company_id", "=", ward.id)]), 1):
        name = special.get(person.id)
        numbers = {WRONG: "0000/12", **dict.fromkeys(SHARED, "0000999999")}
        if name != NONE:
            accounts[person] = {
                "acc_number": numbers.get(name) or f"0000{number:06}",
                "partner_id": person.work_contact_id.id,
                "bank_id": banks[0 if name in SHARED else number % 2].id,
            }
    made = env["res.partner.bank"].create(list(accounts.values()))
    for person, account in zip(accounts, made, strict=True):
        person.bank_account_ids = account
    budgets = env["ward.pay.budget"].with_user(env.ref("ward_hr.demo_user_pay_officer"))
    budget = budgets.search([("company_id", "=", ward.id), ("year", "=", 2026)]) or budgets.create(
        {
            "company_id": ward.id,
            "year": 2026,
            "amount": BUDGET,
            "reference": "QĐ 12/QĐ-UBND ngày 05/01/2026 (mẫu)",
        }
    )
    budget.spent_before = BEFORE
    budget.action_forecast()
