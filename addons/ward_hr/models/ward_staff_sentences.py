"""What the check of a staff list found, in sentences."""

from ..importing.staff_columns import BY_KEY


def column_label(env, key: str) -> str:
    return BY_KEY[key].header(env.lang or "en_US")


def reason(env, fault) -> tuple[str, str]:
    """(what is wrong, what to do) for one Fault of one row."""
    detail = fault.detail
    match fault.kind:
        case "absent":
            return env._("This column must not be empty."), env._("Fill in the value as the decision says.")
        case "code_twice":
            return (
                env._("The same staff code stands in row %(row)s.", row=detail["row"]),
                env._("Keep one row per person."),
            )
        case "code_unknown":
            return (
                env._("Nothing in the ward's lists has this code."),
                env._("Use a code of the list, or add it to the list first."),
            )
        case "sex_unknown":
            return env._("This sex is not known."), env._("Write Nam, Nữ or Khác, or leave it empty.")
        case "date_unreadable":
            return env._("This is not a day of the calendar."), env._("Write dd/mm/yyyy.")
        case "decimal_unreadable":
            return env._("This is not a coefficient or percentage."), env._("Write a number such as 3.33.")
        case "whole_unreadable":
            return env._("This is not a whole number from 0 up."), env._("Write digits only, or leave it empty.")
        case "born_later":
            return env._("The birthday is not before the day in force."), env._("Correct one of the two days.")
        case "before_first":
            return (
                env._("The first decision of this person is of %(day)s.", day=f"{detail['day']:%d/%m/%Y}"),
                env._("Use that day or a later one."),
            )
        case "scale_not_then":
            return (
                env._("This pay scale is not known on the day in force."),
                env._("Choose the scale that held on that day."),
            )
        case "step_outside":
            return (
                env._("The scale has steps 1 to %(last)s on that day.", last=detail["last"]),
                env._("Choose one of these."),
            )
        case "not_of_step":
            return (
                env._("The coefficient of this step is %(lawful)s on that day.", lawful=detail["lawful"]),
                env._("Correct the step or the coefficient, or leave the coefficient empty."),
            )
        case "not_last_step":
            return (
                env._("An over-grade percentage is only granted at the last step, %(last)s.", last=detail["last"]),
                env._("Remove the percentage, or correct the step."),
            )
        case "leadership_absent":
            return (
                env._("No text gives the coefficient of this post."),
                env._("Enter the coefficient from the decision."),
            )
    raise KeyError(fault.kind)


def refused_header(env, error) -> str:
    """Why the header of a file cannot be taken (HeaderRefused)."""
    names = ", ".join(column_label(env, n) if n in BY_KEY else n for n in error.names)
    match error.kind:
        case "no_header":
            return env._("No row of the file names the columns. Download the template and use its header.")
        case "missing":
            return env._(
                "These columns are missing: %(columns)s. Download the template and use its header.", columns=names
            )
        case "doubled":
            return env._("These columns occur twice: %(columns)s. Keep one of each.", columns=names)
        case "unknown":
            return env._("These columns are not part of a staff list: %(columns)s. Remove them.", columns=names)
    raise KeyError(error.kind)
