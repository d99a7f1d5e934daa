"""The fingerprint of a signed visit."""

import hashlib
import json


def fingerprint(content):
    """SHA-256, in hexadecimal, of ``content`` written as JSON in one way only.

    ``content`` is made of dicts with text keys, lists, text, whole numbers, booleans and
    None. Anything else, above all a float, is refused with ``TypeError``: it has more
    than one way of being written.
    """
    _refuse_ambiguous(content)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_ambiguous(content):
    if isinstance(content, dict):
        for key, value in content.items():
            if not isinstance(key, str):
                raise TypeError(f"key {key!r} is not text")
            _refuse_ambiguous(value)
    elif isinstance(content, (list, tuple)):
        for value in content:
            _refuse_ambiguous(value)
    elif not isinstance(content, (str, int, bool, type(None))):
        raise TypeError(f"{content!r} cannot be part of a fingerprint")
