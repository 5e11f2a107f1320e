"""Errors and interruptions as one line on standard error and an exit status."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from _claimex import leave
from claimex.errors import BudgetError, ClaimexError, GroundingError, ModelError


class Status(IntEnum):
    """What the exit status says."""

    DONE = 0
    FAILURES = 1
    INPUT = 2
    MODEL = 3
    BUDGET = 4
    INTERRUPTED = 130


def complain(message: str) -> None:
    """One line on standard error, whatever the message quotes."""
    line = " ".join(message.split())
    shown = "".join(c if c.isprintable() else "\ufffd" for c in line)
    typer.echo(f"claimex: {shown}", err=True)


def status_of(error: ClaimexError) -> Status:
    """The exit status of a command that this error ended."""
    if isinstance(error, ModelError):
        return Status.MODEL
    if isinstance(error, BudgetError):
        return Status.BUDGET
    if isinstance(error, GroundingError):
        return Status.FAILURES
    return Status.INPUT


@contextmanager
def reported() -> Iterator[None]:
    """Turn what ends a command early into its message and exit status.

    A reader of standard output that has seen enough (``| head``) ends it quietly with 0.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        raise typer.Exit(Status.DONE) from None
    except ClaimexError as error:
        complain(str(error))
        raise typer.Exit(status_of(error)) from error
    except OSError as error:  # a full disk, a stale mount: the world, not the program
        complain(f"{error.filename or 'input or output'}: {error.strerror or error}")
        raise typer.Exit(Status.INPUT) from error
    except KeyboardInterrupt:
        complain("interrupted")
        raise typer.Exit(Status.INTERRUPTED) from None


def interruptible() -> None:
    """From here on Ctrl-C is an exception, so that what is about to be opened is closed.

    Before, it ends the command at once (``_claimex``).
    """
    if signal.getsignal(signal.SIGINT) is leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _forget_stdout() -> None:
    """Point standard output at nothing, so that the flush at exit finds no broken pipe."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
