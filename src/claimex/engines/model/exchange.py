"""One question to a model and what came back: the types between the flow and the client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import JsonValue

from claimex.errors import ClaimexError
from claimex.schema import FailureReason, Usage

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request: the messages, the schema of the answer, its longest length in tokens."""

    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    max_tokens: int

    @property
    def expected_tokens(self) -> int:
        """About how many tokens question and answer will take, by four characters a token."""
        return sum(len(message.content) for message in self.messages) // 4 + self.max_tokens // 4


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an answer cannot be used: ``message`` is for people and for a re-ask."""

    reason: FailureReason
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one request came to: its rows, or the trouble with the answer, or the error on the way.

    ``usage`` counts every attempt, failed ones too; its ``seconds`` are 0.
    """

    rows: tuple[JsonValue, ...] = ()
    trouble: Trouble | None = None
    error: ClaimexError | None = None
    usage: Usage = field(default_factory=Usage)
