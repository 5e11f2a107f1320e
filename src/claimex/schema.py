"""The typed result of reading one document: statements, their spans and the links between them.

Everything here is frozen, refuses unknown fields and survives a round trip through JSON
unchanged. Positions are half-open ranges of Unicode code points of the *original* text, before any
repair. The terms (source, cue, content) are those of the attribution literature: PARC 3
(Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator, model_validator
from pydantic.dataclasses import dataclass

SCHEMA_VERSION: Literal[1] = 1

_WORD = re.compile(r"\w+")

Kind = Literal["claim", "denial", "agreement", "non_response"]
SourceType = Literal["person", "organisation", "government", "group", "document", "unnamed"]
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
FailureReason = Literal[
    "ungrounded", "invalid", "truncated", "refused", "filtered", "empty", "transport"
]


_STRICT = ConfigDict(extra="forbid")
_Offset = Annotated[int, Field(ge=0)]
_Name = Annotated[str, Field(min_length=1)]


_FIELDS_SETS: dict[frozenset[str], set[str]] = {}


class Record(BaseModel):
    """The base of every model: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: Any) -> None:
        """Share what pydantic keeps for each record: which of its fields were given."""
        self._share_fields_set()

    def _share_fields_set(self) -> None:
        # Some 700 bytes, half of what a statement takes. A frozen record never adds to it.
        given = self.__pydantic_fields_set__
        shared = _FIELDS_SETS.setdefault(frozenset(given), given)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


# A result holds thousands of small values: with slots they take a third of what a model takes.
@dataclass(frozen=True, slots=True, config=_STRICT)
class Range:
    """A half-open range ``[start, end)`` of code points of the original text."""

    start: _Offset
    end: _Offset

    def __post_init__(self) -> None:
        # A validator would run again wherever a range that exists becomes part of a record.
        if self.end < self.start:
            raise ValueError(f"the range ends at {self.end}, before it starts at {self.start}")


@dataclass(frozen=True, slots=True, config=_STRICT)
class Span(Range):
    """Words of the original text: ``text`` is exactly what stands in ``[start, end)``."""

    text: str

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Self:
        """The words of ``text`` in a range of it.

        Right by construction: a long document has thousands, and what validation asks holds.
        """
        span = cls.__new__(cls)
        object.__setattr__(span, "start", start)
        object.__setattr__(span, "end", end)
        object.__setattr__(span, "text", text[start:end])
        return span

    def overlaps(self, other: Range) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, config=_STRICT)
class Source:
    """Who says it, or who is party to it.

    ``name`` is the fullest name that the text gives ("Kristi Noem", not "she"), without a leading
    article and spelled clean; ``role`` the title or office that the text gives, else None.
    ``mention`` is the words at this place, a pronoun or not; None where it is not named here.
    """

    name: _Name
    role: str | None = None
    type: SourceType = "unnamed"
    mention: Span | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Asker:
    """Who asked for comment; ``name`` is "the outlet" where the text does not say."""

    name: _Name
    mention: Span | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class AgreementDate:
    """When an agreement was made, reached, offered or took force.

    ``text`` is the expression as it stands; ``value`` is ``YYYY-MM-DD``, or ``YYYY-MM`` or ``YYYY``
    where the text gives no more, resolved against the document's ``published``; None when it cannot
    be worked out. ``span`` is where the expression stands.
    """

    text: str
    value: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")] | None = None
    span: Span | None = None

    @field_validator("value")
    @classmethod
    def _on_the_calendar(cls, value: str | None) -> str | None:
        if value is not None:
            Date.fromisoformat(f"{value}-01-01"[:10])
        return value


class _Spoken(Record):
    """What claims and denials share: somebody says something."""

    id: str = Field(min_length=1)
    source: Source
    on_behalf_of: Source | None = None
    via: tuple[Source, ...] = ()
    cue: Span
    content: str
    content_spans: tuple[Span, ...] = Field(min_length=1)


class Claim(_Spoken):
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


class Denial(_Spoken):
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


class Failure(Record):
    """Something that was read and could not be reported, or a part that could not be read.

    ``chunk`` is the part of the original text it concerns, ``draft`` what the engine read; each is
    None where there is none.
    """

    reason: FailureReason
    message: str
    chunk: Range | None = None
    draft: dict[str, JsonValue] | None = None


class Notice(Record):
    """A warning about the document: ``code`` is stable, ``message`` is for people."""

    code: str
    message: str
    span: Span | None = None


