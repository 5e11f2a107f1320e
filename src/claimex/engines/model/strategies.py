"""How a model is asked about a document: guided by cues, or free and then audited by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from claimex.engines.model.exchange import Ask, Message
from claimex.engines.model.reading import Hint
from claimex.engines.model.wire import Slot, slots_schema, wire_schema
from claimex.engines.prompts import Article, Prompt, ShownCue
from claimex.text.chunks import Chunk, chunks, halves
from claimex.text.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One question about one chunk.

    ``hints`` are the rows to fill (guided) or the cues that nothing covered (audit); ``problem`` is
    what was wrong with the last answer, ``reasks`` how often it was asked again.
    """

    chunk: Chunk
    hints: tuple[Hint, ...] = ()
    audit: bool = False
    problem: str | None = None
    reasks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may hold.

    ``chunk_chars`` code points of the article, ``rows`` guided rows; an answer may have
    ``row_tokens`` tokens for each guided row, ``answer_tokens`` in all for a free listing.
    """

    chunk_chars: int = 4000
    rows: int = 12
    row_tokens: int = 160
    answer_tokens: int = 3000


class Strategy(Protocol):
    """What to ask about a document, and what to ask next."""

    def jobs(self, document: Document, hints: Sequence[Hint]) -> list[Job]:
        """The first questions."""

    def ask(self, document: Document, job: Job) -> Ask:
        """The request of one question."""

    def split(self, document: Document, job: Job) -> list[Job]:
        """A question whose answer was cut off as smaller ones; [] where it cannot be smaller."""

    def audit(self, document: Document, job: Job, uncovered: Sequence[Hint]) -> list[Job]:
        """What to ask once more after a chunk in which these cues were left uncovered."""


@dataclass(frozen=True, slots=True)
class Guided:
    """One row for each cue; where the grammar is free, the rows are fixed in the schema."""

    prompt: Prompt
    limits: Limits
    free_grammar: bool

    def jobs(self, document: Document, hints: Sequence[Hint]) -> list[Job]:
        """One question for each chunk that has cues, of at most ``limits.rows`` rows."""
        jobs: list[Job] = []
        for chunk in chunks(document, self.limits.chunk_chars):
            jobs += self._fitting(document, Job(chunk=chunk, hints=_within(chunk, hints)))
        return jobs

    def _fitting(self, document: Document, job: Job) -> list[Job]:
        if not job.hints:
            return []
        if len(job.hints) <= self.limits.rows:
            return [job]
        return [fit for part in self.split(document, job) for fit in self._fitting(document, part)]

    def ask(self, document: Document, job: Job) -> Ask:
        """The request that fills the rows of one question."""
        slots = [Slot(hint.sentence, hint.text, hint.kinds) for hint in job.hints]
        article = _article(document, job, [_shown(hint) for hint in job.hints])
        return Ask(
            messages=_messages(self.prompt, self.prompt.article(article), job),
            schema=slots_schema(slots) if self.free_grammar else wire_schema(),
            max_tokens=self.limits.row_tokens * (len(slots) + 1),
        )

    def split(self, document: Document, job: Job) -> list[Job]:
        """The rows of a question as two questions."""
        if len(job.hints) < 2:
            return []
        parts = halves(document, job.chunk)
        if parts is not None:
            split = [replace(job, chunk=part, hints=_within(part, job.hints)) for part in parts]
            return [part for part in split if part.hints]
        middle = len(job.hints) // 2
        return [replace(job, hints=job.hints[:middle]), replace(job, hints=job.hints[middle:])]

    def audit(self, document: Document, job: Job, uncovered: Sequence[Hint]) -> list[Job]:
        """Nothing: every cue had its row."""
        return []


@dataclass(frozen=True, slots=True)
class Open:
    """A free listing of each chunk, then one more question for the cues that it left uncovered."""

    prompt: Prompt
    limits: Limits

    def jobs(self, document: Document, hints: Sequence[Hint]) -> list[Job]:
        """One question for each chunk."""
        return [Job(chunk=chunk) for chunk in chunks(document, self.limits.chunk_chars)]

    def ask(self, document: Document, job: Job) -> Ask:
        """The request that lists the statements of a chunk, or of the sentences to audit."""
        article = _article(document, job, [_shown(hint) for hint in job.hints])
        question = self.prompt.audit(article) if job.audit else self.prompt.article(article)
        return Ask(
            messages=_messages(self.prompt, question, job),
            schema=wire_schema(),
            max_tokens=self.limits.answer_tokens,
        )

    def split(self, document: Document, job: Job) -> list[Job]:
        """A chunk as two."""
        parts = halves(document, job.chunk)
        if parts is None:
            return []
        return [replace(job, chunk=part, hints=_within(part, job.hints)) for part in parts]

    def audit(self, document: Document, job: Job, uncovered: Sequence[Hint]) -> list[Job]:
        """The sentences with uncovered cues, those alone, once."""
        if job.audit or not uncovered:
            return []
        numbers = {hint.sentence for hint in uncovered}
        sentences = tuple(s for s in job.chunk.sentences if s.number in numbers)
        chunk = replace(job.chunk, sentences=sentences)
        return [Job(chunk=chunk, hints=tuple(uncovered), audit=True)]


def _within(chunk: Chunk, hints: Sequence[Hint]) -> tuple[Hint, ...]:
    numbers = {sentence.number for sentence in chunk.sentences}
    return tuple(hint for hint in hints if hint.sentence in numbers)


def _shown(hint: Hint) -> ShownCue:
    draft = hint.draft
    return ShownCue(
        s=hint.sentence,
        cue=hint.text,
        who=draft.source.text if draft is not None and draft.source is not None else "",
        what=" … ".join(words.text for words in draft.evidence) if draft is not None else "",
    )


def _article(document: Document, job: Job, cues: Sequence[ShownCue]) -> Article:
    chunk = job.chunk
    return Article(
        title=document.title,
        published=document.published,
        names=chunk.names,
        before=chunk.before,
        sentences=[(s.number, document.text[s.start : s.end]) for s in chunk.sentences],
        cues=cues,
    )


def _messages(prompt: Prompt, question: str, job: Job) -> tuple[Message, ...]:
    if job.problem is not None:
        question = f"{question}\n\n{prompt.again(job.problem)}"
    return (*prompt.opening(), Message("user", question))
