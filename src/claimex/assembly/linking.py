"""Who contests what: the links between the statements of one document, from their words alone.

A denial is tied to what it denies by its content (meanings of words, names, numbers, polarity), or,
where it only points back ("the allegation", "no such deal", "that is a lie"), by the noun it uses,
its owner, its modifiers and what was said last by another source. No link is a valid answer. The
time grows with the number of statements: each is compared with a bounded number of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimex.assembly.linking_about import find_about, inherit_about
from claimex.assembly.linking_afterwards import find_replies, find_restated
from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Facts, Item, read_items
from claimex.assembly.linking_reference import confirms
from claimex.assembly.linking_support import find_supports
from claimex.assembly.linking_targets import Finder
from claimex.assembly.linking_words import Lexis
from claimex.schema import Agreement, Claim, Denial, NonResponse, Statement


@dataclass(frozen=True, slots=True)
class Links:
    """The ids that one statement is linked to; ``about`` is None where it is about no agreement."""

    targets: tuple[str, ...] = ()
    about: str | None = None
    supports: tuple[str, ...] = ()


NO_LINKS = Links()
"""The one for all that is linked to nothing."""


def find_links(text: str, items: Sequence[Item], lexis: Lexis) -> dict[str, Links]:
    """The links of each item, by its id. Places of the items are half-open ranges of ``text``."""
    plain = all(item.kind == "claim" and not confirms(text[slice(*item.cue)]) for item in items)
    if plain:
        return {item.id: NO_LINKS for item in items}
    facts = read_items(text, items, lexis)
    index = Index(facts)
    find_about(facts, index)
    finder = Finder(text, facts, index)
    for f in facts:
        if f.item.kind == "denial":
            f.targets = finder.targets(f)
    find_replies(facts)
    find_restated(facts)
    find_supports(facts, index, finder)
    inherit_about(facts)
    links = {
        f.id: Links(
            targets=_ids(f.targets),
            about=f.about.id if f.about is not None and f.item.kind == "claim" else None,
            supports=_ids(f.supports),
        )
        if f.targets or f.about or f.supports
        else NO_LINKS
        for f in facts
    }
    for f in facts:
        # Facts that know each other would wait for the collector.
        f.part()
    return links


def link(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, in the order given, with ``targets``, ``about`` and ``supports`` set anew.

    Their spans must be those of ``text``; links that they already have are overwritten.
    """
    links = find_links(
        text, [_item(s) for s in statements if not isinstance(s, NonResponse)], Lexis(text)
    )
    linked: list[Statement] = []
    for s in statements:
        if isinstance(s, Denial):
            s = s.model_copy(update={"targets": links[s.id].targets})
        elif isinstance(s, Claim):
            found = links[s.id]
            s = s.model_copy(update={"about": found.about, "supports": found.supports})
        linked.append(s)
    return tuple(linked)


def _ids(facts: Sequence[Facts]) -> tuple[str, ...]:
    return tuple(f.id for f in sorted(facts, key=lambda f: f.order)) if facts else ()


def _item(statement: Claim | Denial | Agreement) -> Item:
    places = tuple((span.start, span.end) for span in statement.content_spans)
    cue = (statement.cue.start, statement.cue.end)
    if isinstance(statement, Agreement):
        return Item(
            id=statement.id,
            kind="agreement",
            cue=cue,
            places=places,
            content=statement.content,
            parties=tuple(p.name for p in (*statement.parties, *statement.signatories)),
            title=statement.title or "",
        )
    source, principal = statement.source, statement.on_behalf_of
    return Item(
        id=statement.id,
        kind=statement.kind,
        cue=cue,
        places=places,
        content=statement.content,
        source=source.name,
        role=source.role or "",
        mention=(source.mention.start, source.mention.end) if source.mention else None,
        principal=principal.name if principal else "",
    )
