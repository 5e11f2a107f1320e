"""``claimex models`` with the hub's own library, against a hub on this machine."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])

CONTENT = b"GGUF" + bytes(range(256)) * 400
COMMAND = f"""
from claimex.cli import main
from claimex.engines import local
local.MODELS = (
    local.LocalModel(
        name="tiny",
        repository="acme/tiny",
        file="tiny.gguf",
        size={len(CONTENT)},
        sha256="{hashlib.sha256(CONTENT).hexdigest()}",
        licence="Apache-2.0",
    ),
)
main()
"""


@dataclass
class Hub:
    """What the hub was asked for."""

    ranges: list[str | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def served(hub: Hub) -> Iterator[None]:
    """A hub that sends on to where the file lies, as the real one does, and knows ranges."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/acme/tiny/resolve/main/tiny.gguf":
                self.send_response(302)
                self.send_header("location", f"{hub.url}/far/away")
                self.send_header("content-length", "0")
                self.end_headers()
                return
            asked = self.headers["range"]
            hub.ranges.append(asked)
            start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
            body = CONTENT[start:]
            self.send_response(206 if asked else 200)
            if asked:
                end = len(CONTENT) - 1
                self.send_header("content-range", f"bytes {start}-{end}/{len(CONTENT)}")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def models(hub: str, home: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """What ``claimex models`` comes to with this hub; ``extra`` is set in its environment."""
    environment = {**os.environ, "HF_ENDPOINT": hub, "HF_HUB_DISABLE_TELEMETRY": "1"}
    environment |= {"HF_HOME": str(home / "hf"), "CLAIMEX_MODEL_HOME": str(home / "models")}
    environment |= extra
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "models", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_weights_are_pulled_with_a_progress_bar_and_listed(tmp_path: Path) -> None:
    hub = Hub()
    file = tmp_path / "models" / "tiny.gguf"
    with served(hub):
        assert "not pulled" in models(hub.url, tmp_path, "list").stdout
        # As on a terminal, where alone the bar is drawn.
        done = models(hub.url, tmp_path, "pull", TQDM_POSITION="-1")
        assert (done.returncode, done.stdout) == (0, f"{file}\n")
        assert "tiny.gguf: 100%" in done.stderr
        assert file.read_bytes() == CONTENT
        listed = models(hub.url, tmp_path, "list").stdout
        assert listed.split() == ["tiny", "0.0", "GB", "Apache-2.0", str(file)]
        assert models(hub.url, tmp_path, "pull", "tiny").stdout == done.stdout
    assert hub.ranges == [None]


def test_a_pull_that_was_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    part = tmp_path / "models" / "tiny.gguf.part"
    part.parent.mkdir()
    part.write_bytes(CONTENT[:1000])
    hub = Hub()
    with served(hub):
        assert models(hub.url, tmp_path, "pull").returncode == 0
    assert hub.ranges == ["bytes=1000-"]
    assert (tmp_path / "models" / "tiny.gguf").read_bytes() == CONTENT
    assert not part.exists()


def test_a_hub_that_cannot_be_reached_is_one_line_and_status_3(tmp_path: Path) -> None:
    done = models("http://127.0.0.1:9", tmp_path, "pull")
    assert done.returncode == 3
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("claimex: the weights cannot be fetched from the hub (")
    assert "resolve/main/tiny.gguf by hand and set CLAIMEX_LOCAL_WEIGHTS" in line
