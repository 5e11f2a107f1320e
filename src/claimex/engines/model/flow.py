"""The one flow of reading a document with a model: it yields requests and receives replies.

Two short drivers run it, one for threads and one for an event loop (the pattern is httpx's
``auth_flow``).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from claimex.draft import Draft, Place, Reading
from claimex.engines.model.exchange import Ask, Reply, Trouble
from claimex.engines.model.reading import Hint, draft_of, fault, renumbered, vocabulary
from claimex.engines.model.strategies import Job, Strategy
from claimex.engines.model.wire import Row, read_rows
from claimex.errors import AuthError, ModelError
from claimex.schema import Failure, FailureReason, Notice, Range, Usage
from claimex.text.document import Document

Flow = Generator[list[Ask], list[Reply], Reading]
Problems = list[tuple[str, JsonValue]]
"""What is wrong with an answer, in words for a re-ask, and the row that it is wrong with."""

_TOLD = 5


def reading(document: Document, hints: Sequence[Hint], strategy: Strategy, max_reasks: int) -> Flow:
    """Ask about a document until nothing is left to ask; the number of requests is bounded.

    Raises AuthError and ConfigError at once, another ModelError where no question was answered.
    """
    session = _Session(document, strategy, max_reasks)
    for hint in hints:
        if hint.settled and hint.draft is not None:
            session.keep(hint.draft)
        else:
            session.uncovered.setdefault(hint.sentence, []).append(hint)
    waiting = strategy.jobs(document, [hint for hint in hints if not hint.settled])
    while waiting:
        replies = yield [strategy.ask(document, job) for job in waiting]
        waiting = [
            follow
            for job, reply in zip(waiting, replies, strict=True)
            for follow in session.take(job, reply)
        ]
    return session.result()


@dataclass(slots=True)
class _Session:
    """What one reading has come to so far."""

    document: Document
    strategy: Strategy
    max_reasks: int
    uncovered: dict[int, list[Hint]] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    answered: bool = False
    error: ModelError | None = None
    _vocabulary: str = field(init=False)
    _drafts: dict[tuple[Place, str, str], Draft] = field(default_factory=dict)
    _failures: list[Failure] = field(default_factory=list)
    _warnings: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._vocabulary = vocabulary(self.document)

    def take(self, job: Job, reply: Reply) -> list[Job]:
        """Keep what a reply is worth; the questions that it leaves open."""
        self.usage += reply.usage
        if reply.error is not None:
            if not isinstance(reply.error, ModelError):
                raise reply.error
            if isinstance(reply.error, AuthError):
                reply.error.usage = self.usage
                raise reply.error
            self.error = self.error or reply.error
            self._fail("transport", str(reply.error), job)
            return []
        self.answered = True
        if reply.trouble is not None:
            return self._troubled(job, reply.trouble)
        return self._answered(job, reply.rows)

    def _troubled(self, job: Job, trouble: Trouble) -> list[Job]:
        if trouble.reason == "invalid":
            return self._again(job, [(f"the whole answer, {trouble.message}", None)])
        if trouble.reason == "truncated" and (parts := self.strategy.split(self.document, job)):
            return parts
        self._give_up(job, trouble.reason, [(trouble.message, None)])
        return []

    def _give_up(self, job: Job, reason: FailureReason, problems: Problems) -> None:
        """Report what could not be read; rows that the rules had read stand as they read them."""
        readable = [h.draft for h in job.hints if h.draft is not None]
        by_row = reason in ("invalid", "truncated")
        if not by_row or not readable or len(readable) < len(job.hints):
            for message, row in problems:
                self._fail(reason, message, job, row)
            return
        why = "; ".join(message for message, _ in problems)
        for draft in readable:
            self.keep(draft)
            self._warnings.append(
                Notice(
                    code="row_by_rules",
                    message=f"no usable answer for {draft.cue.text!r} in sentence "
                    f"{draft.sentences[0]} ({why}); it stands as the rules read it",
                )
            )

    def _answered(self, job: Job, values: Sequence[JsonValue]) -> list[Job]:
        rows, bad = read_rows(values)
        problems: Problems = [(b.problem, b.row) for b in bad]
        for answered in rows:
            row = renumbered(answered, self.document, job.chunk.sentences)
            hint = self._covered(row)
            problem = fault(row, self.document, job.chunk.sentences, self._vocabulary)
            if problem is not None:
                problems.append((problem, row.model_dump(mode="json")))
                if hint is not None:
                    self.uncovered[hint.sentence].append(hint)
                continue
            draft = draft_of(row, self.document, hint)
            if draft is not None:
                self.keep(draft)
        missing = [hint for hint in job.hints if hint in self.uncovered.get(hint.sentence, ())]
        if not problems and (job.audit or not missing):
            return self._audited(job)
        if not problems:
            problems = [(f"no row for [{h.sentence}] {h.text}", None) for h in missing]
        narrowed = replace(job, hints=tuple(missing)) if missing else job
        return self._again(narrowed, problems) or self._audited(job)

    def _audited(self, job: Job) -> list[Job]:
        numbers = [sentence.number for sentence in job.chunk.sentences]
        left = [hint for number in numbers for hint in self.uncovered.get(number, ())]
        return self.strategy.audit(self.document, job, left)

    def _covered(self, row: Row) -> Hint | None:
        """The first uncovered hint that the row answers; it is covered from now on."""
        hints = self.uncovered.get(row.s, [])
        for n, hint in enumerate(hints):
            if hint.text.casefold() == row.cue.casefold():
                return hints.pop(n)
        return None

    def keep(self, draft: Draft) -> None:
        """Keep a draft, once."""
        place = draft.cue.place or (self.document.sentences[draft.sentences[0] - 1].start,) * 2
        self._drafts.setdefault((place, draft.kind, draft.content.casefold()), draft)

    def _again(self, job: Job, problems: Problems) -> list[Job]:
        if job.reasks < self.max_reasks:
            told = "; ".join(message for message, _ in problems[:_TOLD])
            return [replace(job, problem=told, reasks=job.reasks + 1)]
        self._give_up(job, "invalid", problems)
        return []

    def _fail(self, reason: FailureReason, message: str, job: Job, row: JsonValue = None) -> None:
        span = self.document.span(job.chunk.start, job.chunk.end)
        self._failures.append(
            Failure(
                reason=reason,
                message=message,
                chunk=Range(start=span.start, end=span.end),
                draft=row if isinstance(row, dict) else None,
            )
        )

    def result(self) -> Reading:
        """All that was read; raises the transport error where nothing was."""
        if self.error is not None and not self.answered:
            self.error.usage = self.usage
            raise self.error
        drafts = tuple(self._drafts[key] for key in sorted(self._drafts))
        return Reading(
            drafts=drafts,
            failures=tuple(self._failures),
            warnings=tuple(self._warnings),
            usage=self.usage,
        )
