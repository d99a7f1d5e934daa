"""Rows of Python as a table of PostgreSQL: one statement whatever their number."""

from odoo.tools import SQL


def given_rows(rows, **columns):
    """SQL of ``rows`` as a table with these columns and types: ``given_rows([(1, "a")], id="int", name="text")``."""
    lists = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return SQL(
        "SELECT * FROM UNNEST(%s) AS given (%s)",
        SQL(", ").join(
            SQL("%s::%s[]", list(values), SQL(kind)) for values, kind in zip(lists, columns.values(), strict=True)
        ),
        SQL(", ").join(map(SQL.identifier, columns)),
    )
