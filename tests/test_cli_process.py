"""The command as a process: pipes that close, Ctrl-C, a terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from claimex import Extraction

COMMAND = [sys.executable, "-m", "claimex"]
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TERM": "xterm"}
# The command as its script runs it, from the moment that it is its own.
EARLY = [
    sys.executable,
    "-c",
    "import sys, _claimex; sys.stdout.write('ready\\n'); sys.stdout.flush(); _claimex.main()",
]
ROW = json.dumps({"text": "Ada Moreno said the bridge is safe."}) + "\n"


@pytest.mark.parametrize("arguments", [["extract", "-"], ["schema"], ["extract", "--help"]])
def test_a_reader_that_has_seen_enough_ends_it_quietly_with_zero(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [*COMMAND, *arguments],
            input=(ROW * 50).encode(),
            stdout=closed,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("into_file", [False, True])
def test_an_interrupt_ends_with_130_and_keeps_whole_lines(tmp_path: Path, into_file: bool) -> None:
    out = tmp_path / "out.jsonl"
    beside = ["-o", str(out)] if into_file else []
    with subprocess.Popen(
        [*COMMAND, "extract", "-", *beside],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(ROW.encode())
        process.stdin.flush()
        # The first result is there, and the command waits for the next document.
        if into_file:
            while not any(path.stat().st_size for path in tmp_path.iterdir()):
                assert process.poll() is None
            first = b""
        else:
            first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate()
    written = out.read_bytes() if into_file else first + rest
    assert process.returncode == 130
    assert errors == b"claimex: interrupted\n"
    assert len(Extraction.model_validate_json(written.decode()).claims) == 1
    assert [path.name for path in tmp_path.iterdir()] == (["out.jsonl"] if into_file else [])


@pytest.mark.parametrize("seconds", [0.1, 0.4])
@pytest.mark.parametrize(
    "arguments",
    [["extract", "-"], ["batch", "-"], ["eval", "/dev/stdin", "/dev/stdin"], ["schema"]],
)
def test_an_early_interrupt_ends_with_130_and_one_line(
    arguments: list[str], seconds: float
) -> None:
    """During the first imports, the later ones, and while input is waited for."""
    with subprocess.Popen(
        EARLY + arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    # A command that has nothing to wait for may have ended before.
    if (process.returncode, errors) != (0, b"") or arguments != ["schema"]:
        assert process.returncode == 130
        assert errors.startswith(b"claimex: interrupted")
        assert errors.count(b"\n") == 1


@pytest.mark.parametrize("width", [50, 100])
def test_a_terminal_gets_a_table_as_wide_as_it_is(tmp_path: Path, width: int) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Ada Moreno said the bridge is safe. Bo Lind denied that it is safe.\n")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, "extract", str(article)], stdout=theirs, stdin=theirs, env=ENVIRONMENT
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side has closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait() == 0
    text = shown.decode()
    assert "\x1b[" in text
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
    assert "Claims" in lines
    assert max(len(line) for line in lines) <= width
    assert any("Outcome" in line for line in lines) is (width == 100)


def test_output_to_the_device_of_standard_output_goes_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "extract", "-", "-o", "/dev/stdout"],
        input=ROW.encode(),
        capture_output=True,
        env=ENVIRONMENT,
        check=True,
    )
    assert len(Extraction.model_validate_json(done.stdout.decode()).claims) == 1
