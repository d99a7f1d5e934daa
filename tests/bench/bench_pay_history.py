"""A month of 2,000 people with five years of payslips in the tables: beside the same month with those of last month.

``peer`` and ``limit`` are both the month after one month: years should cost nothing. Milliseconds a payslip, a
first run and one that is computed again. Both take turns, each in a database of its own.
"""

import os
from contextlib import closing, contextmanager
from statistics import median

from measure import report, statements, timed
from pay_ward import run_of, settle, undone, ward

from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.sql_db import close_db, db_connect

PEOPLE, MONTHS, TURNS = 2_000, 60, 15
COPIED = """
INSERT INTO {table} ({columns}) SELECT {values} FROM {table} one, generate_series(1, {months}) back
 WHERE one.company_id = {company}
"""
SHIFTS = {  # by how much each month before raises a number: by more than the month has rows
    "ward_pay_run": {"id": 10},
    "ward_payslip": {"id": 10**4, "run_id": 10},
    "ward_payslip_line": {"id": 10**5, "payslip_id": 10**4},
}


def main(env):
    with twin(env) as other:
        sides = [(one, month_after(one, months)) for one, months in ((other, MONTHS), (env, 1))]
        turns = [[turn(*side) for side in sides] for _turn in range(TURNS)]
        five_years, one_month = (
            [median(times) * 1000 / PEOPLE for times in zip(*side, strict=True)] for side in zip(*turns, strict=True)
        )
        with undone(other):
            run = run_of(*sides[0])
            counts = [statements(other, run._compute_slips) for _again in range(2)]
    for name, ours, peer, count in zip(("first", "again"), five_years, one_month, counts, strict=True):
        report(f"pay_history_{name}", ours, peer, peer, 1.1, "ms a payslip", PEOPLE, count)


@contextmanager
def twin(env):
    """Another environment, in a second database that begins as this one did."""
    name, template = f"{env.cr.dbname}_twin", os.environ["WARD_BENCH_TEMPLATE"]
    on_the_server(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        with Registry(name).cursor() as cr:
            yield Environment(cr, env.uid, env.context)
    finally:
        close_db(name)
        on_the_server(f'DROP DATABASE "{name}"')


def on_the_server(*commands):
    with closing(db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        for command in commands:
            cr.execute(command)


def month_after(env, months):
    """A ward with so many months paid."""
    company = ward(env, PEOPLE)
    last_month(env, company)
    copied(env, company, months - 1)
    above(env)
    return company


def turn(env, company):
    """Seconds of a first run and of a second; both are taken back."""
    with undone(env):
        run = run_of(env, company)
        first = timed(run._compute_slips, runs=1)[0]
        env.flush_all()
        return first, timed(run._compute_slips, runs=1)[0]


def above(env):
    """New rows have higher numbers than old ones; the old ones are settled."""
    for table in SHIFTS:
        env.cr.execute(f"SELECT setval('{table}_id_seq', GREATEST(max(id), nextval('{table}_id_seq'))) FROM {table}")
    settle(env)


def last_month(env, company):
    """The month's run, slips and lines as those of the month before, paid."""
    run = run_of(env, company)
    run._compute_slips()
    env.flush_all()
    copied(env, company, 1)
    env.cr.execute(
        "DELETE FROM ward_payslip_line WHERE payslip_id IN (SELECT id FROM ward_payslip WHERE run_id = %s)", [run.id]
    )
    env.cr.execute("DELETE FROM ward_payslip WHERE run_id = %s", [run.id])
    env.cr.execute("DELETE FROM ward_pay_run WHERE id = %s", [run.id])
    env.cr.execute(
        "UPDATE ward_pay_run SET state = 'paid', paid_at = computed_at WHERE company_id = %s", [company.id]
    )
    env.invalidate_all()


def copied(env, company, months):
    """The payslips of the ward, of one month, once more for each of the ``months`` before it."""
    env.cr.execute("SET LOCAL session_replication_role = replica")  # paid months take no payslips: no triggers here
    for table, links in SHIFTS.items():
        copy_rows(env, company, table, links, months)
    env.cr.execute("SET LOCAL session_replication_role = origin")


def copy_rows(env, company, table, links, months):
    """Copies of the rows of a table; ``links``: by how much each copy raises a number."""
    env.cr.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    columns, values = [], []
    for name, kind in env.cr.fetchall():
        value = f'one."{name}"'
        if name in links:
            value += f" + back * {links[name]}"
        elif name in ("month", "origin_month"):
            value = f"({value} - back * interval '1 month')::date"
        elif name == "name" and kind == "character varying":
            value += " || back"
        columns.append(f'"{name}"')
        values.append(value)
    env.cr.execute(
        COPIED.format(
            table=table, columns=", ".join(columns), values=", ".join(values), months=months, company=company.id
        )
    )


main(env)  # noqa: F821 - the Odoo shell knows env
