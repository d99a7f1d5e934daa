"""Milliseconds a payslip of twelve lines, gathered, computed and kept: ours beside OCA ``payroll``.

``limit`` is what cannot be saved: the pure computation of the payslips, and a bare COPY of their rows.
OCA ``payroll`` computes ``PEER_PEOPLE`` of them: it computes one after the other.

All sides take turns, since the speed of a machine changes by the minute; the median of the turns counts.
"""

import io
import os
from collections import deque
from datetime import date
from itertools import count
from statistics import median

import peer_payroll
from measure import report, statements, timed
from pay_ward import MONTH, RULES, run_of, undone, ward

from odoo.addons.ward_hr.law import Law

LAST = date(2026, 10, 31)
SIZES = tuple(map(int, os.environ.get("WARD_BENCH_PEOPLE", "2000,20000").split(",")))
PEER_PEOPLE = 60
TURNS = 20


def turn(env, company, people, shift):
    """Seconds of a fresh run, of its pure computation, and of a bare COPY of its rows; all taken back."""
    with undone(env):
        run = run_of(env, company)
        persons = [one.person for one in run._gather(run._plan())]
        plan = run._plan()
        reckoned = timed(lambda: deque(map(plan.compute, persons), 0), runs=1)[0]
        taken, slips = timed(run._compute_slips, runs=1)
        lines = env["ward.payslip.line"].search_count([("company_id", "=", company.id)])
        if (slips, lines) != (people, people * RULES):
            raise ValueError(f"{slips} payslips and {lines} lines for {people} people")
        return taken, reckoned, bare_copy(env, company, shift)


def bare_copy(env, company, shift):
    """Seconds to COPY the rows of a ward again into the same tables with their keys and indexes.

    Under numbers raised by ``shift``: rows under old ones would meet their dead fellows.
    """
    texts = [
        (table, copied_out(env, table, links, company, shift))
        for table, links in (("ward_payslip", ("id",)), ("ward_payslip_line", ("id", "payslip_id")))
    ]
    env.cr.execute("DELETE FROM ward_payslip WHERE company_id = %s", [company.id])

    def copy():
        for table, text in texts:
            env.cr.copy_expert(f"COPY {table} FROM STDIN", text)

    return timed(copy, runs=1)[0]


def peer_turn(env, employees, structure):
    with undone(env):
        return peer_payroll.run(env, employees, structure, MONTH, LAST)[0]


def copied_out(env, table, links, company, shift):
    """The rows of a ward as COPY text, the columns ``links`` raised by ``shift``."""
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s ORDER BY ordinal_position",
        [table],
    )
    columns = ", ".join(
        f"{name} + {shift}" if name in links else name for (name,) in env.cr.fetchall()
    )
    text = io.StringIO()
    env.cr.copy_expert(
        f"COPY (SELECT {columns} FROM {table} WHERE company_id = {company.id} ORDER BY id) TO STDOUT",
        text,
    )
    text.seek(0)
    return text


def main(env):
    law = Law.shipped()
    shifts = count(10**8, 10**6)
    peers = peer_payroll.prepare(env, law, MONTH, PEER_PEOPLE)
    for people in SIZES:
        company = ward(env, people)
        turns = [(*turn(env, company, people, next(shifts)), peer_turn(env, *peers)) for _turn in range(TURNS)]
        taken, reckoned, copied, peer = map(median, zip(*turns, strict=True))
        with undone(env):
            sent = statements(env, run_of(env, company)._compute_slips)
        report(
            "pay_run",
            taken * 1000 / people,
            peer * 1000 / PEER_PEOPLE,
            (reckoned + copied) * 1000 / people,
            2,
            "ms a payslip",
            people,
            sent,
        )


main(env)  # noqa: F821 - the Odoo shell knows env
