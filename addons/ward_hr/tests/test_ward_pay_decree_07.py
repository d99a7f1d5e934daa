"""Decree 07/2026/NĐ-CP, in force on 10/01/2026: leadership allowances of a ward, made up from 01/07/2025 (art. 3).

July to December 2025 are paid before any text gives a department head of a ward an allowance; in January 2026 the
decision about each of them is signed and applied. The figures are reckoned here once more, by hand.
"""

from datetime import date
from fractions import Fraction

from odoo.tests import tagged

from .pay_case import PayCase

MONTHS = [date(2025, month, 1) for month in range(7, 13)]
JULY, OCTOBER, NOVEMBER, DECEMBER = MONTHS[0], MONTHS[3], MONTHS[4], MONTHS[5]
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
# 0.35 x 2,340,000 = 819,000; of it 10% for the post held beside it and 25% for public duty; insurance of both sides:
# 8% and 1.5%, 17%, 0.5% and 3%. Over-grade seniority is a part of the rank's coefficient alone.
IN_FULL = {
    "LEAD": 819_000,
    "CONCURRENT": 81_900,
    "PUBLIC_DUTY": 204_750,
    "SI_E": 65_520,
    "HI_E": 12_285,
    "SI_ER": 139_230,
    "OAD_ER": 4_095,
    "HI_ER": 24_570,
}
# (0.35 - 0.20) x 2,340,000 = 351,000
DIFFERENCE = {
    "LEAD": 351_000,
    "PUBLIC_DUTY": 87_750,
    "SI_E": 28_080,
    "HI_E": 5_265,
    "SI_ER": 59_670,
    "OAD_ER": 1_755,
    "HI_ER": 10_530,
}
# 819,000 a month from the day of the post: 16 of 31 days of October, each line rounded by itself
FROM_THE_16TH = {
    "LEAD": 422_710,
    "PUBLIC_DUTY": 105_677,
    "SI_E": 33_817,
    "HI_E": 6_341,
    "SI_ER": 71_861,
    "OAD_ER": 2_114,
    "HI_ER": 12_681,
}
WHOLE = {code: amount for code, amount in IN_FULL.items() if code != "CONCURRENT"}
# above what a rate holds, deductions for oneself and a dependant: Law 109/2025/QH15, before it Law 04/2007/QH12
TAX_OF_2026 = ((0, 5), (10_000_000, 10), (30_000_000, 20), (60_000_000, 30), (100_000_000, 35)), 15_500_000, 6_200_000
TAX_OF_2025 = (
    ((0, 5), (5_000_000, 10), (10_000_000, 15), (18_000_000, 20), (32_000_000, 25), (52_000_000, 30), (80_000_000, 35)),
    11_000_000,
    4_400_000,
)


def half_up(amount):
    return int(amount + Fraction(1, 2))


def plain_tax(income, dependants, law):
    """Bracket by bracket, on what is left of ``income`` (after insurance) by the tax law of a year."""
    brackets, own, each = law
    left = income - own - each * dependants
    tops = [above for above, _rate in brackets[1:]] + [max(left, brackets[-1][0])]
    taxes = [
        Fraction(rate, 100) * (min(left, top) - above)
        for (above, rate), top in zip(brackets, tops, strict=True)
        if left > above
    ]
    return half_up(sum(taxes))


