"""A language model inside this process: llama.cpp through xllamacpp's server, and its weights.

The server speaks the OpenAI protocol on a port of the loopback interface, so that the client, the
prompts and the results are those of any other endpoint.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import JsonValue

from claimex.engines.model.providers import Endpoint
from claimex.errors import ConfigError, UnavailableError

WEIGHTS_VARIABLE = "CLAIMEX_LOCAL_WEIGHTS"
HOME_VARIABLE = "CLAIMEX_MODEL_HOME"

CONTEXT_TOKENS = 16384
_BLOCK = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalModel:
    """Weights that ``claimex models pull`` can fetch; ``size`` in bytes, ``sha256`` of the file."""

    name: str
    repository: str
    file: str
    size: int
    sha256: str
    licence: str

    @property
    def url(self) -> str:
        """Where the file can be fetched by hand."""
        return f"https://huggingface.co/{self.repository}/resolve/main/{self.file}"


MODELS = (
    LocalModel(
        name="qwen2.5-coder-1.5b-instruct",
        repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence="Apache-2.0",
    ),
)


def models_home(environ: Mapping[str, str] = os.environ) -> Path:
    """Where pulled weights lie: ``CLAIMEX_MODEL_HOME``, else ``claimex/models`` in the cache."""
    if given := environ.get(HOME_VARIABLE):
        return Path(given)
    cache = environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "claimex" / "models"


def pulled(model: LocalModel) -> Path | None:
    """The file of a model on this machine; None where it was not pulled."""
    path = models_home() / model.file
    return path if path.is_file() else None


def weights() -> Path:
    """The weights to run: those that ``CLAIMEX_LOCAL_WEIGHTS`` names, else those pulled.

    Raises ConfigError where there are none.
    """
    if given := os.environ.get(WEIGHTS_VARIABLE):
        path = Path(given)
        if not path.is_file():
            raise ConfigError(f"{WEIGHTS_VARIABLE} names {given}, and there is no such file")
        return path
    for model in MODELS:
        if (found := pulled(model)) is not None:
            return found
    raise ConfigError(
        f"there are no weights for the local model: run `claimex models pull` "
        f"({MODELS[0].size / 1e9:.1f} GB), or set {WEIGHTS_VARIABLE} to a GGUF file"
    )


def pull_model(name: str = MODELS[0].name) -> Path:
    """Fetch the weights of a model from the hub, with a progress bar, and check them.

    An interrupted download goes on where it stopped. Raises ConfigError for an unknown name, where
    huggingface_hub is missing, and for a file with another SHA-256; UnavailableError where the hub
    cannot be reached or does not have the file.
    """
    model = next((m for m in MODELS if m.name == name), None)
    if model is None:
        known = ", ".join(m.name for m in MODELS)
        raise ConfigError(f"there is no local model {name!r}; known are {known}")
    if (path := pulled(model)) is not None:
        return path
    home = models_home()
    home.mkdir(parents=True, exist_ok=True)
    arriving = home / f"{model.file}.part"
    with arriving.open("ab") as file:
        _fetch(model, file)
    check_weights(arriving, model)
    return arriving.replace(home / model.file)


def _fetch(model: LocalModel, file: BinaryIO) -> None:
    """Append what is still missing of a model's weights."""
    try:
        # Its hf_hub_download begins anew each time: it deletes what an interrupted one has fetched.
        from huggingface_hub import hf_hub_url
        from huggingface_hub.file_download import http_get
    except ImportError as error:
        raise ConfigError(
            "fetching weights needs huggingface_hub: pip install 'claimex[local]'"
        ) from error
    log = logging.getLogger("huggingface_hub.file_download")
    log.addFilter(_quiet)
    try:
        http_get(
            hf_hub_url(model.repository, model.file),
            file,
            resume_size=file.tell(),
            expected_size=model.size,
            displayed_filename=model.file,
        )
    except Exception as error:
        raise UnavailableError(
            f"the weights cannot be fetched from the hub ({error}); run the command again to go "
            f"on, or fetch {model.url} by hand and set {WEIGHTS_VARIABLE} to the file"
        ) from error
    finally:
        log.removeFilter(_quiet)


def _quiet(record: logging.LogRecord) -> bool:
    """The hub's library tells of each try; what it comes to is told once."""
    return record.levelno <= logging.DEBUG


def check_weights(path: Path, model: LocalModel) -> None:
    """Raise ConfigError, and delete the file, where it is not what the model's makers published."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    if digest.hexdigest() != model.sha256:
        path.unlink()
        raise ConfigError(
            f"{path.name} arrived damaged (its SHA-256 is not {model.sha256}) and was deleted; "
            "pull it again"
        )


@dataclass(slots=True)
class _Running:
    """A server and how many engines use it."""

    server: Any
    users: int


_running: dict[Path, _Running] = {}
_lock = threading.Lock()


class LocalServer:
    """The endpoint of the local model. Engines of one process share one server for each file."""

    def __init__(self) -> None:
        self._path = weights().resolve()
        with _lock:
            running = _running.get(self._path)
            if running is None:
                running = _running[self._path] = _Running(_start(self._path), 0)
            running.users += 1
            self.url = f"{running.server.listening_address}/v1"
        self._open = True

    def endpoint(self) -> Endpoint:
        """Where the client's requests go."""
        return Endpoint(
            provider="local",
            model=self._path.stem,
            base_url=self.url,
            key="none",
            free_grammar=True,
            limit="max_tokens",
            temperature=0.0,
        )

    @property
    def about(self) -> dict[str, JsonValue]:
        """What the provenance says of the weights."""
        return {"weights": self._path.name, "weights_bytes": self._path.stat().st_size}

    def close(self) -> None:
        """Let go of the server; the last to do so stops it."""
        with _lock:
            if not self._open:
                return
            self._open = False
            running = _running[self._path]
            running.users -= 1
            if running.users == 0:
                del _running[self._path]


def _start(path: Path) -> Any:
    try:
        import xllamacpp
    except ImportError as error:
        raise ConfigError(
            "the local model needs xllamacpp: pip install 'claimex[local]'"
        ) from error
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.model_alias = {path.stem}
    params.n_ctx, params.n_parallel = CONTEXT_TOKENS, 1
    params.cpuparams.n_threads = os.cpu_count() or 1
    params.port = 0
    params.verbosity = 0
    try:
        return xllamacpp.Server(params)
    except Exception as error:
        raise ConfigError(f"the weights {path} cannot be loaded: {error}") from error
