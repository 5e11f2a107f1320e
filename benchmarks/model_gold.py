"""How well and how dearly a model reads gold articles: by claimex's prompts and by its peers.

    python benchmarks/model_gold.py --base-url http://127.0.0.1:8089/v1 \\
        --read extract-guided@v1 --read extract-open@v1 --read instructor --read langextract
    python benchmarks/model_gold.py --base-url http://127.0.0.1:8089/v1 --read extract-guided@v1 \\
        --gold polnear_dev.jsonl.gz --where speech_cue --sample 12 --keep DIR

Predictions are kept, without the articles, as ``DIR/MODEL/READER.jsonl``; what stands there already
is not read again, so an interrupted run goes on where it stopped. ``quality.py`` scores them.

Prints, for the rules and for each reader: F1 by kind and micro-averaged, the share of claims and
denials whose content names nobody by a pronoun, output tokens a statement, requests, seconds, and
the share of input tokens that came from the server's cache after the first document. langextract
tells no tokens.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import model_peers
from claimex.engines.model.client import Patience
from claimex.engines.model.engine import model_engine
from claimex.engines.model.evidence import pronouns
from claimex.evaluation import GoldDocument, read_gold, read_predictions, score
from claimex.extractor import Extractor
from claimex.schema import Claim, Denial, Extraction

HERE = Path(__file__).resolve().parents[1]
GOLD = HERE / "tests" / "data" / "gold_dev.jsonl"
KEPT = HERE / "benchmarks" / "predictions"
KINDS = ("claim", "denial", "agreement", "non_response", "micro")
Read = Callable[[GoldDocument], Extraction]


def main() -> None:
    """Read, keep, score and print."""
    options = _options().parse_args()
    gold = sample(read_gold(options.gold), options.sample)
    print("reader              " + "  ".join(f"{kind[:5]:5}" for kind in KINDS), end="  ")
    print("named  out/st  reqs  seconds  cached  failed")
    with Extractor() as rules:
        found = [by_claimex(rules)(document) for document in gold]
    print(line("rules", gold, found, options.where), flush=True)
    for name in options.read:
        path = options.keep / options.model / f"{name}.jsonl"
        if name in model_peers.PEERS:
            found = kept(path, gold, by_peer(name, options.model, options.base_url))
        else:
            engine = model_engine(
                f"openai/{options.model}",
                base_url=options.base_url,
                prompt=name,
                concurrency=1,
                patience=Patience(timeout=1800.0),
            )
            with Extractor(engine=engine) as extractor:
                found = kept(path, gold, by_claimex(extractor))
        print(line(name, gold, found, options.where), flush=True)


def sample(gold: Sequence[GoldDocument], size: int | None) -> list[GoldDocument]:
    """The same documents for the same size, in the order of the file; None: all of them."""
    if size is None:
        return list(gold)
    drawn = set(random.Random(0).sample(sorted(document.id for document in gold), size))
    return [document for document in gold if document.id in drawn]


def kept(path: Path, gold: Sequence[GoldDocument], read: Read) -> list[Extraction]:
    """Those read before, and the rest read now and added to the file; an interrupt ends it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {one.document.id: one for one in read_predictions(path)} if path.exists() else {}
    with path.open("a", encoding="utf-8") as file, suppress(KeyboardInterrupt):
        for document in gold:
            if document.id in found:
                continue
            one = found[document.id] = without_text(read(document))
            file.write(one.model_dump_json() + "\n")
            file.flush()
            seconds = f"{one.usage.seconds:.1f} s"
            print(f"# {path.stem} {document.id} {len(one.statements)} {seconds}", flush=True)
    return [found[document.id] for document in gold if document.id in found]


def by_claimex(extractor: Extractor) -> Read:
    """A reader of gold documents."""
    return lambda document: extractor.extract(
        document.text, id=document.id, title=document.title, published=document.published
    )


def by_peer(name: str, model: str, base_url: str) -> Read:
    """A reader of gold documents."""

    def read(document: GoldDocument) -> Extraction:
        found, usage = model_peers.PEERS[name](document.text, model, base_url)
        made_with = {"engine": name, "model": model}
        return model_peers.extraction(document, found, usage, made_with)

    return read


def without_text(one: Extraction) -> Extraction:
    """The same without the article, which may not be ours to keep."""
    document = one.document.model_copy(update={"text": None})
    return one.model_copy(update={"document": document})


def line(
    name: str, gold: Sequence[GoldDocument], found: Sequence[Extraction], where: str | None
) -> str:
    """One row of the table."""
    ids = {one.document.id for one in found}
    read = [document for document in gold if document.id in ids]
    report = score(read, found, where=where, bootstrap=0)
    f1 = [getattr(report, kind).f1.value for kind in KINDS]
    spoken = [s for one in found for s in one.statements if isinstance(s, Claim | Denial)]
    named = sum(pronouns(s.content) == 0 for s in spoken) / max(len(spoken), 1)
    statements = sum(len(one.statements) for one in found)
    usage = [one.usage for one in found]
    later = usage[1:]
    sent, cached = sum(u.input_tokens for u in later), sum(u.cached_tokens for u in later)
    cells = [
        f"{name:18}",
        *(f"{value:.3f}" if value is not None else "  -  " for value in f1),
        f"{named:.2f}",
        f"{sum(u.output_tokens for u in usage) / max(statements, 1):6.1f}",
        f"{sum(u.requests for u in usage):4}",
        f"{sum(u.seconds for u in usage):7.1f}",
        f"{cached / sent:.2f}" if sent else "  - ",
        f"{sum(len(one.failures) for one in found):3}",
    ]
    return "  ".join(cells)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="A model on gold articles.")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument(
        "--sample", type=int, metavar="N", help="that many of them, always the same"
    )
    parser.add_argument("--where", help="as for claimex eval")
    parser.add_argument("--model", default="qwen2.5-coder-1.5b-instruct")
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--read", action="append", default=[], metavar="PROMPT|PEER")
    parser.add_argument("--keep", type=Path, default=KEPT, metavar="DIR")
    return parser


if __name__ == "__main__":
    main()
