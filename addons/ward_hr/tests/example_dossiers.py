"""Makes the invented months of dossiers that the addon ships; nothing in them is real.

Run as a script (with Odoo on the path) to write them anew; a test compares the shipped
files with what this makes. The mix follows what is reported: about 65 dossiers a working
day, about 60% certified copies, 40% at the counter, 59.7% online, 0.24% by post.
Officers are those of the demo ward, by work e-mail.
"""

import csv
import io
import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

SEED = 20261031
FOLDER = Path(__file__).parents[1]
SEPTEMBER = FOLDER / "demo" / "ho-so-mau-thang-09-2026-du-lieu-gia-lap.csv"
OCTOBER = FOLDER / "static" / "example" / "ho-so-mau-thang-10-2026-du-lieu-gia-lap.csv"
TITLE = "DỮ LIỆU GIẢ LẬP để dùng thử: không có hồ sơ, công dân hay cán bộ nào là thật (synthetic data)"
MAIL = "{}@cuanam.example"
CHANNELS = {"Trực tuyến": 5971, "Trực tiếp": 4005, "Bưu chính công ích": 24}

# procedure: (share of all dossiers in per mille, who handles it with which weight)
JUSTICE = {"tuan": 60, "lan": 14, "dung": 13, "son": 13}
CIVIL_STATUS = {"lan": 90, "tuan": 10}
MIX = {
    "2.000815": (600, JUSTICE),
    "2.000884": (58, JUSTICE),
    "2.000942": (12, JUSTICE),
    "2.001035": (8, {"tuan": 1}),
    "2.001016": (3, {"tuan": 1}),
    "2.000635": (64, CIVIL_STATUS),
    "1.001193": (48, CIVIL_STATUS),
    "1.004873": (62, CIVIL_STATUS),
    "1.000894": (20, CIVIL_STATUS),
    "1.000656": (20, CIVIL_STATUS),
    "1.004859": (28, CIVIL_STATUS),
    "1.004884": (6, CIVIL_STATUS),
    "1.014027": (14, {"hien": 1}),
    "1.001776": (9, {"hien": 1}),
    "1.001699": (6, {"hien": 1}),
    "1.001731": (4, {"hien": 2, "thuy": 1}),
    "1.010833": (5, {"thuy": 1}),
    "1.010803": (3, {"thuy": 1}),
    "1.011607": (4, {"thuy": 1}),
    "2.002481": (8, {"chau": 1}),
    "1.003622": (2, {"bao": 1}),
    "1.001612": (14, {"ngan": 1}),
    "2.000720": (7, {"ngan": 1}),
    "1.001266": (3, {"ngan": 1}),
    "1.013978": (15, {"anh": 1}),
    "1.012812": (2, {"anh": 2, "vinh": 1}),
    "1.013225": (5, {"nam": 2, "vinh": 1}),
    "1.013227": (2, {"nam": 1}),
}
LATE = {"anh": 0.12, "lan": 0.035, "hien": 0.03}  # who has too much is late more often
RECEPTION = {"linh": 0.10, "phong": 0.08}  # lent to the service point; the rest is the city's
SENT = 12  # columns that the one-stop system of the example sends; the later ones are optional
DAILY = {9: 45, 10: 57}  # dossiers a working day


def months():
    """``{path: bytes}`` of the shipped files: each month as it stood at its end."""
    from odoo.addons.ward_hr.law import Law
    from odoo.addons.ward_hr.workload.calendar import WorkingCalendar
    from odoo.addons.ward_hr.workload.cutoff import Cutoff
    from odoo.addons.ward_hr.workload.deadline import Office

    law = Law.shipped()
    office = Office(
        WorkingCalendar.by_law(law),
        Cutoff(law),
        time(17, 30),
    )
    dice = random.Random(SEED)
    terms = _terms()
    dossiers = list(_dossiers(dice, office, terms))
    september = [_row(d, datetime(2026, 9, 30, 18)) for d in dossiers if d["received"].month == 9]
    october = [
        _row(d, datetime(2026, 10, 31, 18))
        for d in dossiers
        if d["received"].month == 10 or d["done"] > datetime(2026, 9, 30, 18)
    ]
    return {SEPTEMBER: _file(september), OCTOBER: _file(october)}


def _terms():
    from odoo.addons.ward_hr.workload.deadline import Term

    with open(FOLDER / "data" / "ward.procedure.csv", encoding="utf-8") as file:
        return {
            row["code"]: Term(int(row["deadline"]), row["deadline_unit"], row["same_day"] == "1", row["field_name"])
            for row in csv.DictReader(file)
        }


