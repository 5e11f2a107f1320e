"""All statements of one document, checked against its text and against each other."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeVar

from pydantic import Field, model_validator

from claimex.schema.base import Record
from claimex.schema.places import AgreementDate, Asker, Source, Span
from claimex.schema.records import DocumentInfo, Failure, Notice, Provenance, Usage
from claimex.schema.standing import Silent, with_standing
from claimex.schema.statements import Agreement, Claim, Denial, NonResponse, Statement

SCHEMA_VERSION: Literal[1] = 1


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
        self.__dict__["statements"] = with_standing(self.statements)
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
        silent = Silent(self.non_responses)
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
