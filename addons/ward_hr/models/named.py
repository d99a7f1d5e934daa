"""People in a sentence: so many names as a person reads, and how many more there are."""

NAMES_SHOWN = 12


def named(env, names):
    """The first names, and how many more; in the reader's language."""
    names = list(names)
    shown, more = ", ".join(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
    return env._("%(names)s and %(count)s more", names=shown, count=more) if more > 0 else shown


def labels_of(model, names):
    """How the page calls the fields ``names`` of a model, in the reader's language and the order of the names."""
    # sudo: a label is no secret, what stands in the field is
    labels = model.sudo().fields_get(sorted(names), ["string"])
    return ", ".join(labels[name]["string"] if name in labels else name for name in sorted(names))
