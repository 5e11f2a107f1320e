"""What the links between statements say of each: contested, confirmed, unanswered, uncontested."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from claimex.schema.statements import Agreement, Claim, NonResponse, Standing

_WORD = re.compile(r"\w+")


class Silent:
    """Non-responses, found by whom a statement names without trying each one."""

    def __init__(self, non_responses: Iterable[NonResponse]) -> None:
        self._of_name: dict[str, list[NonResponse]] = {}
        for n in non_responses:
            self._of_name.setdefault(n.source.name.casefold(), []).append(n)
        self._names_by_word: dict[str, list[str]] = {}
        for name in self._of_name:
            first = _WORD.search(name)
            self._names_by_word.setdefault(first[0] if first else "", []).append(name)

    def named_in(self, statement: Claim | Agreement) -> Iterator[NonResponse]:
        """Those of whom a claim's content holds the name, or who are party to an agreement."""
        if not self._of_name:
            return
        if statement.kind == "agreement":
            involved = (*statement.parties, *statement.signatories)
            names = dict.fromkeys(party.name.casefold() for party in involved)
            found = [name for name in names if name in self._of_name]
        else:
            content = statement.content.casefold()
            words = dict.fromkeys(("", *_WORD.findall(content)))
            found = [
                name
                for word in words
                for name in self._names_by_word.get(word, ())
                if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", content)
            ]
        for name in found:
            yield from self._of_name[name]


def with_standing(statements: Sequence[Any]) -> tuple[Any, ...]:
    """The statements with ``standing`` and ``asserted_by`` as the links between them say."""
    silent = Silent(s for s in statements if s.kind == "non_response")
    denied = {t for s in statements if s.kind == "denial" for t in s.targets}
    # Looked up once: a scan for each statement would be quadratic in a long document.
    about: defaultdict[str, list[Claim]] = defaultdict(list)
    supporting: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in statements:
        if claim.kind == "claim":
            if claim.about is not None:
                about[claim.about].append(claim)
            for supported in claim.supports:
                supporting[supported].append(claim)
    derived: list[Any] = []
    for s in statements:
        if s.kind in ("claim", "agreement"):
            asserting = about[s.id] if s.kind == "agreement" else [s]
            own = {c.source.name.casefold() for c in asserting}
            standing: Standing
            if s.id in denied:
                standing = "contested"
            elif any(c.source.name.casefold() not in own for c in supporting[s.id]):
                standing = "confirmed"
            elif any(silent.named_in(s)):
                standing = "unanswered"
            else:
                standing = "uncontested"
            update: dict[str, Any] = {"standing": standing}
            if s.kind == "agreement":
                update["asserted_by"] = tuple(c.id for c in asserting)
            if any(getattr(s, field) != value for field, value in update.items()):
                s = s.model_copy(update=update)
                s.share_fields_set()
        derived.append(s)
    return tuple(derived)
