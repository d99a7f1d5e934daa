"""The law of a ward is read once and kept; a change is seen at once, and not kept when it is undone."""

from datetime import date
from unittest.mock import patch

from odoo.tests import tagged

from .decision_case import DecisionCase

CODE, DAY = "early_raise_max_months", date(2026, 10, 1)


@tagged("post_install", "-at_install")
class TestWardLawKept(DecisionCase):
    def setUp(self):
        super().setUp()
        self.env.cr.cache.clear()

    def law(self, company=None):
        return self.env["ward.law.value"]._law(company or self.ward)

    def enter(self, number, since=DAY):
        return self.env["ward.law.value"].create(
            {"code": CODE, "since": since, "value_number": number, "reference": "QĐ", "company_id": self.ward.id}
        )

    def test_the_law_is_searched_once_for_any_number_of_readers(self):
        self.law()
        with self.assertQueryCount(0):
            for _turn in range(50):
                self.law()

    def test_a_value_entered_changed_archived_or_deleted_is_seen_at_once(self):
        before = self.law().number(CODE, DAY)
        value = self.enter(9)
        self.assertEqual(self.law().number(CODE, DAY), 9)
        value.value_number = 8
        self.assertEqual(self.law().number(CODE, DAY), 8)
        value.active = False
        self.assertEqual(self.law().number(CODE, DAY), before)
        value.active = True
        self.assertEqual(self.law().number(CODE, DAY), 8)
        value.unlink()
        self.assertEqual(self.law().number(CODE, DAY), before)

    def test_the_value_of_one_ward_is_not_the_law_of_another(self):
        before = self.law(self.other_ward).number(CODE, DAY)
        self.enter(9)
        self.assertEqual(self.law(self.other_ward).number(CODE, DAY), before)

    def test_a_value_that_is_undone_is_not_kept(self):
        before = self.law().number(CODE, DAY)
        try:
            with self.env.cr.savepoint():
                self.enter(9)
                self.assertEqual(self.law().number(CODE, DAY), 9)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        self.assertEqual(self.law().number(CODE, DAY), before)
        self.env.cr.cache.clear()  # the next transaction
        self.assertEqual(self.law().number(CODE, DAY), before)

    def test_applying_fifty_decisions_searches_the_law_at_most_once(self):
        people = [self.specialist(f"Người {number}") for number in range(50)]
        drafts = self.env["ward.decision"]
        for person in people:
            drafts |= self.decide(person, "raise", DAY, pay_step=4)
        model = type(self.env["ward.law.value"])
        with patch.object(model, "_law_as_entered", autospec=True, side_effect=model._law_as_entered) as read:
            drafts.action_apply()
            self.env.flush_all()
        self.assertLessEqual(read.call_count, 1)
        self.assertEqual(people[49]._get_version(DAY).pay_step, 4)
