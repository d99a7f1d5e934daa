from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .ward_pay_hash import SEAL_VERSION, content_hash


class WardPayRunState(models.Model):
    """The steps of a run after it is computed: submit, send back, approve, pay."""

    _inherit = "ward.pay.run"

    def action_submit(self):
        """The pay officer hands the run to the head of the ward."""
        self._check_role("pay_officer")
        for run in self:
            run._move("computed", "submitted", submitted_by_id=self.env.uid, submissions=run.submissions + 1)

    def action_return(self, reason=""):
        """Back to the pay officer, to be computed again; with a ``reason`` the officer is told and asked to act."""
        for run in self:
            officer = run.submitted_by_id
            if run.state == "approved":
                run._check_role("ward_head")
            run._check_role("ward_head", "pay_officer")
            run._move(
                ("submitted", "approved"),
                "computed",
                submitted_by_id=False,
                submitted_at=False,
                approved_by_id=False,
                approved_at=False,
            )
            if reason:
                # sudo: the head of the ward writes nothing in a run but this word; the role was checked
                told = run.sudo()
                told.message_post(
                    body=reason, author_id=self.env.user.partner_id.id, partner_ids=officer.partner_id.ids
                )
                told.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=officer.id, summary=_("Sent back: mend it and submit again")
                )

    def action_approve(self, revision=None):
        """The head of the ward approves the ``revision`` that was seen; nobody approves what they computed."""
        self._check_role("ward_head")
        self._refuse_unseen(revision)
        for run in self:
            if self.env.user in run.computed_by_id | run.submitted_by_id:
                raise UserError(
                    _(
                        "%(run)s cannot be approved by %(user)s, who computed or submitted it."
                        " Another person with the role of head of the ward approves.",
                        run=run.name,
                        user=self.env.user.name,
                    )
                )
            run._move("submitted", "approved", approved_by_id=self.env.uid)

    def action_pay(self):
        """Paid out: the run is sealed, with a hash chained to the run sealed before."""
        self._check_role("pay_officer", "ward_head")
        for run in self:
            before = run._last_sealed()
            run._lock("approved")
            self.env.flush_all()
            digest = content_hash(self.env.cr, run.id, before.seal_hash, SEAL_VERSION)
            run._move(
                "approved",
                "paid",
                paid_by_id=self.env.uid,
                seal_number=(before.seal_number or 0) + 1,
                seal_version=SEAL_VERSION,
                seal_hash=digest,
            )

    def action_verify(self):
        """Reckon the seals of the ward again and name the first run that is broken, or the seal that is gone."""
        self.check_access("read")
        for company in self.company_id:
            self._refuse_broken(company)
        last = self._sealed(self.company_id[:1])[-1:]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": _(
                    "Every paid run of this ward is as it was sealed. The last seal is number %(number)s, of"
                    " %(month)s, and begins with %(seal)s: compare it with what you wrote down.",
                    number=last.seal_number,
                    month=last.month.strftime("%m/%Y"),
                    seal=last.seal_hash[:12],
                )
                if last
                else _("No run of this ward is paid yet, so there is no seal to check."),
            },
        }

    def _refuse_broken(self, company):
        broken, gone = self._broken_seal(company)
        if gone:
            raise UserError(
                _(
                    "Seal number %(number)s is gone: the run that was paid before %(run)s is no longer in the"
                    " database. Restore it from a backup, and look into the database's log.",
                    number=gone,
                    run=broken.name,
                )
            )
        if broken:
            raise UserError(
                _(
                    "%(run)s is not what was sealed. Compare it with a backup, and with the"
                    " database's log.",
                    run=broken.name,
                )
            )

    @api.model
    def _verify_every_ward(self):
        """``(ward, name of the first broken run or "", {number: seal})`` of each ward (``make verify-pay``)."""
        found = []
        for (ward,) in self._read_group([("state", "=", "paid")], ["company_id"]):
            broken, gone = self._broken_seal(ward)
            name = f"{broken.name}, seal {gone} before it is gone" if gone else broken.name
            found.append((ward.name, name or "", {run.seal_number: run.seal_hash for run in self._sealed(ward)}))
        return found

    def _first_broken(self, company):
        """The first sealed run of ``company`` that no longer fits the chain of seals."""
        return self._broken_seal(company)[0]

    def _broken_seal(self, company):
        """``(run, number)``: the first run that does not fit the chain, and the seal that is gone before it or 0.

        What no chain tells is that its last seals are gone: that tells only who kept them elsewhere.
        """
        previous = ""
        for number, run in enumerate(self._sealed(company), 1):
            if run.seal_number > number:
                return run, number
            if content_hash(self.env.cr, run.id, previous, run.seal_version or 1) != run.seal_hash:
                return run, 0
            previous = run.seal_hash
        return self.browse(), 0

    def _sealed(self, company):
        return self.search(
            [("company_id", "=", company.id), ("state", "=", "paid")], order="seal_number"
        )

    def _last_sealed(self):
        return self._sealed(self.company_id)[-1:]

    def _lock(self, *states):
        """Hold the run against others, and check its state after that."""
        self.ensure_one()
        # the approver may change nothing on a run but by these steps
        locked = self.sudo().try_lock_for_update(allow_referencing=True)
        if not locked:
            raise UserError(
                _(
                    "%(run)s is being worked on by somebody else at this moment. Look again in a"
                    " minute.",
                    run=self.name,
                )
            )
        self.invalidate_recordset(["state"])
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                _(
                    "%(run)s is “%(state)s”: this step needs “%(needed)s”.",
                    run=self.name,
                    state=labels[self.state],
                    needed=", ".join(labels[state] for state in states),
                )
            )

    def _move(self, origin, target, **values):
        origins = (origin,) if isinstance(origin, str) else origin
        self._lock(*origins)
        when = {
            name.replace("_by_id", "_at"): fields.Datetime.now()
            for name, value in values.items()
            if name.endswith("_by_id") and value
        }
        self._keep({"state": target, **when, **values})
