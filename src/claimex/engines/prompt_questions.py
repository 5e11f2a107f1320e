"""The questions of an audit: about one sentence each, with few-shot examples of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimex.engines.model.wire import describe
from claimex.errors import ConfigError

Ask = Literal["contact", "reply", "telling"]
VIEWS: Mapping[Ask, tuple[str, ...]] = {
    "contact": ("no answer", "nobody was asked"),
    "reply": ("rejects", "tells", "other"),
    "telling": ("none", "tells", "denies", "silent", "deal"),
}
"""What can be answered to each question: was somebody asked in vain, does the sentence reject a
claim, whose view does it give."""
NOBODY = "nobody"


class Question(BaseModel):
    """A sentence, and with it the sentences before it or the claim that it may answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: Ask
    sentence: str = Field(min_length=1)
    before: str = ""
    claim: str = ""
    claimed_by: str = ""


class Turn(Question):
    """A question with the answer that is wanted: who is meant, as the sentence names them."""

    who: str = Field(min_length=1)
    view: str = Field(min_length=1)

    @property
    def fault(self) -> str | None:
        """What is wrong with the example; None for a good one."""
        if self.view not in VIEWS[self.ask]:
            return f"{self.view!r} is no answer to the question {self.ask}"
        if self.who != NOBODY and self.who not in self.sentence:
            return f"{self.who!r} is not in its sentence"
        return None


def parse_turns(path: Path, text: str) -> tuple[Turn, ...]:
    """The examples of a file, one JSON object a line; raises ConfigError for a broken one."""
    turns: list[Turn] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            turns.append(Turn.model_validate_json(line))
        except ValidationError as error:
            raise ConfigError(f"{path}, line {number}: {describe(error)}") from error
    return tuple(turns)
