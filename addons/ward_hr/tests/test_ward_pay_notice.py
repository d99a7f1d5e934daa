"""Who is paid is told so, by a link and without an amount."""

import re

from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase


@tagged("post_install", "-at_install")
class TestWardPayNotice(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", user=cls.staff, pay_coefficient=3)
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=2.34)
        cls.staff.lang = "vi_VN"

    def _messages(self):
        return self.env["mail.message"].search([("id", ">", self.last)])

    def _paid(self):
        run = self.approved(OCTOBER)
        self.last = self.env["mail.message"].search([], order="id desc", limit=1).id or 0
        self.attachments = self.env["ir.attachment"].search([])
        run.action_pay()
        return run

    def test_the_person_gets_a_link_to_the_own_payslips_in_the_own_language(self):
        self._paid()
        notice = self._messages().filtered(lambda message: message.notified_partner_ids)
        self.assertEqual(notice.notified_partner_ids, self.staff.partner_id)
        self.assertIn('href="/odoo/my-payslips"', notice.body)
        self.assertIn("10/2026", notice.subject)
        self.assertIn("Mở phiếu lương của tôi", notice.body)

    def test_nobody_is_told_before_the_run_is_paid(self):
        self.last = self.env["mail.message"].search([], order="id desc", limit=1).id or 0
        self.approved(OCTOBER)
        self.assertFalse(self._messages().filtered("notified_partner_ids"))

    def test_no_message_mail_or_attachment_of_a_payment_carries_money(self):
        self.staff.notification_type = "email"
        run = self._paid()
        amounts = [*run.slip_ids.mapped("net"), *run.slip_ids.mapped("gross"), *run.slip_ids.line_ids.mapped("amount")]
        figures = {int(amount) for amount in amounts if amount}
        mails = self.env["mail.mail"].search([("mail_message_id", "in", self._messages().ids)])
        texts = [f"{message.subject or ''} {message.body or ''}" for message in self._messages()]
        texts += [f"{mail.subject or ''} {mail.body_html or ''}" for mail in mails]
        self.assertTrue(texts)
        digits = re.findall(r"\d+", " ".join(texts).replace(".", "").replace(",", ""))
        self.assertFalse(figures & {int(number) for number in digits})
        self.assertFalse(self._messages().attachment_ids)
        self.assertFalse(mails.attachment_ids)
        self.assertEqual(self.env["ir.attachment"].search([]), self.attachments)

    def test_telling_costs_the_same_statements_for_four_and_for_fourteen_people_with_a_login(self):
        spent = []
        for month, more in ((9, 3), (10, 10)):
            for number in range(more):
                user = self.user_of("staff", self.ward, login=f"staff-{month}-{number}")
                user.lang = "vi_VN"
                self.hire(f"Người {month} {number}", "civil_servant", user=user, pay_coefficient=3)
            run = self.approved(OCTOBER.replace(month=month))
            self.env.invalidate_all()
            with self.counted() as counted:
                run._tell_paid()
            spent.append(counted())
        # the second message of a transaction was seen to cost one statement more, whatever its size
        self.assertAlmostEqual(*spent, delta=1)
