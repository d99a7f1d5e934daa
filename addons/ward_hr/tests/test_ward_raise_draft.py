"""From the list to drafts, once for each line, and back; the letter."""

import io
from datetime import date

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from .raise_case import RaiseCase

DUE = date(2023, 12, 1)


@tagged("post_install", "-at_install")
class TestWardRaiseDraft(RaiseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.held("Trần Văn An", DUE, sex="male")
        cls.binh = cls.held("Lê Thị Bình", DUE, sex="female")
        cls.cuc = cls.held("Phạm Cúc", DUE, step=9)
        cls.raises = cls.drawn_up()

    def drafted(self, **paper):
        wizard = self.env["ward.raise.draft"].with_user(self.hr_officer).create({"list_id": self.raises.id, **paper})
        return self.env["ward.decision"].search(wizard.action_draft()["domain"], order="id")

    def test_each_chosen_line_becomes_one_draft_with_what_is_due(self):
        drafts = self.drafted()
        by_person = {draft.employee_id: draft for draft in drafts}
        self.assertEqual(set(by_person), {self.an, self.binh, self.cuc})
        an, cuc = by_person[self.an], by_person[self.cuc]
        self.assertEqual((an.kind, an.pay_step, an.effective_date), ("raise", 4, date(2026, 12, 1)))
        self.assertEqual((cuc.kind, cuc.overgrade_percent), ("overgrade", 5))
        self.assertEqual(set(drafts.mapped("number")), {False})
        self.assertEqual(set(drafts.mapped("state")), {"draft"})

    def test_numbers_count_on_from_the_first_in_the_order_of_the_list(self):
        drafts = self.drafted(
            numbering="sequence", first_number="099/QĐ-UBND", date=date(2026, 11, 27), signer="Long"
        )
        self.assertEqual(drafts.mapped("number"), ["099/QĐ-UBND", "100/QĐ-UBND", "101/QĐ-UBND"])
        self.assertEqual(drafts.employee_id, self.raises.due_line_ids.employee_id)
        with self.assert_refused(UserError, "does not begin with a number"):
            wizard = self.env["ward.raise.draft"].create({"list_id": self.raises.id, "numbering": "sequence"})
            wizard.action_draft()

    def test_a_line_is_never_drafted_twice(self):
        self.drafted()
        with self.assert_refused(UserError, "No line"):
            self.drafted()
        lines = self.raises.due_line_ids
        with self.assert_refused(UserError, "drafted or decided already"):
            self.raises._draft(lines, [False] * len(lines), {})

    def test_a_second_list_of_the_same_days_knows_the_drafts_of_the_first(self):
        drafts = self.drafted()
        second = self.drawn_up()
        self.assertEqual(second.due_line_ids.decision_id, drafts)
        self.assertFalse(second.chosen_count - second.decision_count)

    def test_a_draft_entered_by_hand_since_is_not_doubled(self):
        self.decide(self.an, "early_raise", date(2026, 12, 1), pay_step=4)
        with self.assert_refused(UserError, "Trần Văn An: a raise is drafted"):
            self.drafted()

    def test_deleting_the_drafts_frees_the_lines_and_leaves_applied_ones(self):
        drafts = self.drafted(numbering="sequence", first_number="1/QĐ-UBND", date=date(2026, 11, 27))
        applied = drafts.filtered(lambda draft: draft.employee_id == self.an)
        applied.with_user(self.hr_officer).action_apply()
        self.raises.action_undo_drafts()
        self.assertEqual(drafts.exists(), applied)
        self.assertFalse(self.line_of(self.raises, self.binh).decision_id)
        self.assertEqual(len(self.drafted()), 2)
        with self.assert_refused(UserError, "stays. Delete their drafts"):
            self.raises.unlink()

    def test_an_applied_raise_is_in_the_file_and_due_no_more(self):
        self.drafted(numbering="sequence", first_number="1/QĐ-UBND", date=date(2026, 11, 27)).with_user(
            self.hr_officer
        ).action_apply()
        self.assertEqual(self.an._get_version(date(2026, 12, 1)).pay_step, 4)
        self.assertEqual(self.cuc._get_version(date(2026, 12, 1)).overgrade_percent, 5)
        self.assertFalse(self.drawn_up().due_line_ids)

    def test_a_list_is_closed_when_all_chosen_is_applied(self):
        drafts = self.drafted(numbering="sequence", first_number="1/QĐ-UBND", date=date(2026, 11, 27))
        with self.assert_refused(UserError, "the decisions of 3 people are not applied"):
            self.raises.action_decide()
        drafts.with_user(self.hr_officer).action_apply()
        self.raises.action_decide()
        with self.assert_refused(UserError, "is decided and stays as it is"):
            self.raises.action_refresh()
        with self.assert_refused(UserError, "is decided and stays as it is"):
            self.line_of(self.raises, self.an).chosen = False
        self.raises.action_reopen()
        self.assertEqual(self.raises.state, "draft")

    def test_a_revoked_decision_makes_the_line_due_again(self):
        drafts = self.drafted(numbering="sequence", first_number="1/QĐ-UBND", date=date(2026, 11, 27))
        drafts.with_user(self.hr_officer).action_apply()
        drafts.with_user(self.hr_officer).action_revoke()
        self.raises.action_refresh()
        self.assertFalse(self.raises.due_line_ids.decision_id)
        self.assertEqual(len(self.drafted()), 3)

    # -- the letter ------------------------------------------------------------------------------------

    def text_of(self, decisions, user=None):
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(user or self.hr_officer)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf("ward_hr.ward_raise_letter_report", decisions.ids)
        )
        self.assertEqual(kind, "pdf")
        return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]

    def test_the_letter_says_the_step_in_the_words_of_the_form(self):
        drafts = self.drafted(numbering="sequence", first_number="412/QĐ-UBND", date=date(2026, 11, 27))
        [page] = self.text_of(drafts.filtered(lambda draft: draft.employee_id == self.an))
        for words in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "PHƯỜNG THỬ NGHIỆM",
            "ngày 27 tháng 11 năm 2026",
            "Nâng bậc lương thường xuyên đối với ông Trần Văn An",
            "từ bậc 3/9, hệ số 3,00 lên bậc 4/9, hệ số 3,33, kể từ ngày 01/12/2026",
            "lần sau kể từ ngày 01/12/2026",
        ):
            self.assertIn(words, page)

    def test_the_head_who_signs_prints_the_letter_too(self):
        drafts = self.drafted()
        self.assertEqual(self.text_of(drafts, self.ward_head), self.text_of(drafts))

    def test_the_letters_of_a_list_are_one_file_with_a_page_each(self):
        pages = self.text_of(self.drafted())
        self.assertEqual(len(pages), 3)
        self.assertIn("……/QĐ-UBND", pages[0])
        self.assertIn("vượt khung 5%", " ".join(pages))

    def test_what_is_no_raise_is_not_printed_as_one(self):
        decision = self.decide(self.an, "discipline", date(2026, 3, 10), discipline_form="reprimand")
        with self.assert_refused(UserError, "is not a raise"):
            decision._check_letters()
