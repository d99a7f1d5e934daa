"""Milliseconds a payslip of twelve lines, gathered, computed and kept: ours beside OCA ``payroll``.

``limit`` is what cannot be saved: the pure computation of the payslips, and a bare COPY of their rows.
OCA ``payroll`` computes ``PEER_PEOPLE`` of them: it computes one after the other.
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
PEER_PEOPLE = 500
ROUNDS, RUNS = 3, 3  # all sides one after the other, again and again: the speed of a machine changes by the minute


def ours(env, company, people):
    """Seconds of fresh runs, each taken back."""
    for _run in range(RUNS):
        with undone(env):
            run = run_of(env, company)
            taken, slips = timed(run._compute_slips, runs=1)
            lines = env["ward.payslip.line"].search_count([("company_id", "=", company.id)])
            if (slips, lines) != (people, people * RULES):
                raise ValueError(f"{slips} payslips and {lines} lines for {people} people")
            yield taken


def pure(env, company):
    """Seconds to compute the payslips from facts that are gathered already."""
    with undone(env):
        run = run_of(env, company)
        people = [one.person for one in run._gather(run._plan())]
        for _run in range(RUNS):
            plan = run._plan()  # a plan remembers what it has reckoned
            yield timed(lambda plan=plan: deque(map(plan.compute, people), 0), runs=1)[0]


def bare_copy(env, company, numbers):
    """Seconds to COPY the same rows into the same tables with their keys and indexes.

    Each time under ``numbers`` not used before: rows under old ones would meet their dead fellows.
    """
    with undone(env):
        run_of(env, company)._compute_slips()
        for _run in range(RUNS):
            shift = next(numbers) * 10**6
            texts = [
                (table, copied_out(env, table, links, company, shift))
                for table, links in (
                    ("ward_payslip", ("id",)),
                    ("ward_payslip_line", ("id", "payslip_id")),
                )
            ]
            env.cr.execute("DELETE FROM ward_payslip WHERE company_id = %s", [company.id])

            def copy(texts=texts):
                for table, text in texts:
                    env.cr.copy_expert(f"COPY {table} FROM STDIN", text)

            yield timed(copy, runs=1)[0]


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
    numbers = count(100)
    with undone(env):
        employees, structure = peer_payroll.prepare(env, law, MONTH, PEER_PEOPLE)
        for people in SIZES:
            company = ward(env, people)
            taken, reckoned, copied, peer = [], [], [], []
            for _round in range(ROUNDS):
                taken += ours(env, company, people)
                reckoned += pure(env, company)
                copied += bare_copy(env, company, numbers)
                with undone(env):
                    peer.append(peer_payroll.run(env, employees, structure, MONTH, LAST)[0])
            with undone(env):
                sent = statements(env, run_of(env, company)._compute_slips)
            report(
                "pay_run",
                median(taken) * 1000 / people,
                median(peer) * 1000 / PEER_PEOPLE,
                (median(reckoned) + median(copied)) * 1000 / people,
                2,
                "ms a payslip",
                people,
                sent,
            )


main(env)  # noqa: F821 - the Odoo shell knows env
