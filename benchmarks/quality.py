"""How well statements are found: the rules, models by kept predictions, and peers, in one table.

    python benchmarks/quality.py                              the gold files of the suite
    python benchmarks/quality.py --data DIR                   and those that DIR holds
    python benchmarks/quality.py --predictions DIR            and what models said of those

DIR of ``--data`` may hold ``gum_news*``, ``plover*``, ``polnear*`` (scored where the cue is one of
speech) and ``framenet*``, in the format of the gold files, plain or gzipped.

What models and their peers said of ``gold_dev`` is kept in ``predictions/MODEL/READER.jsonl``, as
``model_gold.py`` writes it, and scored again each time; ``--predictions`` names a folder of the
same kind for articles that may not be kept here. A reader that read a part of a set is scored on
that part, and the rules beside it. Peers for quotations (textacy, and the clauses that spaCy's
parser finds under verbs of saying) are read where the extra ``bench`` and a model of spaCy's are
installed.

F1 (recall, where a set is not annotated in full) with its 95 % bootstrap interval over documents;
seconds are of this machine, or, of a kept prediction, those it took when it was made.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import quality_peers
from claimex.evaluation import Figure, GoldDocument, read_gold, read_predictions, score
from claimex.evaluation.report import KindScores
from claimex.extractor import Extractor
from claimex.schema import Extraction

HERE = Path(__file__).resolve().parents[1] / "tests" / "data"
KEPT = Path(__file__).resolve().parent / "predictions"
KINDS = ("claim", "denial", "agreement", "non_response", "micro")
PEER_HEAD = (
    "claims of",
    "read by",
    "precision",
    "recall",
    "F1",
    "recall of direct quotations",
    "source names",
)
HEAD = ("set", "documents", "read by", *KINDS, "source names", "tokens out", "seconds")


@dataclass(frozen=True)
class Set:
    """Gold documents; ``where`` as for ``score``."""

    name: str
    gold: tuple[GoldDocument, ...]
    where: str | None = None


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, score and print."""
    options = _options().parse_args(arguments)
    sets = list(gold_sets(options.data))
    print(row(*HEAD), row(*("---" for _ in HEAD)), sep="\n")
    read: dict[str, list[Extraction]] = {}
    for one in sets:
        started = time.perf_counter()
        with Extractor() as extractor:
            found = read[one.name] = [_read(extractor, document) for document in one.gold]
        seconds = time.perf_counter() - started
        print(scored(one, "rules", found, options.bootstrap, seconds), flush=True)
        beside = {frozenset(document.id for document in one.gold)}
        for reader, kept in predictions(one, (KEPT, *options.predictions)):
            ids = frozenset(p.document.id for p in kept)
            if ids not in beside:
                beside.add(ids)
                same = [p for p in read[one.name] if p.document.id in ids]
                print(scored(one, "rules", same, options.bootstrap))
            print(scored(one, reader, kept, options.bootstrap), flush=True)
    print("", row(*PEER_HEAD), row(*("---" for _ in PEER_HEAD)), sep="\n")
    for one in sets:
        if any(s.quotation == "direct" for document in one.gold for s in document.statements):
            print(peers_row(one, "rules", read[one.name], options.bootstrap))
            for name, peer in quality_peers.PEERS.items():
                try:
                    told = quality_peers.read(peer, read[one.name], options.spacy)
                except quality_peers.MissingError as error:
                    print(row(one.name, name, f"not measured: {error}"))
                else:
                    print(peers_row(one, name, told, options.bootstrap), flush=True)


def gold_sets(folder: Path | None) -> Iterator[Set]:
    """The gold files of the suite, then those of the folder."""
    for path in sorted(HERE.glob("gold_*.jsonl")):
        yield Set(path.stem, read_gold(path))
    for name, where in (
        ("gum_news", None),
        ("plover", None),
        ("polnear", "speech_cue"),
        ("framenet", None),
    ):
        for path in sorted(folder.glob(f"{name}*.jsonl*")) if folder else ():
            yield Set(path.name.partition(".jsonl")[0], read_gold(path), where)


def predictions(one: Set, folders: Sequence[Path]) -> Iterator[tuple[str, list[Extraction]]]:
    """Who read documents of the set, and what they found in these."""
    ids = {document.id for document in one.gold}
    for path in sorted(path for folder in folders for path in folder.glob("*/*.jsonl*")):
        kept = [p for p in read_predictions(path) if p.document.id in ids]
        if kept:
            yield f"{path.parent.name}, {path.name.partition('.jsonl')[0]}", kept


def scored(
    one: Set,
    reader: str,
    found: Sequence[Extraction],
    bootstrap: int,
    seconds: float | None = None,
) -> str:
    """One row: the figures on those documents of the set that were read."""
    ids = {p.document.id for p in found}
    gold = [document for document in one.gold if document.id in ids]
    report = score(gold, found, where=one.where, bootstrap=bootstrap)
    tokens = sum(p.usage.output_tokens for p in found)
    return row(
        f"{one.name}, {one.where}" if one.where else one.name,
        f"{len(gold)} of {len(one.gold)}",
        reader,
        *(found_of(getattr(report, kind)) for kind in KINDS),
        shown(report.micro.source_name_accuracy),
        f"{tokens:,}" if tokens else "–",
        f"{sum(p.usage.seconds for p in found) if seconds is None else seconds:.1f}",
    )


def peers_row(one: Set, reader: str, found: Sequence[Extraction], bootstrap: int) -> str:
    """Claims alone: all of them, and how many of those in direct quotation are found."""
    claims = score(one.gold, found, where=one.where, bootstrap=bootstrap).claim
    direct = score(
        quality_peers.direct_marked(one.gold), found, where="direct", bootstrap=bootstrap
    )
    figures = (claims.precision, claims.recall, claims.f1, direct.claim.recall)
    return row(one.name, reader, *map(shown, figures), shown(claims.source_name_accuracy))


def _read(extractor: Extractor, document: GoldDocument) -> Extraction:
    return extractor.extract(
        document.text, id=document.id, title=document.title, published=document.published
    )


def found_of(scores: KindScores) -> str:
    """F1, or recall where a set is not annotated in full; a dash where it has none."""
    if not scores.gold:
        return "–"
    return shown(scores.f1) if scores.f1.value is not None else f"recall {shown(scores.recall)}"


def shown(figure: Figure) -> str:
    """A figure with its interval."""
    if figure.value is None:
        return "–"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.2f}, {figure.high:.2f}]"


def row(*cells: str) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="The table of quality.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="further gold files")
    parser.add_argument(
        "--predictions", type=Path, action="append", default=[], metavar="DIR", help="more of them"
    )
    parser.add_argument("--bootstrap", type=int, default=1000, help="samples, 0 for none")
    parser.add_argument("--spacy", default="en_core_web_sm", help="the model that peers parse with")
    return parser


if __name__ == "__main__":
    main()
