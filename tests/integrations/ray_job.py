"""A job on a real local cluster, run as a process of its own: it prints what it found as JSON."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_DEDUP_LOGS="0")

import ray

from claimex.integrations.ray import extract_dataset, links, statements, usage_of


def kill_one_reader(killed: list[int]) -> None:
    """Kill the first actor that is seen at work."""
    while not killed:
        for process in Path("/proc").iterdir():
            try:
                title = (process / "cmdline").read_text()
                if "MapBatches(_Reader)" in title and "submit" in title:
                    os.kill(int(process.name), signal.SIGKILL)
                    killed.append(int(process.name))
                    return
            except (OSError, ValueError):
                continue
        time.sleep(0.005)


def main(articles: str, results: str, model: str | None, base_url: str | None) -> None:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    killed: list[int] = []
    threading.Thread(target=kill_one_reader, args=(killed,), daemon=True).start()
    read = extract_dataset(
        ray.data.read_parquet(articles),
        model=model,
        prompt="extract-open" if model else None,
        base_url=base_url,
        batch_size=10,
        concurrency=4,
    )
    read.write_parquet(results)
    written = ray.data.read_parquet(results)
    told = {
        "killed": len(killed),
        "documents": sorted(row["document"] for row in written.take_all()),
        "failures": [row["failures"] for row in written.take_all() if row["failures"]],
        "statements": statements(written).count(),
        "links": links(written).count(),
        "usage": usage_of(written).model_dump(),
    }
    sys.stdout.write("RESULT " + json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *(sys.argv[3:5] if len(sys.argv) > 3 else (None, None)))