class PromptRef(Record):
    """Which prompt was used; ``sha256`` is of the template and its examples."""

    name: str
    version: str
    sha256: str


class Usage(Record):
    """What a result cost, failed attempts included.

    Tokens as the server counts them, wall-clock ``seconds``, ``cost_usd`` in US dollars; None where
    the price is not known, never 0 in its place.
    """

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    cost_usd: float | None = None

    def __add__(self, other: Usage) -> Usage:
        """Sum of both; the cost is None as soon as one side that made requests has none."""
        unknown = any(part.requests and part.cost_usd is None for part in (self, other))
        costs = [part.cost_usd for part in (self, other) if part.cost_usd is not None]
        return Usage(
            requests=self.requests + other.requests,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=self.seconds + other.seconds,
            cost_usd=None if unknown or not costs else sum(costs),
        )


class Provenance(Record):
    """What a result can be run again with.

    ``engine`` is ``rules`` or ``model``; ``model`` and ``prompt`` are None for rules. ``key`` is
    the SHA-256 that says whether a later run would do the same work.
    """

    engine: str
    model: str | None = None
    parameters: dict[str, JsonValue] = Field(default_factory=dict)
    prompt: PromptRef | None = None
    claimex_version: str
    key: str


class DocumentInfo(Record):
    """The document a result speaks of.

    ``chars`` counts the code points of the original text, ``sha256`` is of its UTF-8; ``text`` is
    None in results written without it. ``extra`` holds the keys of the input line that claimex does
    not know.
    """

    id: str
    title: str | None = None
    published: Date | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    chars: int = Field(ge=0)
    sha256: str
    text: str | None = None
    extra: dict[str, JsonValue] = Field(default_factory=dict)


class Dispute(Record):
    """One contested statement with all sides of it.

    ``assertions`` are the claims that carry it (for an agreement those about it), ``denials`` those
    that target it, ``non_responses`` of sources that it names.
    """

    statement: Claim | Agreement = Field(discriminator="kind")
    assertions: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    non_responses: tuple[NonResponse, ...] = ()


_S = TypeVar("_S", Claim, Denial, Agreement, NonResponse)


