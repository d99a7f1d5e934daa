"""What the row check found, in sentences: the one place where its kinds become words."""

from ..importing.columns import BY_KEY


def column_label(env, key: str) -> str:
    """The column's header in the language of the user."""
    return BY_KEY[key].header(env.lang or "en_US")


def reason(env, fault) -> tuple[str, str]:
    """(what is wrong, what to do) for one Fault of one row."""
    detail = fault.detail
    match fault.kind:
        case "absent":
            return (
                env._("This column must not be empty."),
                env._("Fill in the value from the one-stop system."),
            )
        case "code_twice":
            return (
                env._("The same dossier code stands in row %(row)s.", row=detail["row"]),
                env._("Keep one row per dossier: the latest."),
            )
        case "code_citizen":
            return (
                env._("This looks like a citizen's identity number."),
                env._("Put the dossier code here; identity numbers are not kept."),
            )
        case "code_form":
            return (
                env._("This is not a dossier code."),
                env._("Use the code of the receipt, such as H26.123-261012-0001."),
            )
        case "procedure_unknown":
            return (
                env._("No procedure has this code."),
                env._("Correct the code, or add the procedure under Work / Procedures first."),
            )
        case "channel_unknown":
            return (
                env._("This channel is not known."),
                env._("Use one of: Trực tiếp, Trực tuyến, Bưu chính công ích."),
            )
        case "state_unknown":
            return (
                env._("This status is not known."),
                env._("Use a status of the one-stop system, by name or number 1 to 10."),
            )
        case "date_unreadable":
            return (
                env._("This is not a day of the calendar."),
                env._("Write dd/mm/yyyy or dd/mm/yyyy hh:mm."),
            )
        case "year_unknown":
            return (
                env._("The public holidays of %(year)s are not known.", year=detail["year"]),
                env._("Check the day, or have the holidays of that year entered first."),
            )
        case "in_future":
            return (
                env._("This lies in the future."),
                env._("Correct the day: only what has happened can be imported."),
            )
        case "before_received":
            return (
                env._("This is before the dossier was received."),
                env._("Correct this day or the day of receipt."),
            )
        case "before_asked":
            return (
                env._("The supplement came before it was asked for."),
                env._("Fill in the day of the request, or correct this day."),
            )
        case "yes_no_unknown":
            return (
                env._("This is neither yes nor no."),
                env._("Write Có or Không, or leave it empty."),
            )
        case "before_processed":
            return (
                env._("The result was returned before it was ready."),
                env._("Correct this day or the day of processing."),
            )
        case "done_without_day":
            return (
                env._("The dossier is finished, but the day is missing."),
                env._("Fill in the day on which processing ended, or correct the status."),
            )
        case "returned_without_day":
            return (
                env._("The result was returned, but the day is missing."),
                env._("Fill in the day of return, or use the status Processed."),
            )
        case "done_without_officer":
            return (
                env._("The dossier is finished, but nobody handled it."),
                env._("Fill in the handling officer: the hours count for that person."),
            )
        case "open_with_day":
            return (
                env._("The status says not finished, but there is a day of finishing."),
                env._("Correct the status, or remove the day."),
            )
        case "officer_unknown" if fault.column == "reception":
            return (
                env._("Nobody on the ward's staff has this e-mail, code or name."),
                env._("Correct it, or leave it empty when the city's service centre received the dossier."),
            )
        case "officer_unknown":
            return (
                env._("Nobody on the ward's staff has this e-mail, code or name."),
                env._("Use the work e-mail or staff code, or add the person to the staff."),
            )
        case "officer_ambiguous":
            return (
                env._("Several people on the ward's staff have this name."),
                env._("Use the work e-mail or staff code."),
            )
        case "officer_not_yet":
            return (
                env._("This person had no post in the ward on %(day)s.", day=f"{detail['day']:%d/%m/%Y}"),
                env._("Correct the officer, or enter the decision of that time."),
            )
        case "number_unreadable":
            return (
                env._("This is not a whole number from %(least)s up.", least=detail["least"]),
                env._("Write digits only, or leave it empty."),
            )
    raise KeyError(fault.kind)
