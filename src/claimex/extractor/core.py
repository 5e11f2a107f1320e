"""What both extractors share: everything but how the engine is asked."""

from __future__ import annotations

import os
import time

from claimex.assembly.assemble import Assembly
from claimex.draft import Engine, EngineInfo, Reading
from claimex.errors import ConfigError, InputError, InvalidOutputError, ModelError, RefusedError
from claimex.extractor.documents import Readable
from claimex.extractor.provenance import RULES, provenance_for, provenance_of
from claimex.schema import DocumentInfo, Extraction, Failure, FailureReason, Usage, sha256_of
from claimex.text.document import Document

MODEL_VARIABLE = "CLAIMEX_MODEL"


class Core:
    """The options and the engine of an extractor, and the way from a reading to a result."""

    def __init__(
        self,
        model: str | None = None,
        *,
        prompt: str | None = None,
        prompts_dir: str | os.PathLike[str] | None = None,
        base_url: str | None = None,
        max_reasks: int = 2,
        strict: bool = False,
        keep_text: bool = True,
        engine: Engine | None = None,
    ) -> None:
        """Choose the engine.

        - ``model``: ``rules``, ``local`` or ``provider/model``; None means the environment variable
          ``CLAIMEX_MODEL``, else ``rules``. A key in the environment alone never sends text
          anywhere.
        - ``prompt``: ``name`` or ``name@v2``; None means the model's own choice. ``prompts_dir`` is
          where prompts are read from, None for those that claimex brings.
        - ``base_url``: of an OpenAI-compatible endpoint; None means the provider's.
        - ``max_reasks``: how often a model is asked again for an answer that could not be used.
        - ``strict``: raise GroundingError where a statement is not found in the text, in the place
          of a ``Failure``.
        - ``keep_text``: write the original text into ``document.text`` of the results.
        - ``engine``: an engine of your own, in the place of ``model``; closing it stays with you.

        Raises ConfigError for an unknown provider or prompt, a missing extra, or options that do
        not go together.
        """
        model_options = {"prompt": prompt, "prompts_dir": prompts_dir, "base_url": base_url}
        given = [name for name, value in model_options.items() if value is not None]
        if max_reasks < 0:
            raise ConfigError(f"max_reasks is {max_reasks}; it must be 0 or more")
        if engine is not None and (model is not None or given):
            clash = ", ".join([*(["model"] if model is not None else []), *given])
            raise ConfigError(f"give engine= or {clash}, not both")
        self._owned: Engine | None = None
        if engine is None:
            name = model if model is not None else os.environ.get(MODEL_VARIABLE) or RULES
            if name == RULES:
                if given:
                    raise ConfigError(
                        f"{', '.join(given)} needs a model, and the model is {RULES!r}: "
                        f"give model=, or set {MODEL_VARIABLE}, for example to 'openai/gpt-5-mini'"
                    )
                from claimex.engines.rules import RulesEngine

                engine = RulesEngine()
            else:
                from claimex.engines.model.engine import model_engine

                engine = model_engine(
                    name,
                    prompt=prompt,
                    prompts_dir=prompts_dir,
                    base_url=base_url,
                    max_reasks=max_reasks,
                )
            self._owned = engine
        self._engine = engine
        self._strict = strict
        self._keep_text = keep_text

    @property
    def info(self) -> EngineInfo:
        """What the engine is, as the provenance of each result says."""
        return self._engine.info

    def _assembled(self, document: Document, reading: Reading) -> Assembly:
        """What is made of a reading, of which no caller keeps anything.

        Its drafts would be a fifth of what a long document takes from here on.
        """
        return Assembly(document, reading, strict=self._strict)

    def _finish(self, document: Document, assembly: Assembly, started: float) -> Extraction:
        provenance = provenance_of(document, self._engine.info)
        return _timed(assembly.result(provenance, keep_text=self._keep_text), started)

    def _failed(self, document: Document, error: ModelError, started: float) -> Extraction:
        """The result of a document of which the model read nothing."""
        failure = Failure(reason=_reason_of(error), message=str(error))
        read = Reading(failures=(failure,), usage=error.usage or Usage())
        return self._finish(document, self._assembled(document, read), started)

    def _unreadable(self, item: Readable, error: InputError, started: float) -> Extraction:
        """The result of an item of ``extract_many`` that is no document at all."""
        sha256 = sha256_of("")
        name = os.fspath(item) if isinstance(item, os.PathLike) else sha256[:16]
        found = Extraction(
            document=DocumentInfo(id=name, chars=0, sha256=sha256),
            failures=(Failure(reason="invalid", message=str(error)),),
            provenance=provenance_for("", None, None, self._engine.info),
        )
        return _timed(found, started)


def _timed(found: Extraction, started: float) -> Extraction:
    seconds = round(time.perf_counter() - started, 6)
    return found.model_copy(update={"usage": found.usage.model_copy(update={"seconds": seconds})})


def _reason_of(error: ModelError) -> FailureReason:
    if isinstance(error, RefusedError):
        return "refused"
    if isinstance(error, InvalidOutputError):
        return "invalid"
    return "transport"


def check_concurrency(concurrency: int) -> None:
    """Raise ConfigError for a number of documents at once that makes no sense."""
    if concurrency < 1:
        raise ConfigError(f"concurrency is {concurrency}; it must be 1 or more")
