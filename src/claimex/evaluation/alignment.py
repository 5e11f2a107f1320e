"""One gold document beside its prediction: what was found, missed and made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimex.errors import InputError
from claimex.evaluation.gold import KINDS, GoldDocument
from claimex.evaluation.items import Item, gold_items, predicted_items
from claimex.evaluation.matching import Characters, match
from claimex.schema import Extraction, sha256_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A gold document and its prediction, matched.

    ``extraction`` is None where the document was not predicted. ``gold`` holds the rows that count,
    ``dropped`` those that ``where`` or an unannotated kind leaves out, ``unscored`` those without
    what they would be matched by. ``predicted`` holds the predictions that count, ``ignored`` those
    that are neither right nor wrong. ``pairs`` are the matches, gold first.
    """

    document: GoldDocument
    extraction: Extraction | None
    characters: Characters
    gold: tuple[Item, ...]
    dropped: tuple[Item, ...]
    unscored: tuple[Item, ...]
    predicted: tuple[Item, ...]
    ignored: tuple[Item, ...]
    pairs: tuple[tuple[Item, Item], ...]

    @property
    def complete(self) -> bool:
        """Whether everything that the text holds is annotated, so that precision can be told."""
        return self.document.complete is not False

    @property
    def tells_contested(self) -> bool:
        """Whether gold would hold the denials that make a statement contested."""
        return self.complete and "denial" in self.document.kinds

    @property
    def tells_standing(self) -> bool:
        """Whether gold would hold all the statements that a standing follows from."""
        return self.tells_contested and {"claim", "non_response"} <= set(self.document.kinds)

    @property
    def missed(self) -> tuple[Item, ...]:
        """The gold statements that no prediction matches, in order."""
        found = {g.id for g, _ in self.pairs}
        return tuple(g for g in self.gold if g.id not in found)

    @property
    def false_alarms(self) -> tuple[Item, ...]:
        """The predictions that match no gold statement; none in an incomplete document."""
        if not self.complete:
            return ()
        right = {p.id for _, p in self.pairs}
        return tuple(p for p in self.predicted if p.id not in right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignments:
    """All gold documents in order, each aligned; ``unknown`` are predicted ids without gold."""

    documents: tuple[Aligned, ...]
    unknown: tuple[str, ...]


def align(
    gold: Iterable[GoldDocument], predicted: Iterable[Extraction], where: str | None
) -> Alignments:
    """Match every prediction to the gold document of the same id.

    Raises InputError when a gold or predicted id stands twice, when no id fits, when a prediction
    is of another text than the gold document, and when no gold row has the field ``where``.
    """
    documents = tuple(gold)
    _refuse_twice("gold", [d.id for d in documents])
    if where is not None:
        _check_where(documents, where)
    found: dict[str, Extraction] = {}
    unknown: list[str] = []
    ids = {d.id for d in documents}
    seen: list[str] = []
    for extraction in predicted:
        seen.append(extraction.document.id)
        if extraction.document.id in ids:
            found[extraction.document.id] = extraction
        else:
            unknown.append(extraction.document.id)
    _refuse_twice("predicted", seen)
    if seen and not found:
        raise InputError(
            f"no predicted document has the id of a gold one: predicted {_some(seen)}, gold "
            f"{_some([d.id for d in documents])}; predict from documents that carry the gold ids"
        )
    return Alignments(
        documents=tuple(_align(d, found.get(d.id), where) for d in documents),
        unknown=tuple(unknown),
    )


def _align(document: GoldDocument, extraction: Extraction | None, where: str | None) -> Aligned:
    if extraction is not None and extraction.document.sha256 != sha256_of(document.text):
        raise InputError(
            f"the prediction for {document.id!r} was made from another text than the gold file's "
            "(their SHA-256 differ); predict from the gold file's texts"
        )
    characters = Characters(document.text)
    gold: list[Item] = []
    dropped: list[Item] = []
    unscored: list[Item] = []
    for row, item in zip(document.statements, gold_items(document), strict=True):
        if item.kind not in document.kinds or (where and row.extra.get(where) is not True):
            dropped.append(item)
        elif not item.matchable:
            unscored.append(item)
        else:
            gold.append(item)
    order = {item.id: n for n, item in enumerate(gold)}
    predicted: list[Item] = []
    ignored: list[Item] = []
    pairs: list[tuple[Item, Item]] = []
    everything = () if extraction is None else predicted_items(extraction)
    for kind in KINDS:
        mine = [item for item in everything if item.kind == kind]
        if kind not in document.kinds:
            ignored += mine
            continue
        wanted = [item for item in gold if item.kind == kind]
        matches = match(wanted, mine, characters)
        pairs += [(wanted[i], mine[j]) for i, j in matches.items()]
        taken = set(matches.values())
        left = [item for j, item in enumerate(mine) if j not in taken]
        aside = match([item for item in dropped if item.kind == kind], left, characters)
        beside = {left[j].id for j in aside.values()}
        ignored += [item for item in mine if item.id in beside]
        predicted += [item for item in mine if item.id not in beside]
    return Aligned(
        document=document,
        extraction=extraction,
        characters=characters,
        gold=tuple(gold),
        dropped=tuple(dropped),
        unscored=tuple(unscored),
        predicted=tuple(predicted),
        ignored=tuple(ignored),
        pairs=tuple(sorted(pairs, key=lambda pair: order[pair[0].id])),
    )


def _refuse_twice(which: str, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise InputError(f"the {which} document id {identifier!r} stands twice")
        seen.add(identifier)


def _check_where(documents: Sequence[GoldDocument], where: str) -> None:
    flags = {
        name
        for document in documents
        for row in document.statements
        for name, value in row.extra.items()
        if isinstance(value, bool)
    }
    if where not in flags:
        known = ", ".join(sorted(flags)) or "none"
        raise InputError(
            f"no gold statement has a true-or-false field {where!r}; fields of that sort: {known}"
        )


def _some(ids: Sequence[str]) -> str:
    return ", ".join(repr(i) for i in ids[:3]) + (" …" if len(ids) > 3 else "")
