"""The local model: where its weights come from, and one server for all its engines."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO

import pytest

from claimex.engines import local
from claimex.engines.local import LocalModel, LocalServer, models_home, pull_model, weights
from claimex.engines.model.engine import model_engine
from claimex.errors import ConfigError, UnavailableError

CONTENT = b"GGUF, and then some"
TINY = LocalModel(
    name="tiny",
    repository="acme/tiny",
    file="tiny.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for weights, and one tiny model to pull."""
    monkeypatch.setenv("CLAIMEX_MODEL_HOME", str(tmp_path))
    monkeypatch.setattr(local, "MODELS", (TINY,))
    return tmp_path


class Hub:
    """A huggingface_hub that brings this from where the file ends, or fails so."""

    def __init__(self, content: bytes | Exception) -> None:
        self._content = content
        self.asked_from: list[int] = []

    def put_in_place(self, monkeypatch: pytest.MonkeyPatch) -> Hub:
        """Stand for the library."""
        package = ModuleType("huggingface_hub")
        package.hf_hub_url = "https://hub.invalid/{}/{}".format  # type: ignore[attr-defined]
        download = ModuleType("huggingface_hub.file_download")
        download.http_get = self._get  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "huggingface_hub", package)
        monkeypatch.setitem(sys.modules, "huggingface_hub.file_download", download)
        return self

    def _get(self, url: str, file: BinaryIO, *, resume_size: int, **_: object) -> None:
        assert url == "https://hub.invalid/acme/tiny/tiny.gguf"
        self.asked_from.append(resume_size)
        if isinstance(self._content, Exception):
            raise self._content
        file.write(self._content[resume_size:])


class Llama:
    """An xllamacpp whose servers count."""

    def __init__(self) -> None:
        self.started: list[Any] = []
        self.module = ModuleType("xllamacpp")
        self.module.CommonParams = self._params  # type: ignore[attr-defined]
        self.module.Server = self._server  # type: ignore[attr-defined]

    def _params(self) -> SimpleNamespace:
        return SimpleNamespace(model=SimpleNamespace(), cpuparams=SimpleNamespace())

    def _server(self, params: Any) -> SimpleNamespace:
        self.started.append(params)
        return SimpleNamespace(listening_address=f"http://127.0.0.1:{4000 + len(self.started)}")


@pytest.fixture
def llama(monkeypatch: pytest.MonkeyPatch) -> Llama:
    """Stands for xllamacpp."""
    llama = Llama()
    monkeypatch.setitem(sys.modules, "xllamacpp", llama.module)
    return llama


def test_weights_that_were_never_pulled_say_what_to_do() -> None:
    with pytest.raises(ConfigError, match=r"claimex models pull.*CLAIMEX_LOCAL_WEIGHTS"):
        weights()


def test_weights_of_one_s_own_come_first(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "tiny.gguf").write_bytes(CONTENT)
    assert weights() == home / "tiny.gguf"
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(b"x")
    monkeypatch.setenv("CLAIMEX_LOCAL_WEIGHTS", str(mine))
    assert weights() == mine
    mine.unlink()
    with pytest.raises(ConfigError, match="CLAIMEX_LOCAL_WEIGHTS names"):
        weights()


def test_pulled_weights_are_checked_and_put_in_place(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub(CONTENT).put_in_place(monkeypatch)
    for _ in range(2):
        assert pull_model("tiny") == home / "tiny.gguf" == weights()
    assert hub.asked_from == [0]


def test_an_interrupted_download_goes_on_where_it_stopped(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "tiny.gguf.part").write_bytes(CONTENT[:7])
    hub = Hub(CONTENT).put_in_place(monkeypatch)
    assert pull_model("tiny").read_bytes() == CONTENT
    assert hub.asked_from == [7]
    assert [path.name for path in home.iterdir()] == ["tiny.gguf"]


def test_damaged_weights_are_refused_and_deleted(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Hub(CONTENT[:-1] + b"?").put_in_place(monkeypatch)
    with pytest.raises(ConfigError, match="damaged"):
        pull_model("tiny")
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_hub_that_cannot_be_reached_is_told_with_the_way_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Hub(OSError("no route to host")).put_in_place(monkeypatch)
    with pytest.raises(UnavailableError, match=r"no route to host.*resolve/main/tiny.gguf"):
        pull_model("tiny")


def test_a_missing_hub_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ConfigError, match=r"claimex\[local\]"):
        pull_model("tiny")


def test_an_unknown_model_is_told_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="known are tiny"):
        pull_model("huge")


def test_weights_lie_in_the_cache_by_default() -> None:
    assert models_home({"XDG_CACHE_HOME": "/c"}) == Path("/c/claimex/models")
    assert models_home({}).parts[-3:] == (".cache", "claimex", "models")


def test_engines_share_one_server_and_the_last_stops_it(home: Path, llama: Llama) -> None:
    (home / "tiny.gguf").write_bytes(CONTENT)
    first, second = LocalServer(), LocalServer()
    assert first.url == second.url == "http://127.0.0.1:4001/v1"
    first.close()
    first.close()
    third = LocalServer()
    assert third.url == second.url
    second.close()
    third.close()
    assert LocalServer().url == "http://127.0.0.1:4002/v1"
    assert len(llama.started) == 2


def test_the_local_engine_guides_and_lets_go_of_its_server(home: Path, llama: Llama) -> None:
    (home / "tiny.gguf").write_bytes(CONTENT)
    for _ in range(2):
        engine = model_engine("local")
        assert engine.info.model == "local"
        assert engine.info.prompt is not None
        assert engine.info.prompt.name == "extract-guided"
        engine.close()
    assert len(llama.started) == 2
    assert llama.started[0].model.path == str(home / "tiny.gguf")


def test_a_missing_llama_names_the_extra(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "tiny.gguf").write_bytes(CONTENT)
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ConfigError, match=r"claimex\[local\]"):
        model_engine("local")


def test_weights_that_cannot_be_loaded_are_told(
    home: Path, llama: Llama, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "tiny.gguf").write_bytes(CONTENT)

    def broken(params: Any) -> None:
        raise RuntimeError("bad magic")

    monkeypatch.setattr(llama.module, "Server", broken)
    with pytest.raises(ConfigError, match="bad magic"):
        model_engine("local")


def test_the_local_model_takes_no_address() -> None:
    with pytest.raises(ConfigError, match="base_url"):
        model_engine("local", base_url="http://localhost:1/v1")
