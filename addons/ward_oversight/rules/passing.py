"""Whether a task may be passed on, by the mechanism under which it came (Law 72/2025/QH15; facts 5.1)."""

ALLOWED, WITH_CONSENT, NEVER, NONE = "allowed", "with_consent", "never", "none"


def refusal(onward: str, forbidden: bool, consent: str) -> str | None:
    """Why a task may not be passed on, or None.

    ``onward``: the mechanism's rule. ``forbidden``: the text that gave the task forbids it. ``consent``: the
    document in which the giver agrees, or empty. Answers: never, forbidden, no_consent, not_applicable.
    """
    if onward == NEVER:
        return "never"
    if onward == NONE:
        return "not_applicable"
    if onward == ALLOWED:
        return "forbidden" if forbidden else None
    return None if consent.strip() else "no_consent"
