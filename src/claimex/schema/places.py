"""Words of the original text at their places, and who and when they name."""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator
from pydantic.dataclasses import dataclass

from claimex.schema.base import STRICT

SourceType = Literal["person", "organisation", "government", "group", "document", "unnamed"]

_Offset = Annotated[int, Field(ge=0)]
_Name = Annotated[str, Field(min_length=1)]


# A result holds thousands of small values: with slots they take a third of what a model takes.
@dataclass(frozen=True, slots=True, config=STRICT)
class Range:
    """A half-open range ``[start, end)`` of code points of the original text."""

    start: _Offset
    end: _Offset

    def __post_init__(self) -> None:
        # A validator would run again wherever a range that exists becomes part of a record.
        if self.end < self.start:
            raise ValueError(f"the range ends at {self.end}, before it starts at {self.start}")


@dataclass(frozen=True, slots=True, config=STRICT)
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


@dataclass(frozen=True, slots=True, config=STRICT)
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


@dataclass(frozen=True, slots=True, config=STRICT)
class Asker:
    """Who asked for comment; ``name`` is "the outlet" where the text does not say."""

    name: _Name
    mention: Span | None = None


@dataclass(frozen=True, slots=True, config=STRICT)
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
