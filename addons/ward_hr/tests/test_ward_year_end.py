"""A year end from the pool to the settlement: twelve paid months, the shares, December, tax of the year, sheets.

What must come out is reckoned once more here, in fractions, without a line of the pay core.
"""

from datetime import date
from fractions import Fraction
from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import UserError
from odoo.tests import tagged

from .pay_case import PayCase

MONTHS = range(1, 13)
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
OWN, EACH = 15_500_000, 6_200_000
SCALE = ((10_000_000, 5), (30_000_000, 10), (60_000_000, 20), (100_000_000, 30), (None, 35))
AN, BINH, CUONG = "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"


def half_up(amount):
    return int(Fraction(amount) + Fraction(1, 2))


def base_salary(month):
    return 2_340_000 if month < 7 else 2_530_000


def tax_on(income, months=1):
    """Bracket by bracket; the scale of a year is that of a month times twelve."""
    tax, below = Fraction(0), 0
    for upto, rate in SCALE:
        top = income if upto is None else min(income, upto * months)
        tax += max(top - below, 0) * Fraction(rate, 100)
        below = (upto or 0) * months
    return half_up(tax)


def plain_year(coefficient, dependants, first, share):
    """``({month: (income, insurance, withheld)}, tax of the year)`` of a civil servant from month ``first`` on."""
    months = {}
    for month in range(first, 13):
        basic = coefficient * base_salary(month)
        income = basic + half_up(Fraction(basic, 4)) + half_up(Fraction(basic, 2)) + (share if month == 12 else 0)
        insurance = half_up(Fraction(basic * 8, 100)) + half_up(Fraction(basic * 15, 1000))
        months[month] = income, insurance, tax_on(income - insurance - OWN - dependants * EACH)
    income, insurance, _withheld = map(sum, zip(*months.values(), strict=True))
    taxable = income - insurance - 12 * OWN - len(months) * dependants * EACH
    return months, tax_on(max(taxable, 0), 12)


def plain_shares():
    """``(fund, {name: đồng})``: 0.3 of the salary of the year, An rated good (1), Bình excellent (1.2)."""
    brought = {
        AN: Fraction(3, 10) * sum(8 * base_salary(month) for month in MONTHS),
        BINH: Fraction(3, 10) * sum(6 * base_salary(month) for month in range(7, 13)),
    }
    fund = int(sum(brought.values()))
    points = {AN: brought[AN], BINH: brought[BINH] * Fraction(12, 10)}
    exact = {name: fund * points[name] / sum(points.values()) for name in points}
    shares = {name: int(amount) for name, amount in exact.items()}
    for name in sorted(exact, key=lambda name: shares[name] - exact[name])[: fund - sum(shares.values())]:
        shares[name] += 1
    return fund, shares


