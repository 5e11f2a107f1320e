"""How fast `claimex batch` drives a model, beside the best the server allows and beside peers.

    python benchmarks/batch_speed.py                            1 s latency, 50 and 200 at once
    python benchmarks/batch_speed.py --latency 0 --at-once 20   own time, by stage

Prints documents a second, the share of the ideal (requests at once / latency), processor time a
document, and the ratio to bare instructor with `asyncio.gather`, which is sent the same messages in
the same run. langextract with `max_workers` is added where it is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydantic

from batch_serving import reports, serving, write_reports
from claimex.assembly.assemble import Assembly
from claimex.batch import Limits, Tally, run
from claimex.batch.sources import open_source
from claimex.engines.model.engine import model_engine
from claimex.engines.model.exchange import Reply
from claimex.engines.model.wire import Row
from claimex.extractor import provenance_of
from claimex.text.document import Document, make_document

MODEL = "openai/pattern"
PROMPT = "extract-open"
STATEMENTS = 4
"""In each of the reports."""


def timed(what: Callable[[], Any]) -> tuple[float, float]:
    """Wall-clock and processor seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - wall, time.process_time() - cpu


def batch(folder: Path, url: str, documents: int, at_once: int) -> tuple[float, float]:
    source = write_reports(folder / "in.jsonl", documents)
    output = folder / "out.jsonl"
    output.unlink(missing_ok=True)
    limits = Limits(concurrency=at_once)
    done: list[Tally] = []
    spent = timed(
        lambda: done.append(
            run(source, output, model=MODEL, prompt=PROMPT, base_url=url, limits=limits)
        )
    )
    if done[0].statements != documents * STATEMENTS:
        raise SystemExit(f"claimex found {done[0].statements} statements, not {STATEMENTS} in each")
    return spent


def messages(documents: int, url: str) -> list[list[dict[str, str]]]:
    """What claimex asks about each report."""
    engine = model_engine(MODEL, prompt=PROMPT, base_url=url)
    return [
        [
            {"role": m.role, "content": m.content}
            for m in next(engine._flow(document))[0].messages  # type: ignore[attr-defined]
        ]
        for document in map(as_document, reports(documents))
    ]


def as_document(report: dict[str, str]) -> Document:
    return make_document(
        report["text"], id=report["id"], title=report["title"], published=report["published"]
    )


class Answer(pydantic.BaseModel):
    """What a user of instructor would ask for: rows of the wire's kinds, validated."""

    rows: list[Row]


def bare(asked: list[list[dict[str, str]]], url: str, at_once: int) -> tuple[float, float]:
    """instructor with asyncio.gather: parsed answers, kept in memory; no spans, no file."""
    import instructor
    import openai

    async def gather() -> None:
        client = openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0)
        patched = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
        slots = asyncio.Semaphore(at_once)

        async def one(question: Any) -> Answer:
            async with slots:
                return await patched.chat.completions.create(
                    model="pattern", response_model=Answer, messages=question, max_retries=0
                )

        await asyncio.gather(*map(one, asked))
        await client.close()

    return timed(lambda: asyncio.run(gather()))


def langextract(documents: int, url: str, at_once: int) -> tuple[float, float]:
    import langextract as lx
    from langextract.providers.openai import OpenAILanguageModel

    example = lx.data.ExampleData(
        text="Ada Moreno said the bridge is safe. Otto Falk denied that it is safe.",
        extractions=[
            lx.data.Extraction("claim", "the bridge is safe", attributes={"source": "Ada Moreno"}),
            lx.data.Extraction("denial", "it is safe", attributes={"source": "Otto Falk"}),
        ],
    )
    # The workers are the model's where one is given.
    model = OpenAILanguageModel(
        model_id="pattern", api_key="none", base_url=url, max_workers=at_once
    )
    given = [lx.data.Document(text=r["text"], document_id=r["id"]) for r in reports(documents)]
    found: list[Any] = []
    spent = timed(
        lambda: found.extend(
            lx.extract(
                given,
                prompt_description="List who claims and who denies what, with the source.",
                examples=[example],
                model=model,
                use_schema_constraints=False,
                max_workers=at_once,
                batch_length=at_once,
                show_progress=False,
            )
        )
    )
    grounded = sum(e.char_interval is not None for d in found for e in d.extractions or ())
    if grounded != documents * STATEMENTS:
        raise SystemExit(
            f"langextract found {grounded} statements in {documents} documents, not "
            f"{STATEMENTS} in each: the server did not answer as it expects"
        )
    return spent


