from datetime import date

from odoo.tests import tagged

from .pay_case import PayCase


@tagged("post_install", "-at_install")
class TestWardPayProration(PayCase):
    """What a component of the ward pays for a part of the month, and to how many đồng it is rounded."""

    def setUp(self):
        super().setUp()
        self.hire("Người Vào Ngày 16", "civil_servant", pay_coefficient=3, since=date(2026, 10, 16))

    def line_of(self, **values):
        """The line of a component that is made with ``values``, in October: 22 working days, from the 16th 11."""
        values = {"name": "Hỗ trợ ăn trưa", "code": "LUNCH", "kind": "fixed", "reference": "NQ 12"} | values
        self.env["ward.pay.component"].with_user(self.pay_officer).create({**values, "company_id": self.ward.id})
        return self.computed().slip_ids.line_ids.filtered(lambda line: line.code == "LUNCH")

    def test_by_working_days_who_joins_on_the_16th_has_half_of_october(self):
        line = self.line_of(figure=730_000, proration="working_days")
        self.assertEqual(line.amount, 365_000)
        self.assertIn("× 11/22", str(line.why_html))
        self.assertIn("each stretch counts by its working days", str(line.why_html))

    def test_by_calendar_days_it_is_16_of_31(self):
        self.assertEqual(self.line_of(figure=730_000).amount, 376_774)

    def test_a_line_is_rounded_as_its_component_says_and_the_reason_shows_it(self):
        line = self.line_of(figure=733_333, proration="working_days", round_to="1000")
        self.assertEqual(line.amount, 367_000)
        self.assertIn("366,666.5", str(line.why_html))
        self.assertIn("rounded half up to <strong>367,000</strong>", str(line.why_html))
