"""A table of law that a ward enters: a scale that rises before the release which holds it."""

from datetime import date
from decimal import Decimal

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .pay_case import OCTOBER, PayCase

JANUARY = date(2027, 1, 1)
TEXT = "Nghị định 12/2027/NĐ-CP"


@tagged("post_install", "-at_install")
class TestWardLawTable(PayCase):
    def shipped(self, code):
        return self.env["ward.law.value"].search([("code", "=", code), ("origin", "=", "shipped")], limit=1)

    def copied(self, code, **cells):
        """A new table of the ward, begun as the officer begins it; ``cells`` change its first row."""
        action = self.shipped(code).with_user(self.pay_officer).action_enter_value()
        value = Form(self.env["ward.law.value"].with_user(self.pay_officer).with_context(**action["context"]))
        value.since, value.reference = JANUARY, TEXT
        rows = [dict(row) for row in value.value_rows]
        rows[0].update(cells)
        value.value_rows = rows
        return value.save()

    def on_step_one(self):
        scale = self.env["ward.pay.scale"].search([("code", "=", "A1")])
        return self.hire("Nguyễn Văn An", "civil_servant", pay_scale_id=scale.id, pay_step=1)

    def test_a_scale_of_the_ward_starts_as_the_one_in_force_and_holds_from_its_day(self):
        value = self.copied("salary_scale_A1", coefficient="2.5")
        self.assertEqual((value.origin, value.company_id, value.value_kind), ("local", self.ward, "rows"))
        own = self.env["ward.law.value"]._law(self.ward)
        self.assertEqual(own.keyed("salary_scale_A1", JANUARY)[Decimal(1)]["coefficient"], Decimal("2.5"))
        self.assertEqual(own.keyed("salary_scale_A1", OCTOBER)[Decimal(1)]["coefficient"], Decimal("2.34"))
        other = self.env["ward.law.value"]._law(self.other_ward)
        self.assertEqual(other.keyed("salary_scale_A1", JANUARY)[Decimal(1)]["coefficient"], Decimal("2.34"))

    def test_who_stands_on_the_scale_is_told_before_it_is_saved(self):
        action = self.shipped("salary_scale_A1").action_enter_value()
        self.on_step_one()
        value = self.env["ward.law.value"].with_context(**action["context"]).new({"since": JANUARY})
        self.assertIn("people of the ward stand on it today", value.impact_text)
        self.assertNotIn("0 people", value.impact_text)

    def test_a_version_of_that_day_has_the_coefficient_of_the_new_scale(self):
        self.copied("salary_scale_A1", coefficient="2.5")
        person = self.on_step_one()
        self.assertEqual(person.create_version({"date_version": JANUARY}).pay_coefficient, 2.5)
        with self.assert_refused(ValidationError, "whose coefficients are 2.50, 2.67"):
            person.create_version({"date_version": date(2027, 2, 1), "pay_coefficient": 2.34})

    def test_income_tax_of_the_ward_goes_by_its_own_scale(self):
        rows = [dict(row) for row in self.shipped("pit_scale").value_rows][:1]
        rows = [
            {**rows[0], "rate": "0.03"},
            {"bracket": "2", "above": rows[0]["upto"], "rate": "0.08", "quick": "500000"},
        ]
        self.env["ward.law.value"].with_user(self.pay_officer).create(
            {"code": "pit_scale", "since": JANUARY, "reference": TEXT, "value_rows": rows}
        )
        own = self.env["ward.law.value"]._law(self.ward)
        self.assertEqual([row["rate"] for row in own.table("pit_scale", JANUARY)], [Decimal("0.03"), Decimal("0.08")])

    def test_faults_are_told_with_row_column_value_and_remedy_and_nothing_is_kept(self):
        before = self.env["ward.law.value"].search_count([])
        with self.assertRaises(ValidationError) as refused:
            self.copied("salary_scale_A1", coefficient="2,5x", months="")
        message = str(refused.exception)
        self.assertIn("Row 1, Coefficient: “2,5x” is not a number of 0 or more. Enter a number.", message)
        self.assertIn("Row 1, Months is empty. Enter it.", message)
        self.assertEqual(self.env["ward.law.value"].search_count([]), before)

    def test_a_scale_that_is_known_for_sure_is_not_contradicted_on_its_day(self):
        with self.assert_refused(ValidationError, "contradicts what is known"):
            rows = [dict(row) for row in self.shipped("pit_scale").value_rows]
            rows[0]["rate"] = "0.04"
            rows[1]["quick"], rows[2]["quick"], rows[3]["quick"], rows[4]["quick"] = (
                str(Decimal(row["quick"]) + Decimal("100000")) for row in rows[1:]
            )
            self.env["ward.law.value"].create(
                {"code": "pit_scale", "since": "2026-01-01", "reference": TEXT, "value_rows": rows}
            )

    def test_a_second_person_confirms_the_table_and_a_change_undoes_it(self):
        value = self.copied("salary_scale_A1", coefficient="2.5")
        value.with_user(self.hr_officer).action_review()
        self.assertEqual(value.reviewed_by_id, self.hr_officer)
        rows = [dict(row) for row in value.value_rows]
        value.value_rows = [{**rows[0], "coefficient": "2.6"}, *rows[1:]]
        self.assertFalse(value.reviewed)

    def test_a_post_keeps_the_name_of_the_known_table(self):
        rows = [{"post": "PC_CHAIR", "hn_hcm": "0.8", "other": "0.7", "vi": "Người khác"}]
        value = self.env["ward.law.value"].create(
            {"code": "leadership_allowances", "since": JANUARY, "reference": TEXT, "value_rows": rows}
        )
        self.assertEqual(value.value_rows[0]["vi"], "Chủ tịch UBND phường/xã")

    def test_a_reading_is_not_replaced(self):
        with self.assert_refused(UserError, "confirmed by its paper"):
            self.shipped("reading_split_month").action_enter_value()

    def test_what_is_no_list_of_rows_is_refused_as_a_table_without_rows(self):
        for rows in ("x", 5, {"step": "1"}, False):
            with self.assert_refused(ValidationError, "It has no rows"):
                self.env["ward.law.value"].create(
                    {"code": "salary_scale_A1", "since": JANUARY, "reference": TEXT, "value_rows": rows}
                )

    def test_a_word_is_not_emptied(self):
        value = self.env["ward.law.value"].create(
            {"code": "bonus_fund_last_day", "since": JANUARY, "reference": TEXT, "value_word": "02-28"}
        )
        with self.assert_refused(ValidationError, "has no content"):
            value.value_word = False

    def test_a_table_of_an_unknown_code_is_refused(self):
        with self.assert_refused(ValidationError, "No table is known by the code"):
            self.env["ward.law.value"].create(
                {
                    "code": "own_scale",
                    "label": "Own",
                    "subject": "salary_scales",
                    "unit": "table",
                    "decided_by": "day",
                    "since": JANUARY,
                    "reference": TEXT,
                    "value_kind": "rows",
                    "value_rows": [{"step": "1", "coefficient": "2"}],
                }  # fmt: skip
            )
