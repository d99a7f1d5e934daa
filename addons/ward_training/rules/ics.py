"""Calendar entries as text (RFC 5545), for the calendar of a phone. Moments are UTC, naive."""

from dataclasses import dataclass
from datetime import datetime

WIDTH = 75  # octets of a line, before it is folded


@dataclass(frozen=True)
class Event:
    """``uid`` is the same whenever the entry is sent again, so that it moves and does not double."""

    uid: str
    begin: datetime
    end: datetime
    title: str
    place: str = ""
    note: str = ""
    revision: int = 0


def calendar(events: list[Event], now: datetime) -> str:
    """The file of ``events``; ``now`` is when it is made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ward ERP//Training//VI", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _event(event, now)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event, now):
    said = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.revision}",
        f"DTSTART:{event.begin:%Y%m%dT%H%M%SZ}",
        f"DTEND:{event.end:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{_escaped(event.title)}",
    ]
    if event.place:
        said.append(f"LOCATION:{_escaped(event.place)}")
    if event.note:
        said.append(f"DESCRIPTION:{_escaped(event.note)}")
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(event.title)}", "TRIGGER:-P1D", "END:VALARM"]
    return [*said, *alarm, "END:VEVENT"]


def _escaped(text):
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, safe)
    return text


def _folded(line):
    """Lines of at most 75 octets; no letter is cut."""
    parts, part, room = [], "", WIDTH
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = "", WIDTH - 1  # a continuation begins with a blank
        part, room = part + letter, room - size
    return "\r\n ".join([*parts, part])
