"""``python3 config/ward COMMAND``: old syntax on purpose, so that an old Python can still read the refusal."""

import os
import sys

OLDEST = (3, 10)

if sys.version_info < OLDEST:
    sys.stderr.write(
        "Ward ERP cannot start: this is Python {}.{} and it needs {}.{} or newer.\n"
        "Install a newer one, or name one that is here: make run PYTHON=python3.11\n".format(
            *(sys.version_info[:2] + OLDEST)
        )
    )
    sys.exit(2)

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from ward.command import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
