"""What if somebody moved: both units and the person before and after, and nothing written."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .overload_case import MONDAY, THURSDAY, OverloadCase


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestWardReinforcementWhatIf(OverloadCase):
    def page(self, user=None, **context):
        model = self.env["ward.reinforcement.what.if"].with_user(user or self.ward_head)
        return Form(model.with_context(**{f"default_{name}": value for name, value in context.items()}))

    def sizes(self):
        """Rows of every table of ours, and of messages and things to do."""
        self.env.flush_all()
        tables = [
            model._table
            for name, model in self.env.registry.items()
            if model._auto and (name.startswith("ward.") or name in ("mail.message", "mail.activity"))
        ]
        rows = {}
        for table in tables:
            self.cr.execute(f"SELECT COUNT(*) FROM {table}")  # pylint: disable=sql-injection
            rows[table] = self.cr.fetchone()[0]
        return rows

    def test_trying_moves_writes_no_row_in_any_table(self):
        alert = self.overloaded_office()
        before = self.sizes()
        page = self.page(alert_id=alert.id)
        for share in (10, 50, 100):
            page.share_a = share
            page.employee_b_id = self.tam
        self.assertIn("110%", page.result_a)
        self.assertEqual(self.sizes(), before)

    def test_from_an_alert_the_two_fittest_stand_side_by_side(self):
        page = self.page(alert_id=self.overloaded_office().id)
        self.assertEqual((page.employee_a_id, page.employee_b_id), (self.an, self.bao))
        self.assertEqual((page.department_a_id, page.date_from), (self.office, MONDAY))
        self.assertEqual(page.month_name, "10/2026")
        for words in ("Văn phòng", "110%", "Văn hóa", "46%", "Lê Thị An"):
            self.assertIn(words, page.result_a)
        self.assertIn("Lâm Gia Bảo", page.result_b)

    def test_a_move_against_the_rule_is_shown_and_said(self):
        page = self.page(alert_id=self.overloaded_office().id)
        page.share_a = 60
        self.assertIn("Lê Thị An", page.result_a)
        self.assertIn("60% is more than the rule allows (50%)", page.against_a)

    def test_what_is_not_known_is_not_made_up(self):
        page = self.page(alert_id=self.overloaded_office().id)
        page.employee_a_id = self.long
        self.assertFalse(page.result_a)
        self.assertEqual(page.against_a, "Hoàng Gia Long has no dossiers in 10/2026, so the load is not known.")
        page.share_b = 0
        self.assertIn("more than 0%", page.against_b)

    def test_without_a_complete_month_it_says_so(self):
        page = self.page()
        page.employee_a_id, page.department_a_id = self.an, self.office
        self.assertIn("no figures of a complete month yet", page.against_a)

    def test_make_it_so_drafts_a_proposal_and_no_assignment(self):
        alert = self.overloaded_office()
        page = self.page(alert_id=alert.id)
        page.share_a = 30
        action = page.save().action_choose_a()
        proposal = self.env["ward.reinforcement"].browse(action["res_id"])
        self.assertEqual((proposal.employee_id, proposal.share, proposal.alert_id), (self.an, 30, alert))
        self.assertEqual(proposal.state, "proposed")
        self.assertFalse(proposal.assignment_id)

    def test_a_variant_without_a_person_cannot_be_chosen(self):
        page = self.page()
        page.department_b_id = self.office
        with self.assert_refused(UserError, "Choose a staff member and a unit"):
            page.save().action_choose_b()

    def test_a_head_of_unit_does_not_try(self):
        with self.assertRaises(AccessError):
            self.page(self.unit_head)
