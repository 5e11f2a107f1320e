"""Whether prompts are in order: they render, their examples are sound, the lock holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimex.engines.model.wire import read_rows
from claimex.engines.prompt_questions import VIEWS, Question
from claimex.engines.prompts import (
    SPEC,
    Article,
    PathLike,
    Prompt,
    ShownCue,
    directory_of,
    list_prompts,
)
from claimex.errors import ConfigError

LOCK = "prompts.lock"


@dataclass(frozen=True, slots=True)
class PromptProblem:
    """What is wrong with a prompt, named as in ``prompts list``."""

    prompt: str
    message: str


def check_prompts(directory: PathLike | None = None) -> tuple[PromptProblem, ...]:
    """Whether every prompt renders, its examples ground in their own text, and the lock holds.

    Raises ConfigError for a directory or a file that cannot be read at all. A directory without a
    lock is not checked against one, but for the packaged prompts.
    """
    root = directory_of(directory)
    problems: list[PromptProblem] = []
    prompts = list_prompts(root)
    lock = root / LOCK
    locked = _read_lock(lock) if lock.exists() else None
    for prompt in prompts:
        problems += [PromptProblem(prompt.spec, message) for message in _faults(prompt)]
        if locked is not None:
            pinned = locked.pop(prompt.spec, None)
            if pinned is None:
                problems.append(PromptProblem(prompt.spec, f"is not in {LOCK}"))
            elif pinned != prompt.sha256:
                problems.append(
                    PromptProblem(
                        prompt.spec, "has changed since it was locked; make it a new version"
                    )
                )
    problems += [PromptProblem(spec, f"is in {LOCK}, but not here") for spec in locked or ()]
    if locked is None and directory is None:
        problems.append(PromptProblem(str(root), f"has no {LOCK}"))
    return tuple(problems)


def count_prompts(directory: PathLike | None = None) -> int:
    """How many prompts a directory has."""
    return len(list_prompts(directory))


def lock_text(directory: PathLike | None = None) -> str:
    """The lock file that fits the prompts as they are."""
    return "".join(f"{prompt.sha256}  {prompt.spec}\n" for prompt in list_prompts(directory))


def _read_lock(path: Path) -> dict[str, str]:
    pinned: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        digest, _, spec = line.partition("  ")
        if not re.fullmatch(r"[0-9a-f]{64}", digest) or not SPEC.fullmatch(spec):
            raise ConfigError(f"{path}, line {number}: not 'SHA-256  NAME@vN'")
        pinned[spec] = digest
    return pinned


def _faults(prompt: Prompt) -> list[str]:
    faults: list[str] = []
    try:
        prompt.opening()
        sample = Article(
            title="A title",
            published=date(2025, 1, 2),
            names=("Ada Moreno",),
            before=("A sentence before.",),
            sentences=((3, "Ada Moreno said so."),),
            cues=(ShownCue(s=3, cue="said", who="Ada Moreno", what="so"),),
        )
        prompt.article(sample)
        prompt.again("rows: missing")
        if prompt.strategy == "open":
            prompt.audit(sample)
        if prompt.strategy == "audited":
            for ask in VIEWS:
                prompt.asked(Question(ask=ask, sentence="Ada Moreno shook her head."))
    except ConfigError as error:
        faults.append(str(error))
    faults += [
        f"question {number}: {fault}"
        for number, turn in enumerate(prompt.turns, 1)
        if (fault := turn.fault) is not None
    ]
    for number, example in enumerate(prompt.examples, 1):
        rows, bad = read_rows(list(example.rows))
        faults += [f"example {number}: {row.problem}" for row in bad]
        text = " ".join(example.sentences)
        for cue in example.cues:
            there = example.sentences[cue.s - 1] if 0 < cue.s <= len(example.sentences) else ""
            faults += [
                f"example {number}: {words!r} of a cue is not in sentence {cue.s}"
                for words in (cue.cue, cue.who, *cue.what.split(" … "))
                if words not in there
            ]
        for row in rows:
            for what, words in _quoted(row):
                sentence = (
                    example.sentences[row.s - 1] if 0 < row.s <= len(example.sentences) else ""
                )
                if words not in (sentence if what == "cue" else text):
                    faults.append(f"example {number}: the {what} {words!r} is not in its text")
    return faults


def _quoted(row: Any) -> list[tuple[str, str]]:
    """The fields of a row that must stand in the text word for word."""
    fields = ("cue", "source", "asker", "title", "date")
    found = [(f, value) for f in fields if isinstance(value := getattr(row, f, None), str)]
    for several in ("parties", "signatories"):
        found += [(several, value) for value in getattr(row, several, ())]
    return found
