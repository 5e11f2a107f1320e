"""What ``claimex extract`` does: each source in turn, its documents read, its results written."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import TypeVar, cast

from pydantic import ValidationError

from claimex.cli.outcome import Status, complain
from claimex.cli.writing import JsonLines, Tables, output_file, standard_output
from claimex.errors import InputError
from claimex.extractor import Extractor
from claimex.schema import Extraction
from claimex.text.document import Document
from claimex.text.load import read_documents

STANDARD_INPUT = "-"
_RESULT_LINE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema_version"')
_HEAD = 4096
_UNREAD = frozenset({"transport", "refused", "filtered"})

_Item = TypeVar("_Item", Document, Extraction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The options of one ``claimex extract``; ``table`` and ``color`` None go by the terminal."""

    paths: tuple[str, ...]
    published: str | None
    title: str | None
    model: str | None
    output: Path | None
    table: bool | None
    keep_text: bool
    prompt: str | None
    prompts_dir: Path | None
    base_url: str | None
    max_reasks: int
    strict: bool
    color: bool | None


def run(job: Job) -> Status:
    """Read every source, write every result, and say how it went.

    Raises InputError where there is nothing to read or the output cannot be written, and what
    ``Extractor`` raises.
    """
    paths = job.paths or (STANDARD_INPUT,)
    if not job.paths and sys.stdin.isatty():
        raise InputError("nothing to read: name a file, or - for standard input; see --help")
    _check_output(job.output, paths)
    with ExitStack() as stack:
        into_file = job.output is not None and os.fspath(job.output) != STANDARD_INPUT
        out = stack.enter_context(
            output_file(job.output) if into_file and job.output else standard_output()
        )
        table = job.table if job.table is not None else not into_file and out.isatty()
        writer = Tables(out, color=job.color) if table else JsonLines(out)
        run = _Run(job, keep_text=job.keep_text or table)
        stack.callback(run.close)
        for path in paths:
            for found in run.results(path):
                writer.write(found)
    return run.status()


def _check_output(output: Path | None, paths: Iterable[str]) -> None:
    if output is None or not output.exists():
        return
    for path in paths:
        if path != STANDARD_INPUT and Path(path).exists() and output.samefile(path):
            raise InputError(f"{output}: this is one of the inputs; give another file to -o")


class _Run:
    """The state of one run: the extractor, made when it is first needed, and what went wrong."""

    def __init__(self, job: Job, *, keep_text: bool) -> None:
        self._job = job
        self._keep_text = keep_text
        self._extractor: Extractor | None = None
        self._done = 0
        self._complaints = 0
        self._bad_sources = 0
        self._with_failures = 0
        self._unread = 0

    def results(self, path: str) -> Iterator[Extraction]:
        """The results of one source; what is wrong with it is said, and the rest goes on."""
        try:
            for found in self._results(path):
                self._note(found, path)
                yield found
        except InputError as error:
            self._bad_sources += 1
            self._complain(str(error))

    def _results(self, path: str) -> Iterator[Extraction]:
        if _holds_results(path):
            for found in self._good(_read_results(path)):
                document = found.document.model_copy(update={"text": None})
                yield found if self._keep_text else found.model_copy(update={"document": document})
            return
        documents = read_documents(path, published=self._job.published, title=self._job.title)
        # The source is opened before an engine is made, so that its own trouble is named first.
        first = next(documents, None)
        if first is None:
            raise InputError(f"{path}: there is no document in it")
        yield from self._reader().extract_many(self._good(chain([first], documents)))

    def _good(self, items: Iterable[_Item | InputError]) -> Iterator[_Item]:
        for item in items:
            if isinstance(item, InputError):
                self._complain(str(item))
            else:
                yield item

    def _reader(self) -> Extractor:
        if self._extractor is None:
            job = self._job
            self._extractor = Extractor(
                job.model,
                prompt=job.prompt,
                prompts_dir=job.prompts_dir,
                base_url=job.base_url,
                max_reasks=job.max_reasks,
                strict=job.strict,
                keep_text=self._keep_text,
            )
        return self._extractor

    def _note(self, found: Extraction, path: str) -> None:
        self._done += 1
        if found.failures:
            self._with_failures += 1
        if not found.statements:
            causes = [failure for failure in found.failures if failure.reason in _UNREAD]
            if causes:
                self._unread += 1
                self._complain(f"{path}, document {found.document.id}: {causes[0].message}")

    def _complain(self, message: str) -> None:
        self._complaints += 1
        complain(message)

    def status(self) -> Status:
        """3 where the model read nothing of any document, 2 where a source could not be read."""
        if self._done and self._unread == self._done:
            return Status.MODEL
        if self._bad_sources or (self._complaints and not self._done):
            return Status.INPUT
        if self._with_failures:
            complain(f"done, with failures in {self._with_failures} of {self._done} documents")
        return Status.FAILURES if self._with_failures or self._complaints else Status.DONE

    def close(self) -> None:
        """Release the extractor's connections."""
        if self._extractor is not None:
            self._extractor.close()


def _holds_results(path: str) -> bool:
    """Whether a source holds results of an earlier run, by how its first line begins."""
    if path == STANDARD_INPUT:
        head = cast(BufferedReader, sys.stdin.buffer).peek(_HEAD)
    else:
        try:
            with Path(path).open("rb") as stream:
                head = stream.read(_HEAD)
        except OSError:
            return False  # read_documents says what is wrong
    return _RESULT_LINE.match(head) is not None


def _read_results(path: str) -> Iterator[Extraction | InputError]:
    if path == STANDARD_INPUT:
        yield from _result_lines(sys.stdin.buffer, "standard input")
    else:
        with Path(path).open("rb") as stream:
            yield from _result_lines(stream, path)


def _result_lines(stream: Iterable[bytes], name: str) -> Iterator[Extraction | InputError]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            try:
                yield Extraction.model_validate_json(line)
            except ValidationError as error:
                problem = error.errors(include_url=False, include_context=False)[0]
                where = ".".join(str(part) for part in problem["loc"])
                yield InputError(
                    f"{name}, line {number}: no result of claimex: "
                    f"{where + ': ' if where else ''}{problem['msg']}"
                )
