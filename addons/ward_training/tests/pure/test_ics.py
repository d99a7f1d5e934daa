from datetime import datetime

from odoo.addons.ward_training.rules.ics import Event, calendar

NOW = datetime(2026, 11, 23, 2, 0)
BEGIN, END = datetime(2026, 12, 1, 1), datetime(2026, 12, 1, 10)


def test_an_entry_has_its_times_in_utc_and_ends_lines_as_the_format_asks():
    text = calendar([Event("seat-7@ward", BEGIN, END, "An toàn thông tin", "Hội trường")], NOW)
    lines = text.split("\r\n")
    for line in ("UID:seat-7@ward", "DTSTART:20261201T010000Z", "DTEND:20261201T100000Z", "LOCATION:Hội trường"):
        assert line in lines
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


def test_what_the_format_uses_is_escaped_and_no_line_can_be_slipped_in():
    text = calendar([Event("1", BEGIN, END, "A, b; c\\d\r\nATTACH:x")], NOW)
    assert "SUMMARY:A\\, b\\; c\\\\d\\nATTACH:x\r\n" in text
    assert "\r\nATTACH" not in text


def test_no_line_is_longer_than_seventy_five_octets_and_nothing_is_lost():
    title = "Bồi dưỡng nghiệp vụ hộ tịch " * 8
    text = calendar([Event("1", BEGIN, END, title)], NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{title}" in text.replace("\r\n ", "")
