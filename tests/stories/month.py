"""October 2026 of the demo ward, as the stories before would have left it: made by the people whose steps they are.

Each step is done once, and only if nobody has done it; so every story can run alone.
"""

from . import screens


def imported(page):
    """The example month is imported, by whoever is logged in on ``page``."""
    if found(page, "ward.dossier.import", [("state", "=", "done"), ("file_name", "like", "10-2026")]):
        return
    create_and_call = """async () => {
        const answer = await fetch("/ward/dossiers/example");
        const bytes = new Uint8Array(await answer.arrayBuffer());
        let text = "";
        for (const byte of bytes) text += String.fromCharCode(byte);
        return btoa(text);
    }"""
    values = {"file": page.evaluate(create_and_call), "file_name": "ho-so-10-2026.csv"}
    made = done(screens.call(page, "ward.dossier.import", "create", [values]))
    done(screens.call(page, "ward.dossier.import", "action_import", made))


def run_id(page):
    """The pay run of the month, made if there is none."""
    runs = found(page, "ward.pay.run", [("month", "=", "2026-10-01")])
    return runs[0]["id"] if runs else done(screens.call(page, "ward.pay.run", "create", [{"month": "2026-10-01"}]))[0]


def submitted(page):
    """Computed and handed to the head of the ward, by the pay officer on ``page``."""
    run = run_id(page)
    steps = {"draft": "action_compute", "computed": "action_submit"}
    while (state := found(page, "ward.pay.run", [("id", "=", run)])[0]["state"]) in steps:
        done(screens.call(page, "ward.pay.run", steps[state], [run]))
    return run


def approved(page):
    """Approved by the head of the ward on ``page``."""
    run = run_id(page)
    [seen] = done(screens.call(page, "ward.pay.run", "read", [run], ["state", "revision"]))
    if seen["state"] == "submitted":
        done(screens.call(page, "ward.pay.run", "action_approve", [run], revision=seen["revision"]))
    return run


def found(page, model, domain):
    return done(screens.call(page, model, "search_read", domain, ["state"]))


def done(answer):
    result, refusal = answer
    assert refusal is None, refusal
    return result
