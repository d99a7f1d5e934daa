import json
from datetime import datetime

import pytz

from odoo import api, fields, models
from odoo.tools import SQL

from ..workload.deadline import Pause, Term
from ..workload.pauses import beyond
from .ward_dossier_loader import WARD_TIMEZONE

# Statuses 1, 5, 6 and 9 of the one-stop system: the clock stands still (domain list, commonly known).
STANDS_STILL = ("registered", "supplement", "payment", "processed")


class WardDossier(models.Model):
    """When a dossier falls due: the appointment, moved by the pauses that were entered here, in words."""

    _inherit = "ward.dossier"

    pause_ids = fields.One2many("ward.dossier.pause", "dossier_id", string="Pauses")
    stage_ids = fields.One2many("ward.dossier.stage", "dossier_id", string="Stages")
    waiting = fields.Boolean(string="Clock stands still", help="A pause was entered that has not ended.")
    deadline_note = fields.Text(string="How the due day came about", compute="_compute_deadline_note")

    @api.depends("timeliness", "due_at", "state", "waiting")
    def _compute_overdue(self):
        super()._compute_overdue()
        for dossier in self:
            dossier.overdue = dossier.overdue and not dossier.waiting and dossier.state not in STANDS_STILL

    def _search_overdue(self, operator, value):
        domain = super()._search_overdue(operator, value)
        if domain is NotImplemented:
            return domain
        return [*domain, ("waiting", "!=", True), ("state", "not in", STANDS_STILL)]

    def action_stop_clock(self):
        """Enter days on which the clock stood still."""
        return self._enter("ward.dossier.pause", self.env._("Stop the clock"))

    def _local(self, name):
        """A moment of this dossier as the clock of the ward shows it, or None."""
        moment = self[name]
        if not moment:
            return None
        return pytz.utc.localize(moment).astimezone(pytz.timezone(WARD_TIMEZONE)).replace(tzinfo=None)

    def _ward_day(self, name):
        moment = self._local(name)
        return moment and moment.date()

    def _file_pause(self):
        """The wait for a supplement that the file tells of, where the appointment was computed from it."""
        asked, answered = self._ward_day("supplement_asked_at"), self._ward_day("supplement_received_at")
        counted = asked and answered and not self.due_given
        return Pause(asked, answered) if counted else None

    def _own_pauses(self):
        """Pauses entered here that have ended, without days that the file's pause counts already."""
        # sudo: who reads the due day may know what moved it
        ended = self.sudo().pause_ids.filtered(lambda one: one.until and not one.withdrawn)
        return beyond([Pause(one.since, one.until) for one in ended], self._file_pause())

    @api.model
    def _settle(self, company, ids):
        """Due day, lateness and standstill of dossiers that have pauses: few, so by a few statements for all."""
        self.env.flush_all()
        dossiers = self.browse(ids)
        dossiers.invalidate_recordset()
        office = self.env["ward.dossier.loader"]._office(company)
        rows = [dossier._settled(office) for dossier in dossiers]
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_dossier d
                   SET due_at = r.due_at, timeliness = r.timeliness, late_days = r.late_days, waiting = r.waiting
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_dossier, %s::jsonb) r WHERE r.id = d.id
                """,
                json.dumps(rows, default=str),
            )
        )
        self.invalidate_model()

    def _settled(self, office):
        unit = self.procedure_id.deadline_unit
        due = office.later(self._local("promised_at") or self._local("due_at"), self._own_pauses(), unit)
        processed, late = self._local("processed_at"), 0
        if processed and processed > due:
            late = max(1, office.calendar.ordinal(processed.date()) - office.calendar.ordinal(due.date()))
        kept = self.timeliness if self.timeliness in ("open", "closed") else "late" if late else "on_time"
        return {
            "id": self.id,
            "due_at": self._in_utc(due),
            "timeliness": kept,
            "late_days": late,
            "waiting": any(not one.until and not one.withdrawn for one in self.pause_ids),
        }

    @api.model
    def _in_utc(self, moment: datetime) -> datetime:
        local = pytz.timezone(WARD_TIMEZONE).localize(moment)
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    @api.depends("received_at", "due_at", "promised_at", "paused_days", "pause_ids.until", "pause_ids.withdrawn")
    def _compute_deadline_note(self):
        for company, dossiers in self.grouped("company_id").items():
            # sudo: the ward's closing hour and calendar are no secret to who reads the dossier
            office = self.env["ward.dossier.loader"].sudo()._office(company)
            for dossier in dossiers:
                dossier.deadline_note = "\n".join(dossier._deadline_words(office))

    def _deadline_words(self, office):
        """How the due day came about, a sentence a step."""
        if not (self.received_at and self.procedure_id):
            return
        received = self._local("received_at")
        yield self.env._("Received on %(moment)s.", moment=f"{received:%d/%m/%Y %H:%M}")
        if self.due_given:
            yield self.env._(
                "The file of the one-stop system gives the appointment: %(moment)s.",
                moment=f"{self._local('promised_at'):%d/%m/%Y %H:%M}",
            )
        else:
            yield from self._term_words(office, received)
        yield from self._pause_words(office)
        yield self.env._("Due on %(moment)s.", moment=f"{self._local('due_at'):%d/%m/%Y %H:%M}")

    def _term_words(self, office, received):
        procedure = self.procedure_id
        term = Term(procedure.deadline, procedure.deadline_unit, procedure.same_day, procedure.field_name)
        found = office.reckon(received, term)
        if found.start > received.date():
            yield self.env._(
                "That day is not worked, so it counts as received on %(day)s.", day=f"{found.start:%d/%m/%Y}"
            )
        if found.cutoff is not None:
            yield self.env._(
                "It came after %(hour)s:00, so by the law of that day the result may wait for the next working day.",
                hour=found.cutoff,
            )
        elif procedure.same_day:
            yield self.env._("The procedure is settled the same day.")
        else:
            units = dict(procedure._fields["deadline_unit"]._description_selection(self.env))
            yield self.env._(
                "The procedure takes %(count)s %(unit)s.", count=term.length, unit=units[procedure.deadline_unit]
            )
        yield self.env._("By that the last day is %(day)s.", day=f"{found.counted:%d/%m/%Y}")
        if self.paused_days:
            yield self.env._(
                "The file tells of %(days)s working days on which the clock stood still.", days=self.paused_days
            )
        elif pause := self._file_pause():
            yield self._stood_still(pause)

    def _pause_words(self, office):
        for pause in self._own_pauses():
            yield self._stood_still(pause)
        if self.waiting:
            yield self.env._("The clock stands still now: the due day moves when the answer comes.")

    def _stood_still(self, pause):
        return self.env._(
            "The clock stood still from %(since)s until the answer on %(until)s.",
            since=f"{pause.since:%d/%m/%Y}",
            until=f"{pause.until:%d/%m/%Y}",
        )