def _dossiers(dice, office, terms):
    numbers = Counter()
    day = date(2026, 9, 1)
    while day <= date(2026, 10, 31):
        worked = office.calendar.is_working(day)
        busy = {0: 1.25, 4: 0.9}.get(day.weekday(), 1.0)
        expected = DAILY[day.month] * (busy if worked else 0.12)
        arrivals = sorted(_arrival(dice, day, worked) for _ in range(round(dice.gauss(expected, 4))))
        for received, channel in arrivals:
            numbers[day] += 1
            code = f"H26.MAU-{day:%y%m%d}-{numbers[day]:04}"
            yield _dossier(dice, office, terms, code, received, channel)
        day += timedelta(days=1)


def _arrival(dice, day, worked):
    """When and how: counters are open on working days, the portal always."""
    channel = dice.choices(list(CHANNELS), CHANNELS.values())[0] if worked else "Trực tuyến"
    evening = channel == "Trực tuyến" and (not worked or dice.random() < 0.15)
    minute = dice.randrange(18 * 60, 22 * 60) if evening else _office_minute(dice)
    return datetime.combine(day, time(minute // 60, minute % 60)), channel


def _office_minute(dice):
    morning = dice.random() < 0.62
    return dice.randrange(8 * 60, 11 * 60 + 45) if morning else dice.randrange(13 * 60 + 30, 17 * 60)


def _dossier(dice, office, terms, code, received, channel):
    procedure = dice.choices(list(MIX), [share for share, _who in MIX.values()])[0]
    officers = MIX[procedure][1]
    officer = dice.choices(list(officers), officers.values())[0]
    due = office.due(received, terms[procedure])
    late = dice.random() < LATE.get(officer, 0.006)
    done = _late(dice, office, due) if late else _in_time(dice, office, received, due)
    desk = None
    if channel == "Trực tiếp" and (draw := dice.random()) < sum(RECEPTION.values()):
        desk = "linh" if draw < RECEPTION["linh"] else "phong"
    return {
        "code": code,
        "procedure": procedure,
        "channel": channel,
        "received": received,
        "due": due,
        "done": done,
        "returned": _returned(dice, office, done),
        "officer": officer,
        "desk": desk,
        "copies": dice.choice((1, 2, 2, 3, 3, 4, 5, 8)) if procedure == "2.000815" else 1,
        "gone": dice.random() < 0.004,
    }


def _in_time(dice, office, received, due):
    """Same-day work after an hour or two; longer work in the later half of its time."""
    start = office.calendar.on_or_after(received.date())
    if start == due.date():
        first = received if received.date() == start else datetime.combine(start, time(8))
        first = max(first, datetime.combine(start, time(8)))
        return _rounded(first + (due - first) * dice.uniform(0.05, 0.95))
    days = office.calendar.ordinal(due.date()) - office.calendar.ordinal(start)
    day = office.calendar.after(start, max(1, round(days * dice.triangular(0.45, 1, 0.9))))
    minute = _office_minute(dice)
    return datetime.combine(day, time(minute // 60, minute % 60))


def _late(dice, office, due):
    day = office.calendar.after(due.date(), dice.choice((1, 1, 2, 3, 5)))
    return datetime.combine(day, time(dice.randrange(8, 17), dice.randrange(60)))


def _returned(dice, office, done):
    if done.hour < 15 and dice.random() < 0.7:
        return _rounded(datetime.combine(done.date(), time(16)) + timedelta(minutes=dice.randrange(80)))
    day = office.calendar.after(done.date(), dice.choice((1, 1, 1, 2, 4)))
    return datetime.combine(day, time(dice.randrange(8, 17), dice.randrange(60)))


def _rounded(moment):
    return moment.replace(second=0, microsecond=0)


def _row(dossier, seen):
    """A dossier as the one-stop system tells it at the moment ``seen``."""
    done = dossier["done"] if dossier["done"] <= seen and not dossier["gone"] else None
    returned = dossier["returned"] if done and dossier["returned"] <= seen else None
    state = "Đã trả kết quả" if returned else "Đã xử lý xong" if done else "Đang xử lý"
    if dossier["gone"]:
        state = "Công dân yêu cầu rút hồ sơ"
    elif not done and (seen - dossier["received"]).total_seconds() < 2 * 3600:
        state = "Được tiếp nhận"
    return [
        dossier["code"],
        dossier["procedure"],
        dossier["channel"],
        _text(dossier["received"]),
        _text(dossier["due"]),
        _text(done),
        _text(returned),
        state,
        MAIL.format(dossier["desk"]) if dossier["desk"] else "",
        MAIL.format(dossier["officer"]),
        "",
        str(dossier["copies"]),
    ]


def _text(moment):
    return f"{moment:%d/%m/%Y %H:%M}" if moment else ""


def _file(rows):
    from odoo.addons.ward_hr.importing.columns import COLUMNS

    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([TITLE])
    writer.writerow([column.vi for column in COLUMNS][:SENT])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    import odoo.addons

    odoo.addons.__path__.append(str(FOLDER.parent))
    for path, content in months().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