class YearEndCase(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.people = {
            AN: cls.hire(AN, "civil_servant", pay_coefficient=8, dependants=1),
            BINH: cls.hire(BINH, "civil_servant", pay_coefficient=6, since=date(2026, 7, 1)),
            CUONG: cls.hire(
                CUONG, "contract_short", wage=8_000_000, since=date(2026, 10, 1),
                contract_date_start=date(2026, 10, 1), contract_date_end=date(2026, 11, 30),
            ),
        }  # fmt: skip
        for month in MONTHS[:11]:
            cls.paid(date(2026, month, 1))
        cls.december = cls.computed(DECEMBER)
        cls.pool = cls.shared()
        cls.december.action_compute()
        cls.december.action_submit()
        cls.december.with_user(cls.ward_head).action_approve()
        cls.december.action_pay()
        cls.settlement = cls.env["ward.tax.settlement"].with_user(cls.pay_officer).create(
            {"year": 2026, "company_id": cls.ward.id}
        )  # fmt: skip
        cls.settlement.action_compute()
        cls.settlement.with_user(cls.ward_head).action_confirm()

    @classmethod
    def shared(cls):
        """The year-end part by the ward's rule: computed, approved, entered in December."""
        cls.rated(cls.people[AN], "T")
        cls.rated(cls.people[BINH], "XS")
        env = cls.env(user=cls.pay_officer)
        env["ward.pay.policy"].create(
            {"name": "Quy chế", "since": date(2026, 1, 1), "reference": "112/QĐ-UBND", "company_id": cls.ward.id}
        )
        pool = env["ward.pay.pool"].create(
            {"year": 2026, "month": DECEMBER, "reference": "210/QĐ-UBND", "company_id": cls.ward.id}
        )
        pool.action_compute()
        pool.with_user(cls.ward_head).with_context(seen_revision=pool.revision).action_approve()
        pool.action_enter()
        return pool

    def slips(self, name):
        """``{month: payslip}`` of the paid year."""
        slips = self.env["ward.payslip"].search(
            [("employee_id", "=", self.people[name].id), ("run_id.state", "=", "paid")]
        )
        return {slip.month.month: slip for slip in slips}

    def line_of(self, name):
        return self.settlement.line_ids.filtered(lambda line: line.employee_name == name)

    def enter(self, code, number):
        """The resolution of the year to come, entered by the ward."""
        return self.env["ward.law.value"].with_user(self.pay_officer).create(
            {
                "code": code,
                "since": JANUARY,
                "value_number": number,
                "reference": "Nghị quyết 99/2026/NQ-HĐND",
                "company_id": self.ward.id,
            }
        )  # fmt: skip


@tagged("post_install", "-at_install")
class TestWardYearEnd(YearEndCase):
    def test_the_shares_sum_to_the_fund_and_december_pays_them(self):
        fund, shares = plain_shares()
        self.assertEqual((self.pool.state, self.pool.fund, self.pool.left), ("entered", fund, 0))
        self.assertEqual({line.employee_name: int(line.share) for line in self.pool.line_ids}, shares)
        paid = {name: self.amounts(self.slips(name)[12]).get("EXTRA_YEAR") for name in (AN, BINH)}
        self.assertEqual(paid, shares)
        self.assertEqual(sum(paid.values()), fund)

    def test_each_month_of_tax_and_the_year_agree_with_a_plain_reckoning(self):
        _fund, shares = plain_shares()
        for name, facts in ((AN, (8, 1, 1)), (BINH, (6, 0, 7))):
            months, tax = plain_year(*facts, shares[name])
            slips = self.slips(name)
            self.assertEqual(set(slips), set(months))
            for month, (income, _insurance, withheld) in months.items():
                slip = slips[month]
                self.assertEqual((slip.gross, self.amounts(slip).get("PIT", 0)), (income, withheld), (name, month))
            income, insurance, withheld = map(sum, zip(*months.values(), strict=True))
            line = self.line_of(name)
            self.assertEqual(
                (line.months, line.income, line.insurance, line.tax, line.withheld),
                (len(months), income, insurance, tax, withheld),
            )
            balance = tax - withheld
            self.assertEqual((line.balance, line.owed, line.refund), (balance, max(balance, 0), max(-balance, 0)))
            self.assertGreater(line.refund, 0, "December was withheld too much")

    def test_the_dependant_counts_in_each_month_and_the_own_deduction_for_the_whole_year(self):
        an, binh = self.line_of(AN), self.line_of(BINH)
        self.assertEqual((an.dependant_months, an.dependant_deduction), (12, 12 * EACH))
        self.assertEqual((binh.months, binh.self_deduction, binh.tax), (6, 12 * OWN, 0))
        self.assertEqual(binh.refund, binh.withheld)

    def test_the_short_contract_stands_beside_the_settlement(self):
        line = self.line_of(CUONG)
        self.assertEqual((line.casual_income, line.casual_withheld), (16_000_000, 1_600_000))
        self.assertEqual((line.income, line.tax, line.owed, line.refund), (0, 0, 0, 0))
        self.assertEqual(sorted(self.slips(CUONG)), [10, 11])

    def test_nothing_of_the_year_is_missing(self):
        self.assertEqual((self.settlement.state, self.settlement.missing, self.settlement.people), ("confirmed", "", 3))
        self.assertEqual(self.settlement.refund, sum(self.settlement.line_ids.mapped("refund")))

    def test_the_sheet_of_each_year_says_what_its_payslips_say(self):
        for name in self.people:
            year = self.env["ward.pay.year"].with_user(self.pay_officer).search([("employee_name", "=", name)])
            sheet = load_workbook(BytesIO(year._sheet()[1]), data_only=True).active
            cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
            titles = next(row for row in cells if row[0] == "STT")
            rows = {row[1]: dict(zip(titles, row, strict=True)) for row in cells if isinstance(row[0], int)}
            slips = self.slips(name)
            for month, slip in slips.items():
                self.assertEqual(rows["Thực lĩnh"][f"Tháng {month}"], slip.net, (name, month))
            self.assertEqual(rows["Thực lĩnh"]["Cả năm"], sum(slip.net for slip in slips.values()))
            self.assertEqual(year.net, rows["Thực lĩnh"]["Cả năm"])
            sums = {}
            for line in (line for slip in slips.values() for line in slip.line_ids):
                label = line.component_id.with_context(lang="vi_VN").name
                sums[label] = sums.get(label, 0) + line.amount
            for label, total in sums.items():
                self.assertEqual(rows[label]["Cả năm"], total, (name, label))

    def test_january_is_refused_until_the_next_resolution_is_entered_and_paid_after(self):
        with self.assert_refused(UserError, "(hanoi_extra_income_monthly) has no value in force on 01/01/2027"):
            self.computed(JANUARY)
        self.enter("hanoi_extra_income_monthly", 0.6)
        run = self.paid(JANUARY)
        self.assertEqual(run.state, "paid")
        amounts = {name: self.amounts(self.slip_of(run, self.people[name])) for name in (AN, BINH)}
        self.assertEqual(
            {name: found["EXTRA_MONTH"] for name, found in amounts.items()},
            {AN: 8 * 2_530_000 * 6 // 10, BINH: 6 * 2_530_000 * 6 // 10},
        )

    def test_the_fund_of_the_next_year_asks_for_its_own_rate(self):
        self.enter("hanoi_extra_income_monthly", 0.5)
        self.computed(JANUARY)
        pool = self.pool.create({"year": 2027, "company_id": self.ward.id})
        with self.assert_refused(UserError, "has no value in force in 01/2027"):
            pool.action_compute()
        self.enter("hanoi_extra_income_yearend", 0.2)
        pool.action_compute()
        self.assertEqual(pool.fund, (8 + 6) * 2_530_000 * 2 // 10)
