"""Many people for a benchmark: those there are once more, past the ORM, which takes minutes for a city."""


def multiply(env, people, fellow):
    """The same people once more, with their files and allowances, under numbers raised by ``fellow`` millions."""
    shift = fellow * 10**6
    copy(env, "resource_resource", people.resource_id, {"id": shift})
    copy(env, "hr_employee", people, {"id": shift, "resource_id": shift, "current_version_id": None})
    copy(env, "hr_version", people.version_ids, {"id": shift, "employee_id": shift})
    copy_allowances(env, people.version_ids, shift)
    env.cr.execute(  # the two tables refer to each other
        "UPDATE hr_employee fellow SET current_version_id = one.current_version_id + %(shift)s"
        "  FROM hr_employee one WHERE fellow.id = one.id + %(shift)s AND one.id = ANY(%(people)s)",
        {"shift": shift, "people": people.ids},
    )


def copy(env, table, records, shifts):
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", [table]
    )
    names = [name for (name,) in env.cr.fetchall()]
    values = [
        (f"{name} + {shifts[name]}" if shifts[name] else "NULL")
        if name in shifts
        else f"{name} || '-{shifts['id']}'"
        if name == "staff_code"
        else f'"{name}"'
        for name in names
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    copied = f"SELECT {', '.join(values)} FROM {table} WHERE id = ANY(%s)"
    env.cr.execute(f"INSERT INTO {table} ({columns}) {copied}", [records.ids])


def copy_allowances(env, versions, shift):
    """The allowances of the versions once more."""
    field = versions._fields["allowance_ids"]
    env.cr.execute(
        f"INSERT INTO {field.relation} ({field.column1}, {field.column2})"
        f" SELECT {field.column1} + {shift}, {field.column2} FROM {field.relation} WHERE {field.column1} = ANY(%s)",
        [versions.ids],
    )
