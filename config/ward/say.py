"""What the user reads: one line a step, a bar while something downloads, plain lines without a terminal."""

import sys
import time
from contextlib import contextmanager

TERMINAL = sys.stderr.isatty()
WIDTH = 24


def say(text: str = "") -> None:
    """A line for the user. On standard error, so that output in a pipe stays clean."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class Bar:
    """Progress of one step: ``show(done, total, unit)``; in a plain log only each quarter is a line."""

    def __init__(self, label: str):
        self.label = label
        self.quarter = 0
        self.drawn = False

    def show(self, done: float, total: float, unit: str = "MB") -> None:
        share = min(done / total, 1.0) if total else 0.0
        amount = f"{done:,.0f} / {total:,.0f} {unit}"
        if TERMINAL:
            filled = int(share * WIDTH)
            sys.stderr.write(f"\r\033[K  {self.label} [{'#' * filled}{'.' * (WIDTH - filled)}] {amount}")
            sys.stderr.flush()
            self.drawn = True
        elif int(share * 4) > self.quarter:
            self.quarter = int(share * 4)
            say(f"  {self.label}: {amount}")

    def clear(self) -> None:
        if self.drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


@contextmanager
def step(text: str):
    """Say what begins, and how long it took when it took noticeable time."""
    say(text)
    start = time.monotonic()
    yield
    seconds = time.monotonic() - start
    if seconds >= 2:
        say(f"  done in {seconds:.0f} s")
