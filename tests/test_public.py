"""The public names, and what importing them costs."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from types import ModuleType

import pytest

import claimex
import claimex.testing

HEAVY = [
    "anyio",
    "charset_normalizer",
    "dateparser",
    "ftfy",
    "httpx2",
    "instructor",
    "jinja2",
    "openai",
    "rapidfuzz",
    "rich",
    "sentencex",
    "tenacity",
    "typer",
]


def loaded_after(program: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after a program."""
    code = f"{program}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    return set(json.loads(done.stdout))


def test_the_public_namespace_is_all() -> None:
    for name in claimex.__all__:
        assert getattr(claimex, name) is not None
    public = {
        name
        for name, value in vars(claimex).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public == set(claimex.__all__) - {"__version__"}
    assert dir(claimex) == claimex.__all__


@pytest.mark.parametrize("module", [claimex, claimex.testing])
def test_all_is_sorted_and_without_repeats(module: ModuleType) -> None:
    assert module.__all__ == sorted(set(module.__all__))
    assert all(hasattr(module, name) for name in module.__all__)


def test_every_public_name_has_a_docstring() -> None:
    for name in set(claimex.__all__) - {"Statement", "__version__"}:
        assert getattr(claimex, name).__doc__, name


def test_the_version_is_that_of_the_installed_package() -> None:
    assert claimex.__version__ == importlib.metadata.version("claimex")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="extrakt"):
        claimex.extrakt  # type: ignore[attr-defined]  # noqa: B018


def test_importing_loads_no_client_no_model_library_and_nothing_slow() -> None:
    loaded = loaded_after("import claimex")
    assert loaded.isdisjoint(HEAVY)
    ours = {name for name in loaded if name.startswith("claimex")}
    assert {".".join(name.split(".")[:2]) for name in ours} == {
        "claimex",
        "claimex.errors",
        "claimex.schema",
    }


def test_reading_by_rules_loads_no_client_and_no_model_library() -> None:
    loaded = loaded_after("import claimex; claimex.extract('Ada Moreno said it is safe.')")
    assert "claimex.engines.rules" in loaded
    assert loaded.isdisjoint({"openai", "instructor", "tenacity", "httpx2", "typer", "rich"})


def test_the_commands_help_loads_no_engine_and_no_text() -> None:
    program = (
        "import sys; sys.argv = ['claimex', '--help']; sys.stdout, out = sys.stderr, sys.stdout\n"
        "from claimex.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.stdout = out"
    )
    loaded = loaded_after(program)
    assert "claimex.cli" in loaded
    assert not [
        name for name in loaded if name.startswith(("claimex.engines", "claimex.text", "openai"))
    ]
