"""One row of a dossier file: its clean values, or everything that is wrong with it.

The check knows the ward (procedures, officers, calendar, the present moment) and asks
nobody. Texts that come again and again are looked up, not parsed again: a row costs a
few microseconds, and what it needs does not grow with the file.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from ..workload.calendar import CalendarUnknown
from . import extras
from .columns import CHANNELS, COLUMNS, STATUSES
from .facts import Fault, Known, Procedure, masked
from .headers import plain
from .values import Moments, whole

NULL = r"\N"
DAY = len("yyyy-mm-dd")
REMEMBERED = 100_000  # moments and deadlines, so that memory stays bounded
SPELLINGS = 1_000  # of a status or a channel
AT = {column.key: place for place, column in enumerate(COLUMNS)}
# The values of a clean row, in the order in which `check` returns them.
CLEAN = (
    "code",
    "procedure_id",
    "channel",
    "received_at",
    "due_at",
    "processed_at",
    "returned_at",
    "state",
    "reception_officer_id",
    "handling_officer_id",
    "department_id",
    "paused_days",
    "documents",
    "timeliness",
    "late_days",
    "due_given",
    "promised_at",
    *extras.SOURCE,
)

_CODE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9._/-]{4,39}")
_CITIZEN_ID = re.compile(r"\d{9}|\d{12}")
_DONE = frozenset(status.key for status in STATUSES if status.done)
_CLOSED = frozenset(s.key for s in STATUSES if s.final and not s.done)


class DossierCheck:
    """``check(cells)``: a tuple of texts ready for COPY, or a list of Fault."""

    def __init__(self, known: Known):
        self.known = known
        self._moments = Moments()
        self._read: dict[str, str] = {}
        self._present = known.moment.isoformat(" ", "seconds")
        self._closing = known.office.closing.isoformat()
        self._due: dict[tuple, str] = {}
        self._ordinal: dict[str, int] = {}
        self._officer: dict[str, int | None] = {"": None}
        self._channel = {plain(t): k for k, names in CHANNELS.items() for t in (k, *names)}
        self._state = {plain(t): s.key for s in STATUSES for t in (s.key, s.number, s.vi, s.en)}

    def check(self, cells: Sequence[str]) -> tuple[str, ...] | list[Fault]:
        """``cells``: the texts in the order of COLUMNS, "" where there is none."""
        (
            code,
            procedure_text,
            channel_text,
            received_text,
            due_text,
            processed_text,
            returned_text,
            state_text,
            reception_text,
            handling_text,
            paused_text,
            documents_text,
            *more,
        ) = cells
        faults: list[Fault] = []
        code = _code(code, faults)
        procedure = self.known.procedures.get(procedure_text)
        if procedure is None:
            faults.append(_absent_or("procedure", procedure_text, "procedure_unknown"))
        channel = self._channel.get(channel_text) or self._word(self._channel, "channel", channel_text, faults)
        state = self._state.get(state_text) or self._word(self._state, "state", state_text, faults)
        received = self._moment("received", received_text, "00:00:00", faults)
        if received is None and not received_text:
            faults.append(Fault("received", "", "absent"))
        processed = returned = due = None
        if processed_text:
            processed = self._moment("processed", processed_text, None, faults)
        if returned_text:
            returned = self._moment("returned", returned_text, None, faults)
        if due_text:
            due = self._moment("due", due_text, self._closing, faults)
        reception = self._person("reception", reception_text, faults)
        handling = self._person("handling", handling_text, faults)
        paused = _count("paused", paused_text, 0, 0, faults)
        documents = _count("documents", documents_text, 1, 1, faults)
        extra = extras.read(self, more, received, faults)
        if faults:
            return faults
        given = due is not None
        if due is None:
            pause = None if paused else extra.pause
            due = self._deadline(received, received_text, procedure, paused, pause, faults)
        if processed and len(processed) == DAY:
            processed = self._end_of_day(processed, received, due)
        if returned and len(returned) == DAY:
            returned = max(returned + " " + self._closing, processed or "")
        self._order(received, due, processed, returned, cells, faults)
        self._story(state, processed, returned, handling, cells, faults)
        unit = None
        if handling and not faults:
            unit = self._unit(handling, processed or received, handling_text, faults)
        if faults:
            return faults
        late = self._late(processed, due, due_text, faults) if processed else None
        if faults:
            return faults
        return (
            code,
            str(procedure.key),
            channel,
            received,
            due,
            processed or NULL,
            returned or NULL,
            state,
            str(reception) if reception else NULL,
            str(handling) if handling else NULL,
            str(unit or procedure.unit or NULL),
            str(paused),
            str(documents),
            self._timeliness(state, late),
            str(late or 0),
            "t" if given else "f",
            due,
            *extra.values,
        )

    def _word(self, words: dict, column: str, text: str, faults: list[Fault]) -> str | None:
        """A word of a short list, however it is spelled; remembered as it was spelled."""
        found = words.get(plain(text)) if text else None
        if found is None:
            faults.append(_absent_or(column, text, f"{column}_unknown"))
        else:
            if len(words) < SPELLINGS:
                words[text] = found
        return found

    def _moment(self, column: str, text: str, hour: str | None, faults: list[Fault]) -> str | None:
        """``yyyy-mm-dd hh:mm:ss``; a day without time takes ``hour``, or stays a day if None."""
        found = self._read.get(text)
        if found is None:
            if not text:
                return None
            parts = self._moments(text)
            if parts is None:
                faults.append(Fault(column, text, "date_unreadable"))
                return None
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            found = self._read[text] = f"{parts[0]} {parts[1]}".rstrip()
        return f"{found} {hour}" if hour and len(found) == DAY else found

    def _person(self, column: str, text: str, faults: list[Fault]) -> int | None:
        try:
            person = self._officer[text]
        except KeyError:
            person = self.known.officers.get(text.casefold(), 0)
            if person:
                self._officer[text] = person
        if person is not None and person <= 0:
            kind = "officer_ambiguous" if person else "officer_unknown"
            faults.append(Fault(column, text, kind))
            return None
        return person

    def _deadline(self, received, text, procedure: Procedure, paused: int, pause, faults) -> str:
        office, moment = self.known.office, datetime.fromisoformat(received)
        term = procedure.term
        late = term.same_day and office.cutoff.passed(moment, term.subject)
        key = (procedure.key, received[:DAY], late, paused, pause)
        due = self._due.get(key)
        if due is None:
            try:
                found = office.due(moment, term, paused, (pause,) if pause else ())
            except CalendarUnknown as error:
                faults.append(Fault("received", text, "year_unknown", {"year": error.year}))
                return received
            if len(self._due) >= REMEMBERED:
                self._due.clear()
            due = self._due[key] = found.isoformat(" ", "seconds")
        return due

    def moment(self, column: str, text: str, faults: list[Fault]) -> str | None:
        """A moment of an optional column; a day without time is its first minute."""
        return self._moment(column, text, "00:00:00", faults) if text else None

    def number(self, column: str, text: str, empty: int, least: int, faults: list[Fault]) -> int:
        return _count(column, text, empty, least, faults)

    def wrong(self, column: str, text: str, kind: str, faults: list[Fault]) -> None:
        faults.append(Fault(column, text, kind))

    def follows(self, column, text, later: str | None, earlier: str | None, kind: str, faults) -> None:
        """By days: one thing does not come before the other, nor after the present."""
        if later and earlier and later[:DAY] < earlier[:DAY]:
            faults.append(Fault(column, text, kind))
        elif later and later[:DAY] > self._present:
            faults.append(Fault(column, text, "in_future"))

    def _end_of_day(self, day: str, received: str, due: str) -> str:
        """A day without time is its end, but not after an appointment of the same day."""
        end = f"{day} {self._closing}"
        if due[:10] == day:
            end = min(end, due)
        return max(end, received) if received[:10] == day else end

    def _order(self, received, due, processed, returned, cells, faults: list[Fault]) -> None:
        """One thing comes after the other, and nothing has happened that is yet to come."""
        if received > self._present:
            faults.append(Fault("received", cells[AT["received"]], "in_future"))
        if due < received:
            faults.append(Fault("due", cells[AT["due"]], "before_received"))
        if processed and processed < received:
            faults.append(Fault("processed", cells[AT["processed"]], "before_received"))
        # By days: a day without time stands for its end, which may lie hours ahead.
        if processed and processed[:10] > self._present:
            faults.append(Fault("processed", cells[AT["processed"]], "in_future"))
        if returned and processed and returned < processed:
            faults.append(Fault("returned", cells[AT["returned"]], "before_processed"))
        if returned and returned[:10] > self._present:
            faults.append(Fault("returned", cells[AT["returned"]], "in_future"))

    def _story(self, state, processed, returned, handling, cells, faults) -> None:
        """Status, days and officer tell the same story."""
        if state in _DONE:
            if not processed:
                faults.append(Fault("processed", "", "done_without_day"))
            if not handling:
                faults.append(Fault("handling", "", "done_without_officer"))
            if state == "returned" and not returned:
                faults.append(Fault("returned", "", "returned_without_day"))
        elif processed:
            faults.append(Fault("state", cells[AT["state"]], "open_with_day"))
        if returned and not processed and state not in _DONE:
            faults.append(Fault("state", cells[AT["state"]], "open_with_day"))

    @staticmethod
    def _timeliness(state: str, late: int | None) -> str:
        if late is None:
            return "closed" if state in _CLOSED else "open"
        return "late" if late else "on_time"

    def _unit(self, officer: int, moment: str, text: str, faults: list[Fault]) -> int | None:
        """The department of the officer on the day of the work, by the decisions on file."""
        unit = known = None
        for since, department in self.known.units.get(officer, ()):
            if since > moment[:DAY]:
                break
            unit, known = department, since
        if known is None:
            faults.append(Fault("handling", text, "officer_not_yet", {"day": date.fromisoformat(moment[:DAY])}))
        return unit

    def _late(self, processed: str, due: str, text: str, faults: list[Fault]) -> int:
        """Working days late, at least 1 once the appointment has passed; 0 in time."""
        if processed <= due:
            return 0
        try:
            return max(1, self._days(processed[:10]) - self._days(due[:10]))
        except CalendarUnknown as error:
            faults.append(Fault("due", text, "year_unknown", {"year": error.year}))
            return 0

    def _days(self, day: str) -> int:
        found = self._ordinal.get(day)
        if found is None:
            found = self.known.office.calendar.ordinal(date.fromisoformat(day))
            self._ordinal[day] = found
        return found


def _code(text: str, faults: list[Fault]) -> str:
    """The code in capitals. Whether it stands in the file twice is asked of all rows together."""
    code = text.upper()
    if not code:
        faults.append(Fault("code", "", "absent"))
    elif _CITIZEN_ID.fullmatch(code):
        faults.append(Fault("code", masked(text), "code_citizen"))
    elif not _CODE.fullmatch(code):
        faults.append(Fault("code", text, "code_form"))
    return code


def _absent_or(column: str, text: str, kind: str) -> Fault:
    return Fault(column, text, kind) if text else Fault(column, "", "absent")


def _count(column: str, text: str, empty: int, least: int, faults: list[Fault]) -> int:
    """A whole number from ``least`` to 30000, ``empty`` where the cell is."""
    if not text:
        return empty
    number = whole(text)
    if number is None or not least <= number <= 30000:
        faults.append(Fault(column, text, "number_unreadable", {"least": least}))
        return empty
    return number
