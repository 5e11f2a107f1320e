"""Which agreement a denial denies, and which claims say that it was made."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Facts
from claimex.assembly.linking_likeness import Likeness
from claimex.assembly.linking_meanings import ENDING, MAKING, WORD, is_predicate, meanings
from claimex.assembly.linking_pointing import MEMORY, Pointing
from claimex.assembly.linking_reference import says_also
from claimex.assembly.linking_words import AGREEMENT_NOUNS, deals_named

# A deal struck without a word for it: "gave me his hand on it".
_HAND = re.compile(r"\b(?:hands?|shook|shaken|word) on\b", re.IGNORECASE)
_UNCONNECTED = re.compile(
    r"(?<![\w-])(?:(?:any|some|no)thing to do with|linked|connected|related|conditional|binding)\b",
    re.IGNORECASE,
)
# A deal that would have been the denier's own: "any such bargain was offered to him".
_OFFERED = re.compile(
    r"\b(?:offered|given|promised|proposed|shown|sent|put)\s(?:to\s)?(?:him|her|them|me|us)\b",
    re.IGNORECASE,
)
# What an agreement holds is not whether there is one: "denies that it contains such a clause".
_HOLDS = re.compile(
    r"\b(?:contain(?:s|ed)?|include[sd]?|ha[sd]|holds?|held|carr(?:y|ies|ied))\s(?:[\w-]+\s){1,4}?"
    r"(?:clauses?|provisions?|annex(?:es)?|articles?|conditions?|guarantees?|penalt(?:y|ies)|terms)\b",
    re.IGNORECASE,
)
_PRESUPPOSED = re.compile(
    rf"\b(?:signed|initialled|agreed|concluded|sealed)\s{AGREEMENT_NOUNS}\b", re.IGNORECASE
)
_SUCH = re.compile(r"\b(?:no|any) such\b", re.IGNORECASE)
_MADE_SO = MAKING | {"deal"}
# What comes before an agreement is made.
_UNMADE = re.compile(
    r"\b(?:drafts?|draft(?:ed|ing)|talks|negotiat\w+|discussions?)\b", re.IGNORECASE
)
# Ways to make an agreement that tell more than that it was made.
_WAYS = frozenset(("sign", "handshake"))
# What is concluded is signed.
_CONCLUDED = frozenset(("conclud",))
# Verbs that make an agreement where a noun names one.
_MADE = frozenset(("reach", "conclud", "strike"))


class Deals:
    """Finds the agreements of one document that are denied, and who asserts them."""

    def __init__(
        self, facts: Sequence[Facts], index: Index, likeness: Likeness, pointing: Pointing
    ) -> None:
        self._facts = facts
        self._index = index
        self._likeness = likeness
        self._pointing = pointing
        self._about: dict[int, list[Facts]] = {}
        for f in facts:
            if f.item.kind == "claim" and f.about is not None:
                self._about.setdefault(f.about.order, []).append(f)
        # All that is told of an agreement, by the claims about it too.
        self._told = {
            order: facts[order].stems.union(*(f.stems | f.known for f in claims))
            for order, claims in self._about.items()
        }

    def denied(self, denial: Facts, wanted: frozenset[str]) -> Facts | None:
        """The agreement whose making or existence is denied."""
        named_deals = deals_named(denial.words)
        groups = {named.group for named in named_deals} - {"deal"}
        subject = wanted - MAKING - {"deal"} - denial.side_stems
        near = [
            f
            for f in self._index.near(wanted | {"deal"}, denial.order)
            if f.item.kind == "agreement"
        ]
        around = self._facts[max(0, denial.order - MEMORY) : denial.order + 4]
        near += [f for f in around if f.item.kind == "agreement" and f not in near]
        joined_in = self._deals_just_denied(denial)
        unknown = meanings(word for named in named_deals if named.new for word in named.modifiers)
        own = _OFFERED.search(denial.words) is not None
        best: tuple[float, int] | None = None
        found = None
        for f in near:
            if own and not _is_of(denial, f):
                continue
            told = self._told.get(f.order, f.stems)
            score = 2.0 * self._likeness.share(subject, told) if subject else 0.5
            if (len(subject) > 1 and not score) or (unknown and not unknown & told):
                continue
            if _is_of(denial, f) or denial.side_stems & f.stems:
                score += 0.6
            if denial.side_stems & f.party_stems:
                score += 0.6
            if f.order > denial.order:
                score -= 0.3
            if groups:
                score += 0.5 if groups & f.deal_nouns else -0.3
            if any(c.order < denial.order for c in self._about.get(f.order, ())):
                score += 0.3
            if f in joined_in:
                score += 0.5
            rank = (score, -abs(f.order - denial.order))
            if score >= 0.5 and (best is None or rank > best):
                best, found = rank, f
        return found

    def such(self, denial: Facts) -> Facts | None:
        """The claim before "no such agreement" that says one was made, where it has no object.

        That of "agreed nothing", too, which names no matter of its own.
        """
        named = denial.literal - MAKING - {"deal"} - denial.side_stems
        if named and not _SUCH.search(denial.words):
            return None
        for f in reversed(self._facts[max(0, denial.order - MEMORY) : denial.order]):
            if f.item.kind == "claim" and not denial.same_side(f) and f.stems & _MADE_SO:
                return f if f.about is None and f.paragraph == denial.paragraph else None
        return None

    def _deals_just_denied(self, denial: Facts) -> list[Facts]:
        """The agreements of the denial before, where this one joins in: "also denied signing"."""
        for f in reversed(self._facts[max(0, denial.order - 3) : denial.order]):
            if f.item.kind == "denial":
                joins = says_also(self._pointing.beside(denial)) or denial.paragraph == f.paragraph
                return [t for t in f.targets if t.item.kind == "agreement"] if joins else []
        return []

    def asserting(self, denial: Facts, deal: Facts) -> list[Facts]:
        """An agreement denied, with the claims of others that say it was made."""
        claims: list[Facts] = []
        goes_on: dict[str, int] = {}
        for f in self._about.get(deal.order, ()):
            if denial.same_side(f) or (f.stems & ENDING and not f.says(deal)):
                continue
            # The speaker's next words about it tell more of how it was made.
            follows = f.goes_on and f.paragraph - goes_on.get(f.item.source, -9) <= 1
            if _says_made(f) or f.says(deal) or follows or _HAND.search(f.words):
                claims.append(f)
                goes_on[f.item.source] = f.paragraph
        # Who gave the thing one name denies that: "denied that anything had been initialled".
        named = denial.stated & _WAYS if denial.item.kind == "denial" else frozenset[str]()
        if "sign" in named:
            named |= _CONCLUDED
        claims = [f for f in claims if f.stems & named] or claims
        # That talks were held, or a draft made, is not what "signed no accord" denies.
        if not _UNMADE.search(denial.words):
            claims = [f for f in claims if f.says(deal) or not _UNMADE.search(f.words)] or claims
        before = [f for f in claims if f.order < denial.order]
        if not before:
            # Who denies in advance to have made it answers those who say so of them.
            naming = [f for f in claims if denial.side_stems & f.stems]
            claims = [f for f in claims if f in naming or f.says(deal)] if naming else claims
        replies = [f for f in claims if f not in before and any(map(f.of_one_side, before))]
        return [*(before or claims), *replies, deal]

    def without_remarks(self, denial: Facts, claims: Sequence[Facts]) -> list[Facts]:
        """An account of how an agreement was made, without what else its speaker says of it."""
        deal = next((f.about for f in claims if f.about is not None and f.says(f.about)), None)
        if deal is None:
            return list(claims)
        asserting = self.asserting(denial, deal)
        return [f for f in claims if f.about is not deal or f in asserting]


def _says_made(claim: Facts) -> bool:
    """Whether a claim says that an agreement was made; "hid a signed pact" presupposes it."""
    if not claim.stems & MAKING:
        return False
    said = f"{claim.words} {claim.item.content}"
    if _PRESUPPOSED.search(said) is None:
        return True
    return not MAKING.isdisjoint(meanings(WORD.findall(_PRESUPPOSED.sub(" ", said))))


def denies_a_deal(denial: Facts, stated: frozenset[str]) -> bool:
    """Whether what is denied is that an agreement was made or exists."""
    if stated & ENDING and not stated & MAKING:
        return False
    if _UNCONNECTED.search(denial.words) or _HOLDS.search(denial.words):
        return False
    if stated & {"sign", "agree", "handshake"}:
        return True
    if "deal" not in stated and not deals_named(denial.words):
        return False
    if stated & _MADE:
        return True
    others = {s for s in stated if is_predicate(s)} - MAKING - {"deal"}
    return not others and not any(s[0].isdigit() for s in stated)


def _is_of(denial: Facts, deal: Facts) -> bool:
    """Whether who denies is of one of the parties: "the Chilean minister" for Chile."""
    heads = {stem[:4] for stem in deal.party_stems if len(stem) > 3}
    return any(stem[:4] in heads for stem in denial.known | denial.side_stems)
