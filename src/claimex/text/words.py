"""Words in lower case, each at its place."""

from __future__ import annotations


def lowered(text: str) -> str:
    """The text in lower case, every character at its place.

    A pattern that ignores case takes several times as long as one that is given this.
    """
    # Of all characters this one alone becomes two.
    return text.replace("\u0130", "I").lower()
