"""What a run remembers of its documents: all of them, in little memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claimex.batch import index as index_module
from claimex.batch.index import Index
from claimex.schema import sha256_of

TEXT = sha256_of("Ada Moreno said the bridge is safe.")
KEY = sha256_of("a key")

# A limit on the size of files holds for the whole process, so this one has its own.
FULL = """
import resource
from claimex import ConfigError
from claimex.batch import index
index._CACHE_KIB = 64
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 18, 1 << 18))
with index.Index() as known:
    try:
        for n in range(20_000):
            known.add_read(f"a{n}", "ab" * 32, "cd" * 32, f"in.jsonl, line {n}")
    except ConfigError as error:
        print(error)
"""


def test_what_does_not_fit_into_memory_is_remembered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_CACHE_KIB", 64)
    with Index() as known:
        for n in range(5_000):
            known.add_read(f"a{n}", TEXT, KEY, f"in.jsonl, line {n + 1}")
        found = [known.get(f"a{n}") for n in range(5_000)]
        assert [each.read for each in found if each] == [
            f"in.jsonl, line {n + 1}" for n in range(5_000)
        ]
        assert known.get("a5000") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit how large a file grows")
def test_no_room_for_what_does_not_fit_is_told_with_what_to_do() -> None:
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=True)
    assert "needs room for temporary files" in done.stdout
    assert "SQLITE_TMPDIR" in done.stdout
