"""What every benchmark needs: medians of repeated runs, and one JSON object a line."""

import json
import statistics
import time

RUNS = 3


def timed(function, runs=RUNS, before=None):
    """Median seconds of ``function()``, and what the last call returned."""
    seconds, result = [], None
    for _run in range(runs):
        if before:
            before()
        started = time.perf_counter()
        result = function()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds), result


def statements(env, function):
    """How many SQL statements ``function()`` sends."""
    env.flush_all()
    before = env.cr.sql_log_count
    function()
    env.flush_all()
    return env.cr.sql_log_count - before


def report(name, ours, peer, limit, limit_ratio, unit, size, count, higher_is_better=False):
    """Print one line. ``ratio`` is how many times better we are than the peer; ``limit_ratio``
    how many times slower than the limit (a bare COPY of the same rows)."""
    print(
        json.dumps(
            {
                "name": name,
                "ours": round(ours, 4),
                "peer": round(peer, 4),
                "ratio": round(ours / peer if higher_is_better else peer / ours, 1),
                "limit": round(limit, 4),
                "limit_ratio": round(limit / ours if higher_is_better else ours / limit, 2),
                "unit": unit,
                "size": size,
                "statements": count,
            }
        ),
        flush=True,
    )
