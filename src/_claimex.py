"""The command ``claimex``, which Ctrl-C ends at once while it is still being imported.

Not part of the package: importing that takes most of the time until the command listens.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130


def leave(_number: int, _frame: FrameType | None) -> NoReturn:
    """Say why and end, with nothing to close yet.

    An exception would do neither: imports pass it on as another one, or print and forget it.
    """
    os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, b"claimex: interrupted\n")
    os._exit(INTERRUPTED)


def main() -> None:
    """Run the command."""
    # Not where Ctrl-C is to be ignored, as in the background of a script.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)
    from claimex.cli import main as command

    command()
