import json

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

EVERY_ROW = SQL("TRUE")
CONFIDENCES = [
    ("reported", "Reported"),
    ("common", "Commonly known"),
    ("uncertain", "Uncertain"),
    ("proposed", "Proposed"),
]

EVERY_ROW = SQL("TRUE")


class WardMirror(models.AbstractModel):
    """Reference data of the whole country, mirrored from the files of law.

    The files are its only source: rows are brought level with them at every install and update, in
    two statements whatever their number, and users only read them.
    """

    _name = "ward.mirror"
    _description = "Mirrored from the files of law"

    active = fields.Boolean(default=True)

    def write(self, vals):
        self._refuse_change("write")
        return super().write(vals)

    def unlink(self):
        self._refuse_change("unlink")
        return super().unlink()

    def _mirrored(self):
        """The records that mirror the files; all of them, unless a model also holds others."""
        return self

    def _mirror(self, key, rows, among=EVERY_ROW):
        """Brings the table level with ``rows``, a list of dicts with the same columns.

        ``key``: the columns of a unique index; ``among``: its predicate, and the rows that are ours.
        Rows of ours that are not given are archived. Decimals and days go in as text, and
        translated columns as ``{"en_US": ..., "vi_VN": ...}``.
        """
        names = [*rows[0], "active"]
        given = json.dumps([{**row, "active": True} for row in rows], default=str)
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO %(table)s (%(names)s, create_uid, write_uid, create_date, write_date)
                SELECT %(names)s, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM jsonb_populate_recordset(NULL::%(table)s, %(given)s)
                ON CONFLICT (%(key)s) WHERE %(among)s
                DO UPDATE SET (%(names)s, write_date) = (%(excluded)s, EXCLUDED.write_date)
                """,
                table=SQL.identifier(self._table),
                names=_columns(names),
                excluded=_columns(names, "excluded"),
                key=_columns(key),
                among=among,
                given=given,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s SET active = FALSE
                 WHERE %(among)s AND active AND (%(key)s) NOT IN (
                       SELECT %(key)s FROM jsonb_populate_recordset(NULL::%(table)s, %(given)s))
                """,
                table=SQL.identifier(self._table),
                key=_columns(key),
                among=among,
                given=given,
            )
        )
        self.invalidate_model()

    def _name_for_data(self, ids):
        """External ids ``ward_hr.<table>_<code>``, so that data files can refer to mirrored rows.

        ``ids``: ``{code: id}``; of a code the letters, digits and ``_`` are kept.
        """
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"ward_hr.{self._table}_{_plain(code)}",
                    "record": self.browse(record_id),
                    "noupdate": True,
                }
                for code, record_id in ids.items()
            ]
        )

    def _refuse_change(self, operation):
        """What the files of law say is changed there, with a release, even for an administrator."""
        self.check_access(operation)
        for record in self._mirrored()[:1]:
            raise UserError(
                self.env._(
                    "“%(name)s” cannot be changed or deleted here, because it comes with the "
                    "system and is the same for every ward.",
                    name=record.display_name,
                )
            )


def _columns(names, table=None):
    return SQL(", ").join(SQL.identifier(table, name) if table else SQL.identifier(name) for name in names)


def _plain(code):
    return "".join(char for char in code.lower() if char.isalnum() or char == "_")
