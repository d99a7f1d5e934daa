"""A component of the ward as its officer enters it: what it touches before it is saved, its paper, whom it pays."""

from base64 import b64encode
from datetime import date

from odoo import Command
from odoo.tests import Form, tagged

from .pay_case import OCTOBER, PayCase

FEBRUARY, MARCH, NOVEMBER = date(2026, 2, 1), date(2026, 3, 1), date(2026, 11, 1)


@tagged("post_install", "-at_install")
class TestWardPayComponentImpact(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an, cls.binh, cls.chi = (
            cls.hire(name, "civil_servant", pay_coefficient=3) for name in ("Lê Văn An", "Trần Bình", "Vũ Chi")
        )

    def form(self, since=None, **more):
        """The page of a new component, as the pay officer fills it in."""
        form = Form(self.env["ward.pay.component"].with_user(self.pay_officer))
        form.name, form.code, form.reference = "Hỗ trợ một cửa", "SUPPORT", "Nghị quyết 12 ngày 01/03/2026"
        form.figure = 700_000
        if since:
            form.date_from = since
        for name, content in more.items():
            form[name] = content
        return form

    def test_a_new_one_says_which_runs_and_how_many_people_it_touches(self):
        self.paid(OCTOBER)
        self.computed(NOVEMBER)
        form = self.form(OCTOBER)
        self.assertIn("10/2026 (Paid): 3 people; paid: the difference comes as back pay", form.impact_text)
        self.assertIn("11/2026 (Computed): 3 people; compute it again", form.impact_text)
        form.date_from = NOVEMBER
        self.assertNotIn("10/2026", form.impact_text)
        form.date_from = date(2026, 12, 1)
        self.assertIn("it counts from the next one", form.impact_text)

    def test_it_counts_whom_it_concerns(self):
        unit = self.env["hr.department"].create({"name": "Một cửa", "company_id": self.ward.id})
        self.an.version_id.department_id = unit
        self.computed(OCTOBER)
        form = self.form(OCTOBER)
        form.unit_ids.add(unit)
        self.assertIn("10/2026 (Computed): 1 people", form.impact_text)
        form.by_decision = True
        self.assertIn("it counts from the next one", form.impact_text, "no decision names it yet")

    def test_one_that_ends_says_whose_pay_is_less(self):
        component = self.form().save()
        self.computed(OCTOBER)
        self.computed(NOVEMBER)
        with Form(component) as form:
            self.assertFalse(form.impact_text, "nothing changes yet")
            form.date_to = date(2026, 10, 31)
            self.assertIn("11/2026 (Computed): 3 people; compute it again", form.impact_text)
            self.assertNotIn("10/2026 (", form.impact_text)

    def test_its_paper_is_kept_and_may_come_after_it_was_paid(self):
        component = self.form().save()
        self.paid(OCTOBER)
        component.write({"file": b64encode(b"NQ 12"), "file_name": "nq12.pdf"})
        self.assertEqual(component.file_name, "nq12.pdf")

    def test_a_value_of_law_and_a_rule_keep_their_paper(self):
        paper = {"file": b64encode(b"NQ 12"), "file_name": "nq12.pdf"}
        value = {"code": "base_salary", "since": NOVEMBER, "value_number": 2_600_000, "reference": "NQ 12"}
        rule = {"name": "Quy chế", "since": OCTOBER, "reference": "QĐ 1", "company_id": self.ward.id}
        for model, values in (("ward.law.value", value), ("ward.pay.policy", rule)):
            kept = self.env[model].with_user(self.pay_officer).create(values | paper)
            self.assertEqual((kept.file, kept.file_name), (b64encode(b"NQ 12"), "nq12.pdf"), model)

    def test_support_of_700_000_for_two_people_from_march_by_resolution_12(self):
        component = self.form(MARCH, by_decision=True).save()
        (self.an | self.binh).version_id.allowance_ids = [Command.link(component.id)]
        paid = {
            month: {slip.employee_id: self.amounts(slip).get("SUPPORT") for slip in self.paid(month).slip_ids}
            for month in (FEBRUARY, MARCH)
        }
        self.assertEqual(paid[FEBRUARY], {self.an: None, self.binh: None, self.chi: None})
        self.assertEqual(paid[MARCH], {self.an: 700_000, self.binh: 700_000, self.chi: None})

    def test_one_that_begins_within_a_month_pays_its_days(self):
        self.form(date(2026, 3, 16)).save()
        amounts = {self.amounts(slip)["SUPPORT"] for slip in self.computed(MARCH).slip_ids}
        self.assertEqual(amounts, {361_290})  # 700,000 x 16/31
