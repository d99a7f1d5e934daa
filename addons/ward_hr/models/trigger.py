"""Rules that PostgreSQL itself keeps, declared on a model like its constraints."""

from odoo.orm.table_objects import TableObject
from odoo.tools import SQL

PREFIX = "ward_refuse_"
# A session's temporary tables come first unless they are named last: a trigger would ask one that only bears the name.
OWN_TABLES = "SET search_path = public, pg_temp"
# Of a function that looks at all rows of a statement: its tables are joined as written, from those rows on. What it
# asks is executed, so that it is planned for as many rows as there are, not for the few of the first call.
IN_ORDER = f"SET join_collapse_limit = 1 {OWN_TABLES}"

_FUNCTION = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql {own_tables} AS $body$
BEGIN
    IF {refuse} THEN
        RAISE EXCEPTION '%', TG_ARGV[0]
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[1], TABLE = TG_TABLE_NAME;
    END IF;
    RETURN COALESCE(NEW, OLD);
END $body$
"""


class Refuse(TableObject):
    """A trigger that refuses a change of a row with a sentence.

    ``events`` "UPDATE OR DELETE"; ``refuse`` a boolean expression of PL/pgSQL over OLD
    and NEW (NULL where the event has none). ``at_commit`` asks at the end of the
    transaction, so that several rows may change together. ``table`` names another table
    than the model's, for the rows of a many2many or of an attachment. The message
    reaches the user translated, as that of a constraint does.
    """

    def __init__(self, events, refuse, message, at_commit=False, table=None):
        super().__init__()
        self.events = events
        self.refuse = refuse
        self.message = message
        self.at_commit = at_commit
        self.table = table

    def get_definition(self, registry):
        return f"{self.events}: {self.refuse}"

    def apply_to_database(self, model):
        name = self.full_name(model)
        function = PREFIX + name
        kind = "CONSTRAINT TRIGGER" if self.at_commit else "TRIGGER"
        table = SQL.identifier(self.table or model._table)
        execute = model.env.cr.execute
        execute(_FUNCTION.format(function=function, refuse=self.refuse, own_tables=OWN_TABLES))
        execute(SQL("DROP TRIGGER IF EXISTS %s ON %s", SQL.identifier(name), table))
        execute(
            SQL(
                "CREATE %s %s %s %s ON %s %s FOR EACH ROW EXECUTE FUNCTION %s(%s, %s)",
                SQL(kind),
                SQL.identifier(name),
                SQL("AFTER" if self.at_commit else "BEFORE"),
                SQL(self.events),
                table,
                SQL("DEFERRABLE INITIALLY DEFERRED" if self.at_commit else ""),
                SQL.identifier(function),
                self.message,
                name,
            )
        )


def drop_triggers(env, module):
    """Drop every function that the models of ``module`` declare, and with it its triggers."""
    for name in env.registry:
        model = env[name]
        for full_name, rule in model._table_objects.items():
            if isinstance(rule, Refuse) and rule._module == module:
                env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", SQL.identifier(PREFIX + full_name)))