@tagged("post_install", "-at_install")
class TestWardPayDecree07(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hired = {"staff_type": "civil_servant", "since": JULY}
        at_the_last_step = {"pay_coefficient": 6.78, "overgrade_percent": 5, "dependants": 1}
        cls.ha = cls.hire("Lê Thu Hà", allowances=["CONCURRENT"], **at_the_last_step, **hired)
        cls.binh = cls.hire("Trần Bình", pay_coefficient=4.40, leadership_coefficient=0.20, **hired)
        cls.minh = cls.hire("Vũ Minh", pay_coefficient=4.40, **hired)
        cls.cuong = cls.hire("Đỗ Cường", pay_coefficient=4.40, leadership_coefficient=0.50, **hired)
        cls.lan = cls.hire("Nguyễn Lan", pay_coefficient=3.0, **hired)
        cls.runs = [cls.paid(month) for month in MONTHS]
        cls.seals = cls.runs_sealed()
        for person, day, kept in (
            (cls.ha, JULY, {}),
            (cls.binh, JULY, {}),
            (cls.minh, date(2025, 10, 16), {}),
            (cls.cuong, JULY, {"leadership_coefficient": 0.50}),  # higher, and reserved to the end of its period
        ):
            cls.decided(person, day, **kept)

    @classmethod
    def runs_sealed(cls):
        return [(run.seal_number, run.seal_hash) for run in cls.runs]

    @classmethod
    def decided(cls, person, day, **kept):
        """The decision of January 2026 that makes ``person`` head of department, entered and applied by HR."""
        decision = (
            cls.env["ward.decision"]
            .with_user(cls.hr_officer)
            .create(
                {
                    "employee_id": person.id,
                    "kind": "leadership",
                    "number": f"{person.id}/QĐ-UBND-{day:%m}",
                    "date": date(2026, 1, 12),
                    "effective_date": day,
                    "leadership_post_id": cls.env["ward.leadership.post"].search([("code", "=", "DEPT_HEAD")]).id,
                    **kept,
                }
            )
        )
        decision.action_apply()
        return decision

    def back_of(self, run, person):
        """``{month: {code: đồng}}`` of the lines that make up earlier months."""
        found = {}
        for line in self.slip_of(run, person).line_ids.filtered("back"):
            found.setdefault(line.origin_month, {})[line.code] = int(line.amount)
        return found

    def own_of(self, run, person):
        """``{code: đồng}`` of the lines of the month itself."""
        return {one.code: int(one.amount) for one in self.slip_of(run, person).line_ids if not one.back and one.amount}

    def test_each_month_from_july_is_made_up_line_by_line(self):
        run = self.computed(JANUARY)
        self.assertEqual(self.back_of(run, self.ha), dict.fromkeys(MONTHS, IN_FULL))
        self.assertEqual(self.back_of(run, self.lan), {})

    def test_who_was_paid_a_lower_reserved_coefficient_gets_the_difference(self):
        self.assertEqual(self.back_of(self.computed(JANUARY), self.binh), dict.fromkeys(MONTHS, DIFFERENCE))

    def test_who_took_the_post_in_october_gets_it_from_that_day(self):
        expected = {OCTOBER: FROM_THE_16TH, NOVEMBER: WHOLE, DECEMBER: WHOLE}
        self.assertEqual(self.back_of(self.computed(JANUARY), self.minh), expected)

    def test_a_higher_reserved_coefficient_is_kept_and_nothing_is_taken_back(self):
        january = self.computed(JANUARY)
        self.assertEqual(self.back_of(january, self.cuong), {})
        self.assertEqual(self.own_of(january, self.cuong)["LEAD"], 1_170_000)
        self.decided(self.cuong, FEBRUARY)
        february = self.computed(FEBRUARY)
        self.assertEqual(self.own_of(february, self.cuong)["LEAD"], 819_000)

    def test_the_totals_of_january_are_its_own_lines_and_those_of_six_months(self):
        run = self.computed(JANUARY)
        slip = self.slip_of(run, self.ha)
        own = self.own_of(run, self.ha)
        # 6.78 x 2,340,000; 5% of it; 10%, 25% of rank + post + over-grade; half of the rank
        earned = {
            "BASIC": 15_865_200,
            "LEAD": 819_000,
            "OVERGRADE": 793_260,
            "CONCURRENT": 1_747_746,
            "PUBLIC_DUTY": 4_369_365,
            "EXTRA_MONTH": 7_932_600,
        }
        insured = 15_865_200 + 819_000 + 793_260
        taken = {"SI_E": half_up(Fraction(insured * 8, 100)), "HI_E": half_up(Fraction(insured * 15, 1000))}
        employer = [half_up(Fraction(insured * rate, 1000)) for rate in (170, 5, 30)]
        back_earned = 6 * (819_000 + 81_900 + 204_750)
        back_taken = 6 * (65_520 + 12_285)
        income = sum(earned.values()) + back_earned - sum(taken.values()) - back_taken
        tax = plain_tax(income, 1, TAX_OF_2026)
        self.assertEqual(tax, 933_388)  # 10% of 14,333,882 less 500,000
        self.assertEqual(own, earned | taken | dict(zip(("SI_ER", "OAD_ER", "HI_ER"), employer, strict=True)) | {
            "PIT": tax
        })  # fmt: skip
        gross, deductions = sum(earned.values()) + back_earned, sum(taken.values()) + back_taken + tax
        self.assertEqual((slip.gross, slip.deductions, slip.net), (gross, deductions, gross - deductions))
        self.assertEqual(slip.employer, sum(employer) + 6 * (139_230 + 4_095 + 24_570))
        self.assertEqual((run.gross, run.net), tuple(sum(run.slip_ids.mapped(name)) for name in ("gross", "net")))

    def test_tax_is_by_the_law_of_the_day_of_payment_and_2025_keeps_what_it_withheld(self):
        december = self.own_of(self.runs[-1], self.ha)
        kept = sum(december[code] for code in ("BASIC", "OVERGRADE", "CONCURRENT", "PUBLIC_DUTY", "EXTRA_MONTH"))
        income = kept - december["SI_E"] - december["HI_E"]
        self.assertEqual(december["PIT"], plain_tax(income, 1, TAX_OF_2025))
        self.assertNotEqual(december["PIT"], plain_tax(income, 1, TAX_OF_2026))
        back = self.back_of(self.computed(JANUARY), self.ha)
        self.assertFalse([month for month, lines in back.items() if "PIT" in lines])

    def test_the_page_of_back_pay_shows_before_and_after_of_all_six_months(self):
        run = self.computed(JANUARY)
        page = run.action_back_pay()
        shown = self.env[page["res_model"]].with_user(self.pay_officer).search(page["domain"])
        lead, duty = (
            {line.origin_month: (line.paid_before, line.due_now) for line in shown if
             (line.payslip_id.employee_id.id, line.code) == (self.ha.id, code)}
            for code in ("LEAD", "PUBLIC_DUTY")
        )  # fmt: skip
        self.assertEqual(lead, dict.fromkeys(MONTHS, (0, 819_000)))
        # 25% of 16,658,460, and of 17,477,460
        self.assertEqual(duty, dict.fromkeys(MONTHS, (4_164_615, 4_369_365)))
        people = {self.ha.id: 6 * len(IN_FULL), self.binh.id: 6 * len(DIFFERENCE), self.minh.id: 3 * len(WHOLE)}
        by_person = shown.grouped(lambda line: line.payslip_id.employee_id.id)
        self.assertEqual({person: len(lines) for person, lines in by_person.items()}, people)

    def test_what_was_paid_in_2025_stays_sealed_and_is_made_up_once(self):
        january = self.paid(JANUARY)
        self.assertEqual(self.runs_sealed(), self.seals)
        self.assertEqual(january.seal_number, 7)
        self.assertFalse(january._first_broken(self.ward))
        january.with_user(self.auditor).action_verify()
        february = self.computed(FEBRUARY)
        self.assertEqual(february.back_count, 0)
        self.assertEqual(self.own_of(february, self.ha)["LEAD"], 819_000)
