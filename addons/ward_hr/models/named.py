"""People in a sentence: so many names as a person reads, and how many more there are."""

NAMES_SHOWN = 12


def named(env, names):
    """The first names, and how many more; in the reader's language."""
    names = list(names)
    shown, more = ", ".join(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
    return env._("%(names)s and %(count)s more", names=shown, count=more) if more > 0 else shown
