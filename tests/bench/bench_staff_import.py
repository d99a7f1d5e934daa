"""A staff list of 8,000 rows: checked, brought in, corrected on the same day and changed on a later one.

Milliseconds a row and statements of each, beside Odoo's own ``load()`` of a sample of such people.
By an HR officer, in an Odoo shell (``env``); everything is taken back. ``WARD_BENCH_PEOPLE`` names another size.
"""

import base64
import json
import os
import time
from datetime import date

from odoo.tests import new_test_user

from odoo.addons.ward_hr.importing.staff_columns import KEYS
from odoo.addons.ward_hr.importing.staff_writing import workbook

SIZE, SAMPLE = int(os.environ.get("WARD_BENCH_PEOPLE", 8_000)), 400
env = self.env  # noqa: F821
env = env(context={"tracking_disable": True, "mail_create_nolog": True, "lang": "en_US"})
company = env["res.company"].create({"name": "Bench staff"})
env["hr.department"].create({"name": "Office", "code": "VP", "company_id": company.id})
officer = new_test_user(
    env(context={"no_reset_password": True}),
    "bench officer",
    groups="ward_hr.ward_hr_group_hr_officer",
    company_id=company.id,
    company_ids=[(6, 0, company.ids)],
)
env = env(user=officer)


def rows(**cells):
    for number in range(SIZE):
        row = {
            "code": f"CB-{number:05}",
            "name": f"Person {number:05}",
            "birthday": f"{1 + number % 28:02}/02/19{70 + number % 30}",
            "unit": "VP",
            "staff_type": "civil_servant",
            "rank": "01.003",
            "step": str(1 + number % 8),
            "decision": f"{number}/QĐ-UBND",
            "since": "01/01/2026",
            "email": f"person{number}@bench.example",
            **cells,
        }
        yield [row.get(key, "") for key in KEYS]


def timed(step, content, method):
    record = env["ward.staff.import"].create(
        {"file": base64.b64encode(content), "file_name": "staff.xlsx", "company_id": company.id}
    )
    env.flush_all()
    env.invalidate_all()
    before, started = env.cr.sql_log_count, time.perf_counter()
    getattr(record, method)()
    env.flush_all()
    told(step, SIZE, time.perf_counter() - started, env.cr.sql_log_count - before)
    if record.refused_count:
        raise ValueError(record.fault_ids[:3].mapped("reason"))


def told(step, count, seconds, statements):
    print(
        json.dumps(
            {"name": "staff_import", "step": step, "size": count, "seconds": round(seconds, 1),
             "ms_a_row": round(1000 * seconds / count, 2), "statements": statements}
        ),
        flush=True,
    )  # fmt: skip


first = workbook("en_US", "Staff", rows())
timed("check", first, "action_check")
timed("new", first, "action_import")
timed("same again", first, "action_import")
timed("same day", workbook("en_US", "Staff", rows(dependants="2")), "action_import")
timed("later day", workbook("en_US", "Staff", rows(step="9", since="15/10/2026", decision="9/QĐ")), "action_import")

head = ["name", "company_id/.id", "date_version", "work_email", "decision_number"]
sample = [
    [f"Peer {number}", str(company.id), str(date(2026, 1, 1)), f"peer{number}@bench.example", f"{number}/QĐ"]
    for number in range(SAMPLE)
]
before, started = env.cr.sql_log_count, time.perf_counter()
outcome = env["hr.employee"].load(head, sample)
env.flush_all()
assert len(outcome["ids"] or ()) == SAMPLE, outcome["messages"][:3]
told("load() of Odoo", SAMPLE, time.perf_counter() - started, env.cr.sql_log_count - before)
env.cr.rollback()
