"""What stands between white space in a text, each once."""

from __future__ import annotations


def distinct(text: str) -> set[str]:
    """The stretches of a text without white space.

    A long text has few of them: what looks for all kinds of words in it need not read it whole.
    """
    found: set[str] = set()
    # Line by line, so that the words of a long text are never there at once.
    for line in text.splitlines():
        found.update(line.split())
    return found
