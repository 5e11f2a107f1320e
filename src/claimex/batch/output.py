"""Where results go, and what stands there already: resuming, retrying, replacing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, Protocol

from claimex.batch.index import Index
from claimex.batch.journal import Journal
from claimex.batch.makers import difference, maker_of
from claimex.batch.tally import Spent
from claimex.errors import ConfigError, InputError
from claimex.outputs.exports_results import results_schema, write_results
from claimex.schema import Extraction, Provenance


class Output(Protocol):
    """A place for results."""

    name: str
    spent: Spent

    def write(self, line: bytes) -> None:
        """Write the line of one result."""

    def earlier(self, offset: int) -> Extraction:
        """The result of an earlier run whose line begins at this offset."""

    def close(self, *, complete: bool) -> None:
        """Finish; ``complete`` is false where an error ends the run."""


class StreamOutput:
    """Results on a stream: nothing to resume from."""

    def __init__(self, stream: BinaryIO, name: str = "standard output") -> None:
        self.name = name
        self.spent = Spent()
        self._stream = stream

    def write(self, line: bytes) -> None:
        """Write a line and pass it on at once."""
        try:
            self._stream.write(line)
            self._stream.flush()
        except BrokenPipeError:  # its reader has seen enough
            raise
        except OSError as error:
            raise InputError(
                f"{self.name}: cannot be written: {error.strerror or error}"
            ) from error

    def earlier(self, offset: int) -> Extraction:
        """There is none."""
        raise LookupError(offset)

    def close(self, *, complete: bool) -> None:
        """Pass on what is left."""
        if complete:
            self._stream.flush()


class FileOutput:
    """Results in a file that a later run goes on with.

    Results that replace earlier ones are written beside the file, to ``NAME.retry``, and take their
    places when the run ends: the file is written anew and replaced in one step. Where a run is
    killed before, the next run of any kind does that first.
    """

    def __init__(self, path: Path, index: Index, ours: Provenance, *, replacing: bool) -> None:
        """Open the file and note in ``index`` what stands in it.

        ``replacing`` says that results will replace earlier ones, and permits results that were
        made otherwise; without it they raise ConfigError. Raises InputError where the file cannot
        be written or holds something else.
        """
        self.name = os.fspath(path)
        self._path = Path(os.path.realpath(path))
        self._beside = self._path.with_name(self._path.name + ".retry")
        self._journal = Journal(self._path)
        try:
            if self._beside.exists():
                self._merge()
            self.spent = self._noted(index, ours, replacing=replacing)
            self._retried = Journal(self._beside) if replacing else None
        except BaseException:
            self._journal.close()
            raise

    def _noted(self, index: Index, ours: Provenance, *, replacing: bool) -> Spent:
        spent, makers = Spent(), {maker_of(ours)}
        for entry in self._journal.entries():
            line = entry.line
            made = maker_of(line.provenance)
            if made not in makers:
                if not replacing:
                    theirs, mine = difference(line.provenance, ours)
                    raise ConfigError(
                        f"{self.name}, line {entry.number} was made by {theirs}; this run is "
                        f"{mine}: name another file with -o, or give --redo-changed to read such "
                        "documents again"
                    )
                makers.add(made)
            index.add_written(
                line.document.id,
                line.document.sha256,
                line.provenance.key,
                failed=bool(line.failures),
                written=entry.number,
                offset=entry.offset,
            )
            spent = spent.with_one(line.usage, line.document.chars)
        return spent

    def write(self, line: bytes) -> None:
        """Append a line; it is whole or absent, whenever the run is killed."""
        (self._retried or self._journal).append(line)

    def earlier(self, offset: int) -> Extraction:
        """The result of an earlier run whose line begins at this offset."""
        return self._journal.result_at(offset)

    def close(self, *, complete: bool) -> None:
        """Let results take their places and let go of the files."""
        try:
            if self._retried is not None:
                self._retried.close()
                if complete:
                    self._merge()
        finally:
            self._journal.close()

    def _merge(self) -> None:
        """Write the file anew with the results beside it in their places, and replace it."""
        if self._beside.stat().st_size == 0:
            self._beside.unlink()
            return
        beside = Journal(self._beside)
        new = self._path.with_name(self._path.name + ".new")
        new.unlink(missing_ok=True)
        merged = Journal(new)
        try:
            self._fill(merged, beside)
        except BaseException:
            # Half of it helps nobody, least of all where there is no room.
            merged.close()
            beside.close()
            new.unlink()
            raise
        merged.take_the_place_of(self._journal)
        self._journal = merged
        beside.close()
        self._beside.unlink()

    def _fill(self, merged: Journal, beside: Journal) -> None:
        with Index() as latest:
            for entry in beside.entries():
                line = entry.line
                latest.add_written(
                    line.document.id,
                    line.document.sha256,
                    line.provenance.key,
                    failed=bool(line.failures),
                    written=entry.number,
                    offset=entry.offset,
                )
            for entry in self._journal.entries():
                found = latest.get(entry.line.document.id)
                if found is None or found.offset is None:
                    merged.append(entry.raw)
                elif found.read is None:
                    merged.append(beside.line_at(found.offset))
                    latest.met(entry.line.document.id, "merged")
            for entry in beside.entries():
                found = latest.get(entry.line.document.id)
                if found is not None and found.read is None and found.offset == entry.offset:
                    merged.append(entry.raw)


class ParquetOutput(FileOutput):
    """Results in a Parquet file, one row a document.

    Parquet cannot be appended to: results go to ``NAME.jsonl`` beside it, which runs go on from,
    and the Parquet file is made of all of them when a run ends, and replaced in one step.
    """

    def __init__(self, path: Path, index: Index, ours: Provenance, *, replacing: bool) -> None:
        """As ``FileOutput``; raises ConfigError where pyarrow is not installed."""
        results_schema()
        self._parquet = Path(os.path.realpath(path))
        lines = self._parquet.with_name(self._parquet.name + ".jsonl")
        super().__init__(lines, index, ours, replacing=replacing)

    def close(self, *, complete: bool) -> None:
        """Make the Parquet file anew and let go of the files."""
        super().close(complete=complete)
        if complete:
            new = self._parquet.with_name(self._parquet.name + ".new")
            with self._path.open("rb") as lines:
                write_results(lines, new)
            new.replace(self._parquet)
