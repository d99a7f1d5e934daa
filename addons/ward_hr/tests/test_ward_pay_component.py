"""A component of the ward: what stays once it is paid, and what may not be taken from under others."""

from datetime import date

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..pay.component import FAULTS
from .pay_case import OCTOBER, PayCase

NOVEMBER = date(2026, 11, 1)
CLOSED = {
    "code": "OTHER",
    "figure": 700_000,
    "section": "deduction",
    "taxable": False,
    "in_insurance_base": True,
    "proration": "first_day",
    "absence": "kept",
    "by_decision": True,
    "required": True,
    "rule": "insurance",
    "date_from": date(2026, 9, 1),
    "active": False,
}


@tagged("post_install", "-at_install")
class TestWardPayComponent(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        cls.support = cls.component("SUPPORT", name="Hỗ trợ một cửa", figure=500_000)

    @classmethod
    def component(cls, code, **more):
        """A component of the ward, entered by its pay officer."""
        values = {"code": code, "name": code, "kind": "fixed", "reference": "NQ 12", "company_id": cls.ward.id}
        return cls.env["ward.pay.component"].with_user(cls.pay_officer).create(values | more)

    def in_vietnamese(self, component):
        self.env["res.lang"]._activate_lang("vi_VN")
        return component.with_context(lang="vi_VN")

    # -- once it is paid -------------------------------------------------------------------------------

    def test_what_decides_money_changes_freely_before_it_is_paid(self):
        self.computed(OCTOBER)
        self.support.write({"code": "SUPPORT_2", "figure": 700_000, "date_from": OCTOBER})
        self.assertEqual(self.amounts(self.computed(NOVEMBER).slip_ids)["SUPPORT_2"], 700_000)

    def test_what_decides_money_stays_once_it_is_paid(self):
        self.paid(OCTOBER)
        for name, content in CLOSED.items():
            with self.subTest(name), self.assert_refused(UserError, "cannot change: it was paid in 10/2026"):
                self.support.write({name: content})

    def test_neither_its_people_nor_what_it_is_reckoned_on_change_once_it_is_paid(self):
        part = self.component("PART", kind="percentage", figure=0.1, base_ids=self.support.ids)
        self.paid(OCTOBER)
        with self.assert_refused(UserError, "“PART” cannot change"):
            part.base_ids = [Command.link(self.env.ref("ward_hr.ward_pay_component_basic").id)]
        with self.assert_refused(UserError, "cannot change: it was paid in 10/2026"):
            self.support.staff_type_ids = self.staff_type("elected")

    def test_the_refusal_names_component_month_field_and_remedy(self):
        self.paid(OCTOBER)
        self.paid(NOVEMBER)
        with self.assertRaises(UserError) as refused:
            self.support.figure = 700_000
        for words in ("Hỗ trợ một cửa", "11/2026", "Own figure", "add a new component that begins the day after"):
            self.assertIn(words, str(refused.exception))

    def test_the_refusal_names_the_field_as_the_reader_s_page_does(self):
        self.paid(OCTOBER)
        with self.assert_refused(UserError, "Mức do phường quy định"):
            self.in_vietnamese(self.support).figure = 700_000

    def test_its_words_stay_open(self):
        self.paid(OCTOBER)
        words = {"name": "Hỗ trợ bộ phận một cửa", "sequence": 7, "reference": "NQ 12/2026", "confidence": "common"}
        self.support.write(words)
        self.assertEqual(self.support.read(list(words))[0] | words, self.support.read(list(words))[0])

    def test_writing_what_stands_there_already_is_no_change(self):
        self.paid(OCTOBER)
        self.support.write({"code": "SUPPORT", "figure": 500_000, "staff_type_ids": [Command.clear()]})

    def test_it_ends_on_the_last_day_of_the_last_paid_month_at_the_earliest(self):
        self.paid(OCTOBER)
        with self.assert_refused(UserError, "cannot end on 30/10/2026: it stands on the pay of 10/2026"):
            self.support.date_to = date(2026, 10, 30)
        self.support.date_to = date(2026, 10, 31)
        self.component("SUPPORT_2", figure=700_000, date_from=NOVEMBER)
        amounts = self.amounts(self.paid(NOVEMBER).slip_ids)
        self.assertEqual([amounts.get(code) for code in ("SUPPORT", "SUPPORT_2")], [None, 700_000])

    def test_it_does_not_grow_into_a_month_that_was_paid_without_it(self):
        self.support.date_to = date(2026, 10, 31)
        self.paid(OCTOBER)
        self.paid(NOVEMBER)
        for longer in (date(2026, 11, 30), False):
            with self.assert_refused(UserError, "the pay of 11/2026 is settled by that"):
                self.support.date_to = longer

    def test_a_month_paid_in_part_stays_so(self):
        self.support.date_to = date(2026, 10, 15)
        self.paid(OCTOBER)
        with self.assert_refused(UserError, "ended on 15/10/2026, and the pay of 10/2026 is settled by that"):
            self.support.date_to = date(2026, 10, 31)

    def test_a_month_handed_on_holds_it_until_the_run_is_sent_back(self):
        run = self.approved(OCTOBER)
        with self.assert_refused(UserError, "Have the run sent back"):
            self.support.figure = 700_000
        with self.assert_refused(UserError, "cannot end on 30/10/2026"):
            self.support.date_to = date(2026, 10, 30)
        self.support.date_to = date(2026, 10, 31)
        run.action_pay()
        with self.assert_refused(UserError, "it was paid in 10/2026"):
            self.support.figure = 700_000

    def test_a_component_of_another_ward_is_closed_by_its_own_payslips_only(self):
        self.paid(OCTOBER)
        other = self.support.sudo().copy({"company_id": self.other_ward.id})
        other.figure = 900_000
        self.assertEqual(other.figure, 900_000)

    def test_a_renamed_component_pays_no_month_again(self):
        """What was found: a new code made every paid month pay once more to all."""
        self.paid(OCTOBER)
        with self.assert_refused(UserError, "Code of “Hỗ trợ một cửa” cannot change"):
            self.support.code = "RENAMED"
        self.assertFalse(self.computed(NOVEMBER).back_count)

    # -- what others are reckoned on -------------------------------------------------------------------

    def part_of_support(self):
        return self.component("PART", name="Phần thêm", kind="percentage", figure=0.1, base_ids=self.support.ids)

    def test_what_another_is_reckoned_on_is_not_archived(self):
        part = self.part_of_support()
        with self.assert_refused(ValidationError, "“Phần thêm” (PART) cannot be reckoned: it is reckoned on “Hỗ trợ"):
            self.support.active = False
        (part | self.support).active = False
        self.assertFalse(self.support.active)

    def test_nor_deleted(self):
        part = self.part_of_support()
        with self.assert_refused(UserError, "Hỗ trợ một cửa cannot be deleted: “Phần thêm” is reckoned on it"):
            self.support.unlink()
        (part | self.support).unlink()

    def test_a_contradiction_of_before_is_told_when_the_run_is_opened_and_when_it_is_computed(self):
        draft, computed = self.run_of(NOVEMBER), self.computed(OCTOBER)
        part = self.part_of_support()
        self.env.flush_all()
        self.env.cr.execute("UPDATE ward_pay_component SET active = false WHERE id = %s", [self.support.id])
        self.env.invalidate_all()
        for run in draft | computed:
            self.assertIn("Correct it under Configuration / Pay components", run.fault_text)
            self.assertFalse(run.missing_count)
            with self.assert_refused(UserError, "“Phần thêm” (PART) cannot be reckoned: it is reckoned on “Hỗ trợ"):
                run.action_compute()
        part.active = False
        draft.invalidate_recordset()
        self.assertFalse(draft.fault_text)

    def test_every_fault_of_a_component_has_its_words(self):
        chosen_from_a_list = {"kind", "section", "proration", "absence", "base_flag"}
        unknown = [name for name, words in self.support._fault_words("x").items() if words == "“x” is not known here"]
        self.assertEqual(set(unknown), chosen_from_a_list)
        self.assertEqual(self.support._fault_words().keys(), FAULTS.keys())

    def test_a_circle_names_its_components(self):
        part = self.part_of_support()
        with self.assert_refused(ValidationError, "it is reckoned on itself: Hỗ trợ một cửa -> Phần thêm -> Hỗ trợ"):
            self.support.write({"kind": "percentage", "figure": 0.1, "base_ids": part.ids})

    # -- what is reckoned on taxable pay ---------------------------------------------------------------

    def test_a_local_share_of_taxable_pay_leaves_tax_and_taxable_income_as_they_are(self):
        before = self.computed(OCTOBER).slip_ids
        tax, taxable = self.amounts(before).get("PIT", 0), before.taxable_income
        gift = {"section": "deduction", "kind": "percentage", "figure": 0.01, "base_flag": "taxable"}
        self.component("CHARITY", proration="last_day", **gift)
        self.component("FUND", section="deduction", figure=50_000_000)
        slip = self.computed(NOVEMBER).slip_ids
        self.assertEqual([self.amounts(slip).get("PIT", 0), slip.taxable_income], [tax, taxable])
        self.assertEqual(self.amounts(slip)["CHARITY"], int(self.amounts(slip)["BASIC"] * 0.0175 + 5_000))
