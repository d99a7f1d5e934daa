"""Which reminder of an expiry is due on a day.

The day is the ward's own, given by the caller; the thresholds (days before the expiry) are given too.
"""


def due(expires, day, thresholds, sent=()):
    """The threshold to fire on ``day`` for what expires on ``expires``, or None.

    Only the nearest threshold already reached fires, so that a late run never sends several at once;
    after a nearer one was sent, a farther one never fires. On the day of expiry it may still fire, later not.

    >>> from datetime import date
    >>> due(date(2026, 12, 31), date(2026, 12, 1), (90, 30, 7), sent=(90,))
    30
    """
    left = (expires - day).days
    if left < 0:
        return None
    nearest = min((days for days in thresholds if left <= days), default=None)
    if nearest is None or any(days <= nearest for days in sent):
        return None
    return nearest


def renewed(expires, others):
    """Whether one of the ``others`` of the same person and kind holds longer (None: without end)."""
    return any(other is None or other > expires for other in others)
