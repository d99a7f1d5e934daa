"""Milliseconds a payslip of twelve lines, gathered, computed and kept: ours beside OCA ``payroll``.

``limit`` is what cannot be saved: the pure computation of the payslips, and a bare COPY of their rows.
OCA ``payroll`` computes ``PEER_PEOPLE`` of them: it computes one after the other.
"""

import io
import os
from collections import deque
from datetime import date

import peer_payroll
from measure import report, statements, timed
from pay_ward import MONTH, RULES, run_of, undone, ward

from odoo.addons.ward_hr.law import Law

LAST = date(2026, 10, 31)
SIZES = tuple(map(int, os.environ.get("WARD_BENCH_PEOPLE", "2000,20000").split(",")))
PEER_PEOPLE, PEER_RUNS = 500, 3
RUNS = 7  # of half a second each: a disk that is busy for a moment decides nothing


def ours(env, company, people):
    """(seconds a run, statements a run); the median of fresh runs, each taken back."""
    seconds = []
    for _run in range(RUNS):
        with undone(env):
            run = run_of(env, company)
            taken, slips = timed(run._compute_slips, runs=1)
            seconds.append(taken)
            lines = env["ward.payslip.line"].search_count([("company_id", "=", company.id)])
            if (slips, lines) != (people, people * RULES):
                raise ValueError(f"{slips} payslips and {lines} lines for {people} people")
    with undone(env):
        count = statements(env, run_of(env, company)._compute_slips)
    return sorted(seconds)[len(seconds) // 2], count


def pure(env, company):
    """Seconds to compute the payslips from facts that are gathered already."""
    with undone(env):
        run = run_of(env, company)
        people = [one.person for one in run._gather(run._plan())]
        plans = iter([run._plan() for _run in range(RUNS)])  # a plan remembers what it has reckoned
        return timed(lambda: deque(map(next(plans).compute, people), 0), RUNS)[0]


def bare_copy(env, company):
    """Seconds to COPY the same rows into the same tables with their keys and indexes.

    Each time under numbers not used before: rows under old ones would meet their dead fellows.
    """
    seconds = []
    with undone(env):
        run_of(env, company)._compute_slips()
        for shift in range(1, RUNS + 1):
            texts = [
                (table, copied_out(env, table, links, company, shift * 10**7))
                for table, links in (
                    ("ward_payslip", ("id",)),
                    ("ward_payslip_line", ("id", "payslip_id")),
                )
            ]
            env.cr.execute("DELETE FROM ward_payslip WHERE company_id = %s", [company.id])

            def copy(texts=texts):
                for table, text in texts:
                    env.cr.copy_expert(f"COPY {table} FROM STDIN", text)

            seconds.append(timed(copy, runs=1)[0])
    return sorted(seconds)[len(seconds) // 2]


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
    with undone(env):
        employees, structure = peer_payroll.prepare(env, law, MONTH, PEER_PEOPLE)
        for people in SIZES:
            company = ward(env, people)
            taken, count = ours(env, company, people)
            limit = pure(env, company) + bare_copy(env, company)
            seconds = []
            for _run in range(PEER_RUNS):
                with undone(env):
                    seconds.append(
                        peer_payroll.run(env, employees, structure, MONTH, LAST)[0]
                    )
            peer = sorted(seconds)[len(seconds) // 2] / PEER_PEOPLE
            scale = 1000 / people
            report("pay_run", taken * scale, peer * 1000, limit * scale, 2, "ms a payslip", people, count)


main(env)  # noqa: F821 - the Odoo shell knows env
