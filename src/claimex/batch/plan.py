"""Which documents of the input are to be read, and which are done."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

from claimex.batch.index import Index, Known, short
from claimex.batch.sources import Item, Source
from claimex.draft import EngineInfo
from claimex.errors import InputError
from claimex.extractor.provenance import provenance_of
from claimex.text.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """A document to be read.

    ``retried`` is the offset of the failed result it may replace, ``share`` how much of the input
    it is, from 0 to 1.
    """

    document: Document
    key: str
    retried: int | None = None
    share: float = 0.0


class Plan:
    """The documents to read, in order, with counts of those that are not.

    ``skipped`` were done by an earlier run, ``failed_before`` of them with failures, ``repeated``
    came twice in the input with the same text, ``unusable`` cannot be read; the reason of each goes
    to ``problem``. ``passed`` is the share of the input that these make, from 0 to 1.
    """

    def __init__(
        self,
        source: Source,
        index: Index,
        info: EngineInfo,
        output: str,
        *,
        retry_failures: bool,
        redo_changed: bool,
        problem: Callable[[str], None],
    ) -> None:
        self.skipped = self.failed_before = self.repeated = self.unusable = 0
        self.passed = 0.0
        self._source = source
        self._index = index
        self._info = info
        self._output = output
        self._retry = retry_failures
        self._redo = redo_changed
        self._problem = problem

    def works(self) -> Generator[Work, None, None]:
        """The documents to read."""
        before = 0.0
        for item in self._source:
            share = (self._source.share or 0.0) - before
            before += share
            work = None
            try:
                work = self._work(item)
            except InputError as error:
                self.unusable += 1
                self._problem(f"{item.where}: {error}")
            if work is None:
                self.passed += share
            else:
                yield replace(work, share=share)

    def _work(self, item: Item) -> Work | None:
        document = item.document
        if isinstance(document, InputError):
            raise document
        key = provenance_of(document, self._info).key
        known = self._index.get(document.id)
        if known is None:
            self._index.add_read(document.id, document.sha256, key, item.where)
            return Work(document, key)
        if known.read is not None:
            what = _other(known, document, key)
            if what:
                raise InputError(
                    f"the id {document.id!r} stands for {what} at {known.read}; "
                    "give each document an id of its own"
                )
            self.repeated += 1
            return None
        self._index.met(document.id, item.where)
        what = _other(known, document, key)
        if what:
            if self._redo:
                return Work(document, key)
            raise InputError(
                f"the id {document.id!r} stands for {what} in {self._output}, line "
                f"{known.written}; give it another id, or read it again with --redo-changed"
            )
        if known.failed and self._retry:
            return Work(document, key, known.offset)
        self.skipped += 1
        self.failed_before += known.failed
        return None


def _other(known: Known, document: Document, key: str) -> str | None:
    """In what a document differs from the one that is known; None where it is the same."""
    if known.text != short(document.sha256):
        return "another text"
    if known.key != short(key):
        return "the same text, but another title, day or way of reading it,"
    return None
