"""Why a whole file cannot be taken, whatever it was to bring."""


def refused_file(env, error) -> str:
    """Why a whole file cannot be read (FileRefused), and what to do."""
    match error.kind:
        case "empty":
            return env._("The file is empty. Choose another one.")
        case "not_text":
            return env._("The file is neither an XLSX workbook nor text in UTF-8. Save it as XLSX, or as CSV UTF-8.")
        case "not_table":
            return env._("The file cannot be read as a table. Save it again as XLSX, or as CSV UTF-8.")
        case "not_workbook":
            return env._(
                "The file cannot be opened as an XLSX workbook. Open it in your spreadsheet program and save it anew."
            )
        case "too_large":
            return env._(
                "The workbook unpacks to far more than a table of its size holds and was not opened. "
                "Save it as CSV UTF-8."
            )
        case "too_many_rows":
            return env._(
                "The file has more than %(limit)s rows. Send it in parts.",
                limit=error.detail["limit"],
            )
    raise KeyError(error.kind)
