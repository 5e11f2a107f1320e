"""An attribution once its cue is judged: what is kept of it until the whole document is read."""

from __future__ import annotations

from dataclasses import dataclass

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.denial import by_cue
from claimex.engines.rules.judging import Judged
from claimex.engines.rules.proxies import principal
from claimex.engines.rules.said import Said


@dataclass(frozen=True, slots=True)
class Heard:
    """One attribution without its tokens, which would be most of the memory of a long document.

    ``sentences`` are the numbers of its sentences, ``speaks_for`` the place that names whom the
    source speaks for. ``verdict`` is that of the cue, None where it leaves it to what is said. The
    other fields are those of ``Said``.
    """

    paragraph: int
    sentences: tuple[int, ...]
    cue_place: Place
    source: Place | None
    contents: tuple[Place, ...]
    quoted: tuple[bool, ...]
    lemma: str
    frames: frozenset[str]
    speaks_for: Place | None
    verdict: Judged | None


def heard(said: Said, lexicon: Lexicon) -> Heard:
    """What is kept of an attribution to which nothing more is added."""
    unit = said.unit
    return Heard(
        paragraph=unit.paragraph,
        sentences=tuple(range(unit.number, unit.last + 1)),
        cue_place=said.cue_place,
        source=said.source,
        contents=tuple(said.contents),
        quoted=tuple(said.quoted),
        lemma=said.lemma,
        frames=said.frames,
        speaks_for=principal(said),
        verdict=by_cue(said, lexicon),
    )
