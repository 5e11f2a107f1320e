"""For the tests of code that uses claimex: an engine that reads what you tell it, and no network.

from claimex import Extractor
from claimex.testing import Draft, ScriptedEngine, Words, block_model_requests

engine = ScriptedEngine(
    [
        Draft(
            kind="claim",
            sentences=(1,),
            cue=Words(text="said"),
            source=Words(text="Ada Moreno"),
            content="The bridge is safe",
            evidence=(Words(text="the bridge is safe"),),
        )
    ]
)
found = Extractor(engine=engine).extract("Ada Moreno said the bridge is safe.")

with block_model_requests():
    ...  # any request to a model raises ConfigError here
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from claimex.draft import Draft, Engine, EngineInfo, Reading, Words
from claimex.engines.model import gate
from claimex.errors import ConfigError
from claimex.text.document import Document

__all__ = [
    "Draft",
    "Engine",
    "EngineInfo",
    "Reading",
    "ScriptedEngine",
    "Words",
    "block_model_requests",
]

Script = Sequence[Draft] | Mapping[str, Sequence[Draft]] | Callable[[Document], Reading]


class ScriptedEngine:
    """An engine that reads what a test scripts, in the place of rules or a model.

    ``script`` is the drafts of every document, or the drafts by document id, or a function from the
    document to its ``Reading``, which may raise a ``ModelError`` as a model would. Sentence numbers
    and places are those of ``Document.sentences`` and ``Document.text``. Reading a document whose
    id has no drafts raises ConfigError. ``documents`` are those read so far, in order.
    """

    def __init__(self, script: Script, *, info: EngineInfo | None = None) -> None:
        self._script = script
        self._info = info or EngineInfo(engine="scripted")
        self._read: list[Document] = []
        self.closed = False

    @property
    def info(self) -> EngineInfo:
        """What the provenance of a result says of this engine."""
        return self._info

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents read so far, in order."""
        return tuple(self._read)

    def read(self, document: Document) -> Reading:
        """What the script says of this document."""
        self._read.append(document)
        script = self._script
        if isinstance(script, Mapping):
            if document.id not in script:
                raise ConfigError(
                    f"no drafts are scripted for document {document.id!r}, "
                    f"only for {sorted(script)}"
                )
            return Reading(drafts=tuple(script[document.id]))
        if isinstance(script, Sequence):
            return Reading(drafts=tuple(script))
        return script(document)

    async def aread(self, document: Document) -> Reading:
        """As ``read``."""
        return self.read(document)

    def close(self) -> None:
        """Nothing to release; ``closed`` says that it was called."""
        self.closed = True

    async def aclose(self) -> None:
        """As ``close``."""
        self.close()


class block_model_requests:  # noqa: N801 - reads as the act it is, like contextlib.suppress
    """Make every request to a model raise ConfigError, in the whole process.

    It takes effect when it is called, and ends with its ``with`` block or ``restore()``:

        block_model_requests()            # at the top of a conftest.py: for the whole run
        with block_model_requests(): ...  # for one block
    """

    def __init__(self) -> None:
        gate.block()
        self._blocking = True

    def restore(self) -> None:
        """Take this block back; others stay. A second call does nothing."""
        if self._blocking:
            self._blocking = False
            gate.unblock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.restore()
