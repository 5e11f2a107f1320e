"""The four kinds of statement: claim, denial, agreement, non-response."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimex.schema.base import Record
from claimex.schema.places import AgreementDate, Asker, Source, Span

Kind = Literal["claim", "denial", "agreement", "non_response"]
Alignment = Literal["exact", "normalised", "fuzzy"]
Quotation = Literal["direct", "indirect", "mixed"]
Standing = Literal["contested", "confirmed", "unanswered", "uncontested"]
DenialManner = Literal["flat", "partial", "counter", "evasive"]
NonResponseManner = Literal["no_response", "declined", "unreachable", "referred"]
Instrument = Literal[
    "treaty",
    "memorandum",
    "statement_of_intent",
    "contract",
    "settlement",
    "plea_deal",
    "ceasefire",
    "merger",
    "trade_deal",
    "other",
]
AgreementStatus = Literal[
    "proposed",
    "negotiating",
    "in_principle",
    "signed",
    "ratified",
    "in_force",
    "suspended",
    "breached",
    "terminated",
    "reported",
]


class Spoken(Record):
    """What claims and denials share: somebody says something."""

    id: str = Field(min_length=1)
    source: Source
    on_behalf_of: Source | None = None
    via: tuple[Source, ...] = ()
    cue: Span
    content: str
    content_spans: tuple[Span, ...] = Field(min_length=1)


class Claim(Spoken):
    """A source asserts something that the reader could take as true or false.

    By speech, writing or an official act of saying: said, according to, accused … of, a report
    found. The article's own voice makes no claim.

    - ``source``: who asserts it; ``on_behalf_of`` whom a lawyer or spokesman speaks for, else None;
      ``via`` the sources that report it, outermost first.
    - ``cue``: the words that attribute; ``content_spans`` the words that carry what is asserted,
      one span for each unbroken run; ``content`` the same as one sentence that stands on its own.
    - ``about``: the id of the agreement that the claim's own words mention, or None.
    - ``supports``: ids of the statements that this source confirms.
    - ``standing``: what the document reports about it, never what is true. Derived on every
      construction: a given value is accepted and recomputed.
    """

    kind: Literal["claim"] = "claim"
    quotation: Quotation = "indirect"
    about: str | None = None
    supports: tuple[str, ...] = ()
    alignment: Alignment = "exact"
    standing: Standing = "uncontested"


class Denial(Spoken):
    """A source denies, rejects as false, disputes or contradicts a proposition.

    - ``content``: the proposition *denied*, stated positively; ``content_spans`` the words that
      express it in the text.
    - ``targets``: ids of the claims or agreements of the same document that carry the proposition;
      empty when the document never states it elsewhere (an orphan denial).
    - ``manner``: ``flat`` rejects the whole proposition; ``partial`` a part of it, or grants some
      of it; ``counter`` denies by asserting something else; ``evasive`` rejects the question
      without contradicting the proposition; None where the text does not tell.
    - A refusal is not a denial: denied bail, rejected the bid, was denied a permit.
    """

    kind: Literal["denial"] = "denial"
    quotation: Quotation = "indirect"
    targets: tuple[str, ...] = ()
    manner: DenialManner | None = None
    alignment: Alignment = "exact"


class Agreement(Record):
    """Two or more parties are said to have made, signed, reached or be negotiating a deal.

    One object for one agreement, however often it is mentioned; ``content_spans`` mark its fullest
    mention. ``parties`` are all parties by fullest name, a state when its officials sign for it;
    ``signatories`` the people who sign; ``title`` its own name, or that of the programme it
    establishes. ``asserted_by`` (the claims whose ``about`` is this agreement) and ``standing`` are
    derived on every construction. ``status`` "reported": only a source says that it exists.
    """

    kind: Literal["agreement"] = "agreement"
    id: str = Field(min_length=1)
    parties: tuple[Source, ...] = ()
    signatories: tuple[Source, ...] = ()
    instrument: Instrument = "other"
    title: str | None = None
    status: AgreementStatus = "reported"
    date: AgreementDate | None = None
    cue: Span
    content: str
    content_spans: tuple[Span, ...] = Field(min_length=1)
    asserted_by: tuple[str, ...] = ()
    alignment: Alignment = "exact"
    standing: Standing = "uncontested"


class NonResponse(Record):
    """Someone was asked for comment and did not give it.

    ``source`` is who was asked, ``asker`` who asked. ``manner``: ``no_response`` (did not respond),
    ``declined`` (declined to comment), ``unreachable`` (could not be reached), ``referred``
    (referred questions to somebody else).
    """

    kind: Literal["non_response"] = "non_response"
    id: str = Field(min_length=1)
    source: Source
    cue: Span
    asker: Asker
    manner: NonResponseManner = "no_response"
    alignment: Alignment = "exact"


Statement = Annotated[Claim | Denial | Agreement | NonResponse, Field(discriminator="kind")]
