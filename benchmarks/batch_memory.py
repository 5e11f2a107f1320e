"""Whether a long run's memory stays flat: its resident size over the run, and that nothing lacks.

python benchmarks/batch_memory.py --documents 200000              by rules
python benchmarks/batch_memory.py --documents 20000 --model       with a model, on a local server
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from batch_serving import command, environment, serving, write_reports


def resident(process: int) -> float:
    """The resident size of a process in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


# Memory is only looked at: often enough for a peak, seldom enough to cost the run nothing.
SECONDS_BETWEEN_SAMPLES = 0.25
# Within which all is imported and every cache that has a bound is warm, on a busy machine.
SECONDS_TO_SETTLE = 3.0
SECONDS_TO_JUDGE = SECONDS_TO_SETTLE / 0.05


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--model", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        source = write_reports(Path(folder) / "in.jsonl", given.documents)
        output = Path(folder) / "out.jsonl"
        url = stack.enter_context(serving()).url if given.model else None
        sizes: list[tuple[float, float]] = []
        started = time.monotonic()
        line = command(source, output, url, "--no-text")
        with subprocess.Popen(line, env=environment(), stderr=subprocess.DEVNULL) as process:
            while process.poll() is None:
                with contextlib.suppress(OSError):
                    sizes.append((time.monotonic() - started, resident(process.pid)))
                time.sleep(SECONDS_BETWEEN_SAMPLES)
        seconds = time.monotonic() - started
        with output.open("rb") as lines:
            ids = {line.partition(b'"id":"')[2].partition(b'"')[0] for line in lines}
        settled = [size for at, size in sizes if at >= seconds * 0.05 and size]
        complete = len(ids) == given.documents and process.returncode == 0
        print(
            f"{given.documents} documents in {seconds:.0f} s, {given.documents / seconds:.0f} a s"
        )
        print(f"complete: {complete}, exit status {process.returncode}")
        if seconds < SECONDS_TO_JUDGE:
            print(
                f"too small a run to judge memory by: 5 % of it is less than the "
                f"{SECONDS_TO_SETTLE:.0f} s that imports and first documents take; "
                f"give more --documents, some {given.documents * SECONDS_TO_JUDGE / seconds:,.0f}"
            )
            return 0 if complete else 1
        growth = max(settled) / settled[0] - 1
        print(f"resident after 5 %: {settled[0]:.0f} MB, at most {max(settled):.0f} MB later")
        print(f"growth {growth:.1%}")
    return 0 if growth <= 0.1 and complete else 1


if __name__ == "__main__":
    sys.exit(main())
