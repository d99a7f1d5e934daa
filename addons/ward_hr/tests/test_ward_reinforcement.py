"""From an alert to a dated assignment: who can help, propose, accept, undo; the rule and the rights."""

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import format_date

from .overload_case import MONDAY, THURSDAY, OverloadCase

LAST = date(2026, 12, 8)


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestWardReinforcement(OverloadCase):
    def finder(self, alert, user=None):
        action = alert.with_user(user or self.ward_head).action_who_can_help()
        return self.env[action["res_model"]].with_user(user or self.ward_head).browse(action["res_id"])

    def proposal(self, person=None, **values):
        return (
            self.env["ward.reinforcement"]
            .with_user(self.ward_head)
            .create(
                {
                    "alert_id": self.overloaded_office().id,
                    "employee_id": (person or self.an).id,
                    "department_id": self.office.id,
                    "share": 30,
                    "date_from": MONDAY,
                    "date_to": LAST,
                    "company_id": self.ward.id,
                    **values,
                }
            )
        )

    def on(self, day):
        return format_date(self.env, day)

    def test_the_list_names_who_has_the_skill_and_hours_and_what_it_does(self):
        candidates = self.finder(self.overloaded_office()).candidate_ids
        self.assertEqual(candidates.employee_id[:2], self.an + self.bao)
        best = candidates[0]
        self.assertEqual((best.department_id, best.share, best.hours), (self.culture, 20, 32))
        self.assertIn("Finished 10 dossiers of these procedures lately; 120 hours to spare a month", best.reasons)
        for words in ("Văn phòng", "110%", "100%", "Văn hóa", "46%", "49%", "Lê Thị An", "25%", "45%"):
            self.assertIn(words, best.effect_html)
        self.assertIn("About 10 more dossiers a month; of 30 that wait, about 20 stay.", best.effect_html)

    def test_who_cannot_help_is_listed_last_with_the_reason(self):
        alert = self.overloaded_office()
        self.figures(self.bao, 150)
        last = self.finder(alert).candidate_ids[-1]
        self.assertEqual((last.employee_id, last.refusals), (self.bao, "Only 10 hours to spare a month"))

    def test_people_without_dossiers_are_not_asked(self):
        alert = self.overloaded_office()
        self.figures(self.bao, 0, dossiers=0)
        self.assertNotIn(self.bao, self.finder(alert).candidate_ids.employee_id)

    def test_a_person_s_alert_names_the_colleagues_first(self):
        self.overloaded_office()
        self.figures(self.hung, 80)
        candidates = self.finder(self.alerts(employee_id=self.lan.id)).candidate_ids
        self.assertTrue(candidates[0].same_unit)
        self.assertEqual(candidates[0].employee_id, self.hung)
        self.assertNotIn(self.lan, candidates.employee_id)

    def test_who_helped_lately_comes_after_the_others(self):
        self.env["ward.assignment"].create(
            {
                "employee_id": self.an.id,
                "department_id": self.economy.id,
                "kind": "reinforcement",
                "share": 20,
                "date_from": date(2026, 9, 1),
                "date_to": date(2026, 9, 30),
            }
        )
        candidates = self.finder(self.overloaded_office()).candidate_ids
        self.assertEqual(candidates.employee_id[:2], self.bao + self.tam)
        self.assertIn("Helped another unit until 40 days before", candidates[2].reasons)

    def test_proposing_twice_opens_the_same_proposal(self):
        candidate = self.finder(self.overloaded_office()).candidate_ids[0]
        first, second = candidate.action_propose(), candidate.action_propose()
        self.assertEqual(first["res_id"], second["res_id"])
        proposal = self.env["ward.reinforcement"].browse(first["res_id"])
        self.assertEqual((proposal.state, proposal.date_from, proposal.date_to), ("proposed", MONDAY, LAST))
        self.assertFalse(self.env["ward.assignment"].search([("employee_id", "=", self.an.id)]))

    def test_accepting_makes_the_dated_assignment_answers_the_alert_and_tells_both_heads(self):
        proposal = self.proposal()
        proposal.action_accept()
        assignment = proposal.assignment_id
        self.assertEqual(
            (assignment.employee_id, assignment.department_id, assignment.kind, assignment.share),
            (self.an, self.office, "reinforcement", 30),
        )
        self.assertEqual((assignment.date_from, assignment.date_to), (MONDAY, LAST))
        self.assertEqual((proposal.state, proposal.alert_id.state), ("accepted", "answered"))
        message = proposal.sudo().message_ids[0]
        self.assertEqual(message.partner_ids, (self.unit_head + self.culture_head).partner_id)
        self.assertIn("Lê Thị An of Văn hóa reinforces Văn phòng with 30%", message.body)
        heads = proposal.sudo().activity_ids
        self.assertEqual(heads.user_id, self.unit_head + self.culture_head)

    def test_only_the_head_of_the_ward_accepts(self):
        proposal = self.proposal()
        with self.assert_refused(AccessError, "Only the head of the ward decides reinforcements"):
            proposal.with_user(self.hr_officer).action_accept()
        for user in (self.unit_head, self.auditor):
            with self.assertRaises(AccessError):
                proposal.with_user(user).write({"share": 10})

    def test_no_state_is_written_by_hand(self):
        proposal = self.proposal()
        proposal.write({"state": "accepted"})
        self.assertEqual(proposal.state, "proposed")
        made = proposal.copy({"state": "accepted", "alert_id": False})
        self.assertEqual(made.state, "proposed")

    def test_before_its_first_day_it_is_undone_and_the_alert_opens_again(self):
        proposal = self.proposal()
        proposal.action_accept()
        with freeze_time("2026-11-08 02:00:00"):
            proposal.action_undo()
        self.assertEqual((proposal.state, proposal.alert_id.state), ("undone", "open"))
        self.assertFalse(self.env["ward.assignment"].search([("employee_id", "=", self.an.id)]))
        self.assertIn("Undone: Lê Thị An", proposal.sudo().message_ids[0].body)

    def test_on_its_first_day_it_is_undone_no_more(self):
        proposal = self.proposal()
        proposal.action_accept()
        with (
            freeze_time("2026-11-09 02:00:00"),
            self.assert_refused(UserError, f"began on {self.on(MONDAY)}, so it cannot be undone"),
        ):
            proposal.action_undo()

    def test_a_first_day_that_is_over_is_refused(self):
        yesterday = date(2026, 11, 4)
        proposal = self.proposal(date_from=yesterday)
        with self.assert_refused(UserError, f"The first day, {self.on(yesterday)}, is over"):
            proposal.action_accept()

    def test_the_rule_holds_when_it_is_accepted(self):
        proposal = self.proposal()
        self.figures(self.an, 150)
        days = f"from {self.on(MONDAY)} to {self.on(LAST)}"
        with self.assert_refused(UserError, f"Lê Thị An cannot reinforce Văn phòng with 30% {days}: Only 10 hours"):
            proposal.action_accept()

    def test_the_hours_of_a_person_are_promised_once(self):
        first = self.proposal()
        second = first.copy({"alert_id": False, "department_id": self.economy.id})
        first.action_accept()
        self.figures(self.employ("Đỗ Minh", department_id=self.economy.id), 200)
        with self.assert_refused(UserError, "60% is more than the rule allows (50%)"):
            second.action_accept()

    def test_the_person_is_locked_before_the_rule_is_looked_at(self):
        """Of two who take the same hours at once, the later is turned back and sees what the earlier did."""
        proposal, order = self.proposal(), []
        people, proposals = type(self.env["hr.employee"]), type(proposal)
        lock, look = people._take_turns, proposals._facts
        with (
            patch.object(people, "_take_turns", lambda one: order.append("lock") or lock(one)),
            patch.object(proposals, "_facts", lambda *args, **named: order.append("look") or look(*args, **named)),
        ):
            proposal.action_accept()
        self.assertEqual(order[:2], ["lock", "look"])

    def test_more_than_the_whole_of_the_time_is_refused_with_the_rows(self):
        self.env["ward.assignment"].create(
            {"employee_id": self.long.id, "department_id": self.culture.id, "share": 80, "date_from": MONDAY}
        )
        with self.assert_refused(ValidationError, "110% of the working time"):
            self.proposal(self.long).action_accept()

    def test_a_decided_one_is_neither_changed_nor_deleted(self):
        proposal = self.proposal()
        proposal.action_accept()
        with self.assert_refused(UserError, "is decided and cannot be changed"):
            proposal.write({"share": 10})
        with self.assert_refused(UserError, "An accepted reinforcement is not deleted"):
            proposal.unlink()
        with self.assert_refused(UserError, "is Accepted, so this step is not possible. It is for what is Proposed."):
            proposal.action_withdraw()

    def test_a_withdrawn_proposal_makes_room_for_another(self):
        proposal = self.proposal()
        proposal.action_withdraw()
        self.assertTrue(self.proposal())

    def test_a_head_sees_what_comes_and_goes_but_not_the_loads_of_others(self):
        proposal = self.proposal()
        for user in (self.unit_head, self.culture_head):
            seen = self.env["ward.reinforcement"].with_user(user).search([])
            self.assertEqual(seen, proposal)
            with self.assertRaises(AccessError):
                seen.read(["effect_html"])

    def test_an_alert_that_is_closed_gets_no_proposal(self):
        alert = self.overloaded_office()
        candidate = self.finder(alert).candidate_ids[0]
        alert.with_user(self.ward_head)._dismiss("Đã qua")
        with self.assert_refused(UserError, "is closed, so nobody is proposed for it"):
            candidate.action_propose()

    def test_looking_for_help_costs_the_same_in_a_ward_of_many(self):
        def cost():
            with self.counted() as spent:
                self.finder(alert)
            return spent()

        alert = self.overloaded_office()
        for number in range(12):
            self.figures(self.employ(f"Người {number}", department_id=self.economy.id), 20)
        cost()  # warm
        few = cost()
        for number in range(60):
            self.figures(self.employ(f"Ai {number}", department_id=self.economy.id), 30)
        cost()  # what the new people made stale
        self.assertEqual(cost(), few)