def show(name: str, documents: int, spent: tuple[float, float], ideal: float, base: float) -> None:
    rate = documents / spent[0]
    share = f"{rate / ideal:7.0%} of the ideal" if ideal else ""
    ratio = f"{rate / base:6.2f} x bare instructor" if base else ""
    cpu = spent[1] / documents * 1000
    print(f"  {name:22} {rate:8.1f} documents/s {share} {cpu:6.2f} ms processor/document {ratio}")


def stages(folder: Path, documents: int, url: str) -> None:
    """Processor time of each step of claimex's own, one document after the other."""
    source = write_reports(folder / "in.jsonl", documents)
    engine: Any = model_engine(MODEL, prompt=PROMPT, base_url=url)
    made = [item.document for item in open_source(source) if isinstance(item.document, Document)]
    spent = {"read and repair": timed(lambda: list(open_source(source)))[1]}
    spent["key"] = timed(lambda: [provenance_of(d, engine.info) for d in made])[1]
    flows = [engine._flow(document) for document in made]
    asks: list[Any] = []
    spent["sentences, cues, prompt"] = timed(lambda: asks.extend(map(next, flows)))[1]
    replies = asyncio.run(_answers(engine, asks))
    readings: list[Any] = []

    def take() -> None:
        for flow, reply in zip(flows, replies, strict=True):
            try:
                flow.send([reply])
            except StopIteration as done:
                readings.append(done.value)

    spent["rows to drafts"] = timed(take)[1]
    found: list[Any] = []
    spent["grounding, names, links"] = timed(
        lambda: found.extend(
            Assembly(d, r).result(provenance_of(d, engine.info))
            for d, r in zip(made, readings, strict=True)
        )
    )[1]
    spent["JSON"] = timed(lambda: [f.model_dump_json() for f in found])[1]
    for name, seconds in spent.items():
        print(f"  {name:26} {seconds / documents * 1000:6.2f} ms")
    print(f"  {'sum':26} {sum(spent.values()) / documents * 1000:6.2f} ms")


async def _answers(engine: Any, asks: list[Any]) -> list[Reply]:
    answered = [(await engine._client.asend(ask))[0] for ask in asks]
    await engine.aclose()
    return answered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=1.0, help="seconds")
    parser.add_argument("--at-once", type=int, nargs="+", default=[50, 200])
    parser.add_argument("--rounds", type=int, default=10, help="documents / requests at once")
    given = parser.parse_args()
    for name in [n for n in os.environ if n.startswith("OPENAI_")]:
        del os.environ[name]
    with (
        tempfile.TemporaryDirectory() as name,
        serving("--latency", str(given.latency)) as server,
    ):
        folder = Path(name)
        batch(folder, server.url, 4, 2)  # imports
        for at_once in given.at_once:
            documents = at_once * given.rounds
            ideal = at_once / given.latency if given.latency else 0.0
            print(f"{documents} documents, {at_once} at once, latency {given.latency} s")
            asked = messages(documents, server.url)
            gathered = bare(asked, server.url, at_once)
            base = documents / gathered[0]
            show("bare instructor", documents, gathered, ideal, 0.0)
            ours = batch(folder, server.url, documents, at_once)
            show("claimex batch", documents, ours, ideal, base)
            if importlib.util.find_spec("langextract"):
                theirs = langextract(documents, server.url, at_once)
                show("langextract", documents, theirs, ideal, base)
        if not given.latency:
            print("own time a document, by stage (processor)")
            stages(folder, documents, server.url)


if __name__ == "__main__":
    main()
