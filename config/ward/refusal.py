"""A refusal: what cannot be done, because of which fact, and what to do about it."""


class Refusal(Exception):
    """Shown to the user as it is, without a traceback; the command ends with code 2."""