class Extraction(Record):
    """All statements of one document, with what failed, what to know and how it was made.

    Ids are unique and every link leads to a statement of the right kind. Every span is checked
    against ``document.text`` where that is present, else for its length and bounds;
    ``verify(text)`` checks against a text that was kept elsewhere. Raises pydantic's
    ``ValidationError`` where one of these does not hold.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    document: DocumentInfo
    statements: tuple[Statement, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Notice, ...] = ()
    provenance: Provenance
    usage: Usage = Usage()

    _TARGETS: ClassVar[tuple[type, ...]] = (Claim, Agreement)
    _SUPPORTED: ClassVar[tuple[type, ...]] = (Claim, Denial, Agreement)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        twice = [name for name, n in Counter(s.id for s in self.statements).items() if n > 1]
        if twice:
            raise ValueError(f"ids must be unique, these stand more than once: {sorted(twice)}")
        self._check_links()
        if self.document.text is not None:
            self._check_document(self.document.text)
            self._check_spans(self.document.text)
        else:
            self._check_bounds()
        # The model is frozen for its users; the derived fields are part of building it.
        self.__dict__["statements"] = _with_derived(self.statements)
        return self

    def _check_links(self) -> None:
        by_id = {s.id: s for s in self.statements}
        for s in self.statements:
            links: list[tuple[str, str, tuple[type, ...]]] = []
            if s.kind == "denial":
                links += [("targets", t, self._TARGETS) for t in s.targets]
            elif s.kind == "claim":
                links += [("supports", t, self._SUPPORTED) for t in s.supports]
                links += [("about", s.about, (Agreement,))] if s.about is not None else []
            for field, target, kinds in links:
                if not isinstance(by_id.get(target), kinds) or target == s.id:
                    wanted = " or ".join(k.__name__.lower() for k in kinds)
                    raise ValueError(
                        f"{s.id}.{field} names {target!r}, "
                        f"which is no other {wanted} of this document"
                    )

    def _check_document(self, text: str) -> None:
        if self.document.chars != len(text):
            raise ValueError(f"document.chars is {self.document.chars}, the text has {len(text)}")
        if self.document.sha256 != sha256_of(text):
            raise ValueError("document.sha256 is not that of the text")

    def _check_spans(self, text: str) -> None:
        for owner, field, span in self._placed():
            found = text[span.start : span.end]
            if found != span.text:
                raise ValueError(
                    f"{owner}{field}: the text has {found!r} at [{span.start}, {span.end}), "
                    f"not {span.text!r}"
                )

    def _check_bounds(self) -> None:
        for owner, field, span in self._placed():
            if span.end - span.start != len(span.text) or span.end > self.document.chars:
                raise ValueError(
                    f"{owner}{field}: [{span.start}, {span.end}) does not fit its words or text"
                )

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Each span of the result with the name of its place, such as ``c1.cue``."""
        for owner, field, span in self._placed():
            yield f"{owner}{field}", span

    def _placed(self) -> Iterator[tuple[str, str, Span]]:
        for s in self.statements:
            for field, value in vars(s).items():
                # Most fields are plain words.
                if value is not None and not isinstance(value, str):
                    for span in _spans_in(value):
                        yield s.id, "." + field, span
        for n, notice in enumerate(self.warnings):
            if notice.span is not None:
                yield f"warnings[{n}]", "", notice.span

    def verify(self, text: str) -> None:
        """Check the length, digest and every span against ``text``, the document's original text.

        Raises ValueError that names the first place that does not fit.
        """
        self._check_document(text)
        self._check_spans(text)

    def _of(self, kind: type[_S]) -> tuple[_S, ...]:
        return tuple(s for s in self.statements if isinstance(s, kind))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in order of appearance."""
        return self._of(Claim)

    @property
    def denials(self) -> tuple[Denial, ...]:
        """The denials, in order of appearance."""
        return self._of(Denial)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements, in order of appearance."""
        return self._of(Agreement)

    @property
    def non_responses(self) -> tuple[NonResponse, ...]:
        """The non-responses, in order of appearance."""
        return self._of(NonResponse)

    @property
    def contested(self) -> tuple[Claim | Agreement, ...]:
        """The claims and agreements that a denial targets, in order of appearance."""
        return tuple(
            s
            for s in self.statements
            if isinstance(s, Claim | Agreement) and s.standing == "contested"
        )

    def __getitem__(self, id: str) -> Claim | Denial | Agreement | NonResponse:
        """The statement with this id; raises KeyError where there is none."""
        for s in self.statements:
            if s.id == id:
                return s
        raise KeyError(id)

    def denials_of(self, id: str) -> tuple[Denial, ...]:
        """The denials that target the statement with this id; raises KeyError for an unknown id."""
        self[id]
        return tuple(d for d in self.denials if id in d.targets)

    if TYPE_CHECKING:  # given to the class where the package's parts meet

        def to_frame(self) -> Any:
            """The statements as a polars data frame, one a row; needs the extra ``dataframe``."""

    def disputes(self) -> tuple[Dispute, ...]:
        """Each contested statement with who asserts it, who denies it and who did not answer."""
        # Looked up once: a scan for each contested statement would be quadratic.
        denying: defaultdict[str, list[Denial]] = defaultdict(list)
        for denial in self.denials:
            for target in dict.fromkeys(denial.targets):
                denying[target].append(denial)
        about: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.about is not None:
                about[claim.about].append(claim)
        silent = _Silent(self.non_responses)
        order = {n.id: place for place, n in enumerate(self.non_responses)}
        return tuple(
            Dispute(
                statement=s,
                assertions=(s,) if isinstance(s, Claim) else tuple(about[s.id]),
                denials=tuple(denying[s.id]),
                non_responses=tuple(sorted(silent.named_in(s), key=lambda n: order[n.id])),
            )
            for s in self.contested
        )


def sha256_of(text: str) -> str:
    """The SHA-256 of the text's UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class _Silent:
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


def _spans_in(value: Any) -> Iterable[Span]:
    if isinstance(value, Span):
        return (value,)
    if isinstance(value, tuple):
        return chain.from_iterable(map(_spans_in, value))
    if isinstance(value, Source | Asker):
        return () if value.mention is None else (value.mention,)
    if isinstance(value, AgreementDate):
        return () if value.span is None else (value.span,)
    return ()


def _with_derived(statements: Sequence[Any]) -> tuple[Any, ...]:
    """The statements with ``standing`` and ``asserted_by`` as the links between them say."""
    silent = _Silent(s for s in statements if s.kind == "non_response")
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
                s._share_fields_set()
        derived.append(s)
    return tuple(derived)
